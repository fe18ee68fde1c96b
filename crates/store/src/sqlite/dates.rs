//! What a clock that ran ahead has left behind.

use jiff::Timestamp;
use rusqlite::Transaction;

use super::Result;
use super::column::Col;
use crate::rows::hours::hour_of;
use crate::{Lane, Reach};

/// A mail in hand is one that is due and not ready. It is taken out of the hand that has it only beyond
/// the longest lease there can be: else it would leave twice.
pub(super) fn take_back(
    transaction: &Transaction<'_>,
    now: Timestamp,
    reach: Reach,
) -> Result<u64> {
    let (waiting, longest) = (now + reach.waiting, now + reach.longest);
    let mut changed = 0;
    for lane in [Lane::Confirmation, Lane::Service] {
        changed += transaction
            .prepare_cached(
                "UPDATE outbox SET due = ?2, ready = ?2
                 WHERE lane = ?1 AND ready > ?3 AND (due = ready OR ready > ?4)",
            )?
            .execute((Col(lane), Col(now), Col(waiting), Col(longest)))?;
    }
    changed += transaction
        .prepare_cached("DELETE FROM mail_hour WHERE hour > ?1")?
        .execute([hour_of(waiting)])?;
    changed += transaction
        .prepare_cached("UPDATE mail_cap SET at = ?1 WHERE at > ?1")?
        .execute([Col(now)])?;
    for sql in [
        "UPDATE infomail_receipt SET due = ?1 WHERE fate = 2 AND due > ?2",
        "UPDATE infomail_lease SET until = ?1 WHERE until > ?2",
    ] {
        changed += transaction
            .prepare_cached(sql)?
            .execute((Col(now), Col(longest)))?;
    }
    for sql in [
        "UPDATE pending SET expires = ?1 WHERE expires > ?1",
        "UPDATE opt_in SET expires = ?1 WHERE expires > ?1",
        "UPDATE access SET expires = ?1 WHERE expires > ?1",
    ] {
        changed += transaction.prepare_cached(sql)?.execute([Col(longest)])?;
    }
    Ok(changed as u64)
}
