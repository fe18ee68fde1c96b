//! Subscriptions: they begin, change, and are deleted.

mod keep;

use domain::consent::wording_digest;
use domain::infomail::{SoftReturns, StopReason};
use domain::slug::Slug;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::column::{Col, col};
use super::opt_in::complained;
use super::{Result, erase, issue, outbox, suppression};
use crate::{
    NewSubscription, NewSubscriptionAccess, Started, StoreError, SubscriptionChange,
    SubscriptionConsent, SubscriptionCounts, SubscriptionKey, SubscriptionRow,
};

pub(super) use keep::{ask, asked, expire_access, lapsed, reseal, sealed_before, to_ask};

/// Begins a subscription, or renews the one that this address has. A list that is not there begins
/// nothing and fails nothing: a signature must not fail over its Infomail.
pub(in crate::sqlite) fn start(
    transaction: &Transaction<'_>,
    new: &NewSubscription,
) -> Result<Started> {
    let Some(list) = issue::find_list(transaction, &new.list)? else {
        return Ok(Started::NoList);
    };
    if complained(transaction, &new.infomail_suppression)? {
        return Ok(Started::Suppressed);
    }
    if let Some(key) = key_by_hashes(transaction, list, &new.hashes)? {
        transaction
            .prepare_cached(
                "UPDATE subscription SET permitted = max(permitted, ?2), asking = NULL, asked = NULL
                 WHERE key = ?1",
            )?
            .execute((key, new.day))?;
        agree(transaction, key, new)?;
        return Ok(Started::Known);
    }
    let key = insert(transaction, list, new)?;
    agree(transaction, key, new)?;
    if let Some(welcome) = &new.welcome {
        outbox::insert(transaction, welcome)?;
    }
    Ok(Started::New)
}

fn insert(transaction: &Transaction<'_>, list: i64, new: &NewSubscription) -> Result<i64> {
    let hash = new
        .hashes
        .first()
        .ok_or_else(|| StoreError::conflict("a subscription needs the hash of its address"))?;
    transaction
        .prepare_cached(
            "INSERT INTO subscription (key, list, epoch, language, hash, sealed, sealed_by,
                                       leave_hash, since, permitted)
             VALUES (?1, ?2, (SELECT epoch FROM infomail_list WHERE key = ?2), ?3, ?4, ?5, ?6,
                     ?7, ?8, ?8)",
        )?
        .execute((
            Col(new.key),
            list,
            Col(new.language.clone()),
            hash,
            &new.sealed,
            new.sealed_by,
            new.leave_hash,
            new.day,
        ))?;
    i64::try_from(new.key).map_err(StoreError::conflict)
}

/// Adds what was agreed to.
fn agree(transaction: &Transaction<'_>, key: i64, new: &NewSubscription) -> Result<()> {
    for consent in &new.consents {
        insert_consent(transaction, key, consent)?;
    }
    if let Some(declaration) = &new.signed {
        transaction
            .prepare_cached(
                "INSERT INTO subscription_signed (subscription, declaration)
                 SELECT ?1, key FROM declaration WHERE slug = ?2 ON CONFLICT DO NOTHING",
            )?
            .execute((key, Col(declaration.clone())))?;
    }
    Ok(())
}

fn insert_consent(
    transaction: &Transaction<'_>,
    key: i64,
    consent: &SubscriptionConsent,
) -> Result<()> {
    let digest = wording_digest(&consent.wording);
    transaction
        .prepare_cached(
            "INSERT INTO consent_wording (digest, wording) VALUES (?1, ?2)
             ON CONFLICT (digest) DO NOTHING",
        )?
        .execute((digest, &consent.wording))?;
    transaction
        .prepare_cached(
            "INSERT INTO subscription_consent
                 (subscription, purpose, wording, language, asked, confirmed, channel, method)
             VALUES (?1, ?2, (SELECT key FROM consent_wording WHERE digest = ?3), ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT DO NOTHING",
        )?
        .execute((
            key,
            Col(consent.purpose),
            digest,
            consent.language.as_str(),
            consent.asked,
            consent.confirmed,
            &consent.channel,
            &consent.method,
        ))?;
    Ok(())
}

pub(in crate::sqlite) fn key_by_hashes(
    connection: &Connection,
    list: i64,
    hashes: &[[u8; 32]],
) -> Result<Option<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT key FROM subscription WHERE list = ?1 AND hash = ?2")?;
    for hash in hashes {
        if let Some(key) = statement
            .query_row((list, hash), |row| row.get(0))
            .optional()?
        {
            return Ok(Some(key));
        }
    }
    Ok(None)
}

pub(in crate::sqlite) fn insert_access(
    transaction: &Transaction<'_>,
    subscription: i64,
    access: &NewSubscriptionAccess,
) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO subscription_access (hash, subscription, purpose, expires)
             VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((
            access.hash,
            subscription,
            Col(access.purpose),
            Col(access.expires),
        ))?;
    Ok(())
}

pub(in crate::sqlite) fn find(
    connection: &Connection,
    key: &SubscriptionKey,
) -> Result<Option<SubscriptionRow>> {
    let number = match key {
        SubscriptionKey::Number(number) => Some(*number),
        SubscriptionKey::Address(list, hashes) => {
            let key = match issue::find_list(connection, list)? {
                Some(list) => key_by_hashes(connection, list, hashes)?,
                None => None,
            };
            key.and_then(|key| u64::try_from(key).ok())
        }
        SubscriptionKey::Leave(hash) => connection
            .prepare_cached("SELECT key FROM subscription WHERE leave_hash = ?1")?
            .query_row([hash], |row| col(row, 0))
            .optional()?,
        SubscriptionKey::Access(hash, purpose, now) => connection
            .prepare_cached(
                "SELECT subscription FROM subscription_access
                 WHERE hash = ?1 AND purpose = ?2 AND expires > ?3",
            )?
            .query_row((hash, Col(*purpose), Col(*now)), |row| col(row, 0))
            .optional()?,
    };
    let Some(number) = number else {
        return Ok(None);
    };
    let mut statement = connection.prepare_cached(
        "SELECT s.key, l.slug, s.sealed, s.sealed_by, s.language, s.since, s.permitted,
                s.soft_returns, s.soft_day
         FROM subscription s JOIN infomail_list l ON l.key = s.list WHERE s.key = ?1",
    )?;
    let found = statement.query_row([Col(number)], row).optional()?;
    found.map(|row| with_signed(connection, row)).transpose()
}

fn row(row: &Row<'_>) -> rusqlite::Result<SubscriptionRow> {
    Ok(SubscriptionRow {
        key: col(row, 0)?,
        list: col(row, 1)?,
        sealed: row.get(2)?,
        sealed_by: row.get(3)?,
        language: col(row, 4)?,
        since: row.get(5)?,
        permitted: row.get(6)?,
        soft_returns: SoftReturns {
            count: row.get(7)?,
            last: row.get(8)?,
        },
        signed: Vec::new(),
    })
}

fn with_signed(connection: &Connection, row: SubscriptionRow) -> Result<SubscriptionRow> {
    let mut statement = connection.prepare_cached(
        "SELECT d.slug FROM subscription_signed s JOIN declaration d ON d.key = s.declaration
         WHERE s.subscription = ?1 ORDER BY s.declaration",
    )?;
    let signed = statement.query_map([Col(row.key)], |row| col(row, 0))?;
    Ok(SubscriptionRow {
        signed: signed.collect::<rusqlite::Result<_>>()?,
        ..row
    })
}

pub(in crate::sqlite) fn consents(
    connection: &Connection,
    key: u64,
) -> Result<Vec<SubscriptionConsent>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.purpose, w.wording, c.language, c.asked, c.confirmed, c.channel, c.method
         FROM subscription_consent c JOIN consent_wording w ON w.key = c.wording
         WHERE c.subscription = ?1 ORDER BY c.confirmed, c.purpose, c.asked, c.wording",
    )?;
    let rows = statement.query_map([Col(key)], |row| {
        Ok(SubscriptionConsent {
            purpose: col(row, 0)?,
            wording: row.get(1)?,
            language: col(row, 2)?,
            asked: row.get(3)?,
            confirmed: row.get(4)?,
            channel: row.get(5)?,
            method: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::sqlite) fn change(
    transaction: &Transaction<'_>,
    key: u64,
    change: &SubscriptionChange,
) -> Result<bool> {
    let changed = match change {
        SubscriptionChange::Language(language) => transaction
            .prepare_cached("UPDATE subscription SET language = ?2 WHERE key = ?1")?
            .execute((Col(key), Col(language.clone())))?,
        SubscriptionChange::ForgetSigned(declaration) => transaction
            .prepare_cached(
                "DELETE FROM subscription_signed WHERE subscription = ?1
                 AND declaration = (SELECT key FROM declaration WHERE slug = ?2)",
            )?
            .execute((Col(key), Col(declaration.clone())))?,
        SubscriptionChange::Permit(day) => transaction
            .prepare_cached(
                "UPDATE subscription SET permitted = max(permitted, ?2), asking = NULL, asked = NULL
                 WHERE key = ?1",
            )?
            .execute((Col(key), day))?,
        SubscriptionChange::SoftReturns(returns) => transaction
            .prepare_cached(
                "UPDATE subscription SET soft_returns = ?2, soft_day = ?3 WHERE key = ?1",
            )?
            .execute((Col(key), returns.count, returns.last))?,
    };
    Ok(changed == 1)
}

/// Everything about the subscription goes in one transaction, mails of it that wait for another try too.
pub(in crate::sqlite) fn stop(
    transaction: &Transaction<'_>,
    key: u64,
    reason: StopReason,
    suppress: Option<&[u8; 32]>,
) -> Result<bool> {
    if let Some(suppression) = suppress {
        transaction
            .prepare_cached(
                "INSERT INTO infomail_suppression (key) VALUES (?1) ON CONFLICT DO NOTHING",
            )?
            .execute([suppression])?;
    }
    for sql in [
        "DELETE FROM subscription_signed WHERE subscription = ?1",
        "DELETE FROM subscription_consent WHERE subscription = ?1",
        "DELETE FROM subscription_access WHERE subscription = ?1",
        "DELETE FROM infomail_receipt WHERE subscription = ?1 AND fate = 2",
    ] {
        transaction.prepare_cached(sql)?.execute([Col(key)])?;
    }
    let list: Option<i64> = transaction
        .prepare_cached("DELETE FROM subscription WHERE key = ?1 RETURNING list")?
        .query_row([Col(key)], |row| row.get(0))
        .optional()?;
    let Some(list) = list else {
        return Ok(false);
    };
    transaction
        .prepare_cached(
            "INSERT INTO subscription_stopped (list, reason, n) VALUES (?1, ?2, 1)
             ON CONFLICT (list, reason) DO UPDATE SET n = n + 1",
        )?
        .execute((list, reason.word()))?;
    erase::mark(transaction)?;
    Ok(true)
}

pub(in crate::sqlite) fn counts(
    connection: &Connection,
    list: &Slug,
) -> Result<SubscriptionCounts> {
    let Some(list) = issue::find_list(connection, list)? else {
        return Ok(SubscriptionCounts::default());
    };
    let mut counts = SubscriptionCounts::default();
    let mut languages = connection.prepare_cached(
        "SELECT language FROM subscription INDEXED BY subscription_walk WHERE list = ?1",
    )?;
    let mut active = std::collections::BTreeMap::new();
    let mut rows = languages.query([list])?;
    while let Some(row) = rows.next()? {
        *active.entry(col(row, 0)?).or_insert(0_u64) += 1;
    }
    counts.active = active.into_iter().collect();
    let mut stopped = connection.prepare_cached(
        "SELECT reason, n FROM subscription_stopped WHERE list = ?1 ORDER BY reason",
    )?;
    let rows = stopped.query_map([list], |row| Ok((col(row, 0)?, col(row, 1)?)))?;
    counts.stopped = rows.collect::<rusqlite::Result<_>>()?;
    Ok(counts)
}

pub(in crate::sqlite) fn suppressed(
    connection: &Connection,
    keys: &[([u8; 32], [u8; 32])],
) -> Result<Vec<bool>> {
    keys.iter()
        .map(|(all, infomail)| {
            Ok(suppression::contains(connection, all)? || complained(connection, infomail)?)
        })
        .collect()
}
