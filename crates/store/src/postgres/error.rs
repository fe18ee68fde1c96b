//! From PostgreSQL's errors to what the caller does about them.

use std::error::Error;
use std::io;

use deadpool_postgres::PoolError;
use tokio_postgres::error::SqlState;

use crate::StoreError;

/// What the server said, without the values it says it with: `DETAIL` and `CONTEXT` of a violated
/// constraint quote the row.
#[derive(Debug, thiserror::Error)]
#[error("{message} (SQLSTATE {code})")]
pub(super) struct Said {
    pub(super) message: String,
    pub(super) code: String,
}

/// The error as it may be logged. The message of a constraint names the constraint alone.
fn said(error: tokio_postgres::Error) -> crate::Cause {
    match error.as_db_error() {
        Some(said) => Box::new(Said {
            message: quoted(said.constraint(), said.message()),
            code: said.code().code().to_owned(),
        }),
        None => Box::new(error),
    }
}

fn quoted(constraint: Option<&str>, message: &str) -> String {
    match constraint {
        Some(name) => format!("the constraint {name} does not hold"),
        None => message.to_owned(),
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(code) = error.code().cloned() else {
            // No answer of the server: the connection broke, or a value has another type than was
            // expected of it.
            let by_the_system = error.source().is_some_and(<dyn Error>::is::<io::Error>);
            let broke = error.is_closed() || by_the_system;
            let cause = said(error);
            return if broke {
                Self::unavailable(cause)
            } else {
                Self::corrupt(cause)
            };
        };
        let cause = said(error);
        if contradicts(&code) {
            Self::conflict(cause)
        } else if passes(&code) {
            Self::unavailable(cause)
        } else {
            Self::corrupt(cause)
        }
    }
}

impl From<PoolError> for StoreError {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => Self::unavailable(said(error)),
            other => Self::unavailable(other),
        }
    }
}

/// Whether a constraint says that something is there already, or not there at all. The others guard
/// against faults of our own.
fn contradicts(code: &SqlState) -> bool {
    [SqlState::UNIQUE_VIOLATION, SqlState::FOREIGN_KEY_VIOLATION].contains(code)
}

/// Classes of errors that another moment or another node may not have (PostgreSQL, appendix A).
fn passes(code: &SqlState) -> bool {
    const CLASSES: [&str; 6] = ["08", "25", "40", "53", "55", "57"];
    // 58: the operating system refused; the server keeps what it has.
    CLASSES.iter().any(|class| code.code().starts_with(class)) || code.code().starts_with("58")
}

/// The error of `COMMIT` itself.
///
/// The server says that it has undone the transaction only with a violated constraint, a conflict
/// between transactions or a lack of room. Every other end, such as a shutdown while a standby is
/// waited for, and a connection that breaks most of all, may come after the commit.
pub(super) fn of_commit(error: tokio_postgres::Error) -> StoreError {
    const UNDONE: [&str; 3] = ["23", "40", "53"];
    let undone = error
        .code()
        .is_some_and(|code| UNDONE.iter().any(|class| code.code().starts_with(class)));
    if undone {
        error.into()
    } else {
        StoreError::uncertain(said(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_grouped_by_what_to_do() {
        for (code, conflict, passing) in [
            (SqlState::UNIQUE_VIOLATION, true, false),
            (SqlState::FOREIGN_KEY_VIOLATION, true, false),
            (SqlState::CHECK_VIOLATION, false, false),
            (SqlState::DISK_FULL, false, true),
            (SqlState::READ_ONLY_SQL_TRANSACTION, false, true),
            (SqlState::CRASH_SHUTDOWN, false, true),
            (SqlState::T_R_SERIALIZATION_FAILURE, false, true),
            (SqlState::LOCK_NOT_AVAILABLE, false, true),
            (SqlState::DATA_CORRUPTED, false, false),
            (SqlState::UNDEFINED_TABLE, false, false),
        ] {
            assert_eq!(contradicts(&code), conflict, "{code:?}");
            assert_eq!(passes(&code), passing, "{code:?}");
        }
    }

    #[test]
    fn a_violated_constraint_is_named_and_its_row_is_not() {
        let message = quoted(
            Some("signature_tag"),
            "duplicate key value (dara@example.org)",
        );
        assert_eq!(message, "the constraint signature_tag does not hold");
    }
}
