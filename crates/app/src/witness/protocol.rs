//! What a log and a witness say to each other (C2SP tlog-witness; LOG-FORMAT section 8), without
//! HTTP: the crate `web` turns these answers into status codes and back.

use std::error::Error;
use std::time::Duration;

use async_trait::async_trait;
use thiserror::Error;

/// What a witness answers to a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Cosigned (200): signature lines, each with its line feed.
    Cosigned(Vec<u8>),
    /// The request cannot be understood, or says to begin behind its own end (400).
    Malformed,
    /// No key that the witness trusts for this log has signed (403).
    NotSigned,
    /// The witness does not follow this log (404).
    UnknownLog,
    /// The proof does not begin where the witness stands (409), which may say where that is.
    OtherSize(Option<u64>),
    /// The checkpoint does not continue what the witness has cosigned (422).
    Inconsistent,
    /// Try again later (429, 503), at the earliest after the time it names.
    Later(Option<Duration>),
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum TransportError {
    /// Nobody answered, not in time, or not to the end.
    #[error("it cannot be reached")]
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
    /// An answer that the protocol does not know: a redirect, another page, too many bytes.
    #[error("it gave an answer that no witness gives: {0}")]
    NotAWitness(String),
}

/// A way to reach witnesses.
#[async_trait]
pub trait WitnessTransport: Send + Sync {
    /// Sends one request to `add-checkpoint` below the submission prefix `url`. It ends by itself
    /// within a minute, whatever the other side does.
    ///
    /// # Errors
    /// See [`TransportError`].
    async fn add_checkpoint(&self, url: &str, request: Vec<u8>) -> Result<Answer, TransportError>;
}

/// Reaches nobody: for sites without witnesses.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTransport;

#[async_trait]
impl WitnessTransport for NoTransport {
    async fn add_checkpoint(&self, _: &str, _: Vec<u8>) -> Result<Answer, TransportError> {
        let nobody = "this site was started without a way to reach witnesses";
        Err(TransportError::Unreachable(nobody.into()))
    }
}
