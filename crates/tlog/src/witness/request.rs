//! The body of `add-checkpoint`.

use thiserror::Error;

use crate::decimal;
use crate::hash::{Hash, HashError};
use crate::proof::{ConsistencyProof, MAX_HASHES};

/// The largest request that is read, in bytes: 63 hashes take 2,835, the rest is for a checkpoint
/// with many signatures.
pub const MAX_REQUEST_BYTES: usize = 64 * 1024;

/// A request to cosign a checkpoint, with the proof that it continues the one cosigned last. Well
/// formed, but not yet believed: see [`AddCheckpoint::judge`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size that the witness has cosigned last, as far as the log knows; 0 for never.
    pub old: u64,
    /// From there to the new checkpoint.
    pub proof: ConsistencyProof,
    /// The signed checkpoint, verbatim.
    pub note: Vec<u8>,
}

/// Why bytes are not such a request; a witness answers 400 to all of these.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum AddCheckpointError {
    /// More than [`MAX_REQUEST_BYTES`].
    #[error("request of {length} bytes is too large")]
    TooLarge {
        /// Its length in bytes.
        length: usize,
    },
    /// The first line is not `old` and a decimal number.
    #[error("request does not begin with the old size")]
    NoOldSize,
    /// A line before the empty one is not a hash.
    #[error("hash {position} of the request is malformed")]
    BadHash {
        /// Which hash, from 1.
        position: usize,
        /// What is wrong with it.
        #[source]
        reason: HashError,
    },
    /// More hashes than any proof has.
    #[error("request has more than {MAX_HASHES} hashes")]
    TooManyHashes,
    /// No checkpoint follows an empty line.
    #[error("request has no checkpoint after an empty line")]
    NoCheckpoint,
}

impl AddCheckpoint {
    /// Reads a request; the checkpoint is only looked into by [`AddCheckpoint::judge`]. Writing the
    /// request gives the same bytes again.
    ///
    /// # Errors
    ///
    /// See [`AddCheckpointError`].
    pub fn parse(bytes: &[u8]) -> Result<AddCheckpoint, AddCheckpointError> {
        if bytes.len() > MAX_REQUEST_BYTES {
            return Err(AddCheckpointError::TooLarge {
                length: bytes.len(),
            });
        }
        let (first, mut rest) = cut_line(bytes).ok_or(AddCheckpointError::NoOldSize)?;
        let old = std::str::from_utf8(first)
            .ok()
            .and_then(|line| line.strip_prefix("old "))
            .and_then(decimal::parse)
            .ok_or(AddCheckpointError::NoOldSize)?;
        let mut hashes = Vec::new();
        loop {
            let (line, tail) = cut_line(rest).ok_or(AddCheckpointError::NoCheckpoint)?;
            rest = tail;
            if line.is_empty() {
                break;
            }
            if hashes.len() == MAX_HASHES {
                return Err(AddCheckpointError::TooManyHashes);
            }
            hashes.push(
                parse_hash(line).map_err(|reason| AddCheckpointError::BadHash {
                    position: hashes.len() + 1,
                    reason,
                })?,
            );
        }
        if rest.is_empty() {
            return Err(AddCheckpointError::NoCheckpoint);
        }
        Ok(AddCheckpoint {
            old,
            proof: ConsistencyProof(hashes),
            note: rest.to_vec(),
        })
    }

    /// The body of the request.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("old {}\n", self.old);
        for hash in &self.proof.0 {
            text.push_str(&hash.to_base64());
            text.push('\n');
        }
        text.push('\n');
        [text.as_bytes(), &self.note].concat()
    }
}

/// The first line without its line feed, and what follows it.
fn cut_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn parse_hash(line: &[u8]) -> Result<Hash, HashError> {
    let text = std::str::from_utf8(line).map_err(|_| HashError::NotBase64)?;
    Hash::from_base64(text)
}
