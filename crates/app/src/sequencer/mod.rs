//! The one writer of every log (stations 7 and 8 of the life of a signature).
//!
//! Commands wait in a bounded queue and are taken in batches, so that many signatures share one sync
//! to disk. A batch of one declaration is committed in **one** transaction of the store: duplicate
//! tags, signatures, entries, subtree roots, counters and the signed checkpoint. Nobody is answered
//! and no checkpoint leaves memory before that transaction is durable.
//!
//! Errors are of two kinds. When it is *known* that nothing was written, the waiters are told and
//! the next batch goes on. When the outcome is *unknown*, the head in memory is thrown away and read
//! back from the store by the same code that runs at start; only what is found there is true.

mod adopt;
mod attempt;
mod build;
mod head;
mod heads;
mod job;
mod lock;
mod recent;
mod round;
mod run;

use std::sync::Arc;
use std::time::Instant;

use domain::id::DeclarationId;
use domain::slug::Slug;
use store::Store;
use thiserror::Error;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tracing::Instrument;

use crate::clock::Clock;
use crate::keys::Keys;
use crate::metrics::{Answered, Sequencing};
use crate::moment::Moments;
use crate::witness::Witnesses;

pub use adopt::AdoptError;
pub(crate) use adopt::{Adoption, Portion, Seal, release, released};
pub use head::HeadError;
pub use job::{
    Command, Confirmation, Departure, Move, NewFigure, NewRaising, NewText, Publication, Renders,
    Reply, Signed,
};
pub(crate) use lock::write as write_lock;

/// How many commands may wait. At 256 a batch and a few milliseconds a sync this is less than a
/// second of waiting; whoever comes later is told to try again instead of waiting without an answer.
const QUEUE: usize = 4_096;

/// The most commands one transaction takes: beyond it a batch gains little per signature and its
/// waiters lose latency (STACK section 3).
const BATCH: usize = 256;

/// Names one log: the row in the store, the key files, the origin of its checkpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogName {
    /// The declaration in the store.
    pub id: DeclarationId,
    /// Its slug, which names its key files.
    pub slug: Slug,
    /// Origin of the log (LOG-FORMAT section 2).
    pub origin: String,
}

/// What the sequencer works with.
pub struct Tools {
    /// Where batches are committed.
    pub store: Store,
    /// The keys that sign checkpoints.
    pub keys: Arc<Keys>,
    /// The clock that dates entries.
    pub clock: Arc<dyn Clock>,
    /// The witnesses that are heard before the first signature, and heeded from then on.
    pub witnesses: Arc<Witnesses>,
}

/// Why a command was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SequencerError {
    /// The queue is full. Nothing happened; trying again is safe.
    #[error("too many signatures are waiting")]
    Busy,
    /// The store did not take it. Nothing happened; trying again is safe.
    #[error("the store does not take signatures at the moment")]
    Unavailable,
    /// This log may not be signed until an operator has looked at it.
    #[error("the log refuses to sign")]
    LogRefuses,
    /// The sequencer has stopped.
    #[error("the sequencer has stopped")]
    Stopped,
}

/// The handle to the one writer.
pub struct Sequencer {
    queue: mpsc::Sender<job::Job>,
    moments: Arc<Moments>,
    writer: JoinHandle<()>,
    measured: Arc<Sequencing>,
}

impl Sequencer {
    /// Starts the writer.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the handle is kept and awaited in `stop`"
    )]
    pub fn start(tools: Tools) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let measured = Arc::new(Sequencing::default());
        let moments = Arc::new(Moments::new(tools.store.clone()));
        let shared = (Arc::clone(&moments), Arc::clone(&measured));
        let writer = run::Writer::new(tools, waiting, shared);
        Self {
            queue,
            moments,
            writer: tokio::task::spawn(writer.run()),
            measured,
        }
    }

    /// What every page says of a declaration; the writer keeps it as new as its last batch.
    pub(crate) const fn moments(&self) -> &Arc<Moments> {
        &self.moments
    }

    /// Hands over one command and waits until it is durable or refused.
    ///
    /// # Errors
    /// See [`SequencerError`]; whenever one is returned, the command may be given again: a signature
    /// that did make it in is found by its pending row or its tag.
    pub async fn submit(
        &self,
        log: Arc<LogName>,
        command: Command,
    ) -> Result<Reply, SequencerError> {
        let outcome = self.hand_over(log, command).await;
        self.measured.answers.of(Answered::of(&outcome)).one();
        outcome
    }

    async fn hand_over(
        &self,
        log: Arc<LogName>,
        command: Command,
    ) -> Result<Reply, SequencerError> {
        let (answer, answered) = oneshot::channel();
        let job = job::Job {
            log,
            command,
            since: Instant::now(),
            answer,
        };
        self.queue.try_send(job).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => SequencerError::Busy,
            mpsc::error::TrySendError::Closed(_) => SequencerError::Stopped,
        })?;
        let span = tracing::debug_span!(target: "life", "life.7_wait");
        answered
            .instrument(span)
            .await
            .unwrap_or(Err(SequencerError::Stopped))
    }

    /// What was measured since it was started.
    pub(crate) fn measured(&self) -> &Sequencing {
        &self.measured
    }

    /// How many commands wait, and how many may.
    pub(crate) fn queue(&self) -> (usize, usize) {
        let limit = self.queue.max_capacity();
        (limit - self.queue.capacity(), limit)
    }

    /// Takes no more commands, carries out those that wait, then ends.
    pub async fn stop(self) {
        drop(self.queue);
        if self.writer.await.is_err() {
            tracing::error!(
                help = "report this fault with the lines before it; nothing acknowledged is lost",
                "the sequencer ended in a panic"
            );
        }
    }
}

/// Loads the head of a log as the writer does before its first signature, and answers its size: for
/// `doctor`, which must not sign.
///
/// # Errors
/// [`HeadError`] says why the log would not be signed.
pub async fn check(tools: &Tools, log: &LogName) -> Result<u64, HeadError> {
    head::Head::load(tools, log)
        .await
        .map(|head| head.frontier.size())
}
