//! One attempt to commit a batch, and what is found where nobody knows what became of it.

use std::time::Instant;

use domain::log::Day;
use store::{Batch, BatchFacts, StoreError};
use tlog::checkpoint::Checkpoint;
use tlog::tree::Frontier;

use super::build::Builder;
use super::head::{Head, HeadError};
use super::job::{Command, Reply};
use super::recent::Taken;
use super::round::{is_plain, query};
use super::run::Writer;
use super::{LogName, SequencerError};
use crate::metrics::Uncertain;

/// What became of one attempt to commit.
pub(super) enum Attempt {
    /// Durable: these are the answers.
    Committed(Vec<Reply>),
    /// The head was not the newest, or somebody may not sign who was believed to; nothing was written.
    Outrun,
    /// What one of them touches contradicts itself in the store; nothing was written.
    Damaged,
}

/// A batch with its checkpoint, and where it leads.
struct Signed {
    batch: Batch,
    frontier: Frontier,
    taken: Taken,
    day: Day,
}

impl Writer {
    /// Builds a batch, from what the store knows of its signers where it `asks`, and else as if nobody of
    /// them had signed but those whom the last batches took; then commits it.
    pub(super) async fn attempt(
        &mut self,
        log: &LogName,
        commands: &[&Command],
        asks: bool,
    ) -> Result<Attempt, SequencerError> {
        let mut facts = None;
        if asks {
            let asked = self.tools.store.batch_facts(log.id, query(commands));
            facts = Some(asked.await.map_err(|error| known(&error))?);
        }
        let (signed, replies) = self.build(log, commands, facts.as_ref()).await?;
        let Some(signed) = signed else {
            // Only a commit shows that nobody else appended since; without one the store is asked.
            return Ok(if asks {
                Attempt::Committed(replies)
            } else {
                Attempt::Outrun
            });
        };
        let Signed {
            batch,
            frontier,
            mut taken,
            day,
        } = signed;
        let checkpoint = batch.checkpoint.clone();
        // If the process dies before this line, nothing happened: the waiters were not answered.
        // If it dies inside, the store has all of the batch or none. If it dies behind it, the
        // signatures are durable and their links lead to the same receipts again.
        match self.commit_batch(batch).await {
            Ok(()) => {}
            Err(StoreError::Conflict { .. }) => return Ok(Attempt::Outrun),
            Err(StoreError::Uncertain { .. }) => {
                let found = self.recover(log, &checkpoint, replies).await;
                self.measured.uncertain.of(uncertain(&found)).one();
                return found;
            }
            Err(error @ StoreError::Corrupt { .. }) => {
                known(&error);
                return Ok(Attempt::Damaged);
            }
            Err(error) => return Err(known(&error)),
        }
        // Nobody makes a batch conflict a second time.
        if let Some(facts) = facts {
            taken.tags.extend(facts.signed);
            taken.pendings.extend(facts.confirmed);
        }
        let taken = is_plain(commands).then_some(taken);
        self.released(log, (frontier, checkpoint, day), taken);
        Ok(Attempt::Committed(replies))
    }

    /// What the commands append, signed, and their answers once it is durable. A batch that appends
    /// nothing and publishes nothing needs no transaction.
    async fn build(
        &mut self,
        log: &LogName,
        commands: &[&Command],
        facts: Option<&BatchFacts>,
    ) -> Result<(Option<Signed>, Vec<Reply>), SequencerError> {
        let now = self.tools.clock.now();
        // What a witness said since the head was proven: proving it anew says who, and refuses.
        if self.tools.witnesses.contradiction(log.id).is_some() {
            self.heads.contradicted(log.id);
        }
        let head = self.head(log).await?;
        let day = Day::of(now).max(head.last_day);
        let facts = facts.unwrap_or_else(|| head.recent.facts());
        let mut builder = Builder::new(log.id, head.frontier.clone(), day, facts);
        let replies = commands
            .iter()
            .map(|command| builder.add(command))
            .collect();
        let (mut batch, frontier, taken) = builder.finish();
        if batch.entries.is_empty() && batch.publication.is_none() {
            return Ok((None, replies));
        }
        batch.at = now;
        batch.checkpoint = sign(log, head, &frontier)?;
        let signed = Signed {
            batch,
            frontier,
            taken,
            day,
        };
        Ok((Some(signed), replies))
    }

    /// Commits the batch; the count behind it is known before those who wait for it are told.
    async fn commit_batch(&self, batch: Batch) -> Result<(), StoreError> {
        let (began, before) = (
            Instant::now(),
            self.moments.before_commit(batch.declaration),
        );
        let committed = self.tools.store.commit(batch).await;
        self.measured.commits.took(began.elapsed());
        let now = self.tools.clock.now();
        self.moments.committed(&before, committed?, now);
        Ok(())
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

    pub(super) async fn head(&mut self, log: &LogName) -> Result<&Head, SequencerError> {
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

    fn released(&mut self, log: &LogName, newest: (Frontier, String, Day), taken: Option<Taken>) {
        let checkpoint = newest.1.clone();
        self.heads.advance(log.id, newest, taken);
        self.locks
            .release(log.id, self.tools.keys.lock_file(&log.slug), checkpoint);
    }
}

/// What a look at the head told of a commit with an unknown outcome.
const fn uncertain(found: &Result<Attempt, SequencerError>) -> Uncertain {
    match found {
        Ok(Attempt::Committed(_)) => Uncertain::Committed,
        Ok(Attempt::Outrun | Attempt::Damaged) => Uncertain::Outrun,
        Err(_) => Uncertain::NotCommitted,
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
pub(super) fn known(error: &StoreError) -> SequencerError {
    tracing::warn!(error = error as &dyn std::error::Error, "the store refused");
    match error {
        StoreError::Corrupt { .. } => SequencerError::LogRefuses,
        _ => SequencerError::Unavailable,
    }
}
