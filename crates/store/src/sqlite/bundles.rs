//! Entries of the log: each full bundle as the bytes that are served, what fills none yet as rows.
//!
//! Rows of full bundles are what a file written before migration 3 still holds. They are read as
//! well, and packed a few with each commit.

use rusqlite::{Connection, OptionalExtension, Transaction};
use tlog::tile::{FULL_WIDTH, bundle};

use super::Result;
use super::column::{Col, col};
use super::error::of_commit;
use super::log::without_gaps;
use crate::StoreError;

const WIDTH: u64 = FULL_WIDTH as u64;

/// The longest entry: its length is written in two bytes.
const LONGEST: usize = u16::MAX as usize;

/// How many older bundles a commit packs: a few milliseconds, and a log of a million entries is
/// packed after a thousand commits.
const A_FEW: u32 = 4;

/// How many are packed in one transaction when the whole file is written anew: some megabytes of the
/// write-ahead file.
const MANY: u32 = 256;

/// Appends entries to a log that has `start` of them. What fills a bundle is packed at once and never
/// becomes a row.
pub(super) fn append(
    transaction: &Transaction<'_>,
    key: i64,
    start: u64,
    entries: &[Vec<u8>],
) -> Result<()> {
    if entries.iter().any(|entry| entry.len() > LONGEST) {
        return Err(StoreError::corrupt(
            "an entry is longer than a bundle can hold",
        ));
    }
    let (mut leaf, mut rest) = (start, entries);
    while let Some((last, behind)) = rest.split_at_checked(usize::from(FULL_WIDTH) - place(leaf)) {
        pack(transaction, key, leaf / WIDTH, last)?;
        leaf += last.len() as u64;
        rest = behind;
    }
    let mut insert = transaction
        .prepare_cached("INSERT INTO log_entry (declaration, leaf, entry) VALUES (?1, ?2, ?3)")?;
    for (leaf, entry) in (leaf..).zip(rest) {
        insert.execute((key, Col(leaf), entry))?;
    }
    pack_older(transaction, key, start / WIDTH, A_FEW)?;
    Ok(())
}

/// Where in its bundle an entry stands.
fn place(leaf: u64) -> usize {
    usize::try_from(leaf % WIDTH).expect("255 at most")
}

/// Makes a bundle of the rows it has and the entries that complete it.
fn pack(transaction: &Transaction<'_>, key: i64, index: u64, last: &[Vec<u8>]) -> Result<()> {
    let start = index * WIDTH;
    let end = start + WIDTH - last.len() as u64;
    let rows = rows(transaction, key, start, end)?;
    let bytes = encode(rows.iter().chain(last))?;
    transaction
        .prepare_cached("INSERT INTO log_bundle (declaration, idx, bundle) VALUES (?1, ?2, ?3)")?
        .execute((key, Col(index), bytes))?;
    transaction
        .prepare_cached(
            "DELETE FROM log_entry WHERE declaration = ?1 AND leaf >= ?2 AND leaf < ?3",
        )?
        .execute((key, Col(start), Col(end)))?;
    Ok(())
}

/// Packs those of the first `full` bundles that are rows, the oldest first; answers how many.
fn pack_older(transaction: &Transaction<'_>, key: i64, full: u64, most: u32) -> Result<u32> {
    let mut oldest = transaction.prepare_cached(
        "SELECT leaf FROM log_entry WHERE declaration = ?1 ORDER BY leaf LIMIT 1",
    )?;
    for packed in 0..most {
        let leaf: Option<u64> = oldest.query_row([key], |row| col(row, 0)).optional()?;
        match leaf.map(|leaf| leaf / WIDTH) {
            Some(index) if index < full => pack(transaction, key, index, &[])?,
            _ => return Ok(packed),
        }
    }
    Ok(most)
}

/// Packs all full bundles that are rows, of every log. If the process dies, the rest are still rows.
pub(super) fn pack_all(connection: &mut Connection) -> Result<()> {
    let keys: Vec<i64> = connection
        .prepare_cached("SELECT key FROM declaration")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for key in keys {
        loop {
            let transaction = connection.transaction()?;
            let full = size(&transaction, key)? / WIDTH;
            let packed = pack_older(&transaction, key, full, MANY)?;
            transaction.commit().map_err(of_commit)?;
            if packed < MANY {
                break;
            }
        }
    }
    Ok(())
}

/// Entries from `start` up to `end` or to where the log ends.
pub(super) fn entries(
    connection: &Connection,
    key: i64,
    start: u64,
    end: u64,
) -> Result<Vec<Vec<u8>>> {
    let size = size(connection, key)?;
    let end = end.min(size);
    let mut entries = Vec::new();
    let mut leaf = start;
    while leaf < end {
        let index = leaf / WIDTH;
        let until = end.min((index + 1) * WIDTH);
        let packed = if index < size / WIDTH {
            stored(connection, key, index)?
        } else {
            None
        };
        match packed {
            Some(bytes) => {
                let whole = decode(&bytes)?;
                let wanted = whole
                    .get(place(leaf)..=place(until - 1))
                    .unwrap_or_default();
                entries.extend(wanted.iter().map(|entry| entry.to_vec()));
            }
            None => entries.extend(rows(connection, key, leaf, until)?),
        }
        leaf = until;
    }
    Ok(entries)
}

/// The bytes of a full bundle; nothing where the log does not reach to its end.
pub(super) fn full(connection: &Connection, key: i64, index: u64) -> Result<Option<Vec<u8>>> {
    if let Some(bytes) = stored(connection, key, index)? {
        return Ok(Some(bytes));
    }
    if index >= size(connection, key)? / WIDTH {
        return Ok(None);
    }
    let start = index * WIDTH;
    encode(rows(connection, key, start, start + WIDTH)?.iter()).map(Some)
}

fn stored(connection: &Connection, key: i64, index: u64) -> Result<Option<Vec<u8>>> {
    let mut statement = connection
        .prepare_cached("SELECT bundle FROM log_bundle WHERE declaration = ?1 AND idx = ?2")?;
    Ok(statement
        .query_row((key, Col(index)), |row| row.get(0))
        .optional()?)
}

/// Entries that are rows: exactly those asked for. The log only grows, so one that is not there was
/// lost.
fn rows(connection: &Connection, key: i64, start: u64, end: u64) -> Result<Vec<Vec<u8>>> {
    let sql = "SELECT leaf, entry FROM log_entry
               WHERE declaration = ?1 AND leaf >= ?2 AND leaf < ?3 ORDER BY leaf";
    let rows = without_gaps(connection, sql, (key, Col(start), Col(end)), start)?;
    if rows.len() as u64 != end - start {
        return Err(StoreError::corrupt("a row of the log is missing"));
    }
    Ok(rows)
}

fn size(connection: &Connection, key: i64) -> Result<u64> {
    let mut statement =
        connection.prepare_cached("SELECT size FROM log_head WHERE declaration = ?1")?;
    Ok(statement.query_row([key], |row| col(row, 0))?)
}

fn encode<'e>(entries: impl Iterator<Item = &'e Vec<u8>>) -> Result<Vec<u8>> {
    bundle::encode(entries.map(Vec::as_slice)).map_err(StoreError::corrupt)
}

fn decode(bytes: &[u8]) -> Result<Vec<&[u8]>> {
    let entries = bundle::entries(bytes).map_err(StoreError::corrupt)?;
    if entries.len() == usize::from(FULL_WIDTH) {
        Ok(entries)
    } else {
        Err(StoreError::corrupt("a bundle of the log is not full"))
    }
}
