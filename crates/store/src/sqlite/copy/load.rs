//! From a copy to a file.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Transaction, TransactionBehavior, params_from_iter};

use super::super::error::of_commit;
use super::super::{Result, indexes, migrate, piles, settings};
use super::{ENGINE, tables};
use crate::copy::{CopyError, Input, SETTINGS, Shapes, Table, Value, of_rows};
use crate::facade::OUT_OF_SERVICE;
use crate::{CopyReport, StoreError};

/// Loads it in one transaction. The connection is closed afterwards: it is set as no other is.
pub(super) fn load(
    mut connection: Connection,
    folds: bool,
    mut input: Input,
) -> Result<CopyReport> {
    indexes::prepare(&connection)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let is_empty = check_empty(&transaction)?;
    let head = input.head()?;
    let newest = super::newest_schema();
    let version = head.schema_to_load(ENGINE, newest, crate::postgres::newest_schema())?;
    let unfinished = settings::get(&transaction, OUT_OF_SERVICE)?;
    if !is_empty || version < newest {
        migrate::begin_anew(&transaction, tables::names(&transaction)?, version)?;
    }
    fill(&transaction, &mut input)?;
    migrate::finish(&transaction)?;
    piles::build(&transaction)?;
    check_tags(&transaction)?;
    if let Some(mark) = unfinished {
        settings::put(&transaction, OUT_OF_SERVICE, &mark)?;
    }
    settings::integrity_of_references(&transaction)?;
    transaction.commit().map_err(of_commit)?;
    // All of it went through the write-ahead file, which need not stay as large.
    if folds {
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    Ok(input.report(head))
}

/// That nobody has signed twice is a promise of the commit and of no index.
fn check_tags(transaction: &Transaction<'_>) -> Result<()> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM {} WHERE tag IS NOT NULL GROUP BY declaration, tag
                        HAVING count(*) > 1)",
        "signature"
    );
    if transaction.query_row(&sql, [], |row| row.get(0))? {
        return Err(CopyError::Contradiction("a tag has signed twice".into()).into());
    }
    Ok(())
}

/// A file that somebody uses is no place for a copy. One that holds an unfinished copy is, whatever is
/// in it, and so is one with nothing but settings, which every start writes.
pub(in super::super) fn check_empty(transaction: &Transaction<'_>) -> Result<bool> {
    let mut is_empty = true;
    for table in tables::tables(transaction)? {
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {})", table.source());
        if transaction.query_row(&sql, [], |row| row.get(0))? {
            continue;
        }
        is_empty = false;
        if table.name != SETTINGS {
            return match settings::get(transaction, OUT_OF_SERVICE)? {
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

fn fill(transaction: &Transaction<'_>, input: &mut Input) -> Result<()> {
    let aside = indexes::set_aside(transaction, |_| true)?;
    let mut shapes = Shapes::new(tables::tables(transaction)?);
    while let Some(head) = input.table()? {
        let table = shapes.place(head)?;
        rows(transaction, &table, input)?;
    }
    shapes.complete()?;
    for index in aside {
        transaction
            .execute_batch(&index)
            .map_err(|error| of_rows(error.into()))?;
    }
    Ok(())
}

fn rows(transaction: &Transaction<'_>, table: &Table, input: &mut Input) -> Result<()> {
    let places = vec!["?"; table.columns.len()].join(", ");
    let (name, columns) = (&table.name, table.names());
    let sql = format!("INSERT INTO {name} ({columns}) VALUES ({places})");
    let mut statement = transaction.prepare(&sql)?;
    let mut row = Vec::new();
    while input.row(&mut row)? {
        table.admits(&row)?;
        statement
            .execute(params_from_iter(&row))
            .map_err(|error| of_rows(error.into()))?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
