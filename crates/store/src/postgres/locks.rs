//! Locks that stand for no row of their own: addresses and the hours.
//!
//! Every transaction that takes locks of addresses takes them all at once, in one order, and before
//! it changes a row that another may wait for: so nobody waits in a ring.

use deadpool_postgres::Transaction;

use super::{Result, statement};

/// Whoever looks up what an address may be sent, and whoever changes that, follow each other until
/// the transaction ends: what was looked up is still true when the mail is written. The keys are
/// hashes of addresses, servers or networks; two that share their first half would only wait in vain.
pub(super) async fn keys<'k>(
    transaction: &Transaction<'_>,
    keys: impl IntoIterator<Item = &'k [u8; 32]>,
) -> Result<()> {
    let mut locks: Vec<i64> = keys.into_iter().filter_map(first_half).collect();
    if locks.is_empty() {
        return Ok(());
    }
    locks.sort_unstable();
    locks.dedup();
    let sql = "SELECT pg_advisory_xact_lock(lock) FROM unnest($1::bigint[]) AS lock";
    statement::rows(transaction, sql, &[&locks]).await?;
    Ok(())
}

fn first_half(key: &[u8; 32]) -> Option<i64> {
    key.first_chunk().copied().map(i64::from_be_bytes)
}

/// Mails find their place in the hours one after the other, whichever node they come from. Everybody who
/// fills in a form waits for it, so it is taken in a short transaction of its own.
pub(super) async fn hours(transaction: &Transaction<'_>) -> Result<()> {
    let sql = "SELECT pg_advisory_xact_lock('mail_hour'::regclass::bigint)";
    statement::row(transaction, sql, &[]).await?;
    Ok(())
}
