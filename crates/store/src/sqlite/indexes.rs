//! Indexes that are made when all rows are there: sorted once, instead of page by page at random.

use rusqlite::{Connection, Transaction};

use super::Result;

/// Sets up a connection that writes many rows in any order, and nothing else afterwards.
///
/// Rows come in any order of tables, so that references hold at the end alone. Indexes are sorted with
/// bounded memory, and the rest in files that SQLite deletes as soon as it has opened them: what stands
/// in an index stands in the database, too.
pub(super) fn prepare(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -65536;",
    )?;
    Ok(())
}

/// Removes the indexes of the tables that are meant, and answers the statements that make them.
pub(super) fn set_aside(
    transaction: &Transaction<'_>,
    is_meant: impl Fn(&str) -> bool,
) -> Result<Vec<String>> {
    let mut statement = transaction.prepare(
        "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    )?;
    let indexes = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let indexes: Vec<(String, String, String)> = indexes.collect::<rusqlite::Result<_>>()?;
    let mut remake = Vec::new();
    for (table, name, sql) in indexes {
        if is_meant(&table) {
            transaction.execute_batch(&format!("DROP INDEX {name}"))?;
            remake.push(sql);
        }
    }
    Ok(remake)
}
