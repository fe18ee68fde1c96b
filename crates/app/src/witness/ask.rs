//! One conversation with one witness about the newest checkpoint of one log.

use std::sync::Arc;

use domain::id::DeclarationId;
use store::{CosignatureRow, LogHead, Store, StoreError};
use thiserror::Error;
use tlog::note::Note;
use tlog::policy::PolicyWitness;
use tlog::witness::{AddCheckpoint, parse_cosignatures};

use super::protocol::{Answer, TransportError, WitnessTransport};
use super::trouble::Trouble;
use crate::log::{ReadLogError, StoredLog};

/// How often a witness may say that it stands elsewhere: once because we did not know, once because
/// it moved meanwhile.
const TRIES: usize = 3;

/// What is asked, and of whom.
pub(super) struct Ask {
    pub(super) store: Store,
    pub(super) transport: Arc<dyn WitnessTransport>,
    pub(super) log: DeclarationId,
    pub(super) witness: PolicyWitness,
    /// The size it has cosigned last, as far as anybody remembers.
    pub(super) last: Option<u64>,
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It cosigned this size, and the cosignature is stored.
    Cosigned(u64),
    /// It is ahead of what was asked about, and so is the store by now: somebody else asked.
    Overtaken,
    /// No cosignature.
    Trouble(Trouble),
}

impl From<Trouble> for Outcome {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Why nothing could be asked: our own log cannot be read.
#[derive(Debug, Error)]
pub(super) enum AskError {
    /// The store failed.
    #[error("the log cannot be read")]
    Store(#[from] StoreError),
    /// The stored tree cannot be read.
    #[error("the proof for a witness cannot be made")]
    Log(#[from] ReadLogError),
    /// There is no log.
    #[error("there is no log of this declaration")]
    Missing,
}

impl Ask {
    /// Asks for a cosignature of the newest checkpoint, and stores it. A witness that stands
    /// elsewhere is asked again from there at once.
    pub(super) async fn carry_out(&self) -> Result<Outcome, AskError> {
        let head = self.head().await?;
        let known = match self.last {
            Some(last) => Some(last),
            None => self.store.cosigned_by(self.log, &self.key()).await?,
        };
        let mut old = known.unwrap_or(0).min(head.size);
        for _ in 0..TRIES {
            let answer = match self.send(old, &head).await? {
                Ok(answer) => answer,
                Err(error) => return Ok(Trouble::from(error).into()),
            };
            match answer {
                Answer::OtherSize(Some(theirs)) if theirs > head.size => {
                    return self.ahead(theirs).await;
                }
                Answer::OtherSize(Some(theirs)) if theirs != old => old = theirs,
                // Witnesses of an earlier version of the specification say so when roots differ.
                Answer::OtherSize(_) if old == head.size => {
                    return Ok(Trouble::Forked { ours: head.size }.into());
                }
                other => return self.conclude(&head, other).await,
            }
        }
        Ok(Trouble::Odd("it names another size each time").into())
    }

    async fn conclude(&self, head: &LogHead, answer: Answer) -> Result<Outcome, AskError> {
        let trouble = match answer {
            Answer::Cosigned(body) => return self.keep(head, &body).await,
            Answer::Inconsistent => Trouble::Forked { ours: head.size },
            Answer::UnknownLog => Trouble::UnknownLog,
            Answer::NotSigned => Trouble::NotSigned,
            Answer::Later(pause) => Trouble::Later(pause),
            Answer::Malformed => Trouble::Odd("it does not understand the request"),
            Answer::OtherSize(_) => Trouble::Odd("it refuses the size that it has named itself"),
        };
        Ok(trouble.into())
    }

    async fn send(
        &self,
        old: u64,
        head: &LogHead,
    ) -> Result<Result<Answer, TransportError>, AskError> {
        let proof = StoredLog::new(self.store.clone(), self.log)
            .consistency(old, head.size)
            .await?;
        let note = head.checkpoint.clone().into_bytes();
        let request = AddCheckpoint { old, proof, note }.to_bytes();
        let url = self.witness.url.as_deref().unwrap_or_default();
        Ok(self.transport.add_checkpoint(url, request).await)
    }

    /// Checks what a witness returned against the exact text that it was sent, and stores it. Lines
    /// of other keys say nothing to us and are left out.
    async fn keep(&self, head: &LogHead, body: &[u8]) -> Result<Outcome, AskError> {
        let Ok(lines) = parse_cosignatures(body) else {
            return Ok(Trouble::Odd("its answer holds no signature lines").into());
        };
        let text = match Note::parse(head.checkpoint.as_bytes()) {
            Ok(note) => note.text().to_owned(),
            Err(_) => return Err(ReadLogError::Gap.into()),
        };
        let mut cosigned = None;
        for line in lines.iter().filter(|line| line.is_by(&self.witness.key)) {
            match self.witness.key.verify(&text, line.bytes()) {
                Ok(Some(seconds)) => cosigned = Some((line.to_string(), seconds)),
                _ => return Ok(Trouble::Odd("its cosignature is wrong").into()),
            }
        }
        let Some((line, seconds)) = cosigned else {
            return Ok(Trouble::Odd("it did not sign with the key that the policy names").into());
        };
        let row = CosignatureRow {
            witness: self.key(),
            line,
            seconds,
        };
        self.store.cosign(self.log, head.size, vec![row]).await?;
        Ok(Outcome::Cosigned(head.size))
    }

    /// Another process on the same database may have signed and asked meanwhile.
    async fn ahead(&self, theirs: u64) -> Result<Outcome, AskError> {
        let ours = self.head().await?.size;
        Ok(if ours >= theirs {
            Outcome::Overtaken
        } else {
            Trouble::Ahead { theirs, ours }.into()
        })
    }

    async fn head(&self) -> Result<LogHead, AskError> {
        self.store
            .log_head(self.log)
            .await?
            .ok_or(AskError::Missing)
    }

    fn key(&self) -> String {
        self.witness.key.to_string()
    }
}
