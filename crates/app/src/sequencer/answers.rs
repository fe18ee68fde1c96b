//! Answers those whose batch is durable, beside the batch that comes next.
//!
//! Everybody who waits shows the count next. It is read once before they are told, so that it is there
//! when they wake; the writer of the log does not wait for that.

use std::sync::Arc;
use std::time::Instant;

use domain::id::DeclarationId;
use tokio::sync::mpsc;

use super::job::{Job, Reply};
use crate::clock::Clock;
use crate::metrics::Sequencing;
use crate::moment::Moments;

/// How many batches may wait for their answers; the writer waits when they are more.
pub(super) const BATCHES: usize = 4;

/// A batch that is durable.
pub(super) struct Durable {
    pub(super) log: DeclarationId,
    /// When it was begun.
    pub(super) began: Instant,
    pub(super) jobs: Vec<Job>,
    /// One for each job, in their order.
    pub(super) replies: Vec<Reply>,
}

/// Tells whoever waits.
pub(super) struct Answers {
    pub(super) moments: Arc<Moments>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) measured: Arc<Sequencing>,
}

impl Answers {
    /// Until the writer has ended, and then to the last.
    pub(super) async fn run(self, mut batches: mpsc::Receiver<Durable>) {
        while let Some(durable) = batches.recv().await {
            // Where it cannot be read, they try for themselves.
            let _ = self.moments.newest(durable.log, self.clock.now()).await;
            self.measured.batches.took(durable.began.elapsed());
            for (job, reply) in durable.jobs.into_iter().zip(durable.replies) {
                // One that went away still finds its signature by its link.
                let _ = job.answer.send(Ok(reply));
            }
        }
    }
}
