//! The witnesses a site names, and how many of them it takes for enough.

use thiserror::Error;
use tlog::note::VerifierKey;
use tlog::policy::{Policy, PolicyError, PolicyWitness};

/// The policy of a site: `witness`, `group` and `quorum` lines of a tlog-policy file, without logs.
/// Each of its logs is put in front when its own policy is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessPolicy {
    policy: Policy,
}

/// Why a text is not the policy of a site.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum WitnessPolicyError {
    /// Not a policy at all.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// A `log` line: which logs there are is known.
    #[error("line {line} names a log; the logs of this site are known, leave it out")]
    NamesALog {
        /// The line, from 1.
        line: usize,
    },
    /// A witness that cannot be asked.
    #[error("line {line} names the witness {name} without the address where it is asked")]
    NoAddress {
        /// The line, from 1.
        line: usize,
        /// Its name in the policy.
        name: String,
    },
}

impl WitnessPolicy {
    /// No witnesses, and none needed.
    #[must_use]
    pub fn none() -> Self {
        let policy = Policy::parse("quorum none\n").expect("a quorum of none is a policy");
        Self { policy }
    }

    /// Reads the policy of a site.
    ///
    /// # Errors
    /// See [`WitnessPolicyError`], which names the line.
    pub fn parse(text: &str) -> Result<Self, WitnessPolicyError> {
        let policy = Policy::parse(text)?;
        if !policy.logs().is_empty() {
            let line = line_of(text, &["log"]);
            return Err(WitnessPolicyError::NamesALog { line });
        }
        if let Some(mute) = policy.witnesses().iter().find(|one| one.url.is_none()) {
            let line = line_of(text, &["witness", &mute.name]);
            let name = mute.name.clone();
            return Err(WitnessPolicyError::NoAddress { line, name });
        }
        Ok(Self { policy })
    }

    /// The witnesses, in the order of their lines.
    #[must_use]
    pub fn witnesses(&self) -> &[PolicyWitness] {
        self.policy.witnesses()
    }

    /// Whether any cosignature is needed for the quorum.
    #[must_use]
    pub fn needs_witnesses(&self) -> bool {
        self.policy.needs_witnesses()
    }

    /// Whether the cosignatures of these keys are enough. Nothing needed is always met.
    #[must_use]
    pub fn quorum_met(&self, cosigned_by: &[VerifierKey]) -> bool {
        self.policy.quorum_met(cosigned_by)
    }

    /// The policy file of one log, given its verifier key: what outsiders hold its checkpoints
    /// against (tlog-policy).
    #[must_use]
    pub fn file(&self, log: &str) -> String {
        format!("log {log}\n{}", self.policy)
    }
}

impl Default for WitnessPolicy {
    fn default() -> Self {
        Self::none()
    }
}

/// The first line that begins with these words.
fn line_of(text: &str, words: &[&str]) -> usize {
    let begins = |line: &str| {
        let items = line.split([' ', '\t']).filter(|item| !item.is_empty());
        items.take(words.len()).eq(words.iter().copied())
    };
    let found = text.lines().position(begins);
    found.map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use tlog::cosignature::CosigningKey;
    use tlog::note::SigningKey;

    use super::*;

    fn witness(name: &str, seed: u8) -> VerifierKey {
        CosigningKey::from_seed(name, [seed; 32])
            .unwrap()
            .verifier()
    }

    #[test]
    fn a_policy_of_a_site_is_served_with_the_log_in_front() {
        let (one, two) = (witness("one.example", 1), witness("two.example", 2));
        let text = format!(
            "# ours\nwitness one {one} https://one.example\n\
             witness two {two} https://two.example/w\ngroup both all one two\nquorum both\n"
        );
        let policy = WitnessPolicy::parse(&text).unwrap();
        assert!(policy.needs_witnesses());
        assert!(!policy.quorum_met(std::slice::from_ref(&one)));
        assert!(policy.quorum_met(&[one, two]));
        let log = SigningKey::from_seed("sign.example/d/rivers/log", [3; 32]).unwrap();
        let served = Policy::parse(&policy.file(&log.verifier().to_string())).unwrap();
        assert_eq!(served.logs(), [log.verifier()]);
        assert_eq!(served.witnesses(), policy.witnesses());
    }

    #[test]
    fn what_a_site_cannot_use_is_refused_with_its_line() {
        let key = witness("one.example", 1);
        let check = |text: String, expected: &str| {
            let refused = WitnessPolicy::parse(&text).unwrap_err();
            assert_eq!(refused.to_string(), expected);
        };
        let log = SigningKey::from_seed("a.example/log", [3; 32])
            .unwrap()
            .verifier();
        check(
            format!("\nlog {log}\nquorum none\n"),
            "line 2 names a log; the logs of this site are known, leave it out",
        );
        check(
            format!("# w\n\n \twitness  one {key}\nquorum one\n"),
            "line 3 names the witness one without the address where it is asked",
        );
        check(
            "witness one\nquorum none\n".to_owned(),
            "line 1 of the policy is refused",
        );
    }

    #[test]
    fn a_site_without_witnesses_needs_none() {
        let none = WitnessPolicy::default();
        assert!(none.quorum_met(&[]) && !none.needs_witnesses());
        assert_eq!(none.file("key"), "log key\nquorum none\n");
    }
}
