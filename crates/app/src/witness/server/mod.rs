//! Being a witness: cosigning the checkpoints of other logs (tlog-witness; LOG-FORMAT section 8).
//!
//! A cosignature says that, as far as this key has seen, the log only ever grew. The whole of that
//! promise lies in one row for each log, which is advanced by compare-and-set and is on disk before
//! the cosignature leaves. That row must never be brought back from a backup: a witness whose
//! database is lost is retired and begins anew under another key.

mod key;
mod logs;

pub use key::{create_key, read_key};
pub use logs::{FollowedLogs, FollowedLogsError, MAX_LOGS};

use std::sync::{Arc, PoisonError, RwLock};

use store::{Store, StoreError, WitnessedRow};
use thiserror::Error;
use tlog::cosignature::{CosigningKey, TimeError};
use tlog::note::VerifierKey;
use tlog::witness::{AddCheckpoint, Latest, Refusal};
use tlog::{Checkpoint, Hash};

use super::protocol::Answer;
use crate::clock::Clock;

/// A witness.
pub struct Witness {
    key: CosigningKey,
    /// Replaced as a whole when the operator adds a log; the lock is never held over a wait.
    logs: RwLock<Arc<FollowedLogs>>,
    store: Store,
    clock: Arc<dyn Clock>,
}

/// Why a request could not be decided. Nothing was signed; trying again is safe.
#[derive(Debug, Error)]
pub enum WitnessError {
    /// What was cosigned before cannot be read, or the new checkpoint not be written.
    #[error("the memory of the witness cannot be used")]
    Store(#[from] StoreError),
    /// The clock shows a time that no cosignature can say.
    #[error("the clock of the witness is wrong")]
    Clock(#[source] TimeError),
}

impl Witness {
    /// A witness with its own store, which no other witness may share.
    #[must_use]
    pub fn new(key: CosigningKey, logs: FollowedLogs, store: Store, clock: Arc<dyn Clock>) -> Self {
        let logs = RwLock::new(Arc::new(logs));
        Self {
            key,
            logs,
            store,
            clock,
        }
    }

    /// Its public key.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.key.verifier()
    }

    /// The logs it follows.
    #[must_use]
    pub fn logs(&self) -> Arc<FollowedLogs> {
        Arc::clone(&self.logs.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Follows these logs from now on. What was cosigned of one that is left out is kept, in case it
    /// comes back.
    pub fn follow(&self, logs: FollowedLogs) {
        *self.logs.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(logs);
    }

    /// Decides on the body of a request to `add-checkpoint`. The checkpoint is on disk when this
    /// answers with a cosignature; dying before that line leaves the one before, dying after it
    /// means that the log is told its new size when it asks again.
    ///
    /// # Errors
    /// See [`WitnessError`].
    pub async fn add_checkpoint(&self, body: &[u8]) -> Result<Answer, WitnessError> {
        let Ok(request) = AddCheckpoint::parse(body) else {
            return Ok(Answer::Malformed);
        };
        let Ok(origin) = request.origin() else {
            return Ok(Answer::Malformed);
        };
        let keys = self.logs().keys(&origin);
        if keys.is_empty() {
            return Ok(Answer::UnknownLog);
        }
        let stored = self.store.witnessed(&origin).await?;
        let latest = stored.as_ref().map(|row| Latest {
            size: row.size,
            root: Hash(row.root),
        });
        let checkpoint = match request.judge(&keys, latest) {
            Ok(checkpoint) => checkpoint,
            Err(refusal) => {
                report(&origin, &refusal, &request);
                return Ok(answer_of(&refusal));
            }
        };
        let before = stored.map(|row| row.size);
        self.cosign(&checkpoint, before, request.note).await
    }

    async fn cosign(
        &self,
        checkpoint: &Checkpoint,
        before: Option<u64>,
        note: Vec<u8>,
    ) -> Result<Answer, WitnessError> {
        let now = self.clock.now();
        let row = WitnessedRow {
            size: checkpoint.size,
            root: checkpoint.root.0,
            note: String::from_utf8(note).expect("a checkpoint that was opened is text"),
            at: now,
        };
        let advanced = self.store.witness_advance(&checkpoint.origin, before, row);
        if !advanced.await? {
            let newer = self.store.witnessed(&checkpoint.origin).await?;
            return Ok(Answer::OtherSize(newer.map(|row| row.size)));
        }
        // A clock before 1970 gives a number beyond every time that can be signed.
        let seconds = u64::try_from(now.as_second()).unwrap_or(u64::MAX);
        let signature = self.key.cosign(checkpoint, seconds);
        let line = signature.map_err(WitnessError::Clock)?;
        Ok(Answer::Cosigned(format!("{line}\n").into_bytes()))
    }
}

const fn answer_of(refusal: &Refusal) -> Answer {
    match refusal {
        Refusal::NotACheckpoint(_) | Refusal::OldBeyond { .. } => Answer::Malformed,
        Refusal::NotSigned(_) => Answer::NotSigned,
        Refusal::UnknownOrigin { .. } => Answer::UnknownLog,
        Refusal::NotTheLatest { latest } => Answer::OtherSize(Some(*latest)),
        Refusal::OtherRoot { .. } | Refusal::NotConsistent(_) => Answer::Inconsistent,
    }
}

/// Two signed checkpoints of one size prove to anybody that a log has two histories, so the whole
/// note is said. A wrong proof alone proves nothing: anybody may have sent it.
fn report(origin: &str, refusal: &Refusal, request: &AddCheckpoint) {
    match refusal {
        Refusal::OtherRoot { .. } => {
            let note = String::from_utf8_lossy(&request.note);
            tracing::error!(
                origin,
                %refusal,
                %note,
                help = "keep this line: with what was cosigned before it proves that; tell those who rely on the log",
                "a log has signed two histories"
            );
        }
        Refusal::NotConsistent(_) => {
            tracing::warn!(origin, %refusal, old = request.old, "not cosigned");
        }
        _ => tracing::debug!(origin, %refusal, "not cosigned"),
    }
}
