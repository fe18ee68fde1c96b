//! How values of the domain stand in columns. The codes are those of the other engine.

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
use tokio_postgres::Row;
use tokio_postgres::types::{FromSqlOwned, ToSql};

use super::Result;
use crate::rows::codes;
use crate::{AccessPurpose, Lane, StoreError, StoredState, SubscriptionPurpose};

/// A value with its form in a column.
pub(super) trait Column: Sized {
    /// What the driver carries.
    type Raw: FromSqlOwned + ToSql + Sync;

    fn from_raw(raw: Self::Raw) -> Option<Self>;
    fn raw(&self) -> Self::Raw;
}

/// The value of a column.
pub(super) fn col<T: Column>(row: &Row, index: usize) -> Result<T> {
    T::from_raw(row.try_get(index)?).ok_or_else(|| unreadable(row, index))
}

/// The value of a column that may be null.
pub(super) fn maybe<T: Column>(row: &Row, index: usize) -> Result<Option<T>> {
    let raw: Option<T::Raw> = row.try_get(index)?;
    raw.map(|raw| T::from_raw(raw).ok_or_else(|| unreadable(row, index)))
        .transpose()
}

/// The name of the column, never the value.
fn unreadable(row: &Row, index: usize) -> StoreError {
    let name = row.columns().get(index).map_or("", |column| column.name());
    StoreError::corrupt(format!("the column {name} holds what nobody wrote"))
}

/// The raw values of a column of many rows, as `unnest` takes them.
pub(super) fn raws<'r, R: 'r, T: Column>(
    rows: impl IntoIterator<Item = &'r R>,
    of: impl Fn(&'r R) -> T,
) -> Vec<T::Raw> {
    rows.into_iter().map(|row| of(row).raw()).collect()
}

/// Counts and indices. The database's integers end at 2^63 - 1: nothing stands beyond it, so a
/// larger number, as it may be asked for from outside, is as good as that one.
impl Column for u64 {
    type Raw = i64;

    fn from_raw(raw: i64) -> Option<Self> {
        Self::try_from(raw).ok()
    }

    fn raw(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

/// Days, numbers of revisions, tries.
impl Column for u32 {
    type Raw = i32;

    fn from_raw(raw: i32) -> Option<Self> {
        Self::try_from(raw).ok()
    }

    fn raw(&self) -> i32 {
        i32::try_from(*self).unwrap_or(i32::MAX)
    }
}

/// Levels of the tree.
impl Column for u8 {
    type Raw = i16;

    fn from_raw(raw: i16) -> Option<Self> {
        Self::try_from(raw).ok()
    }

    fn raw(&self) -> i16 {
        i16::from(*self)
    }
}

/// Unix seconds.
impl Column for Timestamp {
    type Raw = i64;

    fn from_raw(raw: i64) -> Option<Self> {
        Self::from_second(raw).ok()
    }

    fn raw(&self) -> i64 {
        self.as_second()
    }
}

/// Hashes and tags.
impl<const N: usize> Column for [u8; N] {
    type Raw = Vec<u8>;

    fn from_raw(raw: Vec<u8>) -> Option<Self> {
        raw.try_into().ok()
    }

    fn raw(&self) -> Vec<u8> {
        self.to_vec()
    }
}

/// Implements [`Column`] for a type that has a form of its own.
macro_rules! column {
    ($type:ty, $raw:ty, $value:ident => $read:expr, $this:ident => $write:expr) => {
        impl Column for $type {
            type Raw = $raw;

            fn from_raw($value: $raw) -> Option<Self> {
                $read
            }

            fn raw(&self) -> $raw {
                let $this = self;
                $write
            }
        }
    };
}

column!(Slug, String, text => Self::parse(&text).ok(), this => this.as_str().to_owned());
column!(Language, String, text => Self::parse(&text).ok(), this => this.as_str().to_owned());
column!(Purpose, String, text => Self::from_word(&text), this => this.word().to_owned());
column!(TextDigest, Vec<u8>, bytes => bytes.try_into().ok().map(Self::from_bytes), this => this.as_bytes().to_vec());
column!(DeclarationId, Vec<u8>, bytes => bytes.try_into().ok().map(Self::from_bytes), this => this.as_bytes().to_vec());
column!(DeliveryId, Vec<u8>, bytes => bytes.try_into().ok().map(Self::from_bytes), this => this.as_bytes().to_vec());
column!(Class, i16, code => u8::try_from(code).ok().and_then(Self::from_code), this => i16::from(this.code()));
column!(Evidence, i16, code => u8::try_from(code).ok().and_then(Self::from_code), this => i16::from(this.code()));
column!(Listing, i16, code => of_table(codes::LISTINGS, code), this => code_in(codes::LISTINGS, *this));
column!(StoredState, i16, code => of_table(codes::STATES, code), this => code_in(codes::STATES, *this));
column!(AccessPurpose, i16, code => of_table(codes::ACCESSES, code), this => code_in(codes::ACCESSES, *this));
column!(Lane, i16, code => of_table(codes::LANES, code), this => code_in(codes::LANES, *this));
column!(IssueState, String, text => Self::from_word(&text), this => this.word().to_owned());
column!(StopReason, String, text => Self::from_word(&text), this => this.word().to_owned());
column!(SubscriptionPurpose, i16, code => of_table(codes::SUBSCRIPTION_ACCESSES, code), this => code_in(codes::SUBSCRIPTION_ACCESSES, *this));
column!(RevisionRole, i16, code => of_table(codes::ROLES, code), this => code_in(codes::ROLES, *this));

fn of_table<T: Copy>(table: &[(i64, T)], code: i16) -> Option<T> {
    let found = table.iter().find(|(known, _)| *known == i64::from(code));
    found.map(|(_, value)| *value)
}

fn code_in<T: Copy + PartialEq>(table: &[(i64, T)], value: T) -> i16 {
    let found = table.iter().find(|(_, known)| *known == value);
    found
        .and_then(|(code, _)| i16::try_from(*code).ok())
        .expect("each table names every value of its type, under a small number")
}
