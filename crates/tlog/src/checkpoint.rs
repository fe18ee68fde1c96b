//! Checkpoints (tlog-checkpoint v1.0.0): what a log says of itself, signed.

use std::fmt;

use thiserror::Error;

use crate::decimal;
use crate::hash::{Hash, HashError};
use crate::note::{KeyKind, Note, NoteError, SigningKey, VerifierKey};
use crate::tree::MAX_SIZE;

/// The state of a log: three lines of text. There is no time in it, and there are no extension
/// lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log: its URL prefix without scheme or trailing slash, and the name of its
    /// key.
    pub origin: String,
    /// The number of leaves.
    pub size: u64,
    /// The root of the tree.
    pub root: Hash,
}

/// A checkpoint that its log has signed, with the witnesses that have cosigned it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The witnesses, each once, with the time they say, in seconds since 1970-01-01 UTC. None of
    /// them is needed for the checkpoint to be the log's: a [`crate::policy::Policy`] tells whether
    /// they are enough.
    pub cosignatures: Vec<(VerifierKey, u64)>,
}

/// Why a checkpoint is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum CheckpointError {
    /// The text does not have exactly three lines, each with its line feed.
    #[error("checkpoint does not have exactly three lines")]
    NotThreeLines,
    /// The first line is empty.
    #[error("checkpoint has no origin")]
    NoOrigin,
    /// The second line is not a decimal number without leading zeros.
    #[error("size of the checkpoint is not a decimal number")]
    BadSize,
    /// The size is above [`MAX_SIZE`].
    #[error("a tree of {size} leaves is larger than any that can be built")]
    TooLarge {
        /// The size.
        size: u64,
    },
    /// The third line is not a hash.
    #[error("root of the checkpoint is malformed")]
    BadRoot(#[source] HashError),
    /// The size is 0 and the root is not that of the empty tree.
    #[error("checkpoint of the empty tree has another root")]
    NotEmptyRoot,
    /// The note around the checkpoint is refused.
    #[error("note of the checkpoint is refused")]
    Note(#[source] NoteError),
    /// No known key of the log itself has signed, whoever else may have.
    #[error("checkpoint of {origin} is not signed by a known key of that name")]
    NotSignedByLog {
        /// The origin of the checkpoint.
        origin: String,
    },
    /// A key was to sign the checkpoint of a log that is not its own.
    #[error("key {key} cannot sign for the log {origin}")]
    ForeignKey {
        /// The origin of the checkpoint.
        origin: String,
        /// The name of the key.
        key: String,
    },
}

impl Checkpoint {
    /// Reads the text of a checkpoint, without signatures. Displaying it gives the same text again.
    ///
    /// # Errors
    ///
    /// Everything in [`CheckpointError`] that does not concern keys.
    pub fn parse(text: &str) -> Result<Checkpoint, CheckpointError> {
        let body = text
            .strip_suffix('\n')
            .ok_or(CheckpointError::NotThreeLines)?;
        let lines: Vec<&str> = body.splitn(4, '\n').collect();
        let [origin, size, root] = lines[..] else {
            return Err(CheckpointError::NotThreeLines);
        };
        let checkpoint = Checkpoint {
            origin: origin.to_owned(),
            size: decimal::parse(size).ok_or(CheckpointError::BadSize)?,
            root: Hash::from_base64(root).map_err(CheckpointError::BadRoot)?,
        };
        checkpoint.check()?;
        Ok(checkpoint)
    }

    /// Signs as the log. The caller answers for never signing two checkpoints that are not
    /// consistent.
    ///
    /// # Errors
    ///
    /// A key of another name than the origin, or a size and root that no tree has.
    pub fn sign(&self, key: &SigningKey) -> Result<Note, CheckpointError> {
        if self.origin != key.name() {
            return Err(CheckpointError::ForeignKey {
                origin: self.origin.clone(),
                key: key.name().to_owned(),
            });
        }
        self.check()?;
        Note::sign(&self.to_string(), key).map_err(CheckpointError::Note)
    }

    /// Reads a signed checkpoint and believes it if the log itself has signed: one of `keys` that
    /// is an Ed25519 key and has the origin as its name. Cosignatures of known witnesses must be
    /// right, but do not replace the log's.
    ///
    /// # Errors
    ///
    /// See [`CheckpointError`].
    pub fn open(note: &[u8], keys: &[VerifierKey]) -> Result<Checkpoint, CheckpointError> {
        Ok(open(note, keys)?.checkpoint)
    }

    /// Reads a signed checkpoint as [`Checkpoint::open`] does, and tells which of `witnesses` have
    /// cosigned it. Only keys of cosignatures are looked for among them.
    ///
    /// # Errors
    ///
    /// See [`CheckpointError`]. A line of a known witness that is wrong sinks the checkpoint.
    pub fn open_cosigned(
        note: &[u8],
        log_keys: &[VerifierKey],
        witnesses: &[VerifierKey],
    ) -> Result<Cosigned, CheckpointError> {
        let logs = log_keys.iter().filter(|key| key.kind() == KeyKind::Ed25519);
        let cosigners = witnesses
            .iter()
            .filter(|key| key.kind() == KeyKind::CosignatureV1);
        let keys: Vec<VerifierKey> = logs.chain(cosigners).cloned().collect();
        open(note, &keys)
    }

    fn check(&self) -> Result<(), CheckpointError> {
        if self.origin.is_empty() {
            return Err(CheckpointError::NoOrigin);
        }
        if self.size > MAX_SIZE {
            return Err(CheckpointError::TooLarge { size: self.size });
        }
        if self.size == 0 && self.root != Hash::EMPTY_ROOT {
            return Err(CheckpointError::NotEmptyRoot);
        }
        Ok(())
    }
}

fn open(note: &[u8], keys: &[VerifierKey]) -> Result<Cosigned, CheckpointError> {
    let note = Note::parse(note).map_err(CheckpointError::Note)?;
    let verified = note.verify(keys).map_err(CheckpointError::Note)?;
    let checkpoint = Checkpoint::parse(note.text())?;
    let by_log = verified.iter().any(|signed| {
        signed.key.kind() == KeyKind::Ed25519 && signed.key.name() == checkpoint.origin
    });
    if !by_log {
        return Err(CheckpointError::NotSignedByLog {
            origin: checkpoint.origin,
        });
    }
    let cosignatures = verified
        .iter()
        .filter_map(|signed| Some((signed.key.clone(), signed.time?)))
        .collect();
    Ok(Cosigned {
        checkpoint,
        cosignatures,
    })
}

/// The text of the checkpoint: origin, size and root, each with its line feed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}\n{}\n{}",
            self.origin,
            self.size,
            self.root.to_base64()
        )
    }
}
