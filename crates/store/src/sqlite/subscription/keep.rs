//! What happens to subscriptions by itself: asked again, sealed anew, links that end.

use domain::id::DeliveryId;
use jiff::Timestamp;
use rusqlite::{Connection, Transaction};

use super::{insert_access, row};
use crate::sqlite::column::{Col, col};
use crate::sqlite::{Result, outbox};
use crate::{NewDelivery, NewSubscriptionAccess, Resealed, StoreError, SubscriptionRow};

pub(in crate::sqlite) fn sealed_before(
    connection: &Connection,
    key: u32,
    most: u32,
) -> Result<Vec<SubscriptionRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT s.key, l.slug, s.sealed, s.sealed_by, s.language, s.since, s.permitted,
                s.soft_returns, s.soft_day
         FROM subscription s JOIN infomail_list l ON l.key = s.list
         WHERE s.sealed_by < ?1 ORDER BY s.sealed_by LIMIT ?2",
    )?;
    let rows = statement.query_map((key, most), row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::sqlite) fn reseal(transaction: &Transaction<'_>, rows: &[Resealed]) -> Result<()> {
    let mut again = transaction.prepare_cached(
        "UPDATE subscription SET hash = ?2, sealed = ?3, sealed_by = ?4
         WHERE key = ?1 AND sealed_by < ?4",
    )?;
    for row in rows {
        again.execute((Col(row.key), row.hash, &row.sealed, row.sealed_by))?;
    }
    Ok(())
}

pub(in crate::sqlite) fn to_ask(
    connection: &Connection,
    (permitted, asking): (u32, u32),
    most: u32,
) -> Result<Vec<SubscriptionRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT s.key, l.slug, s.sealed, s.sealed_by, s.language, s.since, s.permitted,
                s.soft_returns, s.soft_day
         FROM subscription s JOIN infomail_list l ON l.key = s.list
         WHERE s.asked IS NULL AND s.permitted <= ?1 AND (s.asking IS NULL OR s.asking <= ?2)
         ORDER BY s.permitted LIMIT ?3",
    )?;
    let rows = statement.query_map((permitted, asking, most), row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The mail and the note that it waits are one transaction: nobody is asked twice. The time runs once
/// the mail was sent, see [`asked`].
pub(in crate::sqlite) fn ask(
    transaction: &Transaction<'_>,
    (key, day, before): (u64, u32, u32),
    access: &NewSubscriptionAccess,
    mail: &NewDelivery,
) -> Result<bool> {
    let asked = transaction
        .prepare_cached(
            "UPDATE subscription SET asking = ?2
             WHERE key = ?1 AND asked IS NULL AND (asking IS NULL OR asking <= ?3)",
        )?
        .execute((Col(key), day, before))?;
    if asked == 0 {
        return Ok(false);
    }
    let number = i64::try_from(key).map_err(StoreError::conflict)?;
    insert_access(transaction, number, access)?;
    outbox::insert(transaction, mail)?;
    Ok(true)
}

/// The mail bears the hash of the link in it, which leads to the subscription. If the process dies behind
/// this and the mail is sent once more, the time that runs already is the one that counts.
pub(in crate::sqlite) fn asked(
    transaction: &Transaction<'_>,
    sent: &[DeliveryId],
    day: u32,
) -> Result<()> {
    let mut begin = transaction.prepare_cached(
        "UPDATE subscription SET asked = ?2
         WHERE asked IS NULL AND asking IS NOT NULL AND key =
             (SELECT a.subscription FROM outbox o
              JOIN subscription_access a ON a.hash = o.pending
              WHERE o.id = ?1 AND a.purpose = 2)",
    )?;
    for id in sent {
        begin.execute((Col(*id), day))?;
    }
    Ok(())
}

pub(in crate::sqlite) fn lapsed(
    connection: &Connection,
    asked: u32,
    most: u32,
) -> Result<Vec<u64>> {
    let mut statement = connection.prepare_cached(
        "SELECT key FROM subscription WHERE asked IS NOT NULL AND asked <= ?1
         ORDER BY asked LIMIT ?2",
    )?;
    let rows = statement.query_map((asked, most), |row| col(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::sqlite) fn expire_access(
    transaction: &Transaction<'_>,
    now: Timestamp,
    most: u32,
) -> Result<u32> {
    let gone = transaction
        .prepare_cached(
            "DELETE FROM subscription_access WHERE hash IN
                 (SELECT hash FROM subscription_access WHERE expires <= ?1 ORDER BY expires LIMIT ?2)",
        )?
        .execute((Col(now), most))?;
    Ok(u32::try_from(gone).unwrap_or(u32::MAX))
}
