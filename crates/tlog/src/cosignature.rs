//! Cosignatures (tlog-cosignature v1.0.1, Ed25519): a witness says that, at a time, this was the
//! largest tree it had seen of a log, and that it was consistent with all it had seen before.
//!
//! Whether that is true is the witness's business; here is only the format. Such signatures are
//! verified together with all others by [`Note::verify`](crate::note::Note::verify), which also
//! gives their time.

use std::fmt;

use ed25519_dalek::Signer as _;
use thiserror::Error;

use crate::checkpoint::Checkpoint;
use crate::note::{KeyError, KeyKind, Signature, VerifierKey};

/// The latest time that can be signed, in seconds: the specification allows 63 bits.
pub const MAX_TIME: u64 = i64::MAX.cast_unsigned();

/// The private key of a witness. The signed message does not name the witness, so no two may share
/// a key.
#[derive(Clone)]
pub struct CosigningKey {
    key: ed25519_dalek::SigningKey,
    verifier: VerifierKey,
}

/// The time is beyond [`MAX_TIME`].
#[derive(Debug, Error, PartialEq, Eq)]
#[error("time {seconds} is beyond what a cosignature can say")]
pub struct TimeError {
    /// The time, in seconds since 1970-01-01 UTC.
    pub seconds: u64,
}

impl CosigningKey {
    /// A key from its 32 secret bytes (the seed of RFC 8032).
    ///
    /// # Errors
    ///
    /// [`KeyError::BadName`].
    pub fn from_seed(name: impl Into<String>, seed: [u8; 32]) -> Result<CosigningKey, KeyError> {
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        let verifier = VerifierKey::new(name.into(), KeyKind::CosignatureV1, key.verifying_key())?;
        Ok(CosigningKey { key, verifier })
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    /// Cosigns a checkpoint at a time given in seconds since 1970-01-01 UTC.
    ///
    /// # Errors
    ///
    /// [`TimeError`].
    pub fn cosign(&self, checkpoint: &Checkpoint, seconds: u64) -> Result<Signature, TimeError> {
        let message = message(&checkpoint.to_string(), seconds).ok_or(TimeError { seconds })?;
        let signed = self.key.sign(message.as_bytes()).to_bytes();
        let bytes = [seconds.to_be_bytes().as_slice(), &signed].concat();
        Ok(Signature::new(
            self.verifier.name(),
            self.verifier.id(),
            bytes,
        ))
    }
}

/// Shows the public half only.
impl fmt::Debug for CosigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CosigningKey({})", self.verifier)
    }
}

/// What is signed: two lines, then the whole text of the checkpoint. `None` beyond [`MAX_TIME`].
pub(crate) fn message(text: &str, seconds: u64) -> Option<String> {
    (seconds <= MAX_TIME).then(|| format!("cosignature/v1\ntime {seconds}\n{text}"))
}
