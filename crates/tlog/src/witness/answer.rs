//! What a witness answers: cosignatures, or the size it has cosigned last.

use thiserror::Error;

use crate::decimal;
use crate::note::{MAX_SIGNATURES, Signature, SignatureError};

/// The largest answer that is read, in bytes: as many as a request.
pub const MAX_ANSWER_BYTES: usize = super::MAX_REQUEST_BYTES;

/// The media type of the answer that says a size.
pub const SIZE_TYPE: &str = "text/x.tlog.size";

/// Why bytes are not the cosignatures of a witness.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum AnswerError {
    /// More than [`MAX_ANSWER_BYTES`].
    #[error("answer of {length} bytes is too large")]
    TooLarge {
        /// Its length in bytes.
        length: usize,
    },
    /// Not UTF-8.
    #[error("answer is not UTF-8")]
    NotUtf8,
    /// Nothing, or a last line that does not end.
    #[error("answer does not consist of complete lines")]
    Unended,
    /// More lines than a note can hold.
    #[error("answer has more than {MAX_SIGNATURES} signatures")]
    TooMany,
    /// A line is not a signature.
    #[error("signature line {line} of the answer is malformed")]
    BadLine {
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        reason: SignatureError,
    },
}

/// The body is not a size: a decimal number and a line feed.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("answer is not the size of a tree")]
pub struct SizeError;

/// Reads the body of a 200: one or more signature lines. Whether one is by a known witness and
/// right, [`crate::note::VerifierKey::verify`] tells; lines of unknown keys are to be ignored.
///
/// # Errors
///
/// See [`AnswerError`].
pub fn parse_cosignatures(body: &[u8]) -> Result<Vec<Signature>, AnswerError> {
    if body.len() > MAX_ANSWER_BYTES {
        let length = body.len();
        return Err(AnswerError::TooLarge { length });
    }
    let text = std::str::from_utf8(body).map_err(|_| AnswerError::NotUtf8)?;
    let lines = text.strip_suffix('\n').ok_or(AnswerError::Unended)?;
    let mut signatures = Vec::new();
    for (position, line) in lines.split('\n').enumerate() {
        if position == MAX_SIGNATURES {
            return Err(AnswerError::TooMany);
        }
        let signature = Signature::parse(line).map_err(|reason| AnswerError::BadLine {
            line: position + 1,
            reason,
        })?;
        signatures.push(signature);
    }
    Ok(signatures)
}

/// Reads the body of a 409 of the type [`SIZE_TYPE`].
///
/// # Errors
///
/// [`SizeError`].
pub fn parse_size(body: &[u8]) -> Result<u64, SizeError> {
    std::str::from_utf8(body)
        .ok()
        .and_then(|text| text.strip_suffix('\n'))
        .and_then(decimal::parse)
        .ok_or(SizeError)
}

/// Writes the body that [`parse_size`] reads.
#[must_use]
pub fn size_body(size: u64) -> String {
    format!("{size}\n")
}
