//! Reading the log.

use domain::id::DeclarationId;
use rusqlite::{Connection, OptionalExtension, Params};

use super::column::{Col, col};
use super::{Result, key_of};
use crate::{CheckpointRow, LogHead, StoreError};

pub(super) fn head(connection: &Connection, id: DeclarationId) -> Result<Option<LogHead>> {
    let mut statement = connection
        .prepare_cached("SELECT size, edge, checkpoint FROM log_head WHERE declaration = ?1")?;
    let row = statement
        .query_row([key_of(connection, id)?], |row| {
            Ok((col(row, 0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((size, edge, checkpoint)) = row else {
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
    }))
}

pub(super) fn entries(
    connection: &Connection,
    id: DeclarationId,
    start: u64,
    end: u64,
) -> Result<Vec<Vec<u8>>> {
    let sql = "SELECT leaf, entry FROM log_entry
               WHERE declaration = ?1 AND leaf >= ?2 AND leaf < ?3 ORDER BY leaf";
    let range = (key_of(connection, id)?, Col(start), Col(end));
    without_gaps(connection, sql, range, start)
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

/// The second column of rows whose first counts upwards from `start`. The log only grows, so a gap
/// is a row that was lost.
fn without_gaps<T: rusqlite::types::FromSql>(
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
    newest: u32,
) -> Result<Vec<CheckpointRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT size, note, at FROM checkpoint
         WHERE declaration = ?1 ORDER BY size DESC LIMIT ?2",
    )?;
    let rows = statement.query_map((key_of(connection, id)?, newest), |row| {
        Ok(CheckpointRow {
            size: col(row, 0)?,
            note: row.get(1)?,
            at: col(row, 2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
