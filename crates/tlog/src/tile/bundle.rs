//! Entry bundles: up to 256 entries, each after its length as a big-endian 16-bit number.

use thiserror::Error;

use super::FULL_WIDTH;

/// Why bytes are not a bundle, or entries cannot be put into one.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum BundleError {
    /// There are no entries; a bundle of width 0 does not exist.
    #[error("bundle has no entries")]
    Empty,
    /// There are more than 256 entries.
    #[error("bundle has more than {FULL_WIDTH} entries")]
    TooMany,
    /// An entry has more than 65,535 bytes.
    #[error("entry {position} has {length} bytes, more than a bundle can hold")]
    TooLong {
        /// Which entry of the bundle, from 0.
        position: usize,
        /// Its length in bytes.
        length: usize,
    },
    /// The bytes end within an entry or its length.
    #[error("bundle ends within entry {position}")]
    Truncated {
        /// Which entry of the bundle, from 0.
        position: usize,
    },
}

/// Puts entries into a bundle.
///
/// # Errors
///
/// No entries, more than 256, or one above 65,535 bytes.
pub fn encode<'a>(entries: impl Iterator<Item = &'a [u8]>) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    for (position, entry) in entries.enumerate() {
        if position == usize::from(FULL_WIDTH) {
            return Err(BundleError::TooMany);
        }
        let length = entry.len();
        let prefix =
            u16::try_from(length).map_err(|_| BundleError::TooLong { position, length })?;
        bytes.extend(prefix.to_be_bytes());
        bytes.extend(entry);
    }
    if bytes.is_empty() {
        Err(BundleError::Empty)
    } else {
        Ok(bytes)
    }
}

/// Takes the entries out of a bundle. Their number is the width of the bundle, for the caller to
/// compare.
///
/// # Errors
///
/// No entries, more than 256, or bytes that end within one.
pub fn entries(bytes: &[u8]) -> Result<Vec<&[u8]>, BundleError> {
    // No more than the bytes can hold, however many a bundle may.
    let mut entries = Vec::with_capacity(usize::from(FULL_WIDTH).min(bytes.len() / 2));
    let mut rest = bytes;
    while !rest.is_empty() {
        let position = entries.len();
        if position == usize::from(FULL_WIDTH) {
            return Err(BundleError::TooMany);
        }
        let (prefix, tail) = rest
            .split_first_chunk()
            .ok_or(BundleError::Truncated { position })?;
        let length = usize::from(u16::from_be_bytes(*prefix));
        let (entry, tail) = tail
            .split_at_checked(length)
            .ok_or(BundleError::Truncated { position })?;
        entries.push(entry);
        rest = tail;
    }
    if entries.is_empty() {
        Err(BundleError::Empty)
    } else {
        Ok(entries)
    }
}
