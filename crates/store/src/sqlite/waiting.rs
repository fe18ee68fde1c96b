//! What waits for a confirmation, signatures and wishes to subscribe alike: rows of any table that has a
//! key and the hash of a mailed link. It ends when it is refused, or when its time has come.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction};

use super::column::Col;
use super::{Result, outbox, suppression};

/// Erases what the refused link stands for, with its mail if that was never sent, and suppresses the
/// address where that is asked. `take` deletes the row and answers the hash of its link and what is to be
/// suppressed.
pub(super) fn refuse(
    transaction: &Transaction<'_>,
    take: &str,
    (refuse_hash, suppress): (&[u8; 32], bool),
) -> Result<bool> {
    let refused: Option<([u8; 32], [u8; 32])> = transaction
        .prepare_cached(take)?
        .query_row([refuse_hash], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((confirm_hash, key)) = refused else {
        return Ok(false);
    };
    outbox::withdraw_of_pending(transaction, &confirm_hash)?;
    if suppress {
        suppression::add(transaction, &key)?;
    }
    Ok(true)
}

/// Erases what waited for a confirmation until its time came, with the mails of it that were never
/// sent: `due` answers their keys and the hashes of
/// their links, `erase` deletes one by its key.
pub(super) fn expire(
    transaction: &Transaction<'_>,
    (due, erase): (&str, &str),
    (now, most): (Timestamp, u32),
) -> Result<u32> {
    let mut due = transaction.prepare_cached(due)?;
    let rows = due.query_map((Col(now), most), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let expired: Vec<(i64, [u8; 32])> = rows.collect::<rusqlite::Result<_>>()?;
    let mut erase = transaction.prepare_cached(erase)?;
    for (key, confirm_hash) in &expired {
        erase.execute([key])?;
        outbox::withdraw_of_pending(transaction, confirm_hash)?;
    }
    Ok(u32::try_from(expired.len()).unwrap_or(u32::MAX))
}
