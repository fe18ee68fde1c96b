//! Locks that stand for no row of their own: addresses, the hours, and who sends.
//!
//! Every transaction that takes locks of addresses takes them all at once, in one order, and before
//! it changes a row that another may wait for: so nobody waits in a ring.

use deadpool_postgres::Transaction;
use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

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

/// Mails find their place in the hours one after the other, whichever node they come from. To be
/// taken late: it is let go with the commit, and everybody who fills in a form waits for it.
pub(super) async fn hours(transaction: &Transaction<'_>) -> Result<()> {
    let sql = "SELECT pg_advisory_xact_lock('mail_hour'::regclass::bigint)";
    statement::row(transaction, sql, &[]).await?;
    Ok(())
}

/// The right to send, for as long as the connection lasts. The server lets it go when the other end
/// is gone, however it went; one that has just gone is waited for.
pub(super) async fn sender(client: &Client) -> Result<bool> {
    let patience = "SET lock_timeout = '250ms'; SET idle_session_timeout = 0";
    client.batch_execute(patience).await?;
    let sql = "SELECT pg_advisory_lock('outbox'::regclass::bigint)";
    match client.execute(sql, &[]).await {
        Ok(_) => Ok(true),
        Err(error) if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
