//! Pending rows, from the form to their end.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::column::{Col, col, maybe};
use super::{Result, hours, outbox, suppression};
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
    let mut statement = transaction.prepare_cached(
        "UPDATE pending SET tries = tries + 1 WHERE tab_hash = ?1 AND tries < ?2
         RETURNING ?2 - tries",
    )?;
    Ok(statement
        .query_row((tab_hash, most), |row| row.get(0))
        .optional()?)
}

pub(super) fn refuse(
    transaction: &Transaction<'_>,
    refuse_hash: &[u8; 32],
    suppress: bool,
) -> Result<bool> {
    let refused: Option<([u8; 32], [u8; 32])> = transaction
        .prepare_cached(
            "DELETE FROM pending WHERE refuse_hash = ?1 AND leaf IS NULL
             RETURNING confirm_hash, suppression",
        )?
        .query_row([refuse_hash], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((confirm_hash, key)) = refused else {
        return Ok(false);
    };
    outbox::withdraw_of_pending(transaction, &confirm_hash)?;
    if suppress {
        suppression::add(transaction, &key)?;
    }
    Ok(true)
}

pub(super) fn expire(transaction: &Transaction<'_>, now: Timestamp, most: u32) -> Result<u32> {
    let due = "SELECT key, confirm_hash FROM pending WHERE expires <= ?1 ORDER BY expires LIMIT ?2";
    let erase = "DELETE FROM pending WHERE key = ?1";
    expire_waiting(transaction, (due, erase), (now, most))
}

/// Erases what waited for a confirmation until its time came, with the mails of it that were never
/// sent: rows of any table that has a key and the hash of a mailed link.
pub(super) fn expire_waiting(
    transaction: &Transaction<'_>,
    (due, erase): (&str, &str),
    (now, most): (Timestamp, u32),
) -> Result<u32> {
    let mut due = transaction.prepare_cached(due)?;
    let rows = due.query_map((Col(now), most), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let expired: Vec<(i64, [u8; 32])> = rows.collect::<rusqlite::Result<_>>()?;
    let mut erase = transaction.prepare_cached(erase)?;
    for (key, confirm_hash) in &expired {
        erase.execute([key])?;
        outbox::withdraw_of_pending(transaction, confirm_hash)?;
    }
    Ok(u32::try_from(expired.len()).unwrap_or(u32::MAX))
}

pub(super) fn expire_caps(transaction: &Transaction<'_>, before: Timestamp) -> Result<u32> {
    let forgotten = transaction
        .prepare_cached("DELETE FROM mail_cap WHERE at < ?1")?
        .execute([Col(before)])?;
    hours::forget(transaction, before)?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}
