//! The mails of issues: who is next, who holds them, what became of them.
//!
//! A sender takes a stretch of the subscriptions at a time. The stretch is one row, whatever the number of
//! mails in it, and each mail writes one row of its own when its fate is known. If the sender dies, the
//! stretch is there to take again when its lease ends, without those who have their receipt: what was in
//! flight at that moment is sent a second time, and nothing else.
//!
//! Whoever takes or settles locks the rows of the issues first, in the order of their keys: between nodes
//! that lock decides whose stretch is whose. Behind it come subscriptions, and then receipts; who takes
//! several of these without an issue, takes them in order too.

mod report;
mod settle;
mod take;

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;

use super::column::Column;
use super::{Result, statement};

pub(super) use report::{came_back, counts, depth, domains};
pub(super) use settle::settle;
pub(super) use take::{request, take};

/// How many subscriptions are looked at for one stretch: where an issue goes to few of many, nobody waits
/// for a look through all of them.
const LOOK: i64 = 5_000;

/// Locks issues until the transaction ends.
async fn lock(transaction: &Transaction<'_>, issues: &[i64]) -> Result<()> {
    let sql = "SELECT 1 FROM infomail_issue WHERE key = ANY($1) ORDER BY key FOR NO KEY UPDATE";
    statement::rows(transaction, sql, &[&issues]).await?;
    Ok(())
}

/// The key up to which is looked now, and whether nothing lies behind it; nothing where all were looked at.
async fn look_ahead(
    client: &impl GenericClient,
    list: i64,
    behind: i64,
) -> Result<Option<(i64, bool)>> {
    let sql = "SELECT key FROM subscription WHERE list = $1 AND key > $2
               ORDER BY key LIMIT 1 OFFSET $3";
    if let Some(row) = statement::row(client, sql, &[&list, &behind, &(LOOK - 1)]).await? {
        return Ok(Some((row.try_get(0)?, false)));
    }
    let sql = "SELECT key FROM subscription WHERE list = $1 AND key > $2
               ORDER BY key DESC LIMIT 1";
    let last = statement::row(client, sql, &[&list, &behind]).await?;
    last.map(|row| Ok((row.try_get(0)?, true))).transpose()
}

async fn release(transaction: &Transaction<'_>, issue: i64, behind: i64) -> Result<()> {
    let sql = "DELETE FROM infomail_lease WHERE issue = $1 AND behind = $2";
    statement::execute(transaction, sql, &[&issue, &behind]).await?;
    Ok(())
}

/// An issue is done when all were looked at, nobody holds a part of it, and no mail waits for another try.
async fn finish(transaction: &Transaction<'_>, issue: i64) -> Result<()> {
    let sql = "UPDATE infomail_issue i SET state = 'done' WHERE key = $1 AND state = 'sending'
               AND NOT EXISTS (SELECT 1 FROM subscription s
                               WHERE s.list = i.list AND s.key > i.reached)
               AND NOT EXISTS (SELECT 1 FROM infomail_lease l WHERE l.issue = i.key)
               AND NOT EXISTS (SELECT 1 FROM infomail_receipt r
                               WHERE r.issue = i.key AND r.fate = 2)";
    statement::execute(transaction, sql, &[&issue]).await?;
    Ok(())
}

/// Locks every issue that may have mails.
async fn lock_all(transaction: &Transaction<'_>) -> Result<()> {
    let sql = "SELECT 1 FROM infomail_issue WHERE state IN ('sending', 'paused', 'done')
               ORDER BY key FOR NO KEY UPDATE";
    statement::rows(transaction, sql, &[]).await?;
    Ok(())
}

/// Makes mails that wait for another try due now.
pub(super) async fn hurry(transaction: &Transaction<'_>, now: Timestamp) -> Result<u64> {
    lock_all(transaction).await?;
    let sql = "UPDATE infomail_receipt SET due = $1 WHERE (issue, subscription) IN (
                   SELECT issue, subscription FROM infomail_receipt
                   WHERE fate = 2 AND NOT held AND due > $1
                   ORDER BY issue, subscription FOR UPDATE)";
    statement::execute(transaction, sql, &[&now.raw()]).await
}

/// Puts back what a process that died had taken.
pub(super) async fn recover(transaction: &Transaction<'_>, now: Timestamp) -> Result<()> {
    lock_all(transaction).await?;
    for sql in [
        "UPDATE infomail_receipt SET due = $1, held = FALSE WHERE (issue, subscription) IN (
             SELECT issue, subscription FROM infomail_receipt
             WHERE fate = 2 AND held AND due > $1
             ORDER BY issue, subscription FOR UPDATE)",
        "UPDATE infomail_lease SET until = $1 WHERE until > $1",
    ] {
        statement::execute(transaction, sql, &[&now.raw()]).await?;
    }
    Ok(())
}
