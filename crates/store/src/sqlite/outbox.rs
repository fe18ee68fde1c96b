//! The outbox.

use domain::id::DeliveryId;
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, Transaction, params_from_iter};

use super::Result;
use super::column::{Col, col, maybe};
use crate::{DeliveryRow, NewDelivery, OutboxDepth};

pub(super) fn insert(transaction: &Transaction<'_>, new: &NewDelivery) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO outbox (id, kind, recipient, language, fields, due, ready, pending)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)",
        )?
        .execute((
            Col(new.id),
            &new.kind,
            &new.recipient,
            &new.language,
            &new.fields,
            Col(new.due),
            new.pending,
        ))?;
    Ok(())
}

/// If the process dies after this, the mails come back when their lease ends; whoever sent one and
/// died before saying so sends it twice, never not at all.
pub(super) fn claim(
    transaction: &Transaction<'_>,
    now: Timestamp,
    lease_until: Timestamp,
    most: u32,
) -> Result<Vec<DeliveryRow>> {
    let mut ready = transaction.prepare_cached(
        "SELECT id, kind, recipient, language, fields, due, attempts
         FROM outbox WHERE ready <= ?1 ORDER BY ready, due LIMIT ?2",
    )?;
    let rows = ready.query_map((Col(now), most), delivery_row)?;
    let claimed: Vec<DeliveryRow> = rows.collect::<rusqlite::Result<_>>()?;
    let mut lease = transaction.prepare_cached("UPDATE outbox SET ready = ?2 WHERE id = ?1")?;
    for delivery in &claimed {
        lease.execute((Col(delivery.id), Col(lease_until)))?;
    }
    Ok(claimed)
}

fn delivery_row(row: &Row<'_>) -> rusqlite::Result<DeliveryRow> {
    Ok(DeliveryRow {
        id: col(row, 0)?,
        kind: row.get(1)?,
        recipient: row.get(2)?,
        language: row.get(3)?,
        fields: row.get(4)?,
        due: col(row, 5)?,
        attempts: row.get(6)?,
    })
}

pub(super) fn done(transaction: &Transaction<'_>, id: DeliveryId) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM outbox WHERE id = ?1")?
        .execute([Col(id)])?;
    Ok(())
}

pub(super) fn retry(transaction: &Transaction<'_>, id: DeliveryId, due: Timestamp) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE outbox SET attempts = attempts + 1, due = ?2, ready = ?2 WHERE id = ?1",
        )?
        .execute((Col(id), Col(due)))?;
    Ok(())
}

pub(super) fn give_up(transaction: &Transaction<'_>, id: DeliveryId) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO outbox_given_up (kind, n) SELECT kind, 1 FROM outbox WHERE id = ?1
             ON CONFLICT (kind) DO UPDATE SET n = n + 1",
        )?
        .execute([Col(id)])?;
    done(transaction, id)
}

pub(super) fn depth(connection: &Connection, now: Timestamp) -> Result<OutboxDepth> {
    let (waiting, oldest_due) = connection
        .prepare_cached("SELECT count(*), min(due) FROM outbox WHERE ready <= ?1")?
        .query_row([Col(now)], |row| Ok((col(row, 0)?, maybe(row, 1)?)))?;
    let mut given_up =
        connection.prepare_cached("SELECT kind, n FROM outbox_given_up ORDER BY kind")?;
    let given_up = given_up.query_map([], |row| Ok((row.get(0)?, col(row, 1)?)))?;
    Ok(OutboxDepth {
        waiting,
        oldest_due,
        given_up: given_up.collect::<rusqlite::Result<_>>()?,
    })
}

/// Takes back the mails that belong to a pending row, if they are still here.
pub(super) fn withdraw_of_pending(
    transaction: &Transaction<'_>,
    confirm_hash: &[u8; 32],
) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM outbox WHERE pending = ?1")?
        .execute([confirm_hash])?;
    Ok(())
}

/// Writes the outbox anew, unless more than `most` mails wait: a delete without a condition frees
/// whole pages, and freed pages are overwritten whole.
pub(super) fn write_anew(transaction: &Transaction<'_>, most: u32) -> Result<()> {
    let mut all = transaction.prepare_cached(
        "SELECT key, id, kind, recipient, language, fields, due, ready, attempts, pending
         FROM outbox WHERE key > 0 ORDER BY key LIMIT ?1",
    )?;
    let columns = all.column_count();
    let whole = |row: &Row<'_>| (0..columns).map(|column| row.get(column)).collect();
    let rows = all.query_map([i64::from(most) + 1], whole)?;
    let rows: Vec<Vec<Value>> = rows.collect::<rusqlite::Result<_>>()?;
    if rows.len() > usize::try_from(most).unwrap_or(usize::MAX) {
        return Ok(());
    }
    transaction.execute("DELETE FROM outbox", [])?;
    let mut again = transaction.prepare_cached(
        "INSERT INTO outbox (key, id, kind, recipient, language, fields, due, ready, attempts,
                             pending)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for row in rows {
        again.execute(params_from_iter(row))?;
    }
    Ok(())
}
