//! Who else vouches for the log, and for how much of it.

use serde::Serialize;
use tlog::note::VerifierKey;
use tlog::{Cosigned, Policy};

use super::Problem;
use super::milestones::Milestone;
use super::recount::Recount;
use super::state::State;

/// Whose word it is which witnesses are enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PolicyOf {
    /// The site's: it tells who has signed, and nothing about whether they can be believed.
    #[default]
    Site,
    /// That of the one who verifies.
    You,
}

/// What witnesses say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Witnesses {
    /// Whose policy it is measured by.
    pub policy: PolicyOf,
    /// Whether that policy asks for any witness.
    pub needed: bool,
    /// The newest checkpoint that enough of its witnesses signed, or where it asks for none, that any
    /// of them signed.
    pub vouched: Option<Vouched>,
}

/// How much of a log witnesses vouch for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Vouched {
    /// Entries under the checkpoint that they signed.
    pub size: u64,
    /// Entries after it, for which the log alone vouches.
    pub alone: u64,
    /// Who signed.
    pub by: Vec<CosignedBy>,
}

/// A witness that signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CosignedBy {
    /// What the policy calls it.
    pub name: String,
    /// Its verifier key.
    pub key: String,
    /// When it signed, as it says, in seconds since 1970-01-01 UTC.
    pub seconds: u64,
}

impl Recount<'_> {
    /// Compares what witnesses signed with the site's policy and with that of the one who verifies.
    pub(super) fn witnesses(&mut self, state: &State, site: &Policy) {
        if let Some(witnessed) = &state.witnessed {
            let (size, root) = (witnessed.checkpoint.size, witnessed.checkpoint.root);
            let otherwise = Problem::WitnessedRoot(size);
            self.milestones
                .expect(size, Milestone::Root(root, otherwise));
            if !is_enough(site, witnessed) {
                self.found(Problem::Quorum(size));
            }
        }
        let policy = self.options.policy.unwrap_or(site);
        let signed = state.newest.checkpoint.size;
        let both = [Some(&state.newest), state.witnessed.as_ref()];
        let vouched = both
            .into_iter()
            .flatten()
            .filter(|cosigned| is_enough(policy, cosigned))
            .map(|cosigned| vouched(policy, cosigned, signed))
            .find(|vouched| !vouched.by.is_empty());
        self.report.witnesses = Witnesses {
            policy: if self.options.policy.is_some() {
                PolicyOf::You
            } else {
                PolicyOf::Site
            },
            needed: policy.needs_witnesses(),
            vouched,
        };
        let given = self.options.policy.is_some_and(Policy::needs_witnesses);
        if given && self.report.witnesses.vouched.is_none() {
            self.found(Problem::NotWitnessed);
        }
    }
}

fn is_enough(policy: &Policy, cosigned: &Cosigned) -> bool {
    let by: Vec<VerifierKey> = cosigned
        .cosignatures
        .iter()
        .map(|(key, _)| key.clone())
        .collect();
    policy.quorum_met(&by)
}

fn vouched(policy: &Policy, cosigned: &Cosigned, signed: u64) -> Vouched {
    let size = cosigned.checkpoint.size;
    let by = cosigned.cosignatures.iter().filter_map(|(key, seconds)| {
        let witness = policy.witnesses().iter().find(|one| one.key == *key)?;
        Some(CosignedBy {
            name: witness.name.clone(),
            key: key.to_string(),
            seconds: *seconds,
        })
    });
    Vouched {
        size,
        alone: signed.saturating_sub(size),
        by: by.collect(),
    }
}
