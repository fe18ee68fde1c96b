//! Receipts (tlog-proof): proof in one small file that an entry is in a log.

use std::fmt;

use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::decimal;
use crate::hash::{Hash, HashError};
use crate::note::{self, VerifierKey};
use crate::proof::{InclusionProof, MAX_HASHES, ProofError, verify_inclusion};

const HEADER: &str = "c2sp.org/tlog-proof@v1\n";

/// The largest receipt that is read, in bytes: header, index and hashes beside the largest note.
pub const MAX_BYTES: usize = note::MAX_BYTES + 8 * 1024;

/// The contents of a `.tlog-proof` file.
///
/// It has no `extra` line: that line is not authenticated, and a receipt gets forwarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlogProof {
    /// The index of the entry.
    pub index: u64,
    /// The way from the entry to the root.
    pub proof: InclusionProof,
    /// The signed checkpoint, verbatim, with all its signatures.
    pub checkpoint: String,
}

/// Why a receipt is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ReceiptError {
    /// More than [`MAX_BYTES`].
    #[error("receipt of {length} bytes is too large")]
    TooLarge {
        /// Its length in bytes.
        length: usize,
    },
    /// The first line is not that of this format.
    #[error("receipt does not begin with the line c2sp.org/tlog-proof@v1")]
    NoHeader,
    /// There is an `extra` line.
    #[error("receipt has an extra line, which nothing authenticates")]
    Extra,
    /// No line gives the index as a decimal number.
    #[error("receipt has no line with the index of the entry")]
    BadIndex,
    /// A line of the proof is not a hash.
    #[error("hash {position} of the receipt is malformed")]
    BadHash {
        /// Which hash, from 1.
        position: usize,
        /// What is wrong with it.
        #[source]
        reason: HashError,
    },
    /// There are more hashes than any proof has.
    #[error("receipt has more than {MAX_HASHES} hashes")]
    TooManyHashes,
    /// No checkpoint follows an empty line.
    #[error("receipt has no checkpoint after an empty line")]
    NoCheckpoint,
    /// The checkpoint is refused.
    #[error("checkpoint of the receipt is refused")]
    Checkpoint(#[source] CheckpointError),
    /// The entry is not proved to be in the tree of the checkpoint.
    #[error("entry is not proved to be in the log")]
    Proof(#[source] ProofError),
}

impl TlogProof {
    /// Reads a receipt; the checkpoint is only looked into by [`TlogProof::verify`]. Displaying the
    /// receipt gives the same text again.
    ///
    /// # Errors
    ///
    /// Everything in [`ReceiptError`] that concerns the form.
    pub fn parse(text: &str) -> Result<TlogProof, ReceiptError> {
        if text.len() > MAX_BYTES {
            return Err(ReceiptError::TooLarge { length: text.len() });
        }
        let rest = text.strip_prefix(HEADER).ok_or(ReceiptError::NoHeader)?;
        if rest.starts_with("extra ") {
            return Err(ReceiptError::Extra);
        }
        let (line, mut rest) = rest.split_once('\n').ok_or(ReceiptError::BadIndex)?;
        let index = line
            .strip_prefix("index ")
            .and_then(decimal::parse)
            .ok_or(ReceiptError::BadIndex)?;
        let mut hashes = Vec::new();
        loop {
            let (line, tail) = rest.split_once('\n').ok_or(ReceiptError::NoCheckpoint)?;
            rest = tail;
            if line.is_empty() {
                break;
            }
            if hashes.len() == MAX_HASHES {
                return Err(ReceiptError::TooManyHashes);
            }
            let position = hashes.len() + 1;
            hashes.push(
                Hash::from_base64(line)
                    .map_err(|reason| ReceiptError::BadHash { position, reason })?,
            );
        }
        if rest.is_empty() {
            return Err(ReceiptError::NoCheckpoint);
        }
        Ok(TlogProof {
            index,
            proof: InclusionProof(hashes),
            checkpoint: rest.to_owned(),
        })
    }

    /// Checks, offline, that the entry with the hash `leaf` is in the log, and gives the checkpoint
    /// that says so.
    ///
    /// # Errors
    ///
    /// A checkpoint that [`Checkpoint::open`] refuses, or a proof that [`verify_inclusion`]
    /// refuses.
    pub fn verify(&self, leaf: &Hash, keys: &[VerifierKey]) -> Result<Checkpoint, ReceiptError> {
        let checkpoint =
            Checkpoint::open(self.checkpoint.as_bytes(), keys).map_err(ReceiptError::Checkpoint)?;
        verify_inclusion(
            leaf,
            self.index,
            checkpoint.size,
            &self.proof,
            &checkpoint.root,
        )
        .map_err(ReceiptError::Proof)?;
        Ok(checkpoint)
    }
}

/// The contents of the file.
impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}index {}", self.index)?;
        self.proof
            .0
            .iter()
            .try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
