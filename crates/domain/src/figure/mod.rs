//! Figures: numbers with a source, as data (REQUIREMENTS section 6).
//!
//! A figure is immutable: a later count is a new figure of the same series. Its bounds are kept as
//! said: "more than 160" is neither 160 nor "at least 160".

mod bounds;
mod record;
mod words;

use jiff::civil::Date;

use crate::locale::Language;
use crate::text::MarkId;

pub use bounds::{Bounds, BoundsError, Qualifier};
pub use record::{FigureDigest, canonical_record};
pub use words::{FigureStatus, Measure, SourceType, Unit};

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
    pub population: Option<String>,
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
    pub note: Option<String>,
    /// The figure of the same series that this one replaces.
    pub supersedes: Option<MarkId>,
}

/// The words of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verbatim {
    /// As said.
    pub text: String,
    /// The language it was said in.
    pub language: Language,
}

/// Where something was counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FigurePlace {
    /// In words.
    pub label: String,
    /// ISO 3166-1 alpha-2 code, if it lies in one country.
    pub country: Option<String>,
}

impl Figure {
    /// Whether somebody is named who makes the count; publishing warns while nobody is.
    #[must_use]
    pub const fn has_source(&self) -> bool {
        self.claimed_by.is_some()
    }

    /// The dates that contradict each other (REQ-159): the day a count refers to lies before the
    /// day it was published, and that before the day it was read.
    #[must_use]
    pub fn dates_in_order(&self) -> bool {
        let days: Vec<Date> = [self.as_of, self.published, self.retrieved]
            .into_iter()
            .flatten()
            .collect();
        days.is_sorted()
    }
}

#[cfg(test)]
mod tests;
