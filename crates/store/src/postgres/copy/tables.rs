//! The tables of the schema, as the server knows them.

use deadpool_postgres::Transaction;

use super::super::Result;
use crate::StoreError;
use crate::copy::{Column, Kind, Table};

/// All but the list of schema steps, in the order of their names.
pub(super) async fn tables(transaction: &Transaction<'_>) -> Result<Vec<Table>> {
    let sql = "SELECT c.relname::text, a.attname::text, t.typname::text,
                      array_position(i.indkey::smallint[], a.attnum)
               FROM pg_class c
               JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
               JOIN pg_type t ON t.oid = a.atttypid
               LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
               WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
                   AND c.relname <> 'schema_migration'
               ORDER BY c.relname, a.attnum";
    let mut tables: Vec<Table> = Vec::new();
    for row in transaction.query(sql, &[]).await? {
        let (table, name, declared): (String, String, &str) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        // `indkey` is counted from 0 on.
        let place: Option<i32> = row.try_get(3)?;
        let key = place.and_then(|place| u16::try_from(place + 1).ok());
        let kind = kind(declared)
            .ok_or_else(|| StoreError::corrupt(format!("{table}.{name} is of no type of ours")))?;
        let column = Column { name, kind, key };
        match tables.last_mut().filter(|last| last.name == table) {
            Some(last) => last.columns.push(column),
            None => tables.push(Table {
                name: table,
                columns: vec![column],
            }),
        }
    }
    Ok(tables)
}

/// Their names alone.
pub(in super::super) async fn names(transaction: &Transaction<'_>) -> Result<Vec<String>> {
    let tables = tables(transaction).await?.into_iter();
    Ok(tables.map(|table| table.name).collect())
}

fn kind(declared: &str) -> Option<Kind> {
    Some(match declared {
        "int8" => Kind::Integer(8),
        "int4" => Kind::Integer(4),
        "int2" => Kind::Integer(2),
        "bool" => Kind::Boolean,
        "text" => Kind::Text,
        "bytea" => Kind::Bytes,
        _ => return None,
    })
}
