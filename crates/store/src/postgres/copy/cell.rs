//! A value between a copy and a column.

use tokio_postgres::Row;
use tokio_postgres::types::{ToSql, Type};

use super::super::Result;
use crate::copy::{Kind, Ref, Value};

/// The type of a column.
pub(super) const fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Integer(0..=2) => Type::INT2,
        Kind::Integer(3..=4) => Type::INT4,
        Kind::Integer(_) => Type::INT8,
        Kind::Boolean => Type::BOOL,
        Kind::Text => Type::TEXT,
        Kind::Bytes => Type::BYTEA,
    }
}

/// The value of a column that a copy gets.
pub(super) fn read(row: &Row, index: usize, kind: Kind) -> Result<Ref<'_>> {
    let value = match kind {
        Kind::Integer(0..=2) => {
            let number: Option<i16> = row.try_get(index)?;
            number.map(|number| Ref::Integer(number.into()))
        }
        Kind::Integer(3..=4) => {
            let number: Option<i32> = row.try_get(index)?;
            number.map(|number| Ref::Integer(number.into()))
        }
        Kind::Integer(_) => {
            let number: Option<i64> = row.try_get(index)?;
            number.map(Ref::Integer)
        }
        Kind::Boolean => {
            let is: Option<bool> = row.try_get(index)?;
            is.map(|is| Ref::Integer(is.into()))
        }
        Kind::Text => {
            let text: Option<&str> = row.try_get(index)?;
            text.map(Ref::Text)
        }
        Kind::Bytes => {
            let bytes: Option<&[u8]> = row.try_get(index)?;
            bytes.map(Ref::Bytes)
        }
    };
    Ok(value.unwrap_or(Ref::Null))
}

/// A value as the driver carries it.
pub(super) enum Cell {
    Small(Option<i16>),
    Int(Option<i32>),
    Big(Option<i64>),
    Is(Option<bool>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

impl Cell {
    /// A value that the column [admits](crate::copy::Table::admits): what does not fit is nothing.
    pub(super) fn of(kind: Kind, value: Value) -> Self {
        let number = match value {
            Value::Integer(number) => Some(number),
            _ => None,
        };
        match (kind, value) {
            (Kind::Integer(0..=2), _) => Self::Small(number.and_then(|n| n.try_into().ok())),
            (Kind::Integer(3..=4), _) => Self::Int(number.and_then(|n| n.try_into().ok())),
            (Kind::Integer(_), _) => Self::Big(number),
            (Kind::Boolean, _) => Self::Is(number.map(|number| number != 0)),
            (Kind::Text, Value::Text(text)) => Self::Text(Some(text)),
            (Kind::Text, _) => Self::Text(None),
            (Kind::Bytes, Value::Bytes(bytes)) => Self::Bytes(Some(bytes)),
            (Kind::Bytes, _) => Self::Bytes(None),
        }
    }

    pub(super) fn as_sql(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::Small(value) => value,
            Self::Int(value) => value,
            Self::Big(value) => value,
            Self::Is(value) => value,
            Self::Text(value) => value,
            Self::Bytes(value) => value,
        }
    }
}
