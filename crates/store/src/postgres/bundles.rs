//! Entries of the log: each full bundle as the bytes that are served, what fills none yet as rows.

use deadpool_postgres::{GenericClient, Transaction};
use tlog::tile::{FULL_WIDTH, bundle};

use super::column::{Column, col};
use super::log::without_gaps;
use super::{Result, statement};
use crate::StoreError;

const WIDTH: u64 = FULL_WIDTH as u64;

/// The longest entry: its length is written in two bytes.
const LONGEST: usize = u16::MAX as usize;

/// Appends entries to a log that has `start` of them. What fills a bundle is packed at once and
/// never becomes a row.
pub(super) async fn append(
    transaction: &Transaction<'_>,
    key: i64,
    start: u64,
    entries: &[Vec<u8>],
) -> Result<()> {
    if entries.iter().any(|entry| entry.len() > LONGEST) {
        let what = "an entry is longer than a bundle can hold";
        return Err(StoreError::corrupt(what));
    }
    let (mut leaf, mut rest) = (start, entries);
    while let Some((last, behind)) = rest.split_at_checked(usize::from(FULL_WIDTH) - place(leaf)) {
        pack(transaction, key, leaf / WIDTH, last).await?;
        leaf += last.len() as u64;
        rest = behind;
    }
    if rest.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO log_entry (declaration, leaf, entry)
               SELECT $1, $2 + n - 1, entry FROM unnest($3::bytea[]) WITH ORDINALITY AS r (entry, n)";
    statement::execute(transaction, sql, &[&key, &leaf.raw(), &rest]).await?;
    Ok(())
}

/// Where in its bundle an entry stands.
fn place(leaf: u64) -> usize {
    usize::try_from(leaf % WIDTH).expect("255 at most")
}

/// Makes a bundle of the rows it has and the entries that complete it.
async fn pack(transaction: &Transaction<'_>, key: i64, index: u64, last: &[Vec<u8>]) -> Result<()> {
    let start = index * WIDTH;
    let end = start + WIDTH - last.len() as u64;
    let rows = rows(transaction, key, start, end).await?;
    let bytes =
        bundle::encode(rows.iter().chain(last).map(Vec::as_slice)).map_err(StoreError::corrupt)?;
    let sql = "INSERT INTO log_bundle (declaration, idx, bundle) VALUES ($1, $2, $3)";
    statement::execute(transaction, sql, &[&key, &index.raw(), &bytes]).await?;
    let sql = "DELETE FROM log_entry WHERE declaration = $1 AND leaf >= $2 AND leaf < $3";
    statement::execute(transaction, sql, &[&key, &start.raw(), &end.raw()]).await?;
    Ok(())
}

/// Entries from `start` up to `end` or to where the log ends. The caller's transaction is a
/// snapshot: rows become bundles in between otherwise.
pub(super) async fn entries(
    client: &impl GenericClient,
    key: i64,
    start: u64,
    end: u64,
) -> Result<Vec<Vec<u8>>> {
    let sql = "SELECT size FROM log_head WHERE declaration = $1";
    let size = match statement::row(client, sql, &[&key]).await? {
        Some(row) => col(&row, 0)?,
        None => 0,
    };
    let end = end.min(size);
    if start >= end {
        return Ok(Vec::new());
    }
    let packed = (size / WIDTH * WIDTH).min(end);
    let mut entries = packed_entries(client, key, start, packed).await?;
    if end > packed {
        entries.extend(rows(client, key, start.max(packed), end).await?);
    }
    Ok(entries)
}

/// Entries that stand in full bundles.
async fn packed_entries(
    client: &impl GenericClient,
    key: i64,
    start: u64,
    end: u64,
) -> Result<Vec<Vec<u8>>> {
    if start >= end {
        return Ok(Vec::new());
    }
    let (first, last) = (start / WIDTH, (end - 1) / WIDTH);
    let sql = "SELECT idx, bundle FROM log_bundle
               WHERE declaration = $1 AND idx >= $2 AND idx <= $3 ORDER BY idx";
    let found = statement::rows(client, sql, &[&key, &first.raw(), &last.raw()]).await?;
    let found: Vec<Bytes> = without_gaps(&found, first)?;
    if found.len() as u64 != last - first + 1 {
        return Err(StoreError::corrupt("a bundle of the log is missing"));
    }
    let mut entries = Vec::new();
    for (index, Bytes(bytes)) in (first..).zip(&found) {
        let whole = bundle::entries(bytes).map_err(StoreError::corrupt)?;
        if whole.len() != usize::from(FULL_WIDTH) {
            return Err(StoreError::corrupt("a bundle of the log is not full"));
        }
        let from = place(start.max(index * WIDTH));
        let to = place(end.min((index + 1) * WIDTH) - 1);
        let wanted = whole.get(from..=to).unwrap_or_default();
        entries.extend(wanted.iter().map(|entry| entry.to_vec()));
    }
    Ok(entries)
}

/// Entries that are rows: exactly those asked for. The log only grows, so one that is not there was
/// lost.
async fn rows(client: &impl GenericClient, key: i64, start: u64, end: u64) -> Result<Vec<Vec<u8>>> {
    let sql = "SELECT leaf, entry FROM log_entry
               WHERE declaration = $1 AND leaf >= $2 AND leaf < $3 ORDER BY leaf";
    let rows = statement::rows(client, sql, &[&key, &start.raw(), &end.raw()]).await?;
    let rows: Vec<Bytes> = without_gaps(&rows, start)?;
    if rows.len() as u64 != end - start {
        return Err(StoreError::corrupt("a row of the log is missing"));
    }
    Ok(rows.into_iter().map(|Bytes(bytes)| bytes).collect())
}

/// Bytes of any length.
struct Bytes(Vec<u8>);

impl Column for Bytes {
    type Raw = Vec<u8>;

    fn from_raw(raw: Vec<u8>) -> Option<Self> {
        Some(Self(raw))
    }

    fn raw(&self) -> Vec<u8> {
        self.0.clone()
    }
}
