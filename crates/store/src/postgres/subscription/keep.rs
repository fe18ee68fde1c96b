//! What happens to subscriptions by itself: asked again, sealed anew, links that end.

use deadpool_postgres::{GenericClient, Transaction};
use domain::id::DeliveryId;
use jiff::Timestamp;

use super::{insert_access, row};
use crate::postgres::column::{Column, col, raws};
use crate::postgres::statement::{self, Values};
use crate::postgres::{Result, outbox};
use crate::{NewDelivery, NewSubscriptionAccess, Resealed, StoreError, SubscriptionRow};

pub(in crate::postgres) async fn sealed_before(
    client: &impl GenericClient,
    key: u32,
    most: u32,
) -> Result<Vec<SubscriptionRow>> {
    let sql = "SELECT s.key, l.slug, s.sealed, s.sealed_by, s.language, s.since, s.permitted,
                      s.soft_returns, s.soft_day
               FROM subscription s JOIN infomail_list l ON l.key = s.list
               WHERE s.sealed_by < $1 ORDER BY s.sealed_by LIMIT $2";
    let rows = statement::rows(client, sql, &[&key.raw(), &i64::from(most)]).await?;
    rows.iter().map(row).collect()
}

/// Two nodes may seal the same rows anew: the number of the key lets the first of them.
pub(in crate::postgres) async fn reseal(
    transaction: &Transaction<'_>,
    rows: &[Resealed],
) -> Result<()> {
    let keys = raws(rows, |row| row.key);
    let sql = "SELECT 1 FROM subscription WHERE key = ANY($1) ORDER BY key FOR UPDATE";
    statement::rows(transaction, sql, &[&keys]).await?;
    let sql = "UPDATE subscription s SET hash = n.hash, sealed = n.sealed, sealed_by = n.sealed_by
               FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::integer[])
                   AS n (key, hash, sealed, sealed_by)
               WHERE s.key = n.key AND s.sealed_by < n.sealed_by";
    let sealed: Vec<&[u8]> = rows.iter().map(|row| row.sealed.as_slice()).collect();
    let hashes = raws(rows, |row| row.hash);
    let values: Values<'_> = &[&keys, &hashes, &sealed, &raws(rows, |row| row.sealed_by)];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

pub(in crate::postgres) async fn to_ask(
    client: &impl GenericClient,
    (permitted, asking): (u32, u32),
    most: u32,
) -> Result<Vec<SubscriptionRow>> {
    let sql = "SELECT s.key, l.slug, s.sealed, s.sealed_by, s.language, s.since, s.permitted,
                      s.soft_returns, s.soft_day
               FROM subscription s JOIN infomail_list l ON l.key = s.list
               WHERE s.asked IS NULL AND s.permitted <= $1
               AND (s.asking IS NULL OR s.asking <= $2) ORDER BY s.permitted LIMIT $3";
    let values: Values<'_> = &[&permitted.raw(), &asking.raw(), &i64::from(most)];
    let rows = statement::rows(client, sql, values).await?;
    rows.iter().map(row).collect()
}

/// The mail and the note that it waits are one transaction: nobody is asked twice, and of two nodes that
/// ask at once the row decides. The time runs once the mail was sent, see [`asked`].
pub(in crate::postgres) async fn ask(
    transaction: &Transaction<'_>,
    (key, day, before): (u64, u32, u32),
    access: &NewSubscriptionAccess,
    mail: &NewDelivery,
) -> Result<bool> {
    let sql = "UPDATE subscription SET asking = $2
               WHERE key = $1 AND asked IS NULL AND (asking IS NULL OR asking <= $3)";
    let values: Values<'_> = &[&key.raw(), &day.raw(), &before.raw()];
    if statement::execute(transaction, sql, values).await? == 0 {
        return Ok(false);
    }
    let number = i64::try_from(key).map_err(StoreError::conflict)?;
    insert_access(transaction, number, access).await?;
    outbox::insert(transaction, &[mail]).await?;
    Ok(true)
}

/// The mail bears the hash of the link in it, which leads to the subscription. If the process dies behind
/// this and the mail is sent once more, the time that runs already is the one that counts.
pub(in crate::postgres) async fn asked(
    transaction: &Transaction<'_>,
    sent: &[DeliveryId],
    day: u32,
) -> Result<()> {
    let sql = "UPDATE subscription SET asked = $2 WHERE key IN (
                   SELECT s.key FROM outbox o JOIN subscription_access a ON a.hash = o.pending
                   JOIN subscription s ON s.key = a.subscription
                   WHERE o.id = ANY($1) AND a.purpose = 2
                   AND s.asked IS NULL AND s.asking IS NOT NULL
                   ORDER BY s.key FOR NO KEY UPDATE OF s)";
    let sent = raws(sent, |id| *id);
    statement::execute(transaction, sql, &[&sent, &day.raw()]).await?;
    Ok(())
}

pub(in crate::postgres) async fn lapsed(
    client: &impl GenericClient,
    asked: u32,
    most: u32,
) -> Result<Vec<u64>> {
    let sql = "SELECT key FROM subscription WHERE asked IS NOT NULL AND asked <= $1
               ORDER BY asked LIMIT $2";
    let rows = statement::rows(client, sql, &[&asked.raw(), &i64::from(most)]).await?;
    rows.iter().map(|row| col(row, 0)).collect()
}

pub(in crate::postgres) async fn expire_access(
    transaction: &Transaction<'_>,
    now: Timestamp,
    most: u32,
) -> Result<u32> {
    let sql = "DELETE FROM subscription_access WHERE ctid = ANY (ARRAY(
                   SELECT ctid FROM subscription_access WHERE expires <= $1
                   ORDER BY expires LIMIT $2 FOR UPDATE SKIP LOCKED))";
    statement::erase_some(transaction, sql, (now, most)).await
}
