//! From a copy to a database.

use deadpool_postgres::Transaction;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::Type;

use super::super::{Result, migrate, settings};
use super::aside::Aside;
use super::cell::{self, Cell};
use super::{ENGINE, tables};
use crate::copy::{Input, SETTINGS, Shapes, Table, of_rows};
use crate::facade::OUT_OF_SERVICE;
use crate::{CopyReport, StoreError};

pub(super) async fn load(transaction: &Transaction<'_>, mut input: Input) -> Result<CopyReport> {
    let is_empty = check_empty(transaction).await?;
    let head = input.head()?;
    let newest = super::newest_schema();
    let version = head.schema_to_load(ENGINE, newest, crate::sqlite::newest_schema())?;
    let unfinished = settings::get(transaction, OUT_OF_SERVICE).await?;
    if !is_empty || version < newest {
        migrate::begin_anew(transaction, version).await?;
    }
    fill(transaction, &mut input).await?;
    migrate::finish(transaction).await?;
    if let Some(mark) = unfinished {
        settings::put(transaction, OUT_OF_SERVICE, &mark).await?;
    }
    Ok(input.report(head))
}

/// Takes the database for itself. One that somebody uses is no place for a copy; one that holds an
/// unfinished copy is, whatever is in it, and so is one with nothing but settings, which every start
/// writes.
pub(in super::super) async fn check_empty(transaction: &Transaction<'_>) -> Result<bool> {
    let tables = tables::tables(transaction).await?;
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    let sql = format!("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", names.join(", "));
    transaction.batch_execute(&sql).await?;
    let mut is_empty = true;
    for table in tables {
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {})", table.source());
        if transaction.query_one(&sql, &[]).await?.try_get(0)? {
            continue;
        }
        is_empty = false;
        if table.name != SETTINGS {
            return match settings::get(transaction, OUT_OF_SERVICE).await? {
                Some(mark) if crate::Service::is_unfinished(&mark) => Ok(false),
                _ => Err(StoreError::conflict(format!(
                    "the database is in use: its table `{}` has rows",
                    table.name
                ))),
            };
        }
    }
    Ok(is_empty)
}

async fn fill(transaction: &Transaction<'_>, input: &mut Input) -> Result<()> {
    let aside = Aside::set(transaction).await?;
    let tables = tables::tables(transaction).await?;
    let names: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
    let mut shapes = Shapes::new(tables);
    while let Some(head) = input.table()? {
        let table = shapes.place(head)?;
        let copied = rows(transaction, &table, input).await;
        copied.map_err(of_rows)?;
    }
    shapes.complete()?;
    aside.put_back(transaction).await?;
    count_on(transaction).await?;
    // Without it the first queries would be planned for empty tables.
    let sql = format!("ANALYZE {}", names.join(", "));
    transaction.batch_execute(&sql).await?;
    Ok(())
}

async fn rows(transaction: &Transaction<'_>, table: &Table, input: &mut Input) -> Result<()> {
    let (name, columns) = (&table.name, table.names());
    let types: Vec<Type> = table
        .columns
        .iter()
        .map(|c| cell::type_of(c.kind))
        .collect();
    let sql = format!("COPY {name} ({columns}) FROM STDIN (FORMAT binary)");
    let sink = transaction.copy_in(&sql).await?;
    let writer = BinaryCopyInWriter::new(sink, &types);
    let mut writer = std::pin::pin!(writer);
    let (mut row, mut cells) = (Vec::new(), Vec::new());
    while input.row(&mut row)? {
        table.admits(&row)?;
        cells.clear();
        let values = table.columns.iter().zip(row.drain(..));
        cells.extend(values.map(|(column, value)| Cell::of(column.kind, value)));
        writer
            .as_mut()
            .write_raw(cells.iter().map(Cell::as_sql))
            .await?;
    }
    writer.finish().await?;
    Ok(())
}

/// Keys that the server gives go on behind the greatest that came.
async fn count_on(transaction: &Transaction<'_>) -> Result<()> {
    let sql = "SELECT c.relname::text, a.attname::text FROM pg_attribute a
               JOIN pg_class c ON c.oid = a.attrelid
               WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
                   AND a.attidentity <> ''";
    for row in transaction.query(sql, &[]).await? {
        let (table, column): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column}))
             FROM {table} HAVING max({column}) IS NOT NULL"
        );
        transaction.query(&sql, &[]).await?;
    }
    Ok(())
}
