//! One value of one column.

/// The mark in front of each kind of value.
pub(super) const NULL: u8 = 0;
pub(super) const INTEGER: u8 = 1;
pub(super) const TEXT: u8 = 2;
pub(super) const BYTES: u8 = 3;

/// A value as it came out of a copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A value on its way into a copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ref<'v> {
    Null,
    Integer(i64),
    Text(&'v str),
    Bytes(&'v [u8]),
}

impl Value {
    #[cfg(test)]
    pub(super) fn as_ref(&self) -> Ref<'_> {
        match self {
            Self::Null => Ref::Null,
            Self::Integer(number) => Ref::Integer(*number),
            Self::Text(text) => Ref::Text(text),
            Self::Bytes(bytes) => Ref::Bytes(bytes),
        }
    }
}

/// Small numbers of either sign become small numbers.
pub(super) const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

/// The way back.
pub(super) const fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}
