//! The loop of the writer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use store::BatchFacts;
use tokio::sync::mpsc;

use super::answers::Durable;
use super::attempt::{Attempt, known};
use super::heads::Heads;
use super::job::{Command, Job, Reply};
use super::lock::Locks;
use super::waiting::{Round, Waiting};
use super::{LogName, SequencerError, Tools};
use crate::metrics::Sequencing;

/// How often all logs are looked at for what others have appended.
const LOOK: Duration = Duration::from_secs(1);

/// How often a batch is built anew because another node was first.
const CONFLICTS: usize = 3;

/// Owns the heads of all logs: nothing else reads or changes them.
pub(super) struct Writer {
    pub(super) tools: Tools,
    pub(super) waiting: Waiting,
    pub(super) heads: Heads,
    pub(super) locks: Locks,
    pub(super) measured: Arc<Sequencing>,
    /// Where those are answered whose batch is durable.
    durable: mpsc::Sender<Durable>,
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
        durable: mpsc::Sender<Durable>,
        measured: Arc<Sequencing>,
    ) -> Self {
        Self {
            tools,
            waiting: Waiting::new(queue),
            heads: Heads::new(Arc::clone(&measured)),
            locks: Locks::default(),
            measured,
            durable,
        }
    }

    pub(super) async fn run(mut self) {
        let mut looked = Instant::now();
        // A pause only bounds how long a released checkpoint waits for its lock file.
        while let Some(rounds) = self.waiting.next().await {
            for round in rounds {
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
        let Round { log, jobs, facts } = round;
        let began = Instant::now();
        self.measured
            .begins(jobs.iter().map(|job| job.since.elapsed()));
        let commands: Vec<&Command> = jobs.iter().map(|job| &job.command).collect();
        let outcome = self.commit(&log, &commands, facts).await;
        if matches!(outcome, Err(Refusal::OneOfThem(_))) && jobs.len() > 1 {
            for job in jobs {
                let outcome = self.commit(&log, &[&job.command], None).await;
                self.answer(&log, began, vec![job], outcome).await;
            }
        } else {
            self.answer(&log, began, jobs, outcome).await;
        }
    }

    async fn commit(
        &mut self,
        log: &LogName,
        commands: &[&Command],
        mut facts: Option<BatchFacts>,
    ) -> Result<Vec<Reply>, Refusal> {
        for _ in 0..CONFLICTS {
            // What may take long is done before others are made to wait.
            if !self.heads.is_ready(log.id) {
                self.head(log).await?;
            }
            let turn = self.tools.store.turn(log.id).await;
            let turn = turn.map_err(|error| known(&error))?;
            if !self.heads.is_on(turn.server()) {
                turn.end().await;
                continue;
            }
            let attempt = self.attempt(log, commands, facts.take()).await;
            turn.end().await;
            match attempt? {
                Attempt::Committed(replies) => return Ok(replies),
                Attempt::Outrun => {
                    self.measured.outrun.one();
                    self.heads.doubt(&self.tools, log.id);
                }
                Attempt::Damaged => return Err(Refusal::OneOfThem(SequencerError::LogRefuses)),
            }
        }
        Err(Refusal::OneOfThem(SequencerError::Unavailable))
    }

    /// Has the waiters answered. One that went away still finds its signature by its link.
    async fn answer(
        &self,
        log: &LogName,
        began: Instant,
        jobs: Vec<Job>,
        outcome: Result<Vec<Reply>, Refusal>,
    ) {
        let error = match outcome {
            Ok(replies) => {
                let durable = Durable {
                    log: log.id,
                    began,
                    jobs,
                    replies,
                };
                // They are told as long as the writer runs; dropped they would learn that it has stopped.
                let _ = self.durable.send(durable).await;
                return;
            }
            Err(Refusal::OneOfThem(error) | Refusal::Other(error)) => error,
        };
        tracing::warn!(%error, declaration = %log.slug, "a batch was not committed");
        for job in jobs {
            let _ = job.answer.send(Err(error));
        }
        self.measured.batches.took(began.elapsed());
    }
}
