//! A submission becomes pending (station 3 of the life of a signature).
//!
//! Row and mail are one transaction: if the process dies, the visitor saw no answer and nothing is
//! there, or both are and the mail goes out.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Transaction;

use super::column::Col;
use super::{Result, facts, key_of_known, outbox, signatures};
use crate::{Accepted, Cap, NewPending, Submission};

pub(super) fn accept(transaction: &Transaction<'_>, submission: &Submission) -> Result<Accepted> {
    let key = key_of_known(transaction, submission.declaration)?;
    insert_pending(
        transaction,
        key,
        &submission.pending,
        &submission.suppression_key,
    )?;
    // All is looked up for every address; only what goes into the outbox differs.
    let suppressed = is_suppressed(transaction, &submission.suppression_key)?;
    let mut capped = false;
    for cap in &submission.caps {
        capped |= is_exhausted(transaction, cap, submission.now)?;
    }
    let signed = facts::signed(transaction, key, &submission.tag)?;
    if suppressed {
        return Ok(Accepted::Suppressed);
    }
    if capped {
        return Ok(Accepted::Capped);
    }
    count_mail(transaction, submission)?;
    let Some(leaf) = signed else {
        outbox::insert(transaction, &submission.confirm)?;
        return Ok(Accepted::ConfirmMailed);
    };
    outbox::insert(transaction, &submission.known)?;
    let access = &submission.known_access;
    signatures::insert_access(transaction, submission.declaration, leaf, access)?;
    Ok(Accepted::KnownMailed)
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

fn is_suppressed(transaction: &Transaction<'_>, key: &[u8; 32]) -> Result<bool> {
    let mut statement = transaction.prepare_cached("SELECT 1 FROM suppression WHERE key = ?1")?;
    Ok(statement.exists([key])?)
}

fn is_exhausted(transaction: &Transaction<'_>, cap: &Cap, now: Timestamp) -> Result<bool> {
    let since = now.as_second().saturating_sub(cap.window_seconds);
    let counted: u32 = transaction
        .prepare_cached("SELECT count(*) FROM mail_cap WHERE key = ?1 AND at > ?2")?
        .query_row((cap.key, since), |row| row.get(0))?;
    Ok(counted >= cap.most)
}

/// Two caps on one key, such as three an hour and ten a day, count a mail once.
fn count_mail(transaction: &Transaction<'_>, submission: &Submission) -> Result<()> {
    let keys: BTreeSet<[u8; 32]> = submission.caps.iter().map(|cap| cap.key).collect();
    let mut statement =
        transaction.prepare_cached("INSERT INTO mail_cap (key, at) VALUES (?1, ?2)")?;
    for key in keys {
        statement.execute((key, Col(submission.now)))?;
    }
    Ok(())
}
