//! Trust policies (tlog-policy): which log is believed, which witnesses are known, and how many of
//! them must have cosigned a checkpoint before it counts.
//!
//! The specification takes names as opaque octets; here they are UTF-8, as it strongly recommends,
//! and compared byte for byte.

mod build;
mod fault;
mod parse;

pub use fault::{PolicyError, PolicyFault};

use std::fmt;

use crate::note::VerifierKey;

/// The largest policy that is read, in bytes: the numbers of logs, witnesses and groups below with
/// long names and addresses fit.
pub const MAX_BYTES: usize = 256 * 1024;

/// The most logs, the most witnesses and the most groups that are read. The specification asks for
/// at least 32 of each.
pub const MAX_OF_EACH: usize = 256;

/// The name that stands for requiring no cosignature.
const NONE: &str = "none";

/// Whom a verifier believes: a checkpoint counts if one of the logs has signed it and the quorum
/// of witnesses has cosigned it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<VerifierKey>,
    /// As long as `logs`.
    log_urls: Vec<Option<String>>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<Group>,
    quorum: Option<Member>,
}

/// A witness that a policy knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyWitness {
    /// What it is called within the policy, and nowhere else.
    pub name: String,
    /// Its key, which is one of cosignatures.
    pub key: VerifierKey,
    /// Where it is asked: the submission prefix of the tlog-witness specification.
    pub url: Option<String>,
}

/// How many members of a group must have cosigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// One of them.
    Any,
    /// Every one.
    All,
    /// As many, from 1 to the number of members.
    AtLeast(u16),
}

/// A witness or group, by its position. Groups name only what is defined above them, so that
/// evaluating in order ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Witness(usize),
    Group(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    name: String,
    threshold: Threshold,
    members: Vec<Member>,
}

impl Policy {
    /// The keys of the logs that are believed.
    #[must_use]
    pub fn logs(&self) -> &[VerifierKey] {
        &self.logs
    }

    /// The witnesses that are known, needed for the quorum or not.
    #[must_use]
    pub fn witnesses(&self) -> &[PolicyWitness] {
        &self.witnesses
    }

    /// Whether any cosignature is asked for at all.
    #[must_use]
    pub fn needs_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Whether the witnesses with these keys are enough. Nothing is asked of a policy with
    /// `quorum none`, which is always met.
    #[must_use]
    pub fn quorum_met(&self, cosigned_by: &[VerifierKey]) -> bool {
        let witness = |at: usize| cosigned_by.contains(&self.witnesses[at].key);
        let mut groups: Vec<bool> = Vec::with_capacity(self.groups.len());
        for group in &self.groups {
            let witnessed = group.members.iter().filter(|member| match member {
                Member::Witness(at) => witness(*at),
                Member::Group(at) => groups[*at],
            });
            let enough = witnessed.count() >= group.threshold.of(group.members.len());
            groups.push(enough);
        }
        match self.quorum {
            None => true,
            Some(Member::Witness(at)) => witness(at),
            Some(Member::Group(at)) => groups[at],
        }
    }

    fn name_of(&self, member: Member) -> &str {
        match member {
            Member::Witness(at) => &self.witnesses[at].name,
            Member::Group(at) => &self.groups[at].name,
        }
    }
}

impl Threshold {
    fn of(self, members: usize) -> usize {
        match self {
            Threshold::Any => 1,
            Threshold::All => members,
            Threshold::AtLeast(count) => usize::from(count),
        }
    }
}

/// `any`, `all` or the number.
impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Threshold::Any => f.write_str("any"),
            Threshold::All => f.write_str("all"),
            Threshold::AtLeast(count) => write!(f, "{count}"),
        }
    }
}

/// The policy as a file, without comments: logs, witnesses, groups and the quorum, a line each.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_url = |url: &Option<String>| match url {
            Some(url) => format!(" {url}"),
            None => String::new(),
        };
        for (key, url) in self.logs.iter().zip(&self.log_urls) {
            writeln!(f, "log {key}{}", with_url(url))?;
        }
        for PolicyWitness { name, key, url } in &self.witnesses {
            writeln!(f, "witness {name} {key}{}", with_url(url))?;
        }
        for group in &self.groups {
            write!(f, "group {} {}", group.name, group.threshold)?;
            for member in &group.members {
                write!(f, " {}", self.name_of(*member))?;
            }
            writeln!(f)?;
        }
        let quorum = self.quorum.map_or(NONE, |member| self.name_of(member));
        writeln!(f, "quorum {quorum}")
    }
}
