//! Subscriptions begin: one statement for each table, however many do so at once.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::Transaction;

use super::super::consents::keep_wordings;
use crate::postgres::column::{Column, col, raws};
use crate::postgres::statement::{self, Values};
use crate::postgres::{Result, locks, outbox};
use crate::{NewDelivery, NewSubscription, Started, StoreError, SubscriptionConsent};

/// A subscription that was confirmed, with the key that it has from now on.
type Confirmed<'n> = (i64, &'n NewSubscription);

/// Takes the locks of addresses. Whoever begins, renews or ends a subscription of one over a complaint does
/// it alone, so that no address has two and none that complained has one.
pub(in crate::postgres) async fn lock(
    transaction: &Transaction<'_>,
    new: &[NewSubscription],
) -> Result<()> {
    locks::keys(transaction, new.iter().map(|new| &new.infomail_suppression)).await
}

/// Begins subscriptions, or renews those that these addresses have; answers each. A list that is not there
/// begins nothing and fails nothing: a signature must not fail over its Infomail. The caller holds the
/// locks of the addresses.
pub(in crate::postgres) async fn start(
    transaction: &Transaction<'_>,
    new: &[NewSubscription],
) -> Result<Vec<Started>> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let lists = lists(transaction, new).await?;
    let complained = complained(transaction, new).await?;
    let mut known = known(transaction, new).await?;
    let (mut begun, mut renewed) = (Vec::new(), Vec::new());
    let mut started = Vec::with_capacity(new.len());
    for one in new {
        started.push(if !lists.contains(one.list.as_str()) {
            Started::NoList
        } else if complained.contains(&one.infomail_suppression) {
            Started::Suppressed
        } else if let Some(key) = one
            .hashes
            .iter()
            .find_map(|hash| known.get(&place(one, hash)))
        {
            renewed.push((*key, one));
            Started::Known
        } else {
            let key = i64::try_from(one.key).map_err(StoreError::conflict)?;
            let hash = newest_hash(one)?;
            known.insert(place(one, hash), key);
            begun.push((key, one));
            Started::New
        });
    }
    insert(transaction, &begun).await?;
    renew(transaction, &renewed).await?;
    agree(transaction, &[begun.as_slice(), &renewed].concat()).await?;
    let welcomes: Vec<&NewDelivery> = begun
        .iter()
        .filter_map(|(_, one)| one.welcome.as_ref())
        .collect();
    outbox::insert(transaction, &welcomes).await?;
    Ok(started)
}

/// The hash under which a new subscription is found.
fn newest_hash(new: &NewSubscription) -> Result<&[u8; 32]> {
    let what = "a subscription needs the hash of its address";
    new.hashes.first().ok_or_else(|| StoreError::conflict(what))
}

/// An address on a list.
fn place(new: &NewSubscription, hash: &[u8; 32]) -> (String, [u8; 32]) {
    (new.list.as_str().to_owned(), *hash)
}

/// Those of the lists that are there.
async fn lists(transaction: &Transaction<'_>, new: &[NewSubscription]) -> Result<HashSet<String>> {
    let sql = "SELECT slug FROM infomail_list WHERE slug = ANY($1)";
    let slugs: Vec<&str> = new.iter().map(|one| one.list.as_str()).collect();
    let rows = statement::rows(transaction, sql, &[&slugs]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

async fn complained(
    transaction: &Transaction<'_>,
    new: &[NewSubscription],
) -> Result<HashSet<[u8; 32]>> {
    let sql = "SELECT key FROM infomail_suppression WHERE key = ANY($1)";
    let keys = raws(new, |one| one.infomail_suppression);
    let rows = statement::rows(transaction, sql, &[&keys]).await?;
    rows.iter().map(|row| col(row, 0)).collect()
}

/// The subscriptions that these addresses have. None of them ends before the transaction does.
async fn known(
    transaction: &Transaction<'_>,
    new: &[NewSubscription],
) -> Result<HashMap<(String, [u8; 32]), i64>> {
    let sql = "SELECT l.slug, s.hash, s.key
               FROM unnest($1::text[], $2::bytea[]) AS a (slug, hash)
               JOIN infomail_list l ON l.slug = a.slug
               JOIN subscription s ON s.list = l.key AND s.hash = a.hash
               ORDER BY s.key FOR KEY SHARE OF s";
    let addresses: Vec<(&str, [u8; 32])> = new
        .iter()
        .flat_map(|one| one.hashes.iter().map(|hash| (one.list.as_str(), *hash)))
        .collect();
    let slugs: Vec<&str> = addresses.iter().map(|(slug, _)| *slug).collect();
    let hashes = raws(&addresses, |(_, hash)| *hash);
    let rows = statement::rows(transaction, sql, &[&slugs, &hashes]).await?;
    rows.iter()
        .map(|row| Ok(((row.try_get(0)?, col(row, 1)?), row.try_get(2)?)))
        .collect()
}

/// Rows go in by their random keys, here and in the tables about a subscription: their order in a file is
/// not the order in which people signed. The lock on the row of the list decides to which issue a subscription comes too late: an issue appears
/// before it or after it (see `issue::step`).
async fn insert(transaction: &Transaction<'_>, new: &[Confirmed<'_>]) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let sql = "WITH list AS (
                   SELECT key, slug, epoch FROM infomail_list WHERE slug = ANY($2)
                   ORDER BY key FOR SHARE)
               INSERT INTO subscription (key, list, epoch, language, hash, sealed, sealed_by,
                                         leave_hash, since, permitted)
               SELECT n.key, list.key, list.epoch, n.language, n.hash, n.sealed, n.sealed_by,
                      n.leave_hash, n.day, n.day
               FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bytea[], $5::bytea[],
                           $6::integer[], $7::bytea[], $8::integer[])
                   AS n (key, slug, language, hash, sealed, sealed_by, leave_hash, day)
               JOIN list ON list.slug = n.slug ORDER BY n.key";
    let keys: Vec<i64> = new.iter().map(|(key, _)| *key).collect();
    let sealed: Vec<&[u8]> = new.iter().map(|(_, one)| one.sealed.as_slice()).collect();
    let hashes: Result<Vec<Vec<u8>>> = new
        .iter()
        .map(|(_, one)| Ok(newest_hash(one)?.raw()))
        .collect();
    let values: Values<'_> = &[
        &keys,
        &raws(new, |(_, one)| one.list.clone()),
        &raws(new, |(_, one)| one.language.clone()),
        &hashes?,
        &sealed,
        &raws(new, |(_, one)| one.sealed_by),
        &raws(new, |(_, one)| one.leave_hash),
        &raws(new, |(_, one)| one.day),
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

async fn renew(transaction: &Transaction<'_>, known: &[Confirmed<'_>]) -> Result<()> {
    if known.is_empty() {
        return Ok(());
    }
    let sql = "UPDATE subscription s
               SET permitted = greatest(s.permitted, n.day), asking = NULL, asked = NULL
               FROM (SELECT key, max(day) AS day FROM unnest($1::bigint[], $2::integer[])
                     AS each (key, day) GROUP BY key) n
               WHERE s.key = n.key";
    let keys: Vec<i64> = known.iter().map(|(key, _)| *key).collect();
    let days = raws(known, |(_, one)| one.day);
    statement::execute(transaction, sql, &[&keys, &days]).await?;
    Ok(())
}

/// Adds what was agreed to.
async fn agree(transaction: &Transaction<'_>, confirmed: &[Confirmed<'_>]) -> Result<()> {
    let consents: Vec<(i64, &SubscriptionConsent)> = confirmed
        .iter()
        .flat_map(|(key, one)| one.consents.iter().map(|consent| (*key, consent)))
        .collect();
    insert_consents(transaction, &consents).await?;
    let sql = "INSERT INTO subscription_signed (subscription, declaration)
               SELECT n.key, d.key FROM unnest($1::bigint[], $2::text[]) AS n (key, slug)
               JOIN declaration d ON d.slug = n.slug ORDER BY n.key ON CONFLICT DO NOTHING";
    let (keys, slugs): (Vec<i64>, Vec<&str>) = confirmed
        .iter()
        .filter_map(|(key, one)| Some((*key, one.signed.as_ref()?.as_str())))
        .unzip();
    if !keys.is_empty() {
        statement::execute(transaction, sql, &[&keys, &slugs]).await?;
    }
    Ok(())
}

async fn insert_consents(
    transaction: &Transaction<'_>,
    consents: &[(i64, &SubscriptionConsent)],
) -> Result<()> {
    if consents.is_empty() {
        return Ok(());
    }
    let wordings: Vec<&str> = consents.iter().map(|(_, c)| c.wording.as_str()).collect();
    let digests = keep_wordings(transaction, &wordings).await?;
    let sql = "INSERT INTO subscription_consent
                   (subscription, purpose, wording, language, asked, confirmed, channel, method)
               SELECT c.subscription, c.purpose, w.key, c.language, c.asked, c.confirmed, c.channel,
                      c.method
               FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[], $5::integer[],
                           $6::integer[], $7::text[], $8::text[])
                   AS c (subscription, purpose, digest, language, asked, confirmed, channel, method)
               JOIN consent_wording w ON w.digest = c.digest ORDER BY c.subscription
               ON CONFLICT DO NOTHING";
    let keys: Vec<i64> = consents.iter().map(|(key, _)| *key).collect();
    let channels: Vec<&str> = consents.iter().map(|(_, c)| c.channel.as_str()).collect();
    let methods: Vec<&str> = consents.iter().map(|(_, c)| c.method.as_str()).collect();
    let values: Values<'_> = &[
        &keys,
        &raws(consents, |(_, c)| c.purpose),
        &digests,
        &raws(consents, |(_, c)| c.language.clone()),
        &raws(consents, |(_, c)| c.asked),
        &raws(consents, |(_, c)| c.confirmed),
        &channels,
        &methods,
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}
