//! The logs a witness follows: `log` lines of a tlog-policy file.

use std::collections::{HashMap, HashSet};

use thiserror::Error;
use tlog::note::VerifierKey;
use tlog::policy::{Policy, PolicyError, PolicyFault};

/// The most logs that one witness follows: a line is some 200 bytes, so that the list and the memory
/// of it stay below 32 MiB. A policy, whose bound is far lower, is compared pair by pair.
pub const MAX_LOGS: usize = 65_536;

/// The list of an operator: one line `log <verifier key> [<address>]` for each key of a log, and
/// comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedLogs {
    keys: Vec<VerifierKey>,
    /// Places in `keys` by origin.
    of_origin: HashMap<String, Vec<usize>>,
}

/// Why a text is no such list.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum FollowedLogsError {
    /// A line is malformed, or names a key a second time.
    #[error("line {} is refused", .0.line)]
    Line(#[source] PolicyError),
    /// More than [`MAX_LOGS`].
    #[error("a witness follows at most {MAX_LOGS} logs")]
    TooMany,
    /// A line about something else than a log.
    #[error("the list names witnesses or a quorum; it holds lines `log KEY ADDRESS` only")]
    NotOnlyLogs,
}

impl FollowedLogs {
    /// Reads the list.
    ///
    /// # Errors
    /// See [`FollowedLogsError`].
    pub fn parse(text: &str) -> Result<Self, FollowedLogsError> {
        Self::at_most(MAX_LOGS, text)
    }

    fn at_most(most: usize, text: &str) -> Result<Self, FollowedLogsError> {
        let is_more = |line: &str| {
            let word = line.split([' ', '\t']).find(|item| !item.is_empty());
            matches!(word, Some("quorum" | "witness" | "group"))
        };
        if text.lines().any(is_more) {
            return Err(FollowedLogsError::NotOnlyLogs);
        }
        let mut logs = Self {
            keys: Vec::new(),
            of_origin: HashMap::new(),
        };
        let mut public_keys = HashSet::new();
        for (line, text) in (1..).zip(text.split_inclusive('\n')) {
            let refused = |fault| FollowedLogsError::Line(PolicyError { line, fault });
            let Some(key) = log_of(text).map_err(refused)? else {
                continue;
            };
            if !public_keys.insert(key.public_key()) {
                let key = Box::new(key);
                return Err(refused(PolicyFault::DuplicateKey { key }));
            }
            if logs.keys.len() == most {
                return Err(FollowedLogsError::TooMany);
            }
            logs.add(key);
        }
        Ok(logs)
    }

    fn add(&mut self, key: VerifierKey) {
        let of_origin = self.of_origin.entry(key.name().to_owned()).or_default();
        of_origin.push(self.keys.len());
        self.keys.push(key);
    }

    /// The keys, in the order of their lines.
    #[must_use]
    pub fn all(&self) -> &[VerifierKey] {
        &self.keys
    }

    /// The keys trusted for an origin.
    #[must_use]
    pub fn keys(&self, origin: &str) -> Vec<VerifierKey> {
        let places = self.of_origin.get(origin).into_iter().flatten();
        places.map(|place| self.keys[*place].clone()).collect()
    }
}

/// The log that a line names; nothing in a comment. Each line is read as a policy of its own, which
/// needs a quorum line.
fn log_of(line: &str) -> Result<Option<VerifierKey>, PolicyFault> {
    if !line.ends_with('\n') {
        return Err(PolicyFault::Unended);
    }
    let policy = Policy::parse(&format!("{line}quorum none\n")).map_err(|error| error.fault)?;
    Ok(policy.logs().first().cloned())
}

#[cfg(test)]
mod tests {
    use tlog::note::SigningKey;
    use tlog::policy::MAX_OF_EACH;

    use super::*;

    fn key(origin: &str, seed: u8) -> VerifierKey {
        SigningKey::from_seed(origin, [seed; 32])
            .unwrap()
            .verifier()
    }

    #[test]
    fn a_log_may_have_several_keys_and_others_have_none() {
        let (old, new, other) = (
            key("a.example/log", 1),
            key("a.example/log", 2),
            key("b", 3),
        );
        let text = format!("# ours\nlog {old}\n\nlog {new} https://a.example/log\nlog {other}\n");
        let logs = FollowedLogs::parse(&text).unwrap();
        assert_eq!(logs.keys("a.example/log"), [old, new]);
        assert_eq!(logs.keys("c"), []);
        assert_eq!(logs.all().len(), 3);
        assert_eq!(FollowedLogs::parse("").unwrap().all(), []);
    }

    #[test]
    fn a_witness_follows_more_logs_than_a_policy_names_and_not_without_end() {
        let line = |n: usize| {
            let mut seed = [7; 32];
            seed[..8].copy_from_slice(&n.to_le_bytes());
            let key = SigningKey::from_seed(format!("a{n}.example/log"), seed).unwrap();
            format!("log {}\n", key.verifier())
        };
        let many = 3 * MAX_OF_EACH;
        let text: String = (0..many).map(line).collect();
        let logs = FollowedLogs::parse(&text).unwrap();
        assert_eq!(logs.all().len(), many);
        assert_eq!(logs.keys("a767.example/log"), logs.all()[767..]);
        assert!(FollowedLogs::at_most(many, &text).is_ok());
        let refused = FollowedLogs::at_most(many - 1, &text).unwrap_err();
        assert_eq!(refused, FollowedLogsError::TooMany);
    }

    #[test]
    fn what_is_no_list_of_logs_is_refused_with_its_line() {
        let check = |text: &str, said: &str| {
            assert_eq!(FollowedLogs::parse(text).unwrap_err().to_string(), said);
        };
        let log = key("a", 1);
        check("# x\nlog nothing\n", "line 2 is refused");
        check(&format!("log {log}\nlog {log}\n"), "line 2 is refused");
        let only = "the list names witnesses or a quorum; it holds lines `log KEY ADDRESS` only";
        check("quorum none\n", only);
        // A cut file: its last line runs into the one that is added.
        assert!(FollowedLogs::parse("log a+12").is_err());
    }
}
