//! From a database to a copy.

use deadpool_postgres::Transaction;
use futures_util::TryStreamExt;

use super::super::{Result, migrate};
use super::{ENGINE, cell, tables};
use crate::CopyReport;
use crate::copy::{Output, Table};

pub(super) async fn dump(transaction: &Transaction<'_>, mut output: Output) -> Result<CopyReport> {
    let schema = migrate::applied_version(transaction).await?;
    output.head(ENGINE, schema);
    for table in tables::tables(transaction).await? {
        output.table(&table.name, table.columns.iter().map(|c| c.name.as_str()));
        rows(transaction, &table, &mut output).await?;
        output.table_end();
    }
    output.end(ENGINE, schema)
}

/// The driver takes as many rows from the connection as are asked for, so that the server waits for the
/// disk that the copy goes to.
async fn rows(transaction: &Transaction<'_>, table: &Table, output: &mut Output) -> Result<()> {
    let (columns, source, order) = (table.names(), table.source(), table.order());
    let sql = format!("SELECT {columns} FROM {source} ORDER BY {order}");
    let none: [i64; 0] = [];
    let rows = transaction.query_raw(&sql, none).await?;
    let mut rows = std::pin::pin!(rows);
    while let Some(row) = rows.try_next().await? {
        output.row();
        for (index, column) in table.columns.iter().enumerate() {
            output.value(cell::read(&row, index, column.kind)?)?;
        }
    }
    Ok(())
}
