//! Putting policies together, with every rule that holds between their lines.

use super::{Group, MAX_OF_EACH, Member, NONE, Policy, PolicyFault, PolicyWitness, Threshold};
use crate::note::{KeyKind, VerifierKey};

/// The group that [`Policy::with_witnesses`] makes.
const ALL_WITNESSES: &str = "witnesses";

impl Policy {
    /// A policy that believes one log and asks for no cosignature.
    ///
    /// # Errors
    ///
    /// [`PolicyFault::WrongKind`] for the key of a witness.
    pub fn of_log(key: VerifierKey) -> Result<Policy, PolicyFault> {
        let mut policy = Policy::empty();
        policy.add_log(key, None)?;
        Ok(policy)
    }

    /// The same policy, knowing these witnesses too and asking for as many of them: `None` asks
    /// for no cosignature. Several witnesses become one group.
    ///
    /// # Errors
    ///
    /// A name or a public key twice, a name that cannot stand in a policy, the key of a log, a
    /// threshold that the witnesses cannot reach.
    pub fn with_witnesses(
        mut self,
        witnesses: Vec<PolicyWitness>,
        quorum: Option<Threshold>,
    ) -> Result<Policy, PolicyFault> {
        let first = self.witnesses.len();
        for witness in witnesses {
            self.add_witness(witness)?;
        }
        let members: Vec<Member> = (first..self.witnesses.len()).map(Member::Witness).collect();
        self.quorum = match (quorum, members.as_slice()) {
            (None, _) => None,
            (Some(Threshold::Any | Threshold::All | Threshold::AtLeast(1)), [only]) => Some(*only),
            (Some(threshold), _) => Some(self.add_group(Group {
                name: ALL_WITNESSES.to_owned(),
                threshold,
                members,
            })?),
        };
        Ok(self)
    }

    pub(super) fn empty() -> Policy {
        Policy {
            logs: Vec::new(),
            log_urls: Vec::new(),
            witnesses: Vec::new(),
            groups: Vec::new(),
            quorum: None,
        }
    }

    pub(super) fn add_log(
        &mut self,
        key: VerifierKey,
        url: Option<String>,
    ) -> Result<(), PolicyFault> {
        if key.kind() != KeyKind::Ed25519 {
            return Err(PolicyFault::WrongKind { key: key.into() });
        }
        if self.logs.iter().any(|log| log.same_public_key(&key)) {
            return Err(PolicyFault::DuplicateKey { key: key.into() });
        }
        check_room(self.logs.len())?;
        self.logs.push(key);
        self.log_urls.push(url);
        Ok(())
    }

    pub(super) fn add_witness(&mut self, witness: PolicyWitness) -> Result<(), PolicyFault> {
        let PolicyWitness { name, key, url } = &witness;
        if key.kind() != KeyKind::CosignatureV1 {
            return Err(PolicyFault::WrongKind {
                key: key.clone().into(),
            });
        }
        if self
            .witnesses
            .iter()
            .any(|one| one.key.same_public_key(key))
        {
            return Err(PolicyFault::DuplicateKey {
                key: key.clone().into(),
            });
        }
        if url.as_deref().is_some_and(|url| !is_item(url)) {
            return Err(PolicyFault::WrongItems);
        }
        self.check_new_name(name)?;
        check_room(self.witnesses.len())?;
        self.witnesses.push(witness);
        Ok(())
    }

    pub(super) fn add_group(&mut self, group: Group) -> Result<Member, PolicyFault> {
        self.check_new_name(&group.name)?;
        let needed = group.threshold.of(group.members.len());
        if !(1..=group.members.len()).contains(&needed) {
            return Err(PolicyFault::BadThreshold);
        }
        for (at, member) in group.members.iter().enumerate() {
            let earlier = self.groups.iter().flat_map(|group| &group.members);
            if earlier.chain(&group.members[..at]).any(|one| one == member) {
                let name = self.name_of(*member).to_owned();
                return Err(PolicyFault::MemberTwice { name });
            }
        }
        check_room(self.groups.len())?;
        self.groups.push(group);
        Ok(Member::Group(self.groups.len() - 1))
    }

    fn check_new_name(&self, name: &str) -> Result<(), PolicyFault> {
        let name = name.to_owned();
        if !is_item(&name) {
            return Err(PolicyFault::BadName { name });
        }
        if name == NONE || self.find(&name).is_some() {
            return Err(PolicyFault::NameTaken { name });
        }
        Ok(())
    }

    pub(super) fn find(&self, name: &str) -> Option<Member> {
        let witness = self.witnesses.iter().position(|one| one.name == name);
        let group = || self.groups.iter().position(|one| one.name == name);
        witness
            .map(Member::Witness)
            .or_else(|| group().map(Member::Group))
    }
}

fn check_room(taken: usize) -> Result<(), PolicyFault> {
    if taken == MAX_OF_EACH {
        Err(PolicyFault::TooMany)
    } else {
        Ok(())
    }
}

/// Whether a text can stand as one item of a line.
fn is_item(text: &str) -> bool {
    !text.is_empty()
        && !text.contains([' ', '\t'])
        && forbidden(text).is_none()
        && !text.contains('\n')
}

/// The first character that no policy may have.
pub(super) fn forbidden(text: &str) -> Option<char> {
    text.chars()
        .find(|character| character.is_ascii_control() && !matches!(character, '\t' | '\n'))
}
