//! Reading the log.

use domain::id::DeclarationId;
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction};

use super::column::{Col, col};
use super::{Result, bundles, key_of};
use crate::{CheckpointRow, Generation, LogHead, LogNews, LogPart, LogRange, StoreError};

pub(super) fn head(connection: &Connection, id: DeclarationId) -> Result<Option<LogHead>> {
    let mut statement = connection.prepare_cached(
        "SELECT size, edge, checkpoint, closed FROM log_head WHERE declaration = ?1",
    )?;
    let row = statement
        .query_row([key_of(connection, id)?], |row| {
            Ok((col(row, 0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    let Some((size, edge, checkpoint, closed)) = row else {
        return Ok(None);
    };
    let edge: Vec<u8> = edge;
    let (hashes, rest) = edge.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(StoreError::corrupt(
            "the edge of a log is not made of hashes",
        ));
    }
    Ok(Some(LogHead {
        size,
        edge: hashes.to_vec(),
        checkpoint,
        closed,
    }))
}

pub(super) fn news(
    connection: &Connection,
    id: DeclarationId,
    size: u64,
    most: u64,
) -> Result<Option<LogNews>> {
    let Some(head) = head(connection, id)? else {
        return Ok(None);
    };
    let is_near = head.size.saturating_sub(size) <= most;
    let entries = if is_near && head.size > size {
        entries(connection, id, size, head.size)?
    } else {
        Vec::new()
    };
    let mut statement =
        connection.prepare_cached("SELECT missed FROM log_head WHERE declaration = ?1")?;
    let missed = statement.query_row([key_of(connection, id)?], |row| row.get(0))?;
    Ok(Some(LogNews {
        head,
        entries,
        missed,
    }))
}

pub(super) fn missed(transaction: &Transaction<'_>, id: DeclarationId, note: &str) -> Result<()> {
    transaction
        .prepare_cached("UPDATE log_head SET missed = ?2 WHERE declaration = ?1")?
        .execute((key_of(transaction, id)?, note))?;
    Ok(())
}

pub(super) fn generations(connection: &Connection) -> Result<Vec<(DeclarationId, Generation)>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, size, changes, publications FROM log_head
         JOIN declaration ON declaration.key = log_head.declaration",
    )?;
    let rows = statement.query_map([], |row| {
        let generation = Generation {
            size: col(row, 1)?,
            changes: col(row, 2)?,
            publications: col(row, 3)?,
        };
        Ok((col(row, 0)?, generation))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many entries the log has that the rows of `key` belong to.
pub(super) fn size(connection: &Connection, key: i64) -> Result<u64> {
    let mut statement =
        connection.prepare_cached("SELECT size FROM log_head WHERE declaration = ?1")?;
    Ok(statement.query_row([key], |row| col(row, 0))?)
}

pub(super) fn entries(
    connection: &Connection,
    id: DeclarationId,
    start: u64,
    end: u64,
) -> Result<Vec<Vec<u8>>> {
    match key_of(connection, id)? {
        Some(key) => bundles::entries(connection, key, start, end),
        None => Ok(Vec::new()),
    }
}

pub(super) fn bundle(
    connection: &Connection,
    id: DeclarationId,
    index: u64,
) -> Result<Option<Vec<u8>>> {
    match key_of(connection, id)? {
        Some(key) => bundles::full(connection, key, index),
        None => Ok(None),
    }
}

pub(super) fn subtrees(
    connection: &Connection,
    id: DeclarationId,
    level: u8,
    start: u64,
    end: u64,
) -> Result<Vec<[u8; 32]>> {
    let sql = "SELECT idx, hash FROM log_subtree
               WHERE declaration = ?1 AND level = ?2 AND idx >= ?3 AND idx < ?4 ORDER BY idx";
    let range = (key_of(connection, id)?, level, Col(start), Col(end));
    without_gaps(connection, sql, range, start)
}

pub(super) fn parts(
    connection: &Connection,
    id: DeclarationId,
    ranges: &[LogRange],
) -> Result<Vec<LogPart>> {
    let part = |range: &LogRange| match *range {
        LogRange::Entries { start, end } => {
            entries(connection, id, start, end).map(LogPart::Entries)
        }
        LogRange::Subtrees { level, start, end } => {
            subtrees(connection, id, level, start, end).map(LogPart::Subtrees)
        }
    };
    ranges.iter().map(part).collect()
}

/// The second column of rows whose first counts upwards from `start`. The log only grows, so a gap
/// is a row that was lost.
pub(super) fn without_gaps<T: rusqlite::types::FromSql>(
    connection: &Connection,
    sql: &str,
    range: impl Params,
    start: u64,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(range)?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        let place: u64 = col(row, 0)?;
        if place != start + values.len() as u64 {
            return Err(StoreError::corrupt("a row of the log is missing"));
        }
        values.push(row.get(1)?);
    }
    Ok(values)
}

pub(super) fn checkpoint_at(
    connection: &Connection,
    id: DeclarationId,
    size: u64,
) -> Result<Option<String>> {
    let mut statement = connection
        .prepare_cached("SELECT note FROM checkpoint WHERE declaration = ?1 AND size = ?2")?;
    Ok(statement
        .query_row((key_of(connection, id)?, Col(size)), |row| row.get(0))
        .optional()?)
}

pub(super) fn checkpoints(
    connection: &Connection,
    id: DeclarationId,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<CheckpointRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT size, note, at FROM checkpoint
         WHERE declaration = ?1 AND size < ?2 ORDER BY size DESC LIMIT ?3",
    )?;
    let range = (
        key_of(connection, id)?,
        Col(before.unwrap_or(u64::MAX)),
        most,
    );
    let rows = statement.query_map(range, read_checkpoint)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One checkpoint of the history, of a declaration by its short key.
pub(super) fn checkpoint_row(
    connection: &Connection,
    key: Option<i64>,
    size: u64,
) -> Result<Option<CheckpointRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT size, note, at FROM checkpoint WHERE declaration = ?1 AND size = ?2",
    )?;
    Ok(statement
        .query_row((key, Col(size)), read_checkpoint)
        .optional()?)
}

fn read_checkpoint(row: &Row<'_>) -> rusqlite::Result<CheckpointRow> {
    Ok(CheckpointRow {
        size: col(row, 0)?,
        note: row.get(1)?,
        at: col(row, 2)?,
    })
}
