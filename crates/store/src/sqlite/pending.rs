//! Pending rows, from the form to their end.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::column::{Col, col, maybe};
use super::{Result, hours, waiting};
use crate::{PendingKey, PendingRow};

pub(super) fn find(connection: &Connection, key: PendingKey) -> Result<Option<PendingRow>> {
    // Three literals instead of a column put into one: no statement here is made of parts.
    let (sql, hash) = match key {
        PendingKey::Confirm(hash) => (
            "SELECT p.confirm_hash, d.id, p.payload, p.wrapped_by_link, p.wrapped_by_code,
                    p.tries, p.expires, p.leaf
             FROM pending p JOIN declaration d ON d.key = p.declaration
             WHERE p.confirm_hash = ?1",
            hash,
        ),
        PendingKey::Tab(hash) => (
            "SELECT p.confirm_hash, d.id, p.payload, p.wrapped_by_link, p.wrapped_by_code,
                    p.tries, p.expires, p.leaf
             FROM pending p JOIN declaration d ON d.key = p.declaration
             WHERE p.tab_hash = ?1",
            hash,
        ),
        PendingKey::Refuse(hash) => (
            "SELECT p.confirm_hash, d.id, p.payload, p.wrapped_by_link, p.wrapped_by_code,
                    p.tries, p.expires, p.leaf
             FROM pending p JOIN declaration d ON d.key = p.declaration
             WHERE p.refuse_hash = ?1",
            hash,
        ),
    };
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([hash], pending_row).optional()?)
}

fn pending_row(row: &Row<'_>) -> rusqlite::Result<PendingRow> {
    Ok(PendingRow {
        confirm_hash: row.get(0)?,
        declaration: col(row, 1)?,
        payload: row.get(2)?,
        wrapped_by_link: row.get(3)?,
        wrapped_by_code: row.get(4)?,
        tries: row.get(5)?,
        expires: col(row, 6)?,
        leaf: maybe(row, 7)?,
    })
}

/// The try is durable before the code is compared: a crash cannot give it back.
pub(super) fn count_try(
    transaction: &Transaction<'_>,
    tab_hash: &[u8; 32],
    most: u32,
) -> Result<Option<u32>> {
    let tried: Option<u32> = transaction
        .prepare_cached("SELECT tries FROM pending WHERE tab_hash = ?1")?
        .query_row([tab_hash], |row| row.get(0))
        .optional()?;
    let Some(tried) = tried.filter(|tried| *tried < most) else {
        return Ok(None);
    };
    transaction
        .prepare_cached("UPDATE pending SET tries = tries + 1 WHERE tab_hash = ?1")?
        .execute([tab_hash])?;
    Ok(Some(most - tried - 1))
}

pub(super) fn give_back_try(transaction: &Transaction<'_>, tab_hash: &[u8; 32]) -> Result<()> {
    transaction
        .prepare_cached("UPDATE pending SET tries = tries - 1 WHERE tab_hash = ?1 AND tries > 0")?
        .execute([tab_hash])?;
    Ok(())
}

pub(super) fn refuse(
    transaction: &Transaction<'_>,
    refuse_hash: &[u8; 32],
    suppress: bool,
) -> Result<bool> {
    let take = "DELETE FROM pending WHERE refuse_hash = ?1 AND leaf IS NULL
                RETURNING confirm_hash, suppression";
    waiting::refuse(transaction, take, (refuse_hash, suppress))
}

pub(super) fn expire(transaction: &Transaction<'_>, now: Timestamp, most: u32) -> Result<u32> {
    let due = "SELECT key, confirm_hash FROM pending WHERE expires <= ?1 ORDER BY expires LIMIT ?2";
    let erase = "DELETE FROM pending WHERE key = ?1";
    waiting::expire(transaction, (due, erase), (now, most))
}

pub(super) fn expire_caps(
    transaction: &Transaction<'_>,
    before: Timestamp,
    most: u32,
) -> Result<u32> {
    let forgotten = transaction
        .prepare_cached(
            "DELETE FROM mail_cap WHERE rowid IN
                 (SELECT rowid FROM mail_cap WHERE at < ?1 ORDER BY at LIMIT ?2)",
        )?
        .execute((Col(before), most))?;
    hours::forget(transaction, before)?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}
