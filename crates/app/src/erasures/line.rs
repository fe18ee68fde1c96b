//! One line of a journal.
//!
//! `17 1795255200 departed 0191…c2 9 5f…0e withdrawn 1a2b3c4d`: its number, the moment in Unix
//! seconds, a word, its fields, and the beginning of the SHA-256 of all that. Text, so that an
//! operator can see that it names nobody.

use domain::id::DeclarationId;
use domain::infomail::StopReason;
use domain::listing::Listing;
use domain::slug::Slug;
use sha2::{Digest, Sha256};
use store::{Erasure, SignatureName, StoredState};

/// Digits of the check at the end: a torn line passes for a whole one once in four thousand million.
const CHECK: usize = 8;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Noted {
    /// An act.
    Act(Erasure),
    /// Of earlier lines, from one number up to another, nothing was done.
    Undone(u64, u64),
}

/// A line that was read, or is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number; each is one more than the one before.
    pub number: u64,
    /// The moment, in Unix seconds.
    pub at: i64,
    /// What it says.
    pub noted: Noted,
}

impl Line {
    /// The line without its end.
    #[must_use]
    pub fn text(&self) -> String {
        let said = match &self.noted {
            Noted::Act(act) => act_text(act),
            Noted::Undone(first, last) => format!("undone {first} {last}"),
        };
        let text = format!("{} {} {said}", self.number, self.at);
        let check = check(&text);
        format!("{text} {check}")
    }

    /// Reads a line; nothing where it is torn, damaged, or none of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (said, end) = text.rsplit_once(' ')?;
        if check(said) != end {
            return None;
        }
        let mut words = said.split(' ');
        let line = Self {
            number: number(words.next()?)?,
            at: words.next()?.parse().ok()?,
            noted: noted(&words.collect::<Vec<_>>())?,
        };
        // Only what would be written so again is ours: no second spelling of a number.
        (line.text() == text).then_some(line)
    }
}

fn check(text: &str) -> String {
    let mut check = hex::encode(Sha256::digest(text.as_bytes()));
    check.truncate(CHECK);
    check
}

fn act_text(act: &Erasure) -> String {
    match act {
        Erasure::Departed { signature, state } => {
            let state = match state {
                StoredState::Struck => "struck",
                StoredState::Withdrawn | StoredState::Confirmed => "withdrawn",
            };
            format!("departed {} {state}", name_text(signature))
        }
        Erasure::Moved { from, to } => {
            let to = format!("{} {}", to.leaf, hex::encode(to.entry));
            format!("moved {} {to}", name_text(from))
        }
        Erasure::Listed { signature, listing } => {
            format!("listed {} {}", name_text(signature), listing.word())
        }
        Erasure::Ended {
            subscription,
            reason,
            suppress,
        } => {
            let suppress = suppress.map_or_else(|| "-".to_owned(), hex::encode);
            format!("ended {subscription} {} {suppress}", reason.word())
        }
        Erasure::Unsigned {
            subscription,
            declaration,
        } => format!("unsigned {subscription} {declaration}"),
        Erasure::Refused { refuse_hash } => format!("refused {}", hex::encode(refuse_hash)),
        Erasure::Suppressed { key } => format!("suppressed {}", hex::encode(key)),
        Erasure::Lifted { key, infomail } => {
            format!("lifted {} {}", hex::encode(key), hex::encode(infomail))
        }
    }
}

fn name_text(name: &SignatureName) -> String {
    let declaration = hex::encode(name.declaration.as_bytes());
    format!("{declaration} {} {}", name.leaf, hex::encode(name.entry))
}

fn noted(words: &[&str]) -> Option<Noted> {
    let act = match *words {
        ["undone", first, last] => return Some(Noted::Undone(number(first)?, number(last)?)),
        ["departed", declaration, leaf, entry, state] => Erasure::Departed {
            signature: name(declaration, leaf, entry)?,
            state: match state {
                "struck" => StoredState::Struck,
                "withdrawn" => StoredState::Withdrawn,
                _ => return None,
            },
        },
        ["moved", declaration, leaf, entry, to, to_entry] => Erasure::Moved {
            from: name(declaration, leaf, entry)?,
            to: name(declaration, to, to_entry)?,
        },
        ["listed", declaration, leaf, entry, listing] => Erasure::Listed {
            signature: name(declaration, leaf, entry)?,
            listing: Listing::ALL
                .into_iter()
                .find(|known| known.word() == listing)?,
        },
        ["ended", subscription, reason, suppress] => Erasure::Ended {
            subscription: number(subscription)?,
            reason: StopReason::ALL
                .iter()
                .copied()
                .find(|known| known.word() == reason)?,
            suppress: match suppress {
                "-" => None,
                key => Some(hash(key)?),
            },
        },
        ["unsigned", subscription, declaration] => Erasure::Unsigned {
            subscription: number(subscription)?,
            declaration: Slug::parse(declaration).ok()?,
        },
        ["refused", refuse_hash] => Erasure::Refused {
            refuse_hash: hash(refuse_hash)?,
        },
        ["suppressed", key] => Erasure::Suppressed { key: hash(key)? },
        ["lifted", key, infomail] => Erasure::Lifted {
            key: hash(key)?,
            infomail: hash(infomail)?,
        },
        _ => return None,
    };
    Some(Noted::Act(act))
}

fn name(declaration: &str, leaf: &str, entry: &str) -> Option<SignatureName> {
    let mut id = [0; 16];
    hex::decode_to_slice(declaration, &mut id).ok()?;
    Some(SignatureName {
        declaration: DeclarationId::from_bytes(id),
        leaf: number(leaf)?,
        entry: hash(entry)?,
    })
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}

fn hash(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    hex::decode_to_slice(text, &mut hash).ok()?;
    Some(hash)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn signature() -> impl Strategy<Value = SignatureName> {
        (any::<[u8; 16]>(), any::<u64>(), any::<[u8; 32]>()).prop_map(|(id, leaf, entry)| {
            SignatureName {
                declaration: DeclarationId::from_bytes(id),
                leaf,
                entry,
            }
        })
    }

    fn act() -> impl Strategy<Value = Erasure> {
        let state = prop_oneof![Just(StoredState::Withdrawn), Just(StoredState::Struck)];
        let listing = prop::sample::select(Listing::ALL.to_vec());
        let reason = prop::sample::select(StopReason::ALL.to_vec());
        let suppress = prop::option::of(any::<[u8; 32]>());
        prop_oneof![
            (signature(), state)
                .prop_map(|(signature, state)| Erasure::Departed { signature, state }),
            (signature(), signature()).prop_map(|(from, to)| Erasure::Moved {
                to: SignatureName {
                    declaration: from.declaration,
                    ..to
                },
                from,
            }),
            (signature(), listing)
                .prop_map(|(signature, listing)| Erasure::Listed { signature, listing }),
            (any::<u64>(), reason, suppress).prop_map(|(subscription, reason, suppress)| {
                Erasure::Ended {
                    subscription,
                    reason,
                    suppress,
                }
            }),
            any::<u64>().prop_map(|subscription| Erasure::Unsigned {
                subscription,
                declaration: Slug::parse("clean-rivers").unwrap(),
            }),
            any::<[u8; 32]>().prop_map(|refuse_hash| Erasure::Refused { refuse_hash }),
            any::<[u8; 32]>().prop_map(|key| Erasure::Suppressed { key }),
            any::<([u8; 32], [u8; 32])>()
                .prop_map(|(key, infomail)| Erasure::Lifted { key, infomail }),
        ]
    }

    proptest! {
        #[test]
        fn a_line_is_read_as_it_was_written(number: u64, at: i64, act in act()) {
            let line = Line { number, at, noted: Noted::Act(act) };
            prop_assert_eq!(Line::parse(&line.text()), Some(line));
        }

        #[test]
        fn a_line_that_is_torn_or_flipped_is_none(act in act(), place: prop::sample::Index) {
            let text = Line { number: 7, at: 9, noted: Noted::Act(act) }.text();
            let place = place.index(text.len());
            prop_assert_eq!(Line::parse(&text[..place]), None);
            let mut bytes = text.into_bytes();
            bytes[place] ^= 1;
            let flipped = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(Line::parse(&flipped), None);
        }

        #[test]
        fn any_text_is_read_or_not(text: String) {
            let _ = Line::parse(&text);
        }
    }

    #[test]
    fn what_was_undone_names_the_lines() {
        let noted = Noted::Undone(3, 5);
        let line = Line {
            number: 6,
            at: 0,
            noted,
        };
        assert_eq!(Line::parse(&line.text()), Some(line));
    }
}
