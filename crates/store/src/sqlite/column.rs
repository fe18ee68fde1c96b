//! How values of the domain stand in columns. The codes are listed at the head of the schema.

use domain::consent::Purpose;
use domain::id::{DeclarationId, DeliveryId};
use domain::infomail::{IssueState, StopReason};
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::RevisionRole;
use domain::signer::{Class, Evidence};
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::SubscriptionPurpose;
use crate::rows::codes;
use crate::{AccessPurpose, Lane, StoredState};

/// A value with its form in a column: [`Col`] carries it through the driver.
pub(super) trait Column: Sized {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self>;
    fn write(&self) -> ToSqlOutput<'_>;
}

/// A value on its way into a column or out of it.
pub(super) struct Col<T>(pub(super) T);

impl<T: Column> FromSql for Col<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        T::read(value).map(Col)
    }
}

impl<T: Column> ToSql for Col<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.write())
    }
}

/// The value of a column.
pub(super) fn col<T: Column>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    row.get::<_, Col<T>>(index).map(|col| col.0)
}

/// The value of a column that may be null.
pub(super) fn maybe<T: Column>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<T>> {
    let col = row.get::<_, Option<Col<T>>>(index)?;
    Ok(col.map(|col| col.0))
}

/// Counts and indices. SQLite's integers end at 2^63 - 1: nothing stands beyond it, so a larger
/// number, as it may be asked for from outside, is as good as that one.
impl Column for u64 {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        Self::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))
    }

    fn write(&self) -> ToSqlOutput<'_> {
        i64::try_from(*self).unwrap_or(i64::MAX).into()
    }
}

/// Unix seconds.
impl Column for Timestamp {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let seconds = value.as_i64()?;
        Self::from_second(seconds).map_err(|_| FromSqlError::OutOfRange(seconds))
    }

    fn write(&self) -> ToSqlOutput<'_> {
        self.as_second().into()
    }
}

/// Implements [`Column`] for a type that has text or bytes of its own.
macro_rules! column {
    ($type:ty, $as:ident, $value:ident => $read:expr, $this:ident => $write:expr) => {
        impl Column for $type {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let $value = value.$as()?;
                $read
            }

            fn write(&self) -> ToSqlOutput<'_> {
                let $this = self;
                ToSqlOutput::from($write)
            }
        }
    };
}

column!(Slug, as_str, text => Self::parse(text).map_err(FromSqlError::other), this => this.as_str());
column!(Language, as_str, text => Self::parse(text).map_err(FromSqlError::other), this => this.as_str());
column!(Purpose, as_str, text => Self::from_word(text).ok_or(FromSqlError::InvalidType), this => this.word());
column!(TextDigest, as_blob, bytes => array(bytes).map(Self::from_bytes), this => this.as_bytes().as_slice());
column!(DeclarationId, as_blob, bytes => array(bytes).map(Self::from_bytes), this => this.as_bytes().as_slice());
column!(DeliveryId, as_blob, bytes => array(bytes).map(Self::from_bytes), this => this.as_bytes().as_slice());
column!(Class, as_i64, code => decode(code, Self::from_code), this => i64::from(this.code()));
column!(Evidence, as_i64, code => decode(code, Self::from_code), this => i64::from(this.code()));
column!(Listing, as_i64, code => of_table(codes::LISTINGS, code), this => code_in(codes::LISTINGS, *this));
column!(StoredState, as_i64, code => of_table(codes::STATES, code), this => code_in(codes::STATES, *this));
column!(AccessPurpose, as_i64, code => of_table(codes::ACCESSES, code), this => code_in(codes::ACCESSES, *this));
column!(Lane, as_i64, code => of_table(codes::LANES, code), this => code_in(codes::LANES, *this));
column!(IssueState, as_str, text => Self::from_word(text).ok_or(FromSqlError::InvalidType), this => this.word());
column!(StopReason, as_str, text => Self::from_word(text).ok_or(FromSqlError::InvalidType), this => this.word());
column!(SubscriptionPurpose, as_i64, code => of_table(codes::SUBSCRIPTION_ACCESSES, code), this => code_in(codes::SUBSCRIPTION_ACCESSES, *this));
column!(RevisionRole, as_i64, code => of_table(codes::ROLES, code), this => code_in(codes::ROLES, *this));

fn of_table<T: Copy>(table: &[(i64, T)], code: i64) -> FromSqlResult<T> {
    let found = table.iter().find(|(known, _)| *known == code);
    found
        .map(|(_, value)| *value)
        .ok_or(FromSqlError::OutOfRange(code))
}

fn code_in<T: Copy + PartialEq>(table: &[(i64, T)], value: T) -> i64 {
    let found = table.iter().find(|(_, known)| *known == value);
    found
        .map(|(code, _)| *code)
        .expect("each table names every value of its type")
}

fn decode<T>(code: i64, from: impl Fn(u8) -> Option<T>) -> FromSqlResult<T> {
    let byte = u8::try_from(code).map_err(|_| FromSqlError::OutOfRange(code))?;
    from(byte).ok_or(FromSqlError::OutOfRange(code))
}

fn array<const N: usize>(bytes: &[u8]) -> FromSqlResult<[u8; N]> {
    bytes.try_into().map_err(|_| FromSqlError::InvalidBlobSize {
        expected_size: N,
        blob_size: bytes.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Column + Copy + PartialEq + std::fmt::Debug>(values: &[T]) {
        for value in values {
            let ToSqlOutput::Owned(written) = value.write() else {
                panic!("codes are numbers");
            };
            assert_eq!(T::read(ValueRef::from(&written)).unwrap(), *value);
        }
    }

    #[test]
    fn every_code_is_read_as_it_was_written() {
        check(&Listing::ALL);
        check(&Class::ALL);
        check(&Evidence::ALL);
        check(&[
            StoredState::Confirmed,
            StoredState::Withdrawn,
            StoredState::Struck,
        ]);
        check(&[AccessPurpose::Manage, AccessPurpose::Withdraw]);
        check(&Lane::ALL);
        check(&[RevisionRole::Original, RevisionRole::Translation]);
        check(&[0_u64, 1, i64::MAX as u64]);
        check(&[Timestamp::UNIX_EPOCH]);
    }

    #[test]
    fn what_no_code_stands_for_is_refused() {
        assert!(Listing::read(ValueRef::Integer(3)).is_err());
        assert!(Class::read(ValueRef::Integer(-1)).is_err());
        assert!(Evidence::read(ValueRef::Integer(263)).is_err());
        assert!(u64::read(ValueRef::Integer(-1)).is_err());
        assert!(TextDigest::read(ValueRef::Blob(&[0; 31])).is_err());
        assert!(Slug::read(ValueRef::Text(b"../etc")).is_err());
    }
}
