//! Values of the program itself, and whether the file is well.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::Result;
use super::column::col;
use crate::StoreError;

pub(super) fn get(connection: &Connection, key: &str) -> Result<Option<Vec<u8>>> {
    let mut statement = connection.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Those between the prefix and the prefix with the last of all characters: a prefix is no pattern.
pub(super) fn under(connection: &Connection, prefix: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    let sql = "SELECT key, value FROM setting WHERE key >= ?1 AND key < ?1 || char(1114111)";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn put(transaction: &Transaction<'_>, key: &str, value: &[u8]) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute((key, value))?;
    Ok(())
}

/// Puts the second where the first is what stands there; nothing means no row.
pub(super) fn change(
    transaction: &Transaction<'_>,
    key: &str,
    change: (Option<&[u8]>, Option<&[u8]>),
) -> Result<bool> {
    let is_expected = get(transaction, key)?.as_deref() == change.0;
    match change.1 {
        _ if !is_expected => {}
        Some(value) => put(transaction, key, value)?,
        None => remove(transaction, key)?,
    }
    Ok(is_expected)
}

pub(super) fn remove(transaction: &Transaction<'_>, key: &str) -> Result<()> {
    transaction.execute("DELETE FROM setting WHERE key = ?1", [key])?;
    Ok(())
}

pub(super) fn space(connection: &Connection) -> Result<BTreeMap<String, u64>> {
    // An index counts as the table it belongs to.
    let mut statement = connection.prepare_cached(
        "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_schema USING (name)
         WHERE aggregate = TRUE GROUP BY tbl_name",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, col(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn integrity_check(connection: &Connection) -> Result<()> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(StoreError::corrupt(found));
    }
    integrity_of_references(connection)
}

/// Whether every reference leads to a row.
pub(super) fn integrity_of_references(connection: &Connection) -> Result<()> {
    let dangling = connection.query_row("PRAGMA foreign_key_check", [], |row| row.get(0));
    match dangling.optional()? {
        None => Ok(()),
        Some(table) => {
            let table: String = table;
            let what = format!("a row of {table} belongs to nothing");
            Err(StoreError::corrupt(what))
        }
    }
}

pub(super) fn can_read(connection: &Connection) -> Result<()> {
    connection
        .prepare_cached("SELECT 1 FROM schema_migration LIMIT 1")?
        .query_row([], |_| Ok(()))?;
    Ok(())
}
