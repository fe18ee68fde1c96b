//! Whether the piles hold the keys of all signatures, and nothing else.

use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::Connection;

use super::sheet::{Entry, Pile, entries};
use super::{Key, Kind, Place, Result};
use crate::StoreError;
use crate::sqlite::column::col;

/// What stands for many entries in any order: their number, and the sum of their hashes. Two that differ
/// share it by chance once in 2^64.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Sum {
    number: u64,
    hashes: u64,
}

impl Sum {
    fn add(&mut self, entry: Entry) {
        let mut hasher = DefaultHasher::new();
        entry.hash(&mut hasher);
        self.number += 1;
        self.hashes = self.hashes.wrapping_add(hasher.finish());
    }
}

/// Compares the piles with the rows that they lead to; answers how many entries lie there. To be called in
/// a transaction, so that both are of one moment.
///
/// # Errors
/// `Corrupt` when a key lies on no pile, or on one that nobody looks on.
pub(in crate::sqlite) fn check(connection: &Connection) -> Result<u64> {
    let rows = of_rows(connection)?;
    let mut checked = 0;
    for (kind, of_rows) in [Kind::Tags, Kind::Links].into_iter().zip(rows) {
        let of_sheets = of_sheets(connection, kind)?;
        if of_sheets != of_rows {
            let what = match kind {
                Kind::Tags => "the piles do not hold the tags of the signatures that count",
                Kind::Links => "the piles do not hold the links of the signatures",
            };
            return Err(StoreError::corrupt(what));
        }
        checked += of_sheets.number;
    }
    Ok(checked)
}

/// Of tags, and of links.
fn of_rows(connection: &Connection) -> Result<[Sum; 2]> {
    let mut sums = [Sum::default(); 2];
    let mut declarations = connection.prepare("SELECT key FROM declaration")?;
    for key in declarations.query_map([], |row| row.get(0))? {
        of_declaration(connection, &mut sums, key?)?;
    }
    Ok(sums)
}

fn of_declaration(connection: &Connection, sums: &mut [Sum; 2], key: i64) -> Result<()> {
    let mut rows = connection
        .prepare("SELECT leaf, tag, link FROM signature WHERE declaration = ?1 ORDER BY leaf")?;
    let mut rows = rows.query([key])?;
    while let Some(row) = rows.next()? {
        let place: Place = (key, col(row, 0)?);
        for (sum, column) in sums.iter_mut().zip([1, 2]) {
            if let Some(key) = row.get::<_, Option<Key>>(column)? {
                sum.add(Entry::new(&(key, place))?);
            }
        }
    }
    Ok(())
}

fn of_sheets(connection: &Connection, kind: Kind) -> Result<Sum> {
    let mut sum = Sum::default();
    let mut sheets =
        connection.prepare("SELECT key, entries FROM pile WHERE key BETWEEN ?1 AND ?2")?;
    let mut sheets = sheets.query(Pile::all(kind))?;
    while let Some(sheet) = sheets.next()? {
        let row: i64 = sheet.get(0)?;
        let bytes = sheet.get_ref(1)?.as_blob().map_err(StoreError::corrupt)?;
        for entry in entries(bytes)? {
            if !Pile::of(kind, Pile::level_of(row), entry).holds(row) {
                return Err(StoreError::corrupt(
                    "a key lies on a pile that nobody looks on",
                ));
            }
            sum.add(entry);
        }
    }
    Ok(sum)
}
