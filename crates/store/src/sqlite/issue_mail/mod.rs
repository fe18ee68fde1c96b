//! The mails of issues: who is next, who holds them, what became of them.
//!
//! A sender takes a stretch of the subscriptions at a time. The stretch is one row, whatever the number of
//! mails in it, and each mail writes one row of its own when its fate is known. If the sender dies, the
//! stretch is there to take again when its lease ends, without those who have their receipt: what was in
//! flight at that moment is sent a second time, and nothing else.

mod report;
mod settle;
mod take;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::Result;
use super::column::Col;

pub(super) use report::{came_back, counted, counts, depth, domains};
pub(super) use settle::settle;
pub(super) use take::{request, take};

/// How many subscriptions are looked at for one stretch: where an issue goes to few of many, nobody waits
/// for a look through all of them.
const LOOK: u32 = 5_000;

/// The key up to which is looked now, and whether nothing lies behind it; nothing where all were looked at.
fn look_ahead(connection: &Connection, list: i64, behind: i64) -> Result<Option<(i64, bool)>> {
    let far = connection
        .prepare_cached(
            "SELECT key FROM subscription WHERE list = ?1 AND key > ?2
             ORDER BY key LIMIT 1 OFFSET ?3",
        )?
        .query_row((list, behind, LOOK - 1), |row| row.get(0))
        .optional()?;
    if let Some(upto) = far {
        return Ok(Some((upto, false)));
    }
    let last: Option<i64> = connection
        .prepare_cached("SELECT max(key) FROM subscription WHERE list = ?1 AND key > ?2")?
        .query_row((list, behind), |row| row.get(0))?;
    Ok(last.map(|upto| (upto, true)))
}

fn release(transaction: &Transaction<'_>, issue: i64, behind: i64) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM infomail_lease WHERE issue = ?1 AND behind = ?2")?
        .execute((issue, behind))?;
    Ok(())
}

/// An issue is done when all were looked at, nobody holds a part of it, and no mail waits for another try.
fn finish(transaction: &Transaction<'_>, issue: i64) -> Result<()> {
    let (list, behind): (i64, i64) = transaction
        .prepare_cached("SELECT list, reached FROM infomail_issue WHERE key = ?1")?
        .query_row([issue], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let is_left = look_ahead(transaction, list, behind)?.is_some();
    let is_held = transaction
        .prepare_cached("SELECT 1 FROM infomail_lease WHERE issue = ?1")?
        .exists([issue])?;
    let is_later = transaction
        .prepare_cached("SELECT 1 FROM infomail_receipt WHERE issue = ?1 AND fate = 2")?
        .exists([issue])?;
    if !is_left && !is_held && !is_later {
        transaction
            .prepare_cached(
                "UPDATE infomail_issue SET state = 'done' WHERE key = ?1 AND state = 'sending'",
            )?
            .execute([issue])?;
    }
    Ok(())
}

/// Makes mails that wait for another try due now.
pub(super) fn hurry(transaction: &Transaction<'_>, now: Timestamp) -> Result<u64> {
    let hurried = transaction
        .prepare_cached(
            "UPDATE infomail_receipt SET due = ?1 WHERE fate = 2 AND held = 0 AND due > ?1",
        )?
        .execute([Col(now)])?;
    Ok(hurried as u64)
}

/// Puts back what a process that died had taken.
pub(super) fn recover(transaction: &Transaction<'_>, now: Timestamp) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE infomail_receipt SET due = ?1, held = 0
             WHERE fate = 2 AND held = 1 AND due > ?1",
        )?
        .execute([Col(now)])?;
    transaction
        .prepare_cached("UPDATE infomail_lease SET until = ?1 WHERE until > ?1")?
        .execute([Col(now)])?;
    Ok(())
}
