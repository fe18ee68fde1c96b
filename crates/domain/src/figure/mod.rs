//! Figures: numbers with a source, as data (REQUIREMENTS section 6).
//!
//! A figure is immutable: a later count is a new figure of the same series. Its bounds are kept as
//! said: "more than 160" is neither 160 nor "at least 160".

mod age;
mod bounds;
mod detail;
mod prose;
mod record;
mod series;
mod sum;
mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::multilingual::Prose;
use crate::text::MarkId;

pub use age::{Age, MAX_AGE_DAYS, Staleness};
pub use bounds::{Bounds, BoundsError, Qualifier};
pub use detail::{
    Archive, Breakdown, Confidence, Counting, CountingMethod, FigurePlace, Retraction, Review,
    SnapshotDigest, Verbatim,
};
pub use record::{FigureDigest, canonical_record, figure_of, series_of, takes_back};
pub use series::{Claims, Line, Series, SourceKey};
pub use sum::{BreakdownFault, Extent, SumError, breakdown_fault, sum};
pub use words::{
    BreakdownMode, ConfidenceLevel, Family, FigureStatus, Measure, PlaceLevel, PlacePrecision,
    Precision, SourceType, Unit,
};

/// One claim about one number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Its name in the declaration's texts.
    pub id: MarkId,
    /// The question it answers; rival and later claims share it.
    pub series: MarkId,
    /// What is counted.
    pub measure: Measure,
    /// In which unit.
    pub unit: Unit,
    /// Which population, in plain words, if not all.
    pub population: Option<Prose>,
    /// Number and qualifier, as said.
    pub bounds: Bounds,
    /// How firmly the claim stands.
    pub status: FigureStatus,
    /// The day the count refers to; nothing where no source says.
    pub as_of: Option<Date>,
    /// When the claim was published.
    pub published: Option<Date>,
    /// When it was read there.
    pub retrieved: Option<Date>,
    /// Where the events took place.
    pub place: Option<FigurePlace>,
    /// Who makes the count; nothing while the source is missing.
    pub claimed_by: Option<String>,
    /// Who passed it on, nearest to the count first.
    pub reported_by: Vec<String>,
    /// What kind of source it is.
    pub source_type: Option<SourceType>,
    /// Where the claim can be read.
    pub url: Option<String>,
    /// The claim in the words of its source.
    pub verbatim: Option<Verbatim>,
    /// A note on method or definition.
    pub note: Option<Prose>,
    /// The figure of the same series that this one replaces.
    pub supersedes: Option<MarkId>,
    /// How sure the organisers are, and why.
    pub confidence: Option<Confidence>,
    /// Over which time it was counted.
    pub counting: Option<Counting>,
    /// How exactly `as_of` is known.
    pub as_of_precision: Precision,
    /// Who did it, in the words of the source: always shown as attributed by it.
    pub actor: Option<Prose>,
    /// The key of the primary source that it shares with others: together they are one (REQ-156).
    pub independence_group: Option<String>,
    /// How the claimant counts.
    pub method: Option<CountingMethod>,
    /// A copy of the source.
    pub archive: Option<Archive>,
    /// Its parts.
    pub breakdown: Option<Breakdown>,
    /// What is counted otherwise from this figure on; trend lines do not cross it (REQ-158).
    pub series_break: Option<Prose>,
    /// That it was taken back.
    pub retraction: Option<Retraction>,
    /// Who answers for it; the only part that is not in its record.
    pub review: Review,
}

impl Figure {
    /// A claim of which nothing is known but the number; `counted` says what, and in which unit.
    #[must_use]
    pub const fn new(
        id: MarkId,
        series: MarkId,
        counted: (Measure, Unit),
        bounds: Bounds,
        status: FigureStatus,
    ) -> Self {
        Self {
            id,
            series,
            measure: counted.0,
            unit: counted.1,
            population: None,
            bounds,
            status,
            as_of: None,
            published: None,
            retrieved: None,
            place: None,
            claimed_by: None,
            reported_by: Vec::new(),
            source_type: None,
            url: None,
            verbatim: None,
            note: None,
            supersedes: None,
            confidence: None,
            counting: None,
            as_of_precision: Precision::Day,
            actor: None,
            independence_group: None,
            method: None,
            archive: None,
            breakdown: None,
            series_break: None,
            retraction: None,
            review: Review {
                entered_by: None,
                reviewed_by: None,
                due: None,
            },
        }
    }

    /// Whether somebody is named who makes the count; publishing warns while nobody is.
    #[must_use]
    pub const fn has_source(&self) -> bool {
        self.claimed_by.is_some()
    }

    /// Whether it goes back to the same source as another: they have a claimant in common, or are
    /// said to share one (REQ-156).
    #[must_use]
    pub fn shares_source_with(&self, other: &Self) -> bool {
        !self.source_keys().is_disjoint(&other.source_keys())
    }

    /// What tells where the claim comes from. Claims that have one of these in common go back to the
    /// same source, so that many can be compared without going through all pairs.
    #[must_use]
    pub fn source_keys(&self) -> BTreeSet<SourceKey> {
        series::source_keys(self)
    }

    /// Whether the dates do not contradict each other (REQ-159): the day a count refers to is not
    /// after the day it was published, that not after the day it was read, a period ends not before
    /// it begins nor after the day of the count, and nothing is retracted before it was said.
    #[must_use]
    pub fn dates_in_order(&self) -> bool {
        let retracted = self.retraction.as_ref().map(|retraction| retraction.on);
        let start = self.counting.and_then(Counting::start);
        let end = self.counting.and_then(Counting::end);
        // The day of a count that is only about right may lie on the wrong side of another.
        let as_of = self
            .as_of
            .filter(|_| self.as_of_precision == Precision::Day);
        let in_order = |days: &[Option<Date>]| days.iter().flatten().is_sorted();
        in_order(&[as_of, self.published, self.retrieved])
            && in_order(&[start, end, as_of])
            && in_order(&[as_of, self.published, retracted])
    }

    /// Whether it was taken back (REQ-162).
    #[must_use]
    pub fn is_retracted(&self) -> bool {
        self.retraction.is_some() || self.status == FigureStatus::Retracted
    }

    /// How firmly it stands now: as said, unless it was taken back since.
    #[must_use]
    pub fn standing(&self) -> FigureStatus {
        if self.is_retracted() {
            FigureStatus::Retracted
        } else {
            self.status
        }
    }

    /// Whether it may be the number a text uses (REQ-153): neither pending nor a forecast, and not
    /// taken back.
    #[must_use]
    pub fn can_be_primary(&self) -> bool {
        !self.status.is_apart() && !self.is_retracted()
    }
}

#[cfg(test)]
mod tests;
