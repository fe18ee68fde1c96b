//! What happens to subscriptions by itself: asked again, sealed anew, links that end.

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
    permitted: u32,
    most: u32,
) -> Result<Vec<SubscriptionRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT s.key, l.slug, s.sealed, s.sealed_by, s.language, s.since, s.permitted,
                s.soft_returns, s.soft_day
         FROM subscription s JOIN infomail_list l ON l.key = s.list
         WHERE s.asked IS NULL AND s.permitted <= ?1 ORDER BY s.permitted LIMIT ?2",
    )?;
    let rows = statement.query_map((permitted, most), row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The mail and the note that it was asked are one transaction: nobody is asked twice, and nobody's time
/// runs who was not asked.
pub(in crate::sqlite) fn ask(
    transaction: &Transaction<'_>,
    (key, day): (u64, u32),
    access: &NewSubscriptionAccess,
    mail: &NewDelivery,
) -> Result<bool> {
    let asked = transaction
        .prepare_cached("UPDATE subscription SET asked = ?2 WHERE key = ?1 AND asked IS NULL")?
        .execute((Col(key), day))?;
    if asked == 0 {
        return Ok(false);
    }
    let number = i64::try_from(key).map_err(StoreError::conflict)?;
    insert_access(transaction, number, access)?;
    outbox::insert(transaction, mail)?;
    Ok(true)
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
) -> Result<u32> {
    let gone = transaction
        .prepare_cached("DELETE FROM subscription_access WHERE expires <= ?1")?
        .execute([Col(now)])?;
    Ok(u32::try_from(gone).unwrap_or(u32::MAX))
}
