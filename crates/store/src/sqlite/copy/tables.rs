//! The tables of a file, as SQLite itself knows them.

use rusqlite::Connection;

use super::super::Result;
use crate::StoreError;
use crate::copy::{Column, Kind, Table};

/// Tables that hold nothing but what others hold, in another order: made anew when a copy was loaded.
const DERIVED: [&str; 2] = ["pile", "pile_count"];

/// All whose rows are copied, in the order of their names.
pub(super) fn tables(connection: &Connection) -> Result<Vec<Table>> {
    let names = names(connection)?.into_iter();
    let copied = names.filter(|name| !DERIVED.contains(&name.as_str()));
    copied.map(|name| table(connection, name)).collect()
}

/// The names of all but the list of schema steps.
pub(in super::super) fn names(connection: &Connection) -> Result<Vec<String>> {
    let sql = format!(
        "SELECT name FROM {} WHERE type = 'table' AND name <> 'schema_migration' ORDER BY name",
        "sqlite_schema"
    );
    let mut statement = connection.prepare(&sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    let names: Vec<String> = names.collect::<rusqlite::Result<_>>()?;
    let ours = names
        .into_iter()
        // Ours begin with a letter: a program that copies the file as it grows keeps tables of its own in
        // it, such as `_litestream_seq`.
        .filter(|name| !name.starts_with("sqlite_") && !name.starts_with('_'));
    Ok(ours.collect())
}

fn table(connection: &Connection, name: String) -> Result<Table> {
    let mut columns = Vec::new();
    connection.pragma(None, "table_info", &name, |row| {
        let declared: String = row.get("type")?;
        let key: u16 = row.get("pk")?;
        columns.push((row.get("name")?, declared, key));
        Ok(())
    })?;
    let columns = columns.into_iter().map(|(column, declared, key)| {
        let kind = match declared.as_str() {
            "INTEGER" => Kind::Integer(8),
            "TEXT" => Kind::Text,
            "BLOB" => Kind::Bytes,
            _ => {
                return Err(StoreError::corrupt(format!(
                    "{name}.{column} is of no type of ours"
                )));
            }
        };
        let key = (key > 0).then_some(key);
        Ok(Column {
            name: column,
            kind,
            key,
        })
    });
    let columns = columns.collect::<Result<_>>()?;
    Ok(Table { name, columns })
}
