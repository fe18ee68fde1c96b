//! Commands that wait, and what the store is asked for them while the batch before them is committed.
//!
//! Asking takes a quarter as long as committing, and what is asked of confirmations does not depend on
//! the other confirmations that are being committed but for their tags and links, which are known here.
//! So a batch of confirmations finds its facts ready. Where anything else is appended meanwhile, by this
//! process or another, they are asked anew: the size of the log that a batch was built on tells.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::id::DeclarationId;
use store::{BatchFacts, BatchQuery, Store};
use tokio::sync::{mpsc, oneshot};

use super::job::{Command, Job};
use super::{BATCH, LogName};

/// How long nobody may come before the writer looks around.
const PAUSE: Duration = Duration::from_secs(1);

/// Commands of one log that are committed together, in the order in which they came.
pub(super) struct Round {
    pub(super) log: Arc<LogName>,
    pub(super) jobs: Vec<Job>,
    /// What the store answered, where it was asked already.
    pub(super) facts: Option<BatchFacts>,
}

/// Tags and pending rows that a batch has taken, with the leaf they got.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) tags: HashMap<[u8; 32], u64>,
    pub(super) pendings: HashMap<[u8; 32], u64>,
}

/// The queue and what was taken out of it.
pub(super) struct Waiting {
    queue: mpsc::Receiver<Job>,
    jobs: Vec<Job>,
    /// How many at the front of `jobs` the store was asked about: all of one log.
    asked: usize,
    facts: BatchFacts,
}

impl Waiting {
    pub(super) fn new(queue: mpsc::Receiver<Job>) -> Self {
        Self {
            queue,
            jobs: Vec::with_capacity(BATCH),
            asked: 0,
            facts: BatchFacts::default(),
        }
    }

    /// What is to be committed next; none of it when nobody came for a while, nothing when nobody can
    /// come any more.
    pub(super) async fn next(&mut self) -> Option<Vec<Round>> {
        if self.jobs.is_empty() {
            match tokio::time::timeout(PAUSE, self.receive()).await {
                Ok(0) => return None,
                Ok(_) => {}
                Err(_) => return Some(Vec::new()),
            }
        }
        let facts = std::mem::take(&mut self.facts);
        Some(match std::mem::take(&mut self.asked) {
            0 => by_log(&mut self.jobs),
            asked => vec![self.front(asked, facts)],
        })
    }

    /// Takes confirmations of one log out of the queue as they come and asks the store about them, until
    /// the batch before them has `ended`. The store is never asked in vain: what is asked is waited for.
    pub(super) async fn gather(
        &mut self,
        store: &Store,
        log: DeclarationId,
        mut ended: oneshot::Receiver<()>,
    ) {
        if !self.jobs.is_empty() {
            return;
        }
        while self.jobs.len() < BATCH && self.asked == self.jobs.len() {
            tokio::select! {
                biased;
                _ = &mut ended => return,
                received = self.receive() => if received == 0 { return },
            }
            let confirmations = self.confirmations(log);
            if confirmations.is_empty() {
                return;
            }
            let Ok(facts) = store.batch_facts(log, query(&confirmations)).await else {
                return;
            };
            self.asked += confirmations.len();
            self.facts.signed.extend(facts.signed);
            self.facts.confirmed.extend(facts.confirmed);
            self.facts.gone.extend(facts.gone);
            self.facts.closed |= facts.closed;
        }
    }

    /// A batch of a log is durable, and this is what it has taken.
    pub(super) fn learn(&mut self, log: DeclarationId, taken: Taken) {
        if self.asked == 0 || self.jobs[0].log.id != log {
            return;
        }
        self.facts.signed.extend(taken.tags);
        self.facts.confirmed.extend(taken.pendings);
    }

    /// Whatever was asked is not to be relied on any more.
    pub(super) fn doubt(&mut self) {
        self.asked = 0;
        self.facts = BatchFacts::default();
    }

    async fn receive(&mut self) -> usize {
        let room = BATCH - self.jobs.len();
        self.queue.recv_many(&mut self.jobs, room).await
    }

    /// Those the store was not asked about, up to the first that is of another kind or of another log.
    fn confirmations(&self, log: DeclarationId) -> Vec<&Command> {
        let unasked = self.jobs[self.asked..].iter();
        unasked
            .take_while(|job| job.log.id == log && job.command.is_confirmation())
            .map(|job| &job.command)
            .collect()
    }

    /// Those that the store was asked about, which are some.
    fn front(&mut self, asked: usize, facts: BatchFacts) -> Round {
        Round {
            log: Arc::clone(&self.jobs[0].log),
            jobs: self.jobs.drain(..asked).collect(),
            facts: Some(facts),
        }
    }
}

/// What must be known before a batch can be built, asked in one round trip.
pub(super) fn query(commands: &[&Command]) -> BatchQuery {
    let mut query = BatchQuery::default();
    for command in commands {
        match command {
            Command::Confirm(confirmation) => {
                query.tags.push(confirmation.signed.tag);
                query.pendings.push(confirmation.pending.confirm_hash);
            }
            Command::Depart(departure) => query.leaves.push(departure.signature()),
            Command::Move(moved) => query.leaves.push(moved.from),
            Command::Publish(_) | Command::Close => {}
        }
    }
    query
}

/// Splits waiting jobs by log; within one log they keep the order in which they came.
fn by_log(jobs: &mut Vec<Job>) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for job in jobs.drain(..) {
        match rounds.iter_mut().find(|round| round.log.id == job.log.id) {
            Some(round) => round.jobs.push(job),
            None => rounds.push(Round {
                log: Arc::clone(&job.log),
                jobs: vec![job],
                facts: None,
            }),
        }
    }
    rounds
}
