//! The loop of the writer.

use std::sync::Arc;
use std::time::Duration;

use domain::log::Day;
use store::{Batch, StoreError};
use tlog::checkpoint::Checkpoint;
use tlog::tree::Frontier;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::build::{Builder, query};
use super::head::{Head, HeadError};
use super::heads::Heads;
use super::job::{Command, Job, Reply};
use super::lock::Locks;
use super::{BATCH, LogName, SequencerError, Tools};
use crate::metrics::{Sequencing, Uncertain};
use crate::moment::Moments;

/// How often all logs are looked at for what others have appended.
const LOOK: Duration = Duration::from_secs(1);

/// How often a batch is built anew because another node was first.
const CONFLICTS: usize = 3;

/// Owns the heads of all logs: nothing else reads or changes them.
pub(super) struct Writer {
    tools: Tools,
    heads: Heads,
    locks: Locks,
    measured: Arc<Sequencing>,
    moments: Arc<Moments>,
}

/// Why commands were not committed.
enum Refusal {
    /// One of them contradicts what is stored, or other writers were always first.
    Conflict,
    /// Anything else.
    Other(SequencerError),
}

impl From<SequencerError> for Refusal {
    fn from(error: SequencerError) -> Self {
        Self::Other(error)
    }
}

/// What became of one attempt to commit.
enum Attempt {
    /// Durable: these are the answers.
    Committed(Vec<Reply>),
    /// The head was not the newest; nothing was written.
    Outrun,
}

impl Writer {
    pub(super) fn new(tools: Tools, moments: Arc<Moments>, measured: Arc<Sequencing>) -> Self {
        Self {
            tools,
            moments,
            heads: Heads::new(Arc::clone(&measured)),
            locks: Locks::default(),
            measured,
        }
    }

    pub(super) async fn run(mut self, mut queue: mpsc::Receiver<Job>) {
        let mut jobs = Vec::with_capacity(BATCH);
        let mut looked = Instant::now();
        loop {
            // The pause only bounds how long a released checkpoint waits for its lock file.
            let received = queue.recv_many(&mut jobs, BATCH);
            match tokio::time::timeout(Duration::from_secs(1), received).await {
                Ok(0) => break,
                Ok(_) => {
                    for (log, jobs) in by_log(&mut jobs) {
                        self.batch(&log, jobs).await;
                    }
                }
                Err(_) => {}
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
    /// often it is built anew, one command is at fault: then each is committed alone, so that it
    /// fails without its neighbours.
    #[tracing::instrument(name = "life.8_commit", target = "life", level = "debug", skip_all, fields(commands = jobs.len()))]
    async fn batch(&mut self, log: &LogName, jobs: Vec<Job>) {
        let began = Instant::now();
        self.measured
            .begins(jobs.iter().map(|job| job.since.elapsed()));
        let commands: Vec<&Command> = jobs.iter().map(|job| &job.command).collect();
        let outcome = self.commit(log, &commands).await;
        if outcome.is_ok() {
            // Everybody who waits shows the count next. Read once here, it is there when they wake; where
            // it cannot be read, they try for themselves.
            let _ = self.moments.newest(log.id, self.tools.clock.now()).await;
        }
        if matches!(outcome, Err(Refusal::Conflict)) && jobs.len() > 1 {
            for job in jobs {
                let outcome = self.commit(log, &[&job.command]).await;
                answer(log, vec![job], outcome);
            }
        } else {
            answer(log, jobs, outcome);
        }
        self.measured.batches.took(began.elapsed());
    }

    async fn commit(
        &mut self,
        log: &LogName,
        commands: &[&Command],
    ) -> Result<Vec<Reply>, Refusal> {
        for _ in 0..CONFLICTS {
            // What may take long is done before others are made to wait.
            if !self.heads.is_ready(log.id) {
                self.head(log).await?;
            }
            let turn = self.tools.store.turn(log.id).await;
            let turn = turn.map_err(|error| known(&error))?;
            let attempt = self.attempt(log, commands).await;
            turn.end().await;
            match attempt? {
                Attempt::Committed(replies) => return Ok(replies),
                Attempt::Outrun => {
                    self.measured.outrun.one();
                    self.heads.doubt(&self.tools, log.id);
                }
            }
        }
        Err(Refusal::Conflict)
    }

    async fn attempt(
        &mut self,
        log: &LogName,
        commands: &[&Command],
    ) -> Result<Attempt, SequencerError> {
        let facts = self
            .tools
            .store
            .batch_facts(log.id, query(commands))
            .await
            .map_err(|error| known(&error))?;
        let now = self.tools.clock.now();
        // What a witness said since the head was proven: proving it anew says who, and refuses.
        if self.tools.witnesses.contradiction(log.id).is_some() {
            self.heads.contradicted(log.id);
        }
        let head = self.head(log).await?;
        let day = Day::of(now).max(head.last_day);
        let mut builder = Builder::new(log.id, head.frontier.clone(), day, &facts);
        let replies: Vec<Reply> = commands
            .iter()
            .map(|command| builder.add(command))
            .collect();
        let (mut batch, frontier) = builder.finish();
        if batch.is_empty() {
            return Ok(Attempt::Committed(replies));
        }
        batch.at = now;
        batch.checkpoint = sign(log, head, &frontier)?;
        let checkpoint = batch.checkpoint.clone();
        // If the process dies before this line, nothing happened: the waiters were not answered.
        // If it dies inside, the store has all of the batch or none. If it dies behind it, the
        // signatures are durable and their links lead to the same receipts again.
        let began = Instant::now();
        let committed = self.tools.store.commit(batch).await;
        self.measured.commits.took(began.elapsed());
        match committed {
            Ok(()) => {}
            Err(StoreError::Conflict { .. }) => return Ok(Attempt::Outrun),
            Err(StoreError::Uncertain { .. }) => {
                let found = self.recover(log, &checkpoint, replies).await;
                self.measured.uncertain.of(uncertain(&found)).one();
                return found;
            }
            Err(error) => return Err(known(&error)),
        }
        self.released(log, frontier, checkpoint, day);
        Ok(Attempt::Committed(replies))
    }

    /// The batch may or may not be in the store. Whatever is found there is what happened: the new
    /// checkpoint means committed, the old one means not; a checkpoint of somebody else means outrun.
    async fn recover(
        &mut self,
        log: &LogName,
        checkpoint: &str,
        replies: Vec<Reply>,
    ) -> Result<Attempt, SequencerError> {
        let before = self.heads.checkpoint(log.id);
        self.heads.doubt(&self.tools, log.id);
        let found = self.head(log).await?.checkpoint.clone();
        if found == checkpoint {
            self.locks
                .release(log.id, self.tools.keys.lock_file(&log.slug), found);
            Ok(Attempt::Committed(replies))
        } else if Some(found) == before {
            Err(SequencerError::Unavailable)
        } else {
            Ok(Attempt::Outrun)
        }
    }

    async fn head(&mut self, log: &LogName) -> Result<&Head, SequencerError> {
        match self.heads.ready(&self.tools, log).await {
            Ok(head) => Ok(head),
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    declaration = %log.slug,
                    help = "see `undersigned doctor`; if entries are missing, docs/operate/backup.md",
                    "the log cannot be signed"
                );
                Err(match error {
                    HeadError::Store(store) => known(&store),
                    _ => SequencerError::LogRefuses,
                })
            }
        }
    }

    fn released(&mut self, log: &LogName, frontier: Frontier, checkpoint: String, day: Day) {
        let newest = (frontier, checkpoint.clone(), day);
        self.heads.advance(log.id, newest);
        self.locks
            .release(log.id, self.tools.keys.lock_file(&log.slug), checkpoint);
    }
}

/// What a look at the head told of a commit with an unknown outcome.
const fn uncertain(found: &Result<Attempt, SequencerError>) -> Uncertain {
    match found {
        Ok(Attempt::Committed(_)) => Uncertain::Committed,
        Ok(Attempt::Outrun) => Uncertain::Outrun,
        Err(_) => Uncertain::NotCommitted,
    }
}

/// Answers the waiters. One that went away still finds its signature by its link.
fn answer(log: &LogName, jobs: Vec<Job>, outcome: Result<Vec<Reply>, Refusal>) {
    match outcome {
        Ok(replies) => {
            for (job, reply) in jobs.into_iter().zip(replies) {
                let _ = job.answer.send(Ok(reply));
            }
        }
        Err(refusal) => {
            let error = match refusal {
                Refusal::Conflict => SequencerError::Unavailable,
                Refusal::Other(error) => error,
            };
            tracing::warn!(%error, declaration = %log.slug, "a batch was not committed");
            for job in jobs {
                let _ = job.answer.send(Err(error));
            }
        }
    }
}

/// A batch that appends nothing and publishes nothing needs no transaction.
trait IsEmpty {
    fn is_empty(&self) -> bool;
}

impl IsEmpty for Batch {
    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.publication.is_none()
    }
}

fn sign(log: &LogName, head: &Head, frontier: &Frontier) -> Result<String, SequencerError> {
    let checkpoint = Checkpoint {
        origin: log.origin.clone(),
        size: frontier.size(),
        root: frontier.root(),
    };
    let note = checkpoint
        .sign(&head.keys.log)
        .map_err(|_| SequencerError::LogRefuses)?;
    Ok(note.to_string())
}

/// An error after which it is known that nothing was written.
fn known(error: &StoreError) -> SequencerError {
    tracing::warn!(error = error as &dyn std::error::Error, "the store refused");
    match error {
        StoreError::Corrupt { .. } => SequencerError::LogRefuses,
        _ => SequencerError::Unavailable,
    }
}

/// Splits waiting jobs by log; within one log they keep the order in which they came.
fn by_log(jobs: &mut Vec<Job>) -> Vec<(Arc<LogName>, Vec<Job>)> {
    let mut groups: Vec<(Arc<LogName>, Vec<Job>)> = Vec::new();
    for job in jobs.drain(..) {
        match groups.iter_mut().find(|(log, _)| log.id == job.log.id) {
            Some((_, group)) => group.push(job),
            None => groups.push((Arc::clone(&job.log), vec![job])),
        }
    }
    groups
}
