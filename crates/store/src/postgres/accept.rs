//! A submission becomes pending (station 3 of the life of a signature).
//!
//! Row and mail are one transaction: if the process dies, the visitor saw no answer and nothing is
//! there, or both are and the mail goes out.

use std::collections::BTreeSet;

use deadpool_postgres::{Pool, Transaction};
use jiff::Timestamp;

use super::column::{Column, col, raws};
use super::statement::Values;
use super::{Result, hours, key_of_known, locks, outbox, statement, suppression};
use crate::rows::hours::Ration;
use crate::{Accepted, Cap, NewDelivery, NewPending, StoreError, Submission};

/// Submissions that share a cap follow each other, and so do those of an address and its suppression
/// (see `locks`): no cap is passed by two nodes that counted at the same moment.
pub(super) async fn accept(
    transaction: &Transaction<'_>,
    submission: &Submission,
    places: &Pool,
) -> Result<Accepted> {
    let key = key_of_known(transaction, submission.declaration).await?;
    let suppression = &submission.suppression_key;
    let caps = submission.caps.iter().map(|cap| &cap.key);
    locks::keys(transaction, caps.chain([suppression])).await?;
    insert_pending(transaction, key, &submission.pending, suppression).await?;
    // All is looked up for every address; only whether a mail goes into the outbox differs. Whether the
    // address has signed is not asked here: the time of the answer would tell.
    let suppressed = suppression::contains(transaction, suppression).await?;
    let capped = is_capped(transaction, &submission.caps, submission.now).await?;
    if suppressed {
        return Ok(Accepted::Suppressed);
    }
    if capped {
        return Ok(Accepted::Capped);
    }
    let ends = submission.pending.expires;
    let asking = (&submission.into(), places);
    queue(transaction, asking, &submission.mail, ends).await
}

/// Puts a mail into the hour that has room for it before what the mail is about `ends`.
pub(super) async fn queue(
    transaction: &Transaction<'_>,
    (ration, places): (&Ration<'_>, &Pool),
    mail: &NewDelivery,
    ends: Timestamp,
) -> Result<Accepted> {
    let place = hours::take(places, ration.now, ends, ration.most_per_hour).await?;
    let Some(place) = place else {
        return Ok(Accepted::Capped);
    };
    count_mail(transaction, ration.caps, ration.now).await?;
    let mail = NewDelivery {
        due: mail.due.max(place.due),
        ..mail.clone()
    };
    outbox::insert(transaction, &[&mail]).await?;
    Ok(place.accepted())
}

async fn insert_pending(
    transaction: &Transaction<'_>,
    key: i64,
    pending: &NewPending,
    suppression: &[u8; 32],
) -> Result<()> {
    let sql = "INSERT INTO pending (confirm_hash, tab_hash, refuse_hash, declaration, payload,
                                    wrapped_by_link, wrapped_by_code, suppression, expires)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values: Values<'_> = &[
        &pending.confirm_hash.raw(),
        &pending.tab_hash.raw(),
        &pending.refuse_hash.raw(),
        &key,
        &pending.payload,
        &pending.wrapped_by_link,
        &pending.wrapped_by_code,
        &suppression.raw(),
        &pending.expires.raw(),
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

/// Whether a cap is exhausted; the caller holds the locks of their keys.
pub(super) async fn is_capped(
    transaction: &Transaction<'_>,
    caps: &[Cap],
    now: Timestamp,
) -> Result<bool> {
    let sql = "SELECT count(*) FROM mail_cap WHERE key = $1 AND at > $2";
    let mut capped = false;
    for cap in caps {
        let since = now.as_second().saturating_sub(cap.window_seconds);
        let row = statement::row(transaction, sql, &[&cap.key.raw(), &since]).await?;
        let row = row.ok_or_else(|| StoreError::corrupt("a count is one row"))?;
        let counted: u64 = col(&row, 0)?;
        capped |= counted >= u64::from(cap.most);
    }
    Ok(capped)
}

/// Two caps on one key, such as three an hour and ten a day, count a mail once.
async fn count_mail(transaction: &Transaction<'_>, caps: &[Cap], now: Timestamp) -> Result<()> {
    let keys: BTreeSet<[u8; 32]> = caps.iter().map(|cap| cap.key).collect();
    let sql = "INSERT INTO mail_cap (key, at) SELECT key, $2 FROM unnest($1::bytea[]) AS key";
    let keys = raws(&keys, |key| *key);
    statement::execute(transaction, sql, &[&keys, &now.raw()]).await?;
    Ok(())
}
