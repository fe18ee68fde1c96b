//! From a file to a copy.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::super::{Result, migrate};
use super::{ENGINE, tables};
use crate::copy::{Output, Ref, Table};
use crate::{CopyReport, StoreError};

pub(super) fn dump(connection: &Connection, mut output: Output) -> Result<CopyReport> {
    let moment = connection.unchecked_transaction()?;
    let schema = migrate::applied_version(&moment)?;
    output.head(ENGINE, schema);
    for table in tables::tables(&moment)? {
        output.table(&table.name, table.columns.iter().map(|c| c.name.as_str()));
        rows(&moment, &table, &mut output)?;
        output.table_end();
    }
    moment.finish()?;
    output.end(ENGINE, schema)
}

fn rows(connection: &Connection, table: &Table, output: &mut Output) -> Result<()> {
    let (columns, source, order) = (table.names(), table.source(), table.order());
    let sql = format!("SELECT {columns} FROM {source} ORDER BY {order}");
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        output.row();
        for index in 0..table.columns.len() {
            let value = match row.get_ref(index)? {
                ValueRef::Null => Ref::Null,
                ValueRef::Integer(number) => Ref::Integer(number),
                ValueRef::Text(text) => {
                    Ref::Text(str::from_utf8(text).map_err(StoreError::corrupt)?)
                }
                ValueRef::Blob(bytes) => Ref::Bytes(bytes),
                ValueRef::Real(_) => {
                    let what = format!("a row of {} holds a fraction", table.name);
                    return Err(StoreError::corrupt(what));
                }
            };
            output.value(value)?;
        }
    }
    Ok(())
}
