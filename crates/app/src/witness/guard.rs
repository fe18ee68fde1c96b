//! What witnesses say before a log is signed (LOG-FORMAT section 2).
//!
//! The lock file protects a log against a backup of the database alone. Where the whole machine was
//! restored, lock file included, only others can know that more was released.

use std::sync::Arc;
use std::time::Duration;

use domain::id::DeclarationId;
use store::Store;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::ask::Outcome;
use super::circle::{Turn, Witnesses};
use super::pace::Take;
use super::trouble::Trouble;
use crate::clock::Clock;
use crate::sequencer::LogName;

/// How long the witnesses may take, all together. Signers wait meanwhile, once after a start.
const PATIENCE: Duration = Duration::from_secs(4);

/// A witness knows what the store does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contradiction {
    /// Its name in the policy.
    pub(crate) witness: String,
    /// What it knows.
    pub(crate) trouble: Trouble,
}

impl Witnesses {
    /// Asks every witness that can be reached whether it knows more of this log than is stored, once
    /// for a process. One that cannot be reached in time is passed over with a warning: a log must
    /// not depend on the health of others. Later, what the worker was told is looked at without
    /// waiting, and only a witness that missed entries which are stored by now is asked here.
    ///
    /// # Errors
    /// [`Contradiction`] when one does, until it cosigns.
    pub(crate) async fn hear(
        self: &Arc<Self>,
        store: &Store,
        clock: &dyn Clock,
        log: &LogName,
    ) -> Result<(), Contradiction> {
        let until = Instant::now() + PATIENCE;
        let log = Arc::new(log.clone());
        let mut asking = JoinSet::new();
        for place in self.to_hear(store, log.id).await {
            let (all, store, now) = (Arc::clone(self), store.clone(), clock.now());
            let log = Arc::clone(&log);
            let turn = Turn { log, place };
            asking.spawn(async move { all.hear_one(&store, &turn, (now, until)).await });
        }
        while asking.join_next().await.is_some() {}
        if let Some(found) = self.contradiction(log.id) {
            return Err(found);
        }
        self.state().heard.insert(log.id);
        Ok(())
    }

    /// The places of those that are asked before signing goes on.
    async fn to_hear(&self, store: &Store, log: DeclarationId) -> Vec<usize> {
        let places = 0..self.policy().witnesses().len();
        let head = match self.contradiction(log) {
            // A store that cannot be read is met again by whoever signs.
            Some(_) => store.log_head(log).await.ok().flatten(),
            None => None,
        };
        let stored = head.map_or(0, |head| head.size);
        let mut state = self.state();
        let is_heard = state.heard.contains(&log);
        let hastened = places.filter(|place| state.hasten((log, *place), stored) || !is_heard);
        hastened.collect()
    }

    /// Asks one, or waits for whoever is asking it already.
    async fn hear_one(&self, store: &Store, turn: &Turn, (now, until): (jiff::Timestamp, Instant)) {
        loop {
            let ended = self.ended.notified();
            let taken = self.state().pace.take(turn.key(), now);
            match taken {
                Take::Yours => break,
                Take::Resting => return,
                Take::UnderWay => {
                    if tokio::time::timeout_at(until, ended).await.is_err() {
                        return;
                    }
                }
            }
        }
        let ask = self.ask(store, turn);
        let asked = tokio::time::timeout_at(until, ask.carry_out()).await;
        let outcome = asked.unwrap_or_else(|_| {
            let why = format!("nothing within {} seconds", PATIENCE.as_secs());
            Ok(Outcome::Trouble(Trouble::Unreachable(why)))
        });
        self.ended(turn, outcome, (now, 0));
    }
}
