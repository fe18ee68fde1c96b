//! The folders declarations are written in, and when their files came and changed.

use deadpool_postgres::{GenericClient, Transaction};
use domain::id::DeclarationId;
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col};
use super::statement::Values;
use super::{Result, statement};
use crate::{FileTimes, FolderFile};

pub(super) async fn files(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Vec<FolderFile>> {
    let sql = "SELECT path, content FROM folder_file
               JOIN declaration ON declaration.key = folder_file.declaration
               WHERE declaration.id = $1 ORDER BY path";
    let rows = statement::rows(client, sql, &[&id.raw()]).await?;
    let file = |row: &Row| {
        Ok(FolderFile {
            path: row.try_get(0)?,
            content: row.try_get(1)?,
        })
    };
    rows.iter().map(file).collect()
}

pub(super) async fn times(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Vec<FileTimes>> {
    let sql = "SELECT path, added, changed FROM folder_file
               JOIN declaration ON declaration.key = folder_file.declaration
               WHERE declaration.id = $1 ORDER BY path";
    let rows = statement::rows(client, sql, &[&id.raw()]).await?;
    let times = |row: &Row| {
        Ok(FileTimes {
            path: row.try_get(0)?,
            added: col(row, 1)?,
            changed: col(row, 2)?,
        })
    };
    rows.iter().map(times).collect()
}

/// Part of a commit: the folder is replaced. A file with the same bytes keeps both its moments.
pub(super) async fn replace(
    transaction: &Transaction<'_>,
    key: i64,
    files: &[FolderFile],
    at: Timestamp,
) -> Result<()> {
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let contents: Vec<&[u8]> = files.iter().map(|file| file.content.as_slice()).collect();
    let sql = "DELETE FROM folder_file WHERE declaration = $1 AND path <> ALL($2)";
    statement::execute(transaction, sql, &[&key, &paths]).await?;
    let sql = "INSERT INTO folder_file AS f (declaration, path, content, added, changed)
               SELECT $1, n.path, n.content, $4, $4
               FROM unnest($2::text[], $3::bytea[]) AS n (path, content)
               ON CONFLICT (declaration, path)
               DO UPDATE SET content = excluded.content, changed = excluded.changed
               WHERE f.content <> excluded.content";
    let values: Values<'_> = &[&key, &paths, &contents, &at.raw()];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}
