//! The heads of all logs, as far as this process knows them.
//!
//! On a store that is shared, others append too. So whoever is about to sign catches up first, and once
//! in a second all logs are looked at, also those that only others sign: what a node has seen goes into
//! its lock file, and a node that knows more of a log than the store does objects, so that the nodes that
//! know less do not sign either (decision 20).

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::id::DeclarationId;
use domain::log::Day;
use store::{Generation, StoreError};
use tlog::tree::Frontier;
use tokio::time::Instant;

use super::head::{Head, HeadError};
use super::lock::Locks;
use super::recent::Taken;
use super::{LogName, Tools};
use crate::metrics::Sequencing;

/// How long after its start a process waits for the objections of others before it signs: twice as long
/// as one of them takes to see that something is missing.
const OBJECTIONS: Duration = Duration::from_secs(2);

/// How long it waits where another server has taken the place of the one it knew: until others have
/// noticed that this is gone, which may be without a word, have found the other, and have looked.
const ELSEWHERE: Duration = Duration::from_secs(6);

/// Only the writer holds them; a head is replaced after a commit and thrown away when it is doubted.
pub(super) struct Heads {
    known: HashMap<DeclarationId, Head>,
    /// Nothing for a log that is only carried.
    names: HashMap<DeclarationId, Option<LogName>>,
    /// Until when others may object to what this process would sign.
    settled: Instant,
    /// Which server gave the last turn.
    server: Option<i64>,
    /// What the log of this process was told last of a log that cannot be signed.
    told: HashMap<DeclarationId, String>,
    measured: Arc<Sequencing>,
}

impl Heads {
    pub(super) fn new(measured: Arc<Sequencing>) -> Self {
        Self {
            known: HashMap::new(),
            names: HashMap::new(),
            settled: Instant::now() + OBJECTIONS,
            server: None,
            told: HashMap::new(),
            measured,
        }
    }

    /// Whether nobody else is to be asked any more before this log is signed.
    pub(super) fn is_ready(&self, log: DeclarationId) -> bool {
        self.known.get(&log).is_some_and(|head| head.is_heard)
    }

    /// The head to sign from: proven, the newest there is, and nobody objects.
    pub(super) async fn ready(
        &mut self,
        tools: &Tools,
        log: &LogName,
    ) -> Result<&mut Head, HeadError> {
        self.newest(tools, log).await?;
        if !self.is_ready(log.id) {
            if tools.store.is_shared() {
                tokio::time::sleep_until(self.settled).await;
                self.newest(tools, log).await?;
            }
            let clock = tools.clock.as_ref();
            tools.witnesses.hear(&tools.store, clock, log).await?;
        }
        let head = self.known.get_mut(&log.id).ok_or(HeadError::Missing)?;
        head.is_heard = true;
        Ok(head)
    }

    async fn newest(&mut self, tools: &Tools, log: &LogName) -> Result<&Head, HeadError> {
        match self.known.get_mut(&log.id) {
            Some(head) if tools.store.is_shared() => head.catch_up(tools, log).await?,
            Some(_) => {}
            None => {
                self.measured.heads.one();
                let head = Head::proven(tools, log).await?;
                self.known.insert(log.id, head);
            }
        }
        self.known.get(&log.id).ok_or(HeadError::Missing)
    }

    /// The checkpoint of the head.
    pub(super) fn checkpoint(&self, log: DeclarationId) -> Option<String> {
        self.known.get(&log).map(|head| head.checkpoint.clone())
    }

    /// What was just committed, and with nothing but confirmations what they have taken.
    pub(super) fn advance(
        &mut self,
        log: DeclarationId,
        (frontier, checkpoint, day): (Frontier, String, Day),
        taken: Option<Taken>,
    ) {
        let Some(head) = self.known.get_mut(&log) else {
            return;
        };
        head.frontier = frontier;
        head.last_day = day;
        head.checkpoint = checkpoint;
        match taken {
            Some(taken) => head.recent.learn(taken),
            None => head.recent.forget(),
        }
    }

    /// Says that the head may not be the newest. Where the store is shared it is kept, for it may be
    /// the only memory of what was released, and what is stored by now must continue it.
    pub(super) fn doubt(&mut self, tools: &Tools, log: DeclarationId) {
        if !tools.store.is_shared() {
            self.known.remove(&log);
        }
    }

    /// Says that a witness contradicts the log: it is heard again.
    pub(super) fn contradicted(&mut self, log: DeclarationId) {
        if let Some(head) = self.known.get_mut(&log) {
            head.is_heard = false;
        }
    }

    /// Whether a turn comes from the server that gave the one before. Another may lack what was released,
    /// as a standby that was behind when it was promoted: then everybody is given time to object before
    /// anything is signed on it.
    pub(super) fn is_on(&mut self, server: Option<i64>) -> bool {
        let before = std::mem::replace(&mut self.server, server);
        if before.is_none() || before == server {
            return true;
        }
        self.settled = Instant::now() + ELSEWHERE;
        for head in self.known.values_mut() {
            head.is_heard = false;
        }
        false
    }

    /// Looks at all logs of a shared store, and remembers what others have released.
    pub(super) async fn look_around(&mut self, tools: &Tools, locks: &mut Locks) {
        if !tools.store.is_shared() {
            return;
        }
        // A store that cannot be read is met again by whoever signs.
        let Ok(generations) = tools.store.generations().await else {
            return;
        };
        for (id, generation) in generations {
            if self.is_as_known(id, generation) {
                continue;
            }
            let Ok(Some(log)) = self.name(tools, id).await else {
                continue;
            };
            match self.newest(tools, &log).await {
                Ok(head) => {
                    let note = head.checkpoint.clone();
                    locks.release(id, tools.keys.lock_file(&log.slug), note);
                    self.told.remove(&id);
                }
                Err(error) => self.tell(&log, &error),
            }
        }
    }

    fn is_as_known(&self, id: DeclarationId, generation: Generation) -> bool {
        let known = self.known.get(&id);
        known.is_some_and(|head| head.frontier.size() == generation.size)
    }

    async fn name(
        &mut self,
        tools: &Tools,
        id: DeclarationId,
    ) -> Result<Option<LogName>, StoreError> {
        if !self.names.contains_key(&id) {
            for row in tools.store.declarations().await? {
                let log = LogName {
                    id: row.id,
                    slug: row.slug,
                    origin: row.origin,
                };
                self.names
                    .insert(row.id, Some(log).filter(|_| !row.carried));
            }
        }
        Ok(self.names.get(&id).cloned().flatten())
    }

    /// Each trouble once, however often it is met.
    fn tell(&mut self, log: &LogName, error: &HeadError) {
        if matches!(error, HeadError::Store(_)) {
            return;
        }
        let said = error.to_string();
        if self.told.get(&log.id) != Some(&said) {
            let error = error as &dyn std::error::Error;
            tracing::error!(
                error,
                declaration = %log.slug,
                help = "see `undersigned doctor`; if entries are missing, docs/operate/backup.md",
                "the log cannot be signed"
            );
            self.told.insert(log.id, said);
        }
    }
}
