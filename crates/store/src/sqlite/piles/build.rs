//! Making the piles from the rows that they lead to.

use rusqlite::Transaction;

use super::{Key, Piles, Place, Result};
use crate::sqlite::column::col;

/// Rows that are thrown onto the piles together.
const TOGETHER: usize = 4_096;

/// Makes all piles anew from the signatures: where a file was written by a program that had none, or by
/// another engine.
pub(in crate::sqlite) fn build(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute("DELETE FROM pile", [])?;
    transaction.execute("DELETE FROM pile_count", [])?;
    let piles = Piles::default();
    let mut declarations = transaction.prepare("SELECT key FROM declaration")?;
    for key in declarations.query_map([], |row| row.get(0))? {
        of_declaration(transaction, &piles, key?)?;
    }
    Ok(())
}

fn of_declaration(transaction: &Transaction<'_>, piles: &Piles, key: i64) -> Result<()> {
    let mut rows = transaction
        .prepare("SELECT leaf, tag, link FROM signature WHERE declaration = ?1 ORDER BY leaf")?;
    let mut rows = rows.query([key])?;
    let (mut tags, mut links) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let place: Place = (key, col(row, 0)?);
        tags.extend(row.get::<_, Option<Key>>(1)?.map(|tag| (tag, place)));
        links.extend(row.get::<_, Option<Key>>(2)?.map(|link| (link, place)));
        if tags.len() + links.len() >= TOGETHER {
            piles.add(transaction, &tags, &links)?;
            tags.clear();
            links.clear();
        }
    }
    piles.add(transaction, &tags, &links)
}
