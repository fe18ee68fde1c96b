//! The loop of the writer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc;

use super::attempt::{Attempt, known};
use super::heads::Heads;
use super::job::{Command, Job, Reply};
use super::lock::Locks;
use super::round::{Round, by_log, is_plain};
use super::{BATCH, LogName, SequencerError, Tools};
use crate::metrics::Sequencing;
use crate::moment::Moments;

/// How long nobody may come before the writer looks around.
const PAUSE: Duration = Duration::from_secs(1);

/// How often all logs are looked at for what others have appended.
const LOOK: Duration = Duration::from_secs(1);

/// How often a batch is built anew because another node was first.
const CONFLICTS: usize = 3;

/// Owns the heads of all logs: nothing else reads or changes them.
pub(super) struct Writer {
    pub(super) tools: Tools,
    queue: mpsc::Receiver<Job>,
    pub(super) heads: Heads,
    pub(super) locks: Locks,
    pub(super) moments: Arc<Moments>,
    pub(super) measured: Arc<Sequencing>,
}

/// Why commands were not committed.
enum Refusal {
    /// One of them contradicts what is stored, or touches what is damaged, or other writers were always
    /// first: the error of a command that is alone.
    OneOfThem(SequencerError),
    /// Anything else.
    Other(SequencerError),
}

impl From<SequencerError> for Refusal {
    fn from(error: SequencerError) -> Self {
        Self::Other(error)
    }
}

impl Writer {
    pub(super) fn new(
        tools: Tools,
        queue: mpsc::Receiver<Job>,
        (moments, measured): (Arc<Moments>, Arc<Sequencing>),
    ) -> Self {
        Self {
            tools,
            queue,
            heads: Heads::new(Arc::clone(&measured)),
            locks: Locks::default(),
            moments,
            measured,
        }
    }

    pub(super) async fn run(mut self) {
        let mut looked = Instant::now();
        let mut jobs = Vec::with_capacity(BATCH);
        loop {
            // A pause only bounds how long a released checkpoint waits for its lock file.
            let came = tokio::time::timeout(PAUSE, self.queue.recv_many(&mut jobs, BATCH)).await;
            if came == Ok(0) {
                break;
            }
            for round in by_log(&mut jobs) {
                self.batch(round).await;
            }
            if looked.elapsed() >= LOOK {
                self.heads.look_around(&self.tools, &mut self.locks).await;
                looked = Instant::now();
            }
            self.locks.write_due(self.tools.clock.now());
        }
        self.locks.finish(self.tools.clock.now()).await;
    }

    /// Commits the commands of one log and answers each of them. Where the batch conflicts however
    /// often it is built anew, or meets damage, one command is at fault: then each is committed alone, so
    /// that it fails without its neighbours.
    #[tracing::instrument(name = "life.8_commit", target = "life", level = "debug", skip_all, fields(commands = round.jobs.len()))]
    async fn batch(&mut self, round: Round) {
        let Round { log, jobs } = round;
        let began = Instant::now();
        self.measured
            .begins(jobs.iter().map(|job| job.since.elapsed()));
        let commands: Vec<&Command> = jobs.iter().map(|job| &job.command).collect();
        let outcome = self.commit(&log, &commands).await;
        if matches!(outcome, Err(Refusal::OneOfThem(_))) && jobs.len() > 1 {
            for job in jobs {
                let outcome = self.commit(&log, &[&job.command]).await;
                self.answer(&log, began, vec![job], outcome);
            }
        } else {
            self.answer(&log, began, jobs, outcome);
        }
    }

    async fn commit(
        &mut self,
        log: &LogName,
        commands: &[&Command],
    ) -> Result<Vec<Reply>, Refusal> {
        let mut asks = !is_plain(commands);
        let mut conflicts = 0;
        while conflicts < CONFLICTS {
            // What may take long is done before others are made to wait.
            if !self.heads.is_ready(log.id) {
                self.head(log).await?;
            }
            let turn = self.tools.store.turn(log.id).await;
            let turn = turn.map_err(|error| known(&error))?;
            if !self.heads.is_on(turn.server()) {
                turn.end().await;
                conflicts += 1;
                continue;
            }
            let attempt = self.attempt(log, commands, asks).await;
            turn.end().await;
            match attempt? {
                Attempt::Committed(replies) => return Ok(replies),
                // Somebody has signed, or may not: the store says who.
                Attempt::Outrun if !asks => {
                    self.measured.asked.one();
                    asks = true;
                }
                Attempt::Outrun => {
                    conflicts += 1;
                    self.measured.outrun.one();
                    self.heads.doubt(&self.tools, log.id);
                }
                Attempt::Damaged => return Err(Refusal::OneOfThem(SequencerError::LogRefuses)),
            }
        }
        Err(Refusal::OneOfThem(SequencerError::Unavailable))
    }

    /// Answers the waiters. One that went away still finds its signature by its link.
    fn answer(
        &self,
        log: &LogName,
        began: Instant,
        jobs: Vec<Job>,
        outcome: Result<Vec<Reply>, Refusal>,
    ) {
        self.measured.batches.took(began.elapsed());
        match outcome {
            Ok(replies) => {
                for (job, reply) in jobs.into_iter().zip(replies) {
                    let _ = job.answer.send(Ok(reply));
                }
            }
            Err(Refusal::OneOfThem(error) | Refusal::Other(error)) => {
                tracing::warn!(%error, declaration = %log.slug, "a batch was not committed");
                for job in jobs {
                    let _ = job.answer.send(Err(error));
                }
            }
        }
    }
}
