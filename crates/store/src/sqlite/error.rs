//! From SQLite's errors to what the caller does about them.

use rusqlite::{Error, ErrorCode, ffi};

use crate::StoreError;

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let Error::SqliteFailure(failure, _) = &error else {
            return Self::corrupt(error);
        };
        match failure.code {
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure
            | ErrorCode::OutOfMemory
            | ErrorCode::OperationInterrupted
            | ErrorCode::OperationAborted => Self::unavailable(error),
            // The only triggers there are: those of a file that was taken out of service.
            ErrorCode::ConstraintViolation
                if failure.extended_code == ffi::SQLITE_CONSTRAINT_TRIGGER =>
            {
                Self::unavailable(error)
            }
            ErrorCode::ConstraintViolation if contradicts(failure.extended_code) => {
                Self::conflict(error)
            }
            _ => Self::corrupt(error),
        }
    }
}

/// Whether a constraint says that something is there already, or not there at all. The others guard
/// against faults of our own.
const fn contradicts(extended_code: i32) -> bool {
    matches!(
        extended_code,
        ffi::SQLITE_CONSTRAINT_UNIQUE
            | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            | ffi::SQLITE_CONSTRAINT_ROWID
            | ffi::SQLITE_CONSTRAINT_FOREIGNKEY
    )
}

/// The error of `COMMIT` itself.
///
/// Busy and full are found before the record that makes a transaction valid is complete in the
/// write-ahead file. Any other failure may come after it: a sync that fails says nothing about what
/// reached the disk, and the next start may find the transaction whole.
pub(super) fn of_commit(error: Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull) => {
            StoreError::unavailable(error)
        }
        _ => StoreError::uncertain(error),
    }
}

/// The same error for another who waits for the same transaction.
pub(super) fn again(error: &StoreError) -> StoreError {
    let what = |source: &crate::Cause| source.to_string();
    match error {
        StoreError::Unavailable { source } => StoreError::unavailable(what(source)),
        StoreError::Conflict { source } => StoreError::conflict(what(source)),
        StoreError::Uncertain { source } => StoreError::uncertain(what(source)),
        StoreError::Corrupt { source } => StoreError::corrupt(what(source)),
        StoreError::NewerSchema { found, known } => StoreError::NewerSchema {
            found: *found,
            known: *known,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(code: i32) -> Error {
        Error::SqliteFailure(ffi::Error::new(code), None)
    }

    #[test]
    fn errors_are_grouped_by_what_to_do() {
        for (code, variant) in [
            (ffi::SQLITE_BUSY, "Unavailable"),
            (ffi::SQLITE_FULL, "Unavailable"),
            (ffi::SQLITE_READONLY, "Unavailable"),
            (ffi::SQLITE_IOERR, "Unavailable"),
            (ffi::SQLITE_CONSTRAINT_UNIQUE, "Conflict"),
            (ffi::SQLITE_CONSTRAINT_FOREIGNKEY, "Conflict"),
            (ffi::SQLITE_CONSTRAINT_CHECK, "Corrupt"),
            (ffi::SQLITE_CORRUPT, "Corrupt"),
            (ffi::SQLITE_NOTADB, "Corrupt"),
        ] {
            let error = StoreError::from(failure(code));
            assert!(
                format!("{error:?}").starts_with(variant),
                "{code}: {error:?}"
            );
        }
    }

    #[test]
    fn a_commit_whose_sync_fails_is_uncertain_and_a_full_disk_is_not() {
        let sync = of_commit(failure(ffi::SQLITE_IOERR_FSYNC));
        assert!(matches!(sync, StoreError::Uncertain { .. }));
        let full = of_commit(failure(ffi::SQLITE_FULL));
        assert!(matches!(full, StoreError::Unavailable { .. }));
    }
}
