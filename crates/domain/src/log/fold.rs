//! Counting: the arithmetic anyone can do over a log (LOG-FORMAT section 4).

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Body, Day, Entry, RevisionRole};
use crate::locale::Language;
use crate::signer::{Class, Evidence};
use crate::text::TextDigest;

/// What signatures are counted by: the revision signed, the class, the evidence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Bucket {
    /// Leaf index of the revision signed.
    pub revision: u64,
    /// Person or organisation.
    pub class: Class,
    /// What shows that they meant it.
    pub evidence: Evidence,
}

/// The most revisions a log can hold: with two classes and six kinds of evidence each, their buckets
/// stay within the two bytes kept for each leaf.
pub const MAX_REVISIONS: usize = 5_000;

/// How many signatures count, in each bucket.
pub type Tally = BTreeMap<Bucket, u64>;

/// A fault in the order of entries; each is reported with the leaf index it stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// A signature of something that is not a revision.
    #[error("entry {0} is signed, and is not a revision")]
    NotARevision(u64),
    /// A translation of something that is not an original revision.
    #[error("entry {0} is rendered, and is not an original revision")]
    NotAnOriginal(u64),
    /// A withdrawal or strike of something that is not a signature.
    #[error("entry {0} is taken out, and is not a signature")]
    NotASignature(u64),
    /// A withdrawal or strike of a signature that had been taken out before.
    #[error("the signature at entry {0} had been taken out before")]
    OutAlready(u64),
    /// An audit result without its plan.
    #[error("entry {0} is reported on, and is not an audit plan")]
    NotAPlan(u64),
    /// A size beyond the entry that names it.
    #[error("size {0} lies beyond the entry that names it")]
    BeyondItself(u64),
    /// A revision number that does not follow the one before.
    #[error("revision {found} where {expected} follows")]
    RevisionNumber {
        /// The next number of that language.
        expected: u32,
        /// The number found.
        found: u32,
    },
    /// More revisions than [`MAX_REVISIONS`].
    #[error("more than {MAX_REVISIONS} revisions")]
    TooManyRevisions,
    /// An entry that may not follow `close`.
    #[error("the log was closed before")]
    AfterClose,
    /// A day before the day of an earlier entry.
    #[error("dated before the entry in front of it")]
    DayBackwards,
}

/// What stands at a leaf, as far as later entries ask for it: two bytes, so that ten million
/// entries fold within 20 MB.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Slot(u16);

impl Slot {
    const OTHER: Self = Self(0);
    const ORIGINAL: Self = Self(1);
    const TRANSLATION: Self = Self(2);
    const PLAN: Self = Self(3);
    const OUT: Self = Self(4);
    /// Signatures that count: this and above, by the number of their bucket.
    const FIRST_BUCKET: u16 = 5;
}

/// A published wording, as the log tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Published {
    language: Language,
    digest: TextDigest,
}

/// The state of a log after the entries read so far.
#[derive(Default)]
pub struct Fold {
    slots: Vec<Slot>,
    buckets: Vec<(Bucket, u64)>,
    bucket_numbers: BTreeMap<Bucket, u16>,
    revisions: BTreeMap<u64, Published>,
    numbers: BTreeMap<Language, u32>,
    closed: bool,
    last_day: u32,
}

impl Fold {
    /// Reads the next entry.
    ///
    /// A faulty entry keeps its place in the order but changes no count, so that one fault is
    /// reported once.
    ///
    /// # Errors
    /// What is wrong with it at this place.
    pub fn push(&mut self, entry: &Entry) -> Result<(), Fault> {
        let outcome = self.judge(entry);
        self.keep(outcome, entry.day, 1)
    }

    /// Reads so many signatures in a row that are counted alike and bear the same day, as
    /// [`push`](Self::push) would one by one.
    ///
    /// # Errors
    /// What is wrong with each of them: none changes what is asked of the next.
    pub fn push_signatures(
        &mut self,
        bucket: Bucket,
        day: Day,
        number: usize,
    ) -> Result<(), Fault> {
        let outcome = self
            .in_order(day, false)
            .and_then(|()| self.signatures(bucket, number));
        self.keep(outcome, day, number)
    }

    fn keep(&mut self, outcome: Result<Slot, Fault>, day: Day, number: usize) -> Result<(), Fault> {
        let slot = *outcome.as_ref().unwrap_or(&Slot::OTHER);
        self.slots.resize(self.slots.len() + number, slot);
        self.last_day = self.last_day.max(day.0);
        outcome.map(|_| ())
    }

    /// Keeps the place of an entry that does not read.
    pub fn skip(&mut self) {
        self.slots.push(Slot::OTHER);
    }

    /// How many entries were read.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.slots.len() as u64
    }

    /// Whether collecting has ended.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.closed
    }

    /// Signatures minus those taken out, in each bucket.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.buckets
            .iter()
            .filter(|(_, count)| *count > 0)
            .copied()
            .collect()
    }

    /// The revisions published so far: leaf index, language, digest.
    pub fn revisions(&self) -> impl Iterator<Item = (u64, &Language, TextDigest)> {
        self.revisions
            .iter()
            .map(|(leaf, published)| (*leaf, &published.language, published.digest))
    }

    /// Whether the entry at this leaf is a signature that counts.
    #[must_use]
    pub fn counts(&self, leaf: u64) -> bool {
        self.slot(leaf)
            .is_some_and(|slot| slot.0 >= Slot::FIRST_BUCKET)
    }

    fn slot(&self, leaf: u64) -> Option<Slot> {
        self.slots.get(usize::try_from(leaf).ok()?).copied()
    }

    fn in_order(&self, day: Day, may_follow_close: bool) -> Result<(), Fault> {
        if self.closed && !may_follow_close {
            return Err(Fault::AfterClose);
        }
        if day.0 < self.last_day {
            return Err(Fault::DayBackwards);
        }
        Ok(())
    }

    fn judge(&mut self, entry: &Entry) -> Result<Slot, Fault> {
        self.in_order(entry.day, entry.body.may_follow_close())?;
        match &entry.body {
            Body::Revision { .. } => self.revision(&entry.body),
            Body::Signature {
                revision,
                class,
                evidence,
                ..
            } => {
                let bucket = Bucket {
                    revision: *revision,
                    class: *class,
                    evidence: *evidence,
                };
                self.signatures(bucket, 1)
            }
            Body::Withdrawal { signature, .. } | Body::Strike { signature, .. } => {
                self.take_out(*signature)
            }
            Body::AuditPlan { size, .. } | Body::Handover { size, .. } => {
                if *size > self.size() {
                    return Err(Fault::BeyondItself(*size));
                }
                let plan = matches!(entry.body, Body::AuditPlan { .. });
                Ok(if plan { Slot::PLAN } else { Slot::OTHER })
            }
            Body::AuditResult { plan, .. } => match self.slot(*plan) {
                Some(Slot::PLAN) => Ok(Slot::OTHER),
                _ => Err(Fault::NotAPlan(*plan)),
            },
            Body::Figure { .. } | Body::Raising { .. } => Ok(Slot::OTHER),
            Body::Close => {
                self.closed = true;
                Ok(Slot::OTHER)
            }
        }
    }

    fn revision(&mut self, body: &Body) -> Result<Slot, Fault> {
        let Body::Revision {
            role,
            number,
            renders,
            language,
            digest,
        } = body
        else {
            return Ok(Slot::OTHER);
        };
        let fits = match role {
            RevisionRole::Original => *renders == self.size(),
            RevisionRole::Translation => self.slot(*renders) == Some(Slot::ORIGINAL),
        };
        if !fits {
            return Err(Fault::NotAnOriginal(*renders));
        }
        if self.revisions.len() >= MAX_REVISIONS {
            return Err(Fault::TooManyRevisions);
        }
        // A faulty revision leaves nothing behind: a hostile log may name a language in each entry.
        let expected = self.numbers.get(language).copied().unwrap_or_default() + 1;
        if *number != expected {
            return Err(Fault::RevisionNumber {
                expected,
                found: *number,
            });
        }
        self.numbers.insert(language.clone(), expected);
        let published = Published {
            language: language.clone(),
            digest: *digest,
        };
        self.revisions.insert(self.slots.len() as u64, published);
        Ok(match role {
            RevisionRole::Original => Slot::ORIGINAL,
            RevisionRole::Translation => Slot::TRANSLATION,
        })
    }

    fn signatures(&mut self, bucket: Bucket, number: usize) -> Result<Slot, Fault> {
        // What has a bucket names a revision: none is ever taken back.
        let place = match self.bucket_numbers.get(&bucket) {
            Some(place) => *place,
            None => self.open(bucket)?,
        };
        self.buckets[usize::from(place)].1 += number as u64;
        Ok(Slot(place + Slot::FIRST_BUCKET))
    }

    fn open(&mut self, bucket: Bucket) -> Result<u16, Fault> {
        if !self.revisions.contains_key(&bucket.revision) {
            return Err(Fault::NotARevision(bucket.revision));
        }
        let place = u16::try_from(self.buckets.len()).expect("MAX_REVISIONS bounds the buckets");
        self.buckets.push((bucket, 0));
        self.bucket_numbers.insert(bucket, place);
        Ok(place)
    }

    fn take_out(&mut self, signature: u64) -> Result<Slot, Fault> {
        match self.slot(signature) {
            Some(slot) if slot.0 >= Slot::FIRST_BUCKET => {
                self.buckets[usize::from(slot.0 - Slot::FIRST_BUCKET)].1 -= 1;
                let place = usize::try_from(signature).expect("the slot was found by this index");
                self.slots[place] = Slot::OUT;
                Ok(Slot::OTHER)
            }
            Some(Slot::OUT) => Err(Fault::OutAlready(signature)),
            _ => Err(Fault::NotASignature(signature)),
        }
    }
}
