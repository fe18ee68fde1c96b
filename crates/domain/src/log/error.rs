//! What can be wrong with the bytes of an entry.

use thiserror::Error;

/// Why bytes are no entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EntryError {
    /// Byte 0 names another format.
    #[error("format {0:#04x} is not known")]
    Format(u8),
    /// Byte 1 names no kind.
    #[error("kind {0:#04x} is not known")]
    Kind(u8),
    /// Shorter or longer than its kind.
    #[error("{found} bytes where the kind has {expected}")]
    Length {
        /// What the kind has; the least possible where it varies.
        expected: usize,
        /// What was there.
        found: usize,
    },
    /// A code inside the body that means nothing.
    #[error("{field} {code} is not known")]
    Code {
        /// Which field.
        field: &'static str,
        /// Its byte.
        code: u8,
    },
    /// The language is not a BCP 47 tag in canonical case.
    #[error("the language tag is malformed")]
    Language,
    /// Revision number 0.
    #[error("revisions are numbered from 1")]
    Number,
}
