//! The tables of a schema, and where what a copy holds finds its place in them.

use std::collections::BTreeMap;

use super::{CopyError, TableHead, Value};
use crate::StoreError;

/// The table of settings. Every start writes some, so that they alone make no site.
pub(crate) const SETTINGS: &str = "setting";

type Result<T> = std::result::Result<T, StoreError>;

/// What may stand in a column, beside nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Whole numbers of at most so many bytes.
    Integer(u8),
    /// 0 or 1 in a copy and in SQLite, `boolean` in PostgreSQL.
    Boolean,
    Text,
    Bytes,
}

impl Kind {
    fn admits(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Integer(bytes), Value::Integer(number)) => {
                let beyond = 64 - 8 * u32::from(bytes.min(8));
                (*number << beyond) >> beyond == *number
            }
            (Self::Boolean, Value::Integer(number)) => matches!(number, 0 | 1),
            // PostgreSQL keeps every text but one with a zero in it, and no writer of ours has one.
            (Self::Text, Value::Text(text)) => !text.contains('\0'),
            (Self::Bytes, Value::Bytes(_)) | (_, Value::Null) => true,
            _ => false,
        }
    }
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// Its place in the primary key, from 1 on.
    pub(crate) key: Option<u16>,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
}

impl Table {
    /// What its rows are ordered by: its primary key, or all columns where it has none. SQLite's tables
    /// without a key begin with columns that are unique together, which PostgreSQL's have for a key.
    pub(crate) fn order(&self) -> String {
        let mut key: Vec<&Column> = self.columns.iter().filter(|c| c.key.is_some()).collect();
        key.sort_by_key(|column| column.key);
        if key.is_empty() {
            key = self.columns.iter().collect();
        }
        names(key)
    }

    /// All columns, as they stand in a statement.
    pub(crate) fn names(&self) -> String {
        names(&self.columns)
    }

    /// The part of the table that is copied, as it stands in a statement.
    pub(crate) fn source(&self) -> String {
        match self.name.as_str() {
            SETTINGS => format!(
                "{SETTINGS} WHERE key <> '{}'",
                crate::facade::OUT_OF_SERVICE
            ),
            name => name.to_owned(),
        }
    }

    /// Whether the values of a row may stand in the columns.
    pub(crate) fn admits(&self, row: &[Value]) -> Result<()> {
        let wrong = self
            .columns
            .iter()
            .zip(row)
            .find(|(c, v)| !c.kind.admits(v));
        let Some((column, _)) = wrong else {
            return Ok(());
        };
        let (table, column) = (self.name.clone(), column.name.clone());
        Err(CopyError::Value { table, column }.into())
    }
}

fn names<'c>(columns: impl IntoIterator<Item = &'c Column>) -> String {
    let names: Vec<&str> = columns.into_iter().map(|c| c.name.as_str()).collect();
    names.join(", ")
}

/// The tables of a schema that a copy is loaded into, each once.
pub(crate) struct Shapes {
    left: BTreeMap<String, Table>,
    done: Vec<String>,
}

impl Shapes {
    pub(crate) fn new(tables: Vec<Table>) -> Self {
        let tables = tables.into_iter().map(|table| (table.name.clone(), table));
        Self {
            left: tables.collect(),
            done: Vec::new(),
        }
    }

    /// The table that a copy goes on with, its columns in the order of the copy.
    pub(crate) fn place(&mut self, head: TableHead) -> Result<Table> {
        let Some(mut table) = self.left.remove(&head.name) else {
            return Err(if self.done.contains(&head.name) {
                CopyError::TableTwice(head.name).into()
            } else {
                CopyError::UnknownTable(head.name).into()
            });
        };
        let mut columns = Vec::with_capacity(head.columns.len());
        for name in head.columns {
            match table.columns.iter().position(|column| column.name == name) {
                Some(index) => columns.push(table.columns.swap_remove(index)),
                None => {
                    let table = head.name;
                    return Err(CopyError::UnknownColumn {
                        table,
                        column: name,
                    }
                    .into());
                }
            }
        }
        if let Some(column) = table.columns.pop() {
            let (table, column) = (head.name, column.name);
            return Err(CopyError::MissingColumn { table, column }.into());
        }
        self.done.push(head.name);
        Ok(Table { columns, ..table })
    }

    /// Whether every table came.
    pub(crate) fn complete(self) -> Result<()> {
        match self.left.into_keys().next() {
            Some(missing) => Err(CopyError::MissingTable(missing).into()),
            None => Ok(()),
        }
    }
}
