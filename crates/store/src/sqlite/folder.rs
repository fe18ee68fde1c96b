//! The folders declarations are written in, and when their files came and changed.

use std::collections::HashSet;

use domain::id::DeclarationId;
use jiff::Timestamp;
use rusqlite::{Connection, Transaction};

use super::column::{Col, col};
use super::{Result, key_of};
use crate::{FileTimes, FolderFile};

pub(super) fn files(connection: &Connection, id: DeclarationId) -> Result<Vec<FolderFile>> {
    let mut statement = connection.prepare_cached(
        "SELECT path, content FROM folder_file WHERE declaration = ?1 ORDER BY path",
    )?;
    let rows = statement.query_map([key_of(connection, id)?], |row| {
        Ok(FolderFile {
            path: row.get(0)?,
            content: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn times(connection: &Connection, id: DeclarationId) -> Result<Vec<FileTimes>> {
    let mut statement = connection.prepare_cached(
        "SELECT path, added, changed FROM folder_file WHERE declaration = ?1 ORDER BY path",
    )?;
    let rows = statement.query_map([key_of(connection, id)?], |row| {
        Ok(FileTimes {
            path: row.get(0)?,
            added: col(row, 1)?,
            changed: col(row, 2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Part of a commit: the folder is replaced. A file with the same bytes keeps both its moments.
pub(super) fn replace(
    transaction: &Transaction<'_>,
    key: i64,
    files: &[FolderFile],
    at: Timestamp,
) -> Result<()> {
    let kept: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let stored: Vec<String> = transaction
        .prepare_cached("SELECT path FROM folder_file WHERE declaration = ?1")?
        .query_map([key], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut gone = transaction
        .prepare_cached("DELETE FROM folder_file WHERE declaration = ?1 AND path = ?2")?;
    for path in stored.iter().filter(|path| !kept.contains(path.as_str())) {
        gone.execute((key, path))?;
    }
    let mut file = transaction.prepare_cached(
        "INSERT INTO folder_file (declaration, path, content, added, changed)
         VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (declaration, path)
         DO UPDATE SET content = excluded.content, changed = excluded.changed
         WHERE folder_file.content <> excluded.content",
    )?;
    for FolderFile { path, content } in files {
        file.execute((key, path, content, Col(at)))?;
    }
    Ok(())
}
