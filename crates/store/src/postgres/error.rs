//! From PostgreSQL's errors to what the caller does about them.

use std::error::Error;
use std::io;

use deadpool_postgres::PoolError;
use tokio_postgres::error::{Severity, SqlState};

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
/// Every end of which the server does not say that it has undone the transaction may come after the
/// commit: a shutdown while a standby is waited for, and a connection that breaks most of all.
pub(super) fn of_commit(error: tokio_postgres::Error) -> StoreError {
    let is_undone = error
        .as_db_error()
        .is_some_and(|said| undoes(said.parsed_severity(), said.code()));
    if is_undone {
        error.into()
    } else {
        StoreError::uncertain(said(error))
    }
}

/// Whether a server that answers `COMMIT` so has undone the transaction: with a violated constraint, a
/// conflict between transactions or a lack of room, and where the session goes on.
///
/// What ends the session, or the server with it, such as a disk that is full when the commit itself is
/// written, does not say how much of it is there; nor does `statement_completion_unknown`, of course.
fn undoes(severity: Option<Severity>, code: &SqlState) -> bool {
    const UNDONE: [&str; 3] = ["23", "40", "53"];
    severity == Some(Severity::Error)
        && UNDONE.iter().any(|class| code.code().starts_with(class))
        && *code != SqlState::T_R_STATEMENT_COMPLETION_UNKNOWN
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
    fn a_commit_is_undone_only_where_the_server_goes_on_and_says_so() {
        for (severity, code, undone) in [
            (Severity::Error, SqlState::UNIQUE_VIOLATION, true),
            (Severity::Error, SqlState::T_R_SERIALIZATION_FAILURE, true),
            (Severity::Error, SqlState::DISK_FULL, true),
            (Severity::Panic, SqlState::DISK_FULL, false),
            (Severity::Fatal, SqlState::OUT_OF_MEMORY, false),
            (Severity::Fatal, SqlState::T_R_DEADLOCK_DETECTED, false),
            (
                Severity::Error,
                SqlState::T_R_STATEMENT_COMPLETION_UNKNOWN,
                false,
            ),
            (Severity::Fatal, SqlState::CRASH_SHUTDOWN, false),
            (Severity::Error, SqlState::IO_ERROR, false),
        ] {
            assert_eq!(undoes(Some(severity), &code), undone, "{code:?}");
            assert!(!undoes(None, &code), "{code:?} of nobody knows how much");
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
