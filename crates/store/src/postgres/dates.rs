//! What a clock that ran ahead has left behind.

use deadpool_postgres::Transaction;
use jiff::Timestamp;

use super::column::Column;
use super::{Result, statement};
use crate::rows::hours::hour_of;
use crate::{Lane, Reach};

/// A mail in hand is one that is due and not ready. It is taken out of the hand that has it only beyond
/// the longest lease there can be: else it would leave twice.
pub(super) async fn take_back(
    transaction: &Transaction<'_>,
    now: Timestamp,
    reach: Reach,
) -> Result<u64> {
    let (waiting, longest) = (now + reach.waiting, now + reach.longest);
    let (now, last_hour) = (now.raw(), hour_of(waiting));
    let (waiting, longest) = (waiting.raw(), longest.raw());
    let mut changed = 0;
    for lane in [Lane::Confirmation, Lane::Service] {
        let sql = "UPDATE outbox SET due = $2, ready = $2
                   WHERE lane = $1 AND ready > $3 AND (due = ready OR ready > $4)";
        let values: statement::Values<'_> = &[&lane.raw(), &now, &waiting, &longest];
        changed += statement::execute(transaction, sql, values).await?;
    }
    let sql = "DELETE FROM mail_hour WHERE hour > $1";
    changed += statement::execute(transaction, sql, &[&last_hour]).await?;
    let sql = "UPDATE mail_cap SET at = $1 WHERE at > $1";
    changed += statement::execute(transaction, sql, &[&now]).await?;
    for sql in [
        "UPDATE infomail_receipt SET due = $1 WHERE fate = 2 AND due > $2",
        "UPDATE infomail_lease SET until = $1 WHERE until > $2",
    ] {
        changed += statement::execute(transaction, sql, &[&now, &longest]).await?;
    }
    for sql in [
        "UPDATE pending SET expires = $1 WHERE expires > $1",
        "UPDATE opt_in SET expires = $1 WHERE expires > $1",
        "UPDATE access SET expires = $1 WHERE expires > $1",
    ] {
        changed += statement::execute(transaction, sql, &[&longest]).await?;
    }
    Ok(changed)
}
