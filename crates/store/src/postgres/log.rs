//! Reading the log.

use std::time::Duration;

use deadpool_postgres::{Client, GenericClient, Object, Transaction};
use domain::id::DeclarationId;
use tokio_postgres::Row;

use super::column::{Column, col};
use super::statement::Values;
use super::{Result, bundles, key_of, statement};
use crate::{CheckpointRow, Generation, LogHead, LogNews, LogPart, LogRange, StoreError};

pub(super) async fn head(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Option<LogHead>> {
    let sql = "SELECT size, edge, checkpoint, closed
               FROM log_head JOIN declaration ON declaration.key = log_head.declaration
               WHERE declaration.id = $1";
    let row = statement::row(client, sql, &[&id.raw()]).await?;
    row.as_ref().map(head_row).transpose()
}

fn head_row(row: &Row) -> Result<LogHead> {
    let edge: Vec<u8> = row.try_get(1)?;
    let (hashes, rest) = edge.as_chunks::<32>();
    if !rest.is_empty() {
        let what = "the edge of a log is not made of hashes";
        return Err(StoreError::corrupt(what));
    }
    Ok(LogHead {
        size: col(row, 0)?,
        edge: hashes.to_vec(),
        checkpoint: row.try_get(2)?,
        closed: row.try_get(3)?,
    })
}

pub(super) async fn news(
    client: &impl GenericClient,
    id: DeclarationId,
    size: u64,
    most: u64,
) -> Result<Option<LogNews>> {
    let Some(key) = key_of(client, id).await? else {
        return Ok(None);
    };
    let sql = "SELECT size, edge, checkpoint, closed, missed FROM log_head WHERE declaration = $1";
    let row = statement::row(client, sql, &[&key]).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("a declaration has no log"))?;
    let (head, missed) = (head_row(&row)?, row.try_get(4)?);
    let is_near = head.size.saturating_sub(size) <= most;
    let entries = if is_near && head.size > size {
        bundles::entries(client, key, size, head.size).await?
    } else {
        Vec::new()
    };
    Ok(Some(LogNews {
        head,
        entries,
        missed,
    }))
}

pub(super) async fn missed(
    transaction: &Transaction<'_>,
    id: DeclarationId,
    note: &str,
) -> Result<()> {
    let sql = "UPDATE log_head SET missed = $2 FROM declaration
               WHERE declaration.key = log_head.declaration AND declaration.id = $1";
    statement::execute(transaction, sql, &[&id.raw(), &note]).await?;
    Ok(())
}

/// How long a look at what others changed may take. It is one small read.
const GLANCE: Duration = Duration::from_secs(2);

/// A server that is gone may be so without a word: then the connection is given up, and whoever looks next
/// asks on another.
pub(super) async fn generations(client: Client) -> Result<Vec<(DeclarationId, Generation)>> {
    let sql = "SELECT id, size, changes, publications
               FROM log_head JOIN declaration ON declaration.key = log_head.declaration";
    let read = tokio::time::timeout(GLANCE, statement::rows(&client, sql, &[])).await;
    let Ok(rows) = read else {
        drop(Object::take(client));
        return Err(StoreError::unavailable("the server was silent"));
    };
    let generation = |row: &Row| {
        let generation = Generation {
            size: col(row, 1)?,
            changes: col(row, 2)?,
            publications: col(row, 3)?,
        };
        Ok((col(row, 0)?, generation))
    };
    rows?.iter().map(generation).collect()
}

/// How many entries the log has that the rows of `key` belong to.
pub(super) async fn size(client: &impl GenericClient, key: i64) -> Result<u64> {
    let sql = "SELECT size FROM log_head WHERE declaration = $1";
    let row = statement::row(client, sql, &[&key]).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("a declaration has no log"))?;
    col(&row, 0)
}

pub(super) async fn entries(
    client: &impl GenericClient,
    id: DeclarationId,
    start: u64,
    end: u64,
) -> Result<Vec<Vec<u8>>> {
    match key_of(client, id).await? {
        Some(key) => bundles::entries(client, key, start, end).await,
        None => Ok(Vec::new()),
    }
}

pub(super) async fn bundle(
    client: &impl GenericClient,
    id: DeclarationId,
    index: u64,
) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT bundle FROM log_bundle
               JOIN declaration ON declaration.key = log_bundle.declaration
               WHERE declaration.id = $1 AND idx = $2";
    let row = statement::row(client, sql, &[&id.raw(), &index.raw()]).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

pub(super) async fn subtrees(
    client: &impl GenericClient,
    id: DeclarationId,
    level: u8,
    start: u64,
    end: u64,
) -> Result<Vec<[u8; 32]>> {
    let sql = "SELECT idx, hash FROM log_subtree
               JOIN declaration ON declaration.key = log_subtree.declaration
               WHERE declaration.id = $1 AND level = $2 AND idx >= $3 AND idx < $4 ORDER BY idx";
    let values: Values<'_> = &[&id.raw(), &level.raw(), &start.raw(), &end.raw()];
    let rows = statement::rows(client, sql, values).await?;
    without_gaps(&rows, start)
}

/// The ranges, of one moment: the caller's transaction is a snapshot.
pub(super) async fn parts(
    client: &impl GenericClient,
    id: DeclarationId,
    ranges: &[LogRange],
) -> Result<Vec<LogPart>> {
    let mut parts = Vec::with_capacity(ranges.len());
    for range in ranges {
        parts.push(match *range {
            LogRange::Entries { start, end } => {
                LogPart::Entries(entries(client, id, start, end).await?)
            }
            LogRange::Subtrees { level, start, end } => {
                LogPart::Subtrees(subtrees(client, id, level, start, end).await?)
            }
        });
    }
    Ok(parts)
}

/// The second column of rows whose first counts upwards from `start`. The log only grows, so a gap
/// is a row that was lost.
pub(super) fn without_gaps<T: Column>(rows: &[Row], start: u64) -> Result<Vec<T>> {
    let mut values = Vec::with_capacity(rows.len());
    for (expected, row) in (start..).zip(rows) {
        let place: u64 = col(row, 0)?;
        if place != expected {
            return Err(StoreError::corrupt("a row of the log is missing"));
        }
        values.push(col(row, 1)?);
    }
    Ok(values)
}

pub(super) async fn checkpoint_at(
    client: &impl GenericClient,
    id: DeclarationId,
    size: u64,
) -> Result<Option<String>> {
    let found = checkpoint(client, id, size).await?;
    Ok(found.map(|row| row.note))
}

pub(super) async fn checkpoints(
    client: &impl GenericClient,
    id: DeclarationId,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<CheckpointRow>> {
    let sql = "SELECT size, note, at FROM checkpoint
               JOIN declaration ON declaration.key = checkpoint.declaration
               WHERE declaration.id = $1 AND size < $2 ORDER BY size DESC LIMIT $3";
    let before = before.unwrap_or(u64::MAX).raw();
    let rows = statement::rows(client, sql, &[&id.raw(), &before, &i64::from(most)]).await?;
    rows.iter().map(checkpoint_row).collect()
}

/// One checkpoint of the history.
pub(super) async fn checkpoint(
    client: &impl GenericClient,
    id: DeclarationId,
    size: u64,
) -> Result<Option<CheckpointRow>> {
    let sql = "SELECT size, note, at FROM checkpoint
               JOIN declaration ON declaration.key = checkpoint.declaration
               WHERE declaration.id = $1 AND size = $2";
    let row = statement::row(client, sql, &[&id.raw(), &size.raw()]).await?;
    row.as_ref().map(checkpoint_row).transpose()
}

/// The first three columns: size, note, moment.
pub(super) fn checkpoint_row(row: &Row) -> Result<CheckpointRow> {
    Ok(CheckpointRow {
        size: col(row, 0)?,
        note: row.try_get(1)?,
        at: col(row, 2)?,
    })
}
