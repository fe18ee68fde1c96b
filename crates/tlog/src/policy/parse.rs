//! Reading policies, line by line.

use super::build::forbidden;
use super::{
    Group, MAX_BYTES, MAX_OF_EACH, Member, NONE, Policy, PolicyError, PolicyFault, PolicyWitness,
    Threshold,
};
use crate::decimal;
use crate::note::VerifierKey;

impl Policy {
    /// Reads a policy. Comments and spacing are not kept; what the policy asks for is what
    /// displaying it writes.
    ///
    /// # Errors
    ///
    /// The first line that is refused, and why.
    pub fn parse(text: &str) -> Result<Policy, PolicyError> {
        let at = |line: usize| move |fault: PolicyFault| PolicyError { line, fault };
        if text.len() > MAX_BYTES {
            let length = text.len();
            return Err(at(1)(PolicyFault::TooLarge { length }));
        }
        let mut reader = Reader {
            policy: Policy::empty(),
            quorum_seen: false,
        };
        let mut lines = 0;
        for line in text.split_inclusive('\n') {
            lines += 1;
            reader.line(line).map_err(at(lines))?;
        }
        if reader.quorum_seen {
            Ok(reader.policy)
        } else {
            Err(at(lines.max(1))(PolicyFault::NoQuorum))
        }
    }
}

struct Reader {
    policy: Policy,
    quorum_seen: bool,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), PolicyFault> {
        let line = line.strip_suffix('\n').ok_or(PolicyFault::Unended)?;
        if let Some(character) = forbidden(line) {
            return Err(PolicyFault::ControlCharacter { character });
        }
        let mut items = line.split([' ', '\t']).filter(|item| !item.is_empty());
        let Some(word) = items.next().filter(|word| !word.starts_with('#')) else {
            return Ok(());
        };
        let items: Vec<&str> = items.collect();
        match word {
            "log" => self.log(&items),
            "witness" => self.witness(&items),
            "group" => self.group(&items),
            "quorum" => self.quorum(&items),
            _ => Err(PolicyFault::UnknownWord {
                word: word.to_owned(),
            }),
        }
    }

    fn log(&mut self, items: &[&str]) -> Result<(), PolicyFault> {
        let (key, url) = match items {
            [key] => (key, None),
            [key, url] => (key, Some((*url).to_owned())),
            _ => return Err(PolicyFault::WrongItems),
        };
        self.policy.add_log(key_of("log", key)?, url)
    }

    fn witness(&mut self, items: &[&str]) -> Result<(), PolicyFault> {
        let (name, key, url) = match items {
            [name, key] => (name, key, None),
            [name, key, url] => (name, key, Some((*url).to_owned())),
            _ => return Err(PolicyFault::WrongItems),
        };
        self.policy.add_witness(PolicyWitness {
            name: (*name).to_owned(),
            key: key_of(name, key)?,
            url,
        })
    }

    fn group(&mut self, items: &[&str]) -> Result<(), PolicyFault> {
        let [name, threshold, members @ ..] = items else {
            return Err(PolicyFault::WrongItems);
        };
        if members.is_empty() {
            return Err(PolicyFault::WrongItems);
        }
        // Each name is a member once, so that more members than names are refused unread.
        if members.len() > 2 * MAX_OF_EACH {
            return Err(PolicyFault::TooMany);
        }
        let group = Group {
            name: (*name).to_owned(),
            threshold: threshold_of(threshold)?,
            members: members
                .iter()
                .map(|member| self.named(member))
                .collect::<Result<_, _>>()?,
        };
        self.policy.add_group(group).map(|_| ())
    }

    fn quorum(&mut self, items: &[&str]) -> Result<(), PolicyFault> {
        let [name] = items else {
            return Err(PolicyFault::WrongItems);
        };
        if self.quorum_seen {
            return Err(PolicyFault::SecondQuorum);
        }
        if *name != NONE {
            self.policy.quorum = Some(self.named(name)?);
        }
        self.quorum_seen = true;
        Ok(())
    }

    fn named(&self, name: &str) -> Result<Member, PolicyFault> {
        self.policy
            .find(name)
            .ok_or_else(|| PolicyFault::UnknownName {
                name: name.to_owned(),
            })
    }
}

fn key_of(name: &str, key: &str) -> Result<VerifierKey, PolicyFault> {
    VerifierKey::parse(key).map_err(|reason| PolicyFault::BadKey {
        name: name.to_owned(),
        reason,
    })
}

fn threshold_of(text: &str) -> Result<Threshold, PolicyFault> {
    match text {
        "any" => Ok(Threshold::Any),
        "all" => Ok(Threshold::All),
        number => decimal::parse(number)
            .and_then(|count| u16::try_from(count).ok())
            .map(Threshold::AtLeast)
            .ok_or(PolicyFault::BadThreshold),
    }
}
