//! The rules by which a witness decides whether it cosigns.

use thiserror::Error;

use super::AddCheckpoint;
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::hash::Hash;
use crate::note::{Note, VerifierKey};
use crate::proof::{ProofError, verify_consistency};

/// What a witness remembers of a log: the checkpoint it has cosigned last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latest {
    /// The number of leaves.
    pub size: u64,
    /// The root.
    pub root: Hash,
}

/// Why a witness does not cosign.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// What follows the empty line is not a checkpoint of a kind this crate knows.
    #[error("request does not hold a checkpoint")]
    NotACheckpoint(#[source] CheckpointError),
    /// The old size is above the one to be cosigned.
    #[error("old size {old} is above {size}, the size of the checkpoint")]
    OldBeyond {
        /// The old size of the request.
        old: u64,
        /// The size of the checkpoint.
        size: u64,
    },
    /// No key that is trusted for the log has signed.
    #[error("checkpoint is not signed by a trusted key")]
    NotSigned(#[source] CheckpointError),
    /// The witness knows no log of this origin.
    #[error("the log {origin} is not known")]
    UnknownOrigin {
        /// The origin of the checkpoint.
        origin: String,
    },
    /// The old size is not the one cosigned last.
    #[error("the size cosigned last is {latest}")]
    NotTheLatest {
        /// The size cosigned last, which the answer says.
        latest: u64,
    },
    /// A checkpoint of the size cosigned last, with another root: the log shows two histories.
    #[error("a tree of {size} leaves with another root is cosigned")]
    OtherRoot {
        /// The size of both.
        size: u64,
    },
    /// The proof does not lead from the tree cosigned last to this one.
    #[error("consistency with the tree cosigned last is not proved")]
    NotConsistent(#[source] ProofError),
}

impl Refusal {
    /// The status code of HTTP with which the specification has a witness say this.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Refusal::NotACheckpoint(_) | Refusal::OldBeyond { .. } => 400,
            Refusal::NotSigned(_) => 403,
            Refusal::UnknownOrigin { .. } => 404,
            Refusal::NotTheLatest { .. } => 409,
            Refusal::OtherRoot { .. } | Refusal::NotConsistent(_) => 422,
        }
    }
}

impl AddCheckpoint {
    /// The origin that the checkpoint claims, by which the caller finds its keys and what is
    /// remembered of it. Nothing is believed yet.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotACheckpoint`].
    pub fn origin(&self) -> Result<String, Refusal> {
        let note = Note::parse(&self.note)
            .map_err(|reason| Refusal::NotACheckpoint(CheckpointError::Note(reason)))?;
        let checkpoint = Checkpoint::parse(note.text()).map_err(Refusal::NotACheckpoint)?;
        Ok(checkpoint.origin)
    }

    /// Decides whether a witness may cosign, in the order in which the specification has it look:
    /// `keys` are those trusted for the origin (none: the origin is unknown), `latest` what was
    /// cosigned last (`None`: nothing yet). The caller stores the checkpoint in place of `latest`
    /// and nothing else, before it signs.
    ///
    /// # Errors
    ///
    /// See [`Refusal`].
    pub fn judge(
        &self,
        keys: &[VerifierKey],
        latest: Option<Latest>,
    ) -> Result<Checkpoint, Refusal> {
        let origin = self.origin()?;
        if keys.is_empty() {
            return Err(Refusal::UnknownOrigin { origin });
        }
        let checkpoint = Checkpoint::open(&self.note, keys).map_err(Refusal::NotSigned)?;
        let (old, size) = (self.old, checkpoint.size);
        if old > size {
            return Err(Refusal::OldBeyond { old, size });
        }
        let latest = latest.unwrap_or(Latest {
            size: 0,
            root: Hash::EMPTY_ROOT,
        });
        if old != latest.size {
            return Err(Refusal::NotTheLatest {
                latest: latest.size,
            });
        }
        if old == size && checkpoint.root != latest.root {
            return Err(Refusal::OtherRoot { size });
        }
        verify_consistency(old, &latest.root, size, &checkpoint.root, &self.proof)
            .map_err(Refusal::NotConsistent)?;
        Ok(checkpoint)
    }
}
