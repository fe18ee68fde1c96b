//! What can go wrong, grouped by what the caller does about it.

use std::error::Error;

use thiserror::Error;

/// The error of the engine underneath, for the log of the operator.
pub type Cause = Box<dyn Error + Send + Sync + 'static>;

/// Why the store did not do what it was asked.
///
/// No message holds what was stored: sources name tables and columns, never values.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Not possible just now: busy, full disk, read-only, closed. Nothing was written; trying again
    /// later is safe.
    #[error("the store is not available")]
    Unavailable {
        /// What the engine said.
        source: Cause,
    },
    /// It contradicts what is stored: another tree size, a tag that signed before. Nothing was
    /// written; trying the same again is useless.
    #[error("what was asked contradicts what is stored")]
    Conflict {
        /// What the engine said.
        source: Cause,
    },
    /// The engine failed in the act of committing: all of it is written, or nothing. Only reading
    /// tells which.
    #[error("it is not known whether the store has written")]
    Uncertain {
        /// What the engine said.
        source: Cause,
    },
    /// What is stored cannot be right, or the engine refuses its own files. Nothing was written; an
    /// operator has to look.
    #[error("what is stored cannot be right")]
    Corrupt {
        /// What the engine said.
        source: Cause,
    },
    /// A newer program has written this data. Nothing was read or written.
    #[error(
        "the program is older than the data (schema {found}, this program knows {known}): \
         start the newer program, or restore a backup made before the upgrade"
    )]
    NewerSchema {
        /// The schema of the data.
        found: u32,
        /// The newest schema this program knows.
        known: u32,
    },
}

impl StoreError {
    pub(crate) fn unavailable(source: impl Into<Cause>) -> Self {
        Self::Unavailable {
            source: source.into(),
        }
    }

    pub(crate) fn conflict(source: impl Into<Cause>) -> Self {
        Self::Conflict {
            source: source.into(),
        }
    }

    pub(crate) fn uncertain(source: impl Into<Cause>) -> Self {
        Self::Uncertain {
            source: source.into(),
        }
    }

    pub(crate) fn corrupt(source: impl Into<Cause>) -> Self {
        Self::Corrupt {
            source: source.into(),
        }
    }
}
