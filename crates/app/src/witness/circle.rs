//! The witnesses of a site, and what is known of them.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::id::DeclarationId;
use jiff::{SignedDuration, Timestamp};
use store::Store;
use tlog::note::VerifierKey;

use super::ask::{Ask, AskError, Outcome};
use super::guard::Contradiction;
use super::pace::{Pace, Pause};
use super::policy::WitnessPolicy;
use super::protocol::{NoTransport, WitnessTransport};
use super::trouble::Trouble;
use crate::sequencer::LogName;

/// The witnesses of a site. One for a process: the worker that asks for cosignatures and the writer
/// that looks before its first signature share what they learn, so that no witness is asked twice.
pub struct Witnesses {
    policy: WitnessPolicy,
    transport: Arc<dyn WitnessTransport>,
    /// Guards memory alone and is never held while anybody waits.
    state: Mutex<State>,
    /// Rung when a request has ended.
    pub(super) ended: tokio::sync::Notify,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) pace: Pace,
    known: HashMap<(DeclarationId, usize), Known>,
    /// Logs about which the witnesses were heard since the start.
    pub(super) heard: HashSet<DeclarationId>,
}

/// One witness asked about one log.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub(super) log: Arc<LogName>,
    /// The place of the witness in the policy.
    pub(super) place: usize,
}

impl Turn {
    pub(super) fn key(&self) -> (DeclarationId, usize) {
        (self.log.id, self.place)
    }
}

#[derive(Clone, Default)]
pub(super) struct Known {
    /// The size it has cosigned last, as seen by this process.
    pub(super) cosigned: Option<u64>,
    pub(super) trouble: Option<Trouble>,
    /// Whether it was asked out of turn because what it missed is stored by now.
    hastened: bool,
}

impl Known {
    pub(super) fn is_contradiction(&self) -> bool {
        self.trouble.as_ref().is_some_and(Trouble::is_serious)
    }

    /// A contradiction outlives silence: whoever can make a witness unreachable could otherwise make
    /// the log forget that it was contradicted. Only a cosignature takes it back.
    fn trouble(&mut self, trouble: Trouble) {
        if trouble.is_serious() || !self.is_contradiction() {
            self.trouble = Some(trouble);
            self.hastened = false;
        }
    }
}

/// How a witness stands to a log, as seen since the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its name in the policy.
    pub name: String,
    /// Its key.
    pub key: VerifierKey,
    /// Why it did not cosign when it was asked last; nothing if it did, or was not asked yet. That it
    /// contradicts the log stays until it cosigns again.
    pub trouble: Option<Trouble>,
    /// The size it has cosigned last, as seen since the start.
    pub cosigned: Option<u64>,
}

impl Witnesses {
    /// The witnesses of a policy, reached in this way.
    #[must_use]
    pub fn new(policy: WitnessPolicy, transport: Arc<dyn WitnessTransport>) -> Self {
        Self {
            policy,
            transport,
            state: Mutex::default(),
            ended: tokio::sync::Notify::new(),
        }
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &WitnessPolicy {
        &self.policy
    }

    /// How each witness stands to a log, in the order of the policy.
    #[must_use]
    pub fn standings(&self, log: DeclarationId) -> Vec<Standing> {
        let state = self.state();
        let witnesses = self.policy.witnesses().iter().enumerate();
        witnesses
            .map(|(place, witness)| {
                let known = state.known((log, place));
                Standing {
                    name: witness.name.clone(),
                    key: witness.key.clone(),
                    trouble: known.trouble,
                    cosigned: known.cosigned,
                }
            })
            .collect()
    }

    /// The first witness that contradicts a log, as far as it is known by now. Waits for nobody.
    pub(crate) fn contradiction(&self, log: DeclarationId) -> Option<Contradiction> {
        let state = self.state();
        let mut witnesses = self.policy.witnesses().iter().enumerate();
        witnesses.find_map(|(place, witness)| {
            let trouble = state.known.get(&(log, place))?.trouble.clone();
            Some(Contradiction {
                witness: witness.name.clone(),
                trouble: trouble.filter(Trouble::is_serious)?,
            })
        })
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn ask(&self, store: &Store, turn: &Turn) -> Ask {
        Ask {
            store: store.clone(),
            transport: Arc::clone(&self.transport),
            log: turn.log.id,
            witness: self.policy.witnesses()[turn.place].clone(),
            last: self.state().known(turn.key()).cosigned,
        }
    }

    /// Remembers what came of a turn and gives it back. Only what is new is said in the log: a
    /// witness that is down for a week is one line.
    pub(super) fn ended(
        &self,
        turn: &Turn,
        outcome: Result<Outcome, AskError>,
        (now, chance): (Timestamp, u8),
    ) {
        let mut state = self.state();
        let before = state.known(turn.key());
        let mut known = before.clone();
        let pause = match outcome {
            Ok(Outcome::Cosigned(size)) => {
                known.cosigned = Some(size);
                known.trouble = None;
                known.hastened = false;
                Pause::Usual
            }
            Ok(Outcome::Overtaken) => Pause::Usual,
            Ok(Outcome::Trouble(trouble)) => {
                let pause = pause_after(&trouble);
                known.trouble(trouble);
                pause
            }
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "no witness could be asked");
                Pause::Usual
            }
        };
        self.say(turn, &before, &known);
        state.known.insert(turn.key(), known);
        state.pace.done(turn.key(), now, pause, chance);
        drop(state);
        self.ended.notify_waiters();
    }

    fn say(&self, turn: &Turn, before: &Known, known: &Known) {
        if before.trouble == known.trouble {
            return;
        }
        let witness = &self.policy.witnesses()[turn.place].name;
        let declaration = &turn.log.slug;
        match &known.trouble {
            None => tracing::info!(%witness, %declaration, "a witness cosigns again"),
            Some(trouble) if trouble.is_serious() => {
                tracing::error!(
                    %witness,
                    %declaration,
                    %trouble,
                    help = "nothing is signed until it cosigns again: see docs/operate/witnesses.md and docs/operate/backup.md",
                    "a witness contradicts the log"
                );
            }
            Some(trouble) => {
                tracing::warn!(%witness, %declaration, %trouble, "a witness did not cosign");
            }
        }
    }
}

/// No witnesses.
impl Default for Witnesses {
    fn default() -> Self {
        Self::new(WitnessPolicy::none(), Arc::new(NoTransport))
    }
}

impl State {
    pub(super) fn known(&self, turn: (DeclarationId, usize)) -> Known {
        self.known.get(&turn).cloned().unwrap_or_default()
    }

    /// Whether a witness that missed entries is to be asked at once, since so many are stored now:
    /// whoever brought them back need not wait for its turn. Once, however it answers.
    pub(super) fn hasten(&mut self, turn: (DeclarationId, usize), stored: u64) -> bool {
        let Some(known) = self.known.get_mut(&turn) else {
            return false;
        };
        let is_there =
            matches!(known.trouble, Some(Trouble::Ahead { theirs, .. }) if theirs <= stored);
        if !is_there || known.hastened {
            return false;
        }
        known.hastened = true;
        self.pace.hasten(turn);
        true
    }
}

fn pause_after(trouble: &Trouble) -> Pause {
    let longer = |pause: Duration| SignedDuration::try_from(pause).ok();
    match trouble {
        // It may be set right at any time, and then signing should go on.
        Trouble::Ahead { .. } | Trouble::Forked { .. } => Pause::Usual,
        Trouble::UnknownLog | Trouble::NotSigned | Trouble::Odd(_) => Pause::Log,
        Trouble::Later(pause) => Pause::Asked(pause.and_then(longer)),
        Trouble::Unreachable(_) => Pause::Witness,
    }
}
