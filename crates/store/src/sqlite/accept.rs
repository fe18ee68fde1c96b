//! A submission becomes pending (station 3 of the life of a signature).
//!
//! Row and mail are one transaction: if the process dies, the visitor saw no answer and nothing is
//! there, or both are and the mail goes out.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Transaction;

use super::column::Col;
use super::{Result, hours, key_of_known, outbox, suppression};
use crate::rows::hours::Ration;
use crate::{Accepted, Cap, NewDelivery, NewPending, Submission};

pub(super) fn accept(transaction: &Transaction<'_>, submission: &Submission) -> Result<Accepted> {
    let key = key_of_known(transaction, submission.declaration)?;
    insert_pending(
        transaction,
        key,
        &submission.pending,
        &submission.suppression_key,
    )?;
    // All is looked up for every address; only whether a mail goes into the outbox differs. Whether the
    // address has signed is not asked here: the time of the answer would tell.
    let suppressed = suppression::contains(transaction, &submission.suppression_key)?;
    let mut capped = false;
    for cap in &submission.caps {
        capped |= is_exhausted(transaction, cap, submission.now)?;
    }
    if suppressed {
        return Ok(Accepted::Suppressed);
    }
    if capped {
        return Ok(Accepted::Capped);
    }
    let ends = submission.pending.expires;
    queue(transaction, &submission.into(), &submission.mail, ends)
}

/// Puts a mail into the hour that has room for it before what the mail is about `ends`.
pub(super) fn queue(
    transaction: &Transaction<'_>,
    ration: &Ration<'_>,
    mail: &NewDelivery,
    ends: Timestamp,
) -> Result<Accepted> {
    let place = hours::take(transaction, ration.now, ends, ration.most_per_hour)?;
    let Some(place) = place else {
        return Ok(Accepted::Capped);
    };
    count_mail(transaction, ration.caps, ration.now)?;
    let mail = NewDelivery {
        due: mail.due.max(place.due),
        ..mail.clone()
    };
    outbox::insert(transaction, &mail)?;
    Ok(place.accepted())
}

fn insert_pending(
    transaction: &Transaction<'_>,
    key: i64,
    pending: &NewPending,
    suppression: &[u8; 32],
) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO pending (confirm_hash, tab_hash, refuse_hash, declaration, payload,
                                  wrapped_by_link, wrapped_by_code, suppression, expires)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            pending.confirm_hash,
            pending.tab_hash,
            pending.refuse_hash,
            key,
            &pending.payload,
            &pending.wrapped_by_link,
            &pending.wrapped_by_code,
            suppression,
            Col(pending.expires),
        ))?;
    Ok(())
}

pub(super) fn is_exhausted(
    transaction: &Transaction<'_>,
    cap: &Cap,
    now: Timestamp,
) -> Result<bool> {
    let since = now.as_second().saturating_sub(cap.window_seconds);
    let counted: u32 = transaction
        .prepare_cached("SELECT count(*) FROM mail_cap WHERE key = ?1 AND at > ?2")?
        .query_row((cap.key, since), |row| row.get(0))?;
    Ok(counted >= cap.most)
}

/// Two caps on one key, such as three an hour and ten a day, count a mail once.
fn count_mail(transaction: &Transaction<'_>, caps: &[Cap], now: Timestamp) -> Result<()> {
    let keys: BTreeSet<[u8; 32]> = caps.iter().map(|cap| cap.key).collect();
    let mut statement =
        transaction.prepare_cached("INSERT INTO mail_cap (key, at) VALUES (?1, ?2)")?;
    for key in keys {
        statement.execute((key, Col(now)))?;
    }
    Ok(())
}
