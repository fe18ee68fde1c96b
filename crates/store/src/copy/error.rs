//! Why a copy cannot be loaded.

use std::io;

use thiserror::Error;

use crate::StoreError;

/// What is wrong with a copy. Names in here are of tables and columns, and were read as such.
#[derive(Debug, Error)]
pub(crate) enum CopyError {
    #[error("these bytes are no copy of a database")]
    NoCopy,
    #[error("the copy has format {0}, which this program does not know: take a newer program")]
    Format(u8),
    #[error("the copy ends before its end: it was cut off")]
    CutOff,
    #[error("the copy is damaged: {0}")]
    Damaged(&'static str),
    #[error("the copy is damaged: its checksum does not hold")]
    Checksum,
    #[error("the copy is of an engine this program does not know")]
    Engine,
    #[error(
        "the copy is of {engine} with schema {found}, and {known} is needed to load it into another \
         engine: bring that database up to date with this program, and copy it again"
    )]
    OtherSchema {
        engine: &'static str,
        found: u32,
        known: u32,
    },
    #[error("the copy holds a table `{0}`, which this schema does not have")]
    UnknownTable(String),
    #[error("the copy holds the table `{0}` twice")]
    TableTwice(String),
    #[error("the copy does not hold the table `{0}`")]
    MissingTable(String),
    #[error("the copy holds a column `{table}.{column}`, which this schema does not have")]
    UnknownColumn { table: String, column: String },
    #[error("the copy does not hold the column `{table}.{column}`")]
    MissingColumn { table: String, column: String },
    #[error("the copy holds in `{table}.{column}` what cannot stand there")]
    Value { table: String, column: String },
    #[error("what the copy holds contradicts itself")]
    Contradiction(#[source] crate::error::Cause),
}

impl From<CopyError> for StoreError {
    fn from(error: CopyError) -> Self {
        Self::corrupt(error)
    }
}

/// The source of a copy could not be read: that it ended is a fault of the copy, everything else may
/// pass.
pub(super) fn of_source(error: io::Error) -> StoreError {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        CopyError::CutOff.into()
    } else {
        StoreError::unavailable(error)
    }
}

/// What an engine says of rows that came from a copy: they contradict each other, and not something
/// that was there before.
pub(crate) fn of_rows(error: StoreError) -> StoreError {
    match error {
        StoreError::Conflict { source } => CopyError::Contradiction(source).into(),
        other => other,
    }
}
