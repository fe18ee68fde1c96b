//! A list with very many names, for measuring.

use std::path::Path;

use domain::id::DeclarationId;

use crate::{NewSignatory, StoreError};

/// Gives everybody in a SQLite file who was put on the list without words and sort keys what they are
/// found by, as `who` answers for each leaf: sorted once, in place of page by page at random. Nobody else
/// may have the file open.
///
/// # Errors
/// What the engine says; the file is as it was.
pub fn name_all(
    path: &Path,
    id: DeclarationId,
    who: impl Fn(u64) -> NewSignatory,
) -> Result<(), StoreError> {
    crate::sqlite::name_all(path, id, who)
}
