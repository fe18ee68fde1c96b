//! Faults of outside parsers become findings.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Document, Format, ReadError};

/// Runs a reader; a panic in it is an error of the document. Nothing is shared with the reader but
/// the bytes it reads, so nothing can be left in a broken state.
pub(super) fn caught(
    format: Format,
    read: impl FnOnce() -> Result<Document, ReadError>,
) -> Result<Document, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Malformed {
        format,
        what: "its parts do not fit together".to_owned(),
    }))
}
