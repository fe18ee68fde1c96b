//! Subscriptions: they begin, change, and are deleted.

mod keep;
mod start;

use deadpool_postgres::{GenericClient, Transaction};
use domain::infomail::{SoftReturns, StopReason};
use domain::slug::Slug;
use tokio_postgres::Row;

use super::column::{Column, col, raws};
use super::statement::Values;
use super::{Result, locks, statement};
use crate::{
    NewSubscriptionAccess, SubscriptionChange, SubscriptionConsent, SubscriptionCounts,
    SubscriptionKey, SubscriptionRow,
};

pub(super) use keep::{ask, asked, expire_access, lapsed, reseal, sealed_before, to_ask};
pub(super) use start::{lock, start};

/// The subscription of an address; it does not end before the transaction does.
pub(super) async fn of_address(
    transaction: &Transaction<'_>,
    list: i64,
    hashes: &[[u8; 32]],
) -> Result<Option<i64>> {
    let sql = "SELECT key FROM subscription WHERE list = $1 AND hash = ANY($2)
               ORDER BY array_position($2, hash) LIMIT 1 FOR KEY SHARE";
    let hashes = raws(hashes, |hash| *hash);
    let row = statement::row(transaction, sql, &[&list, &hashes]).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

/// Whether an address complained of Infomail.
pub(super) async fn complained(client: &impl GenericClient, key: &[u8; 32]) -> Result<bool> {
    let sql = "SELECT 1 FROM infomail_suppression WHERE key = $1";
    let row = statement::row(client, sql, &[&key.raw()]).await?;
    Ok(row.is_some())
}

pub(super) async fn insert_access(
    transaction: &Transaction<'_>,
    subscription: i64,
    access: &NewSubscriptionAccess,
) -> Result<()> {
    let sql = "INSERT INTO subscription_access (hash, subscription, purpose, expires)
               VALUES ($1, $2, $3, $4)";
    let (hash, expires) = (access.hash.raw(), access.expires.raw());
    let values: Values<'_> = &[&hash, &subscription, &access.purpose.raw(), &expires];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

/// A subscription, of one moment: the caller's transaction is a snapshot.
pub(super) async fn find(
    client: &impl GenericClient,
    key: &SubscriptionKey,
) -> Result<Option<SubscriptionRow>> {
    let Some(number) = number(client, key).await? else {
        return Ok(None);
    };
    let sql = "SELECT s.key, l.slug, s.sealed, s.sealed_by, s.language, s.since, s.permitted,
                      s.soft_returns, s.soft_day
               FROM subscription s JOIN infomail_list l ON l.key = s.list WHERE s.key = $1";
    let Some(found) = statement::row(client, sql, &[&number]).await? else {
        return Ok(None);
    };
    let sql = "SELECT d.slug FROM subscription_signed s JOIN declaration d ON d.key = s.declaration
               WHERE s.subscription = $1 ORDER BY s.declaration";
    let signed = statement::rows(client, sql, &[&number]).await?;
    Ok(Some(SubscriptionRow {
        signed: signed
            .iter()
            .map(|row| col(row, 0))
            .collect::<Result<_>>()?,
        ..row(&found)?
    }))
}

async fn number(client: &impl GenericClient, key: &SubscriptionKey) -> Result<Option<i64>> {
    let found = match key {
        SubscriptionKey::Number(number) => return Ok(Some(number.raw())),
        SubscriptionKey::Address(list, hashes) => {
            let sql = "SELECT s.key FROM subscription s JOIN infomail_list l ON l.key = s.list
                       WHERE l.slug = $1 AND s.hash = ANY($2)
                       ORDER BY array_position($2, s.hash) LIMIT 1";
            let hashes = raws(hashes, |hash| *hash);
            statement::row(client, sql, &[&list.as_str(), &hashes]).await?
        }
        SubscriptionKey::Leave(hash) => {
            let sql = "SELECT key FROM subscription WHERE leave_hash = $1";
            statement::row(client, sql, &[&hash.raw()]).await?
        }
        SubscriptionKey::Access(hash, purpose, now) => {
            let sql = "SELECT subscription FROM subscription_access
                       WHERE hash = $1 AND purpose = $2 AND expires > $3";
            let values: Values<'_> = &[&hash.raw(), &purpose.raw(), &now.raw()];
            statement::row(client, sql, values).await?
        }
    };
    found.map(|row| Ok(row.try_get(0)?)).transpose()
}

/// A row without the declarations that were signed.
fn row(row: &Row) -> Result<SubscriptionRow> {
    Ok(SubscriptionRow {
        key: col(row, 0)?,
        list: col(row, 1)?,
        sealed: row.try_get(2)?,
        sealed_by: col(row, 3)?,
        language: col(row, 4)?,
        since: col(row, 5)?,
        permitted: col(row, 6)?,
        soft_returns: SoftReturns {
            count: col(row, 7)?,
            last: col(row, 8)?,
        },
        signed: Vec::new(),
    })
}

pub(super) async fn consents(
    client: &impl GenericClient,
    key: u64,
) -> Result<Vec<SubscriptionConsent>> {
    let sql = "SELECT c.purpose, w.wording, c.language, c.asked, c.confirmed, c.channel, c.method
               FROM subscription_consent c JOIN consent_wording w ON w.key = c.wording
               WHERE c.subscription = $1 ORDER BY c.confirmed, c.purpose, c.asked, c.wording";
    let rows = statement::rows(client, sql, &[&key.raw()]).await?;
    let consent = |row: &Row| {
        Ok(SubscriptionConsent {
            purpose: col(row, 0)?,
            wording: row.try_get(1)?,
            language: col(row, 2)?,
            asked: col(row, 3)?,
            confirmed: col(row, 4)?,
            channel: row.try_get(5)?,
            method: row.try_get(6)?,
        })
    };
    rows.iter().map(consent).collect()
}

pub(super) async fn change(
    transaction: &Transaction<'_>,
    key: u64,
    change: &SubscriptionChange,
) -> Result<bool> {
    let key = key.raw();
    let changed = match change {
        SubscriptionChange::Language(language) => {
            let sql = "UPDATE subscription SET language = $2 WHERE key = $1";
            statement::execute(transaction, sql, &[&key, &language.as_str()]).await?
        }
        SubscriptionChange::ForgetSigned(declaration) => {
            let sql = "DELETE FROM subscription_signed WHERE subscription = $1
                       AND declaration = (SELECT key FROM declaration WHERE slug = $2)";
            statement::execute(transaction, sql, &[&key, &declaration.as_str()]).await?
        }
        SubscriptionChange::Permit(day) => {
            let sql = "UPDATE subscription
                       SET permitted = greatest(permitted, $2), asking = NULL, asked = NULL
                       WHERE key = $1";
            statement::execute(transaction, sql, &[&key, &day.raw()]).await?
        }
        SubscriptionChange::SoftReturns(returns) => {
            let sql = "UPDATE subscription SET soft_returns = $2, soft_day = $3 WHERE key = $1";
            let values: Values<'_> = &[&key, &returns.count.raw(), &returns.last.raw()];
            statement::execute(transaction, sql, values).await?
        }
    };
    Ok(changed == 1)
}

/// Everything about the subscription goes in one transaction. The row goes before its receipts: whoever
/// settles a mail of it has written the receipt by then, and it is found, or finds no subscription.
pub(super) async fn stop(
    transaction: &Transaction<'_>,
    key: u64,
    reason: StopReason,
    suppress: Option<&[u8; 32]>,
) -> Result<bool> {
    if let Some(suppression) = suppress {
        locks::keys(transaction, [suppression]).await?;
        let sql = "INSERT INTO infomail_suppression (key) VALUES ($1) ON CONFLICT DO NOTHING";
        statement::execute(transaction, sql, &[&suppression.raw()]).await?;
    }
    let key = key.raw();
    let sql = "SELECT list FROM subscription WHERE key = $1 FOR UPDATE";
    let Some(row) = statement::row(transaction, sql, &[&key]).await? else {
        return Ok(false);
    };
    let list: i64 = row.try_get(0)?;
    for sql in [
        "DELETE FROM subscription_signed WHERE subscription = $1",
        "DELETE FROM subscription_consent WHERE subscription = $1",
        "DELETE FROM subscription_access WHERE subscription = $1",
        "DELETE FROM subscription WHERE key = $1",
        "DELETE FROM infomail_receipt WHERE (issue, subscription) IN (
             SELECT issue, subscription FROM infomail_receipt
             WHERE subscription = $1 AND fate = 2 ORDER BY issue FOR UPDATE)",
    ] {
        statement::execute(transaction, sql, &[&key]).await?;
    }
    let sql = "INSERT INTO subscription_stopped AS s (list, reason, n) VALUES ($1, $2, 1)
               ON CONFLICT (list, reason) DO UPDATE SET n = s.n + 1";
    statement::execute(transaction, sql, &[&list, &reason.word()]).await?;
    Ok(true)
}

/// How many there are and were, of one moment: the caller's transaction is a snapshot.
pub(super) async fn counts(client: &impl GenericClient, list: &Slug) -> Result<SubscriptionCounts> {
    let sql = "SELECT s.language, count(*)
               FROM subscription s JOIN infomail_list l ON l.key = s.list
               WHERE l.slug = $1 GROUP BY s.language ORDER BY s.language";
    let active = statement::rows(client, sql, &[&list.as_str()]).await?;
    let sql = "SELECT s.reason, s.n
               FROM subscription_stopped s JOIN infomail_list l ON l.key = s.list
               WHERE l.slug = $1 ORDER BY s.reason";
    let stopped = statement::rows(client, sql, &[&list.as_str()]).await?;
    Ok(SubscriptionCounts {
        active: pairs(&active)?,
        stopped: pairs(&stopped)?,
    })
}

fn pairs<T: Column>(rows: &[Row]) -> Result<Vec<(T, u64)>> {
    rows.iter()
        .map(|row| Ok((col(row, 0)?, col(row, 1)?)))
        .collect()
}

pub(super) async fn suppressed(
    client: &impl GenericClient,
    keys: &[([u8; 32], [u8; 32])],
) -> Result<Vec<bool>> {
    let sql = "SELECT EXISTS (SELECT 1 FROM suppression s WHERE s.key = k.from_all)
                   OR EXISTS (SELECT 1 FROM infomail_suppression s WHERE s.key = k.from_infomail)
               FROM unnest($1::bytea[], $2::bytea[]) WITH ORDINALITY AS k (from_all, from_infomail, n)
               ORDER BY k.n";
    let (all, infomail) = (raws(keys, |(all, _)| *all), raws(keys, |(_, key)| *key));
    let rows = statement::rows(client, sql, &[&all, &infomail]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
