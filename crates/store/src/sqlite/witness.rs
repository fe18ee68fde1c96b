//! Cosignatures under our checkpoints, and the memory of a witness.

use domain::id::DeclarationId;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::column::{Col, col};
use super::{Result, key_of, log};
use crate::{CheckpointRow, CosignatureRow, WitnessedRow};

pub(super) fn cosign(
    transaction: &Transaction<'_>,
    id: DeclarationId,
    size: u64,
    rows: &[CosignatureRow],
) -> Result<bool> {
    if log::checkpoint_at(transaction, id, size)?.is_none() {
        return Ok(false);
    }
    let key = key_of(transaction, id)?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO cosignature (declaration, size, witness, line, seconds)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (declaration, size, witness)
         DO UPDATE SET line = excluded.line, seconds = excluded.seconds",
    )?;
    for row in rows {
        insert.execute((key, Col(size), &row.witness, &row.line, Col(row.seconds)))?;
    }
    Ok(true)
}

pub(super) fn cosignatures(
    connection: &Connection,
    id: DeclarationId,
    least: u64,
    most: u64,
) -> Result<Vec<(u64, CosignatureRow)>> {
    let key = key_of(connection, id)?;
    let mut statement = connection.prepare_cached(
        "SELECT size, witness, line, seconds FROM cosignature
         WHERE declaration = ?1 AND size >= ?2 AND size <= ?3 ORDER BY size, witness",
    )?;
    let rows = statement.query_map((key, Col(least), Col(most)), |row| {
        Ok((col(row, 0)?, cosignature_row(row)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn cosignature_row(row: &Row<'_>) -> rusqlite::Result<CosignatureRow> {
    Ok(CosignatureRow {
        witness: row.get(1)?,
        line: row.get(2)?,
        seconds: col(row, 3)?,
    })
}

pub(super) fn checkpoint(
    connection: &Connection,
    id: DeclarationId,
    size: Option<u64>,
) -> Result<Option<(CheckpointRow, Vec<CosignatureRow>)>> {
    let found = match size {
        Some(size) => log::checkpoint_row(connection, key_of(connection, id)?, size)?,
        None => log::checkpoints(connection, id, None, 1)?.pop(),
    };
    let Some(checkpoint) = found else {
        return Ok(None);
    };
    let rows = cosignatures(connection, id, checkpoint.size, checkpoint.size)?;
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Ok(Some((checkpoint, rows)))
}

pub(super) fn cosigned(
    connection: &Connection,
    id: DeclarationId,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<(CheckpointRow, Vec<CosignatureRow>)>> {
    let key = key_of(connection, id)?;
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT size FROM cosignature
         WHERE declaration = ?1 AND size < ?2 ORDER BY size DESC LIMIT ?3",
    )?;
    let before = before.unwrap_or(u64::MAX);
    let sizes = statement.query_map((key, Col(before), most), |row| col(row, 0))?;
    let mut found = Vec::new();
    for size in sizes {
        let size: u64 = size?;
        // A foreign key holds the two together.
        let Some(checkpoint) = log::checkpoint_row(connection, key, size)? else {
            continue;
        };
        let rows = cosignatures(connection, id, size, size)?;
        found.push((checkpoint, rows.into_iter().map(|(_, row)| row).collect()));
    }
    Ok(found)
}

pub(super) fn cosigned_by(
    connection: &Connection,
    id: DeclarationId,
    witness: &str,
) -> Result<Option<u64>> {
    let mut statement = connection.prepare_cached(
        "SELECT size FROM cosignature
         WHERE declaration = ?1 AND witness = ?2 ORDER BY size DESC LIMIT 1",
    )?;
    Ok(statement
        .query_row((key_of(connection, id)?, witness), |row| col(row, 0))
        .optional()?)
}

pub(super) fn witnessed(connection: &Connection, origin: &str) -> Result<Option<WitnessedRow>> {
    let mut statement = connection
        .prepare_cached("SELECT size, root, note, at FROM witnessed WHERE origin = ?1")?;
    let row = statement.query_row([origin], |row| {
        Ok(WitnessedRow {
            size: col(row, 0)?,
            root: row.get(1)?,
            note: row.get(2)?,
            at: col(row, 3)?,
        })
    });
    Ok(row.optional()?)
}

/// The comparison is in the statement that writes: whatever was read before, a witness never signs
/// two trees that contradict each other.
pub(super) fn advance(
    transaction: &Transaction<'_>,
    origin: &str,
    expected: Option<u64>,
    row: &WitnessedRow,
) -> Result<bool> {
    let changed = match expected {
        None => transaction
            .prepare_cached(
                "INSERT INTO witnessed (origin, size, root, note, at)
                 VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (origin) DO NOTHING",
            )?
            .execute((origin, Col(row.size), row.root, &row.note, Col(row.at)))?,
        Some(expected) => transaction
            .prepare_cached(
                "UPDATE witnessed SET size = ?2, root = ?3, note = ?4, at = ?5
                 WHERE origin = ?1 AND size = ?6
                 AND (size < ?2 OR (size = ?2 AND root = ?3))",
            )?
            .execute((
                origin,
                Col(row.size),
                row.root,
                &row.note,
                Col(row.at),
                Col(expected),
            ))?,
    };
    Ok(changed == 1)
}
