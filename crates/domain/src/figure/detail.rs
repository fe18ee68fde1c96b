//! What a source says around its number.

use jiff::civil::Date;

use super::words::{BreakdownMode, ConfidenceLevel, PlaceLevel, PlacePrecision};
use crate::digest::digest_type;
use crate::locale::Language;
use crate::multilingual::Prose;
use crate::text::{DigestError, MarkId, TextDigest};

digest_type! {
    /// SHA-256 of a copy of a source.
    SnapshotDigest
}

impl SnapshotDigest {
    /// Reads 64 hexadecimal digits in lower case.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(hex: &str) -> Result<Self, DigestError> {
        TextDigest::parse(hex).map(|digest| Self(*digest.as_bytes()))
    }
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
    pub label: Prose,
    /// ISO 3166-1 alpha-2 code, if it lies in one country.
    pub country: Option<String>,
    /// How large it is.
    pub level: Option<PlaceLevel>,
    /// How exactly it is known.
    pub precision: Option<PlacePrecision>,
}

/// How sure the organisers are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confidence {
    /// How sure.
    pub level: ConfidenceLevel,
    /// Why.
    pub reason: Prose,
}

/// Over which time something was counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counting {
    /// Everything up to the day the count refers to.
    Cumulative {
        /// The first day that counts, if it is known.
        start: Option<Date>,
    },
    /// What happened between two days, both included.
    Period {
        /// The first day.
        start: Date,
        /// The last day.
        end: Date,
    },
}

impl Counting {
    /// The word in folders and public data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cumulative { .. } => "cumulative",
            Self::Period { .. } => "period",
        }
    }

    /// The first day that counts.
    #[must_use]
    pub const fn start(self) -> Option<Date> {
        match self {
            Self::Cumulative { start } => start,
            Self::Period { start, .. } => Some(start),
        }
    }

    /// The last day of a period.
    #[must_use]
    pub const fn end(self) -> Option<Date> {
        match self {
            Self::Cumulative { .. } => None,
            Self::Period { end, .. } => Some(end),
        }
    }
}

/// How the claimant counts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CountingMethod {
    /// Where the claimant describes it.
    pub url: Option<String>,
    /// Whom the count includes and whom it does not.
    pub note: Option<Prose>,
}

/// A copy of the source that outlives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Archive {
    /// Where a web archive keeps it.
    pub url: Option<String>,
    /// SHA-256 of the copy that the organisers keep.
    pub sha256: Option<SnapshotDigest>,
}

/// The parts of a count, each a figure of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Breakdown {
    /// How they lie to each other.
    pub mode: BreakdownMode,
    /// Their names.
    pub parts: Vec<MarkId>,
    /// Why disjoint parts do not add up, where they do not.
    pub note: Option<Prose>,
}

/// That a figure was taken back (REQ-162).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retraction {
    /// The day.
    pub on: Date,
    /// Why.
    pub reason: Prose,
}

/// Who answers for a figure among the organisers (REQ-164). It is no part of the public record: the
/// log forgets nothing, and names of those who work on a declaration do not belong there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Review {
    /// Who entered it.
    pub entered_by: Option<String>,
    /// Who compared it with its source.
    pub reviewed_by: Option<String>,
    /// When somebody has to look again.
    pub due: Option<Date>,
}

impl Review {
    /// Whether two people have looked. Only letters make somebody another person: neither spaces,
    /// capitals and dots, nor a sign that stands for nobody.
    #[must_use]
    pub fn has_four_eyes(&self) -> bool {
        let plain = |name: &Option<String>| {
            let letters = name.iter().flat_map(|name| name.chars());
            let letters: String = letters.filter(|letter| letter.is_alphabetic()).collect();
            Some(letters.to_lowercase()).filter(|name| !name.is_empty())
        };
        match (plain(&self.entered_by), plain(&self.reviewed_by)) {
            (Some(entered), Some(reviewed)) => entered != reviewed,
            _ => false,
        }
    }
}
