//! Raisings: where a demand was put to somebody, by whom, and what came of it (REQ-135).
//!
//! A raising grows: the answer comes weeks after the motion. Each state that was published has a
//! canonical record in the log, and a later one names the record it supersedes, so that nobody can
//! change in silence what was once said of an answer. What turns out to be wrong is retracted with
//! a reason; it never disappears.

mod record;
mod standing;
mod state;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::multilingual::{Multilingual, Prose};
use crate::name::Name;
use crate::text::MarkId;

pub use record::{RaisingDigest, canonical_record, next_record, raising_of};
pub use standing::{Evidence, Standing, history, standing};
pub use state::{AfterTheEnd, DemandState};
pub use words::{DemandStatus, VenueKind};

/// Demands put to somebody on one day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Raising {
    /// Its name in the declaration, stable while it grows.
    pub id: MarkId,
    /// Where the demands were raised.
    pub venue: Venue,
    /// The day.
    pub on: Date,
    /// Who raised them; at least one.
    pub by: Vec<Name>,
    /// The motion, question or letter they were raised with, if there is one to be read.
    pub document: Option<Document>,
    /// Each demand that was raised, and where it stands there; at least one.
    pub demands: BTreeMap<MarkId, DemandStatus>,
    /// What was answered, if anything.
    pub answer: Option<Answer>,
    /// Why it must not be relied on any more, if it turned out to be wrong.
    pub retracted: Option<Prose>,
}

/// Where demands are raised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Venue {
    /// What kind of place it is.
    pub kind: VenueKind,
    /// Its name.
    pub name: Multilingual<Name>,
}

/// What demands were raised with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Its title, as it bears it.
    pub title: Prose,
    /// Where it can be read, if anywhere.
    pub url: Option<String>,
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The day it was given.
    pub on: Date,
    /// Its words, or what it comes to; paragraphs apart by an empty line.
    pub text: Prose,
    /// Where it can be read, if anywhere.
    pub url: Option<String>,
}

/// What contradicts itself in a raising.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RaisingFault {
    /// The answer was given before the raising.
    AnsweredBefore,
    /// A demand stands as answered, and no answer is given.
    NoAnswerGiven(DemandStatus),
    /// A demand stands as without answer, and an answer is given.
    AnswerGiven(DemandStatus),
}

impl Raising {
    /// The day of the newest thing known about it: of the answer, or of the raising itself.
    #[must_use]
    pub fn newest(&self) -> Date {
        self.answer.as_ref().map_or(self.on, |answer| answer.on)
    }

    /// Everything in it that contradicts itself, each once.
    #[must_use]
    pub fn faults(&self) -> Vec<RaisingFault> {
        let mut faults = Vec::new();
        if self.newest() < self.on {
            faults.push(RaisingFault::AnsweredBefore);
        }
        let statuses: BTreeSet<DemandStatus> = self.demands.values().copied().collect();
        for status in statuses {
            match (status.is_answer(), self.answer.is_some()) {
                (Some(true), false) => faults.push(RaisingFault::NoAnswerGiven(status)),
                (Some(false), true) => faults.push(RaisingFault::AnswerGiven(status)),
                _ => {}
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests;
