//! The worker that asks for cosignatures.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use domain::id::DeclarationId;
use jiff::Timestamp;
use store::{CosignatureRow, StoreError};
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use super::ask::{AskError, Outcome};
use super::circle::Turn;
use super::pace::{REST, Take};
use crate::clock::random_bytes;
use crate::sequencer::LogName;
use crate::site::Site;

/// How often logs are looked through for checkpoints that lack cosignatures.
const ROUND: Duration = Duration::from_secs(2);

/// What one round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// Checkpoints that were cosigned.
    pub cosigned: u32,
    /// Requests that came to nothing.
    pub in_vain: u32,
}

type Asking = JoinSet<(Turn, Result<Outcome, AskError>)>;

impl Site {
    /// Asks until told to stop. A request that is under way then is dropped: whatever the witness
    /// answers, it says so again to the next.
    pub async fn run_witnesses(&self, mut stop: watch::Receiver<bool>) {
        if self.witnesses.policy().witnesses().is_empty() {
            return;
        }
        let mut asking = Asking::new();
        let mut round = tokio::time::interval(ROUND);
        round.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = round.tick() => {}
                Some(ended) = asking.join_next() => {
                    self.note(ended);
                    continue;
                }
                _ = stop.wait_for(|stop| *stop) => return,
            }
            if let Err(error) = self.ask_what_is_due(&mut asking).await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "the logs cannot be looked through for witnesses");
            }
        }
    }

    /// Asks every witness about every log whose turn has come, and waits for all of them.
    ///
    /// # Errors
    /// When the store cannot be read; nothing was asked then.
    pub async fn ask_witnesses(&self) -> Result<Asked, StoreError> {
        let mut asking = Asking::new();
        self.ask_what_is_due(&mut asking).await?;
        let mut asked = Asked::default();
        while let Some(ended) = asking.join_next().await {
            if self.note(ended) {
                asked.cosigned += 1;
            } else {
                asked.in_vain += 1;
            }
        }
        Ok(asked)
    }

    async fn ask_what_is_due(&self, asking: &mut Asking) -> Result<(), StoreError> {
        for row in self.store.declarations().await? {
            if row.carried {
                continue;
            }
            let lacking = self.lacking(row.id).await?;
            let log = Arc::new(LogName {
                id: row.id,
                slug: row.slug,
                origin: row.origin,
            });
            for place in lacking {
                let log = Arc::clone(&log);
                let turn = Turn { log, place };
                if self.take(&turn) == Take::Yours {
                    let ask = self.witnesses.ask(&self.store, &turn);
                    asking.spawn(async move { (turn, ask.carry_out().await) });
                }
            }
        }
        Ok(())
    }

    fn take(&self, turn: &Turn) -> Take {
        let now = self.clock.now();
        self.witnesses.state().pace.take(turn.key(), now)
    }

    /// The places of the witnesses that have not cosigned the newest checkpoint, or contradict it.
    async fn lacking(&self, log: DeclarationId) -> Result<Vec<usize>, StoreError> {
        let Some(head) = self.store.log_head(log).await? else {
            return Ok(Vec::new());
        };
        let places = 0..self.witnesses.policy().witnesses().len();
        let lacking: Vec<usize> = {
            let mut state = self.witnesses.state();
            let mut lacks = |place| {
                state.hasten((log, place), head.size);
                let known = state.known((log, place));
                known.is_contradiction() || known.cosigned != Some(head.size)
            };
            places.filter(|place| lacks(*place)).collect()
        };
        if lacking.is_empty() {
            return Ok(lacking);
        }
        let stored = self.store.cosignatures(log, head.size).await?;
        let lately = self.cosigned_lately(log).await?;
        let witnesses = self.witnesses.policy().witnesses();
        let state = self.witnesses.state();
        let is_settled = |place: &usize| {
            let key = witnesses[*place].key.to_string();
            let is_stored = stored.iter().any(|row| row.witness == key) || lately.contains(&key);
            // One that contradicts the log is asked until it takes that back, whatever it once signed.
            is_stored && !state.known((log, *place)).is_contradiction()
        };
        Ok(lacking.into_iter().filter(|p| !is_settled(p)).collect())
    }

    /// The witnesses that cosigned any checkpoint within their rest, whichever process asked them: together
    /// they ask as rarely as one. One whose clock is wrong is asked by each.
    async fn cosigned_lately(&self, log: DeclarationId) -> Result<HashSet<String>, StoreError> {
        let newest = self.store.cosigned(log, None, 1).await?;
        let now = self.clock.now();
        let is_late = |row: &CosignatureRow| {
            let cosigned = i64::try_from(row.seconds).ok();
            let cosigned = cosigned.and_then(|seconds| Timestamp::from_second(seconds).ok());
            cosigned.is_some_and(|then| now.duration_since(then).abs() < REST)
        };
        let rows = newest.into_iter().flat_map(|(_, rows)| rows);
        let late = rows.filter(is_late);
        Ok(late.map(|row| row.witness).collect())
    }

    /// Whether it was cosigned.
    fn note(&self, ended: Result<(Turn, Result<Outcome, AskError>), JoinError>) -> bool {
        let Ok((turn, outcome)) = ended else {
            tracing::error!(
                help = "report this fault with the lines before it; nothing acknowledged is lost",
                "asking a witness ended in a panic"
            );
            return false;
        };
        let is_cosigned = matches!(outcome, Ok(Outcome::Cosigned(_)));
        let [chance] = random_bytes(self.random.as_ref());
        let now = self.clock.now();
        self.witnesses.ended(&turn, outcome, (now, chance));
        is_cosigned
    }
}
