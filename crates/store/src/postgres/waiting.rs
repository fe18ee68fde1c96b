//! What waits for a confirmation, signatures and wishes to subscribe alike: rows of any table that has a
//! key and the hash of a mailed link. It ends when it is refused, or when its time has come.

use deadpool_postgres::Transaction;
use jiff::Timestamp;

use super::column::{Column, col};
use super::{Result, locks, outbox, statement, suppression};

/// Erases what the refused link stands for, with its mail if that was never sent, and suppresses the
/// address where that is asked. `find` answers what is to be suppressed, `take` deletes the row and
/// answers the hash of its link. The lock of the address comes before that of the row, as for everybody
/// who suppresses.
pub(super) async fn refuse(
    transaction: &Transaction<'_>,
    (find, take): (&str, &str),
    (refuse_hash, suppress): (&[u8; 32], bool),
) -> Result<bool> {
    let Some(row) = statement::row(transaction, find, &[&refuse_hash.raw()]).await? else {
        return Ok(false);
    };
    let key: [u8; 32] = col(&row, 0)?;
    locks::keys(transaction, [&key]).await?;
    let Some(row) = statement::row(transaction, take, &[&refuse_hash.raw()]).await? else {
        return Ok(false);
    };
    outbox::withdraw_of_pending(transaction, &[col(&row, 0)?]).await?;
    if suppress {
        suppression::add(transaction, &key).await?;
    }
    Ok(true)
}

/// Erases what waited until its time came, with the mails of it that were never sent; `take` deletes
/// some and answers the hashes of their links. Rows that another node erases at this moment are passed
/// over.
pub(super) async fn expire(
    transaction: &Transaction<'_>,
    take: &str,
    (now, most): (Timestamp, u32),
) -> Result<u32> {
    let rows = statement::rows(transaction, take, &[&now.raw(), &i64::from(most)]).await?;
    let expired: Result<Vec<[u8; 32]>> = rows.iter().map(|row| col(row, 0)).collect();
    outbox::withdraw_of_pending(transaction, &expired?).await?;
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
}
