//! What is known of a claim beside its number and its source: shown on the page of its series.

use domain::figure::{BreakdownMode, ConfidenceLevel, PlacePrecision, SourceType};
use jiff::civil::Date;

use super::figures::web;
use crate::choice;
use crate::html::Html;
use crate::layout::Layout;
use crate::spoken::{self, Spoken};
use crate::words::{Sentence, direction};

/// Everything but the number and who said it.
#[derive(Clone, Debug, Default)]
pub struct Detail {
    /// What kind of source it is.
    pub source_type: Option<SourceType>,
    /// Over which time it was counted.
    pub counting: Option<Counted>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was read there.
    pub retrieved: Option<Date>,
    /// Where.
    pub place: Option<(Spoken, Option<PlacePrecision>)>,
    /// Who did it, as the source says.
    pub actor: Option<Spoken>,
    /// How sure the organisers are, and why.
    pub confidence: Option<(ConfidenceLevel, Spoken)>,
    /// How the claimant counts, in words.
    pub method: Option<Spoken>,
    /// Where the claimant describes it.
    pub method_url: Option<String>,
    /// A copy in a web archive.
    pub archive_url: Option<String>,
    /// Lower-case hexadecimal SHA-256 of the copy that the organisers keep.
    pub snapshot: Option<String>,
    /// Its parts.
    pub parts: Option<Parts>,
    /// What is counted otherwise from it on.
    pub series_break: Option<Spoken>,
    /// The figure of this series that it replaces.
    pub replaces: Option<Other>,
    /// The figure of this series that replaced it.
    pub replaced_by: Option<Other>,
    /// The path of its record in the log.
    pub record: String,
}

/// Over which time something was counted.
#[derive(Clone, Debug)]
pub enum Counted {
    /// Everything since a day.
    Since(Date),
    /// What lies between two days.
    Between(Date, Date),
}

/// The parts of a count.
#[derive(Clone, Debug)]
pub struct Parts {
    /// How they lie to each other.
    pub mode: BreakdownMode,
    /// Each with its number and who is meant.
    pub parts: Vec<(String, Option<Spoken>)>,
    /// Why they do not add up, where they do not.
    pub note: Option<Spoken>,
}

/// Another claim of the same series.
#[derive(Clone, Debug)]
pub struct Other {
    /// The figure's id.
    pub id: String,
    /// Its number with its qualifier.
    pub phrase: String,
    /// BCP 47 tag of the language of the phrase.
    pub language: String,
}

impl Detail {
    pub(super) fn kind_key(&self) -> Option<&'static str> {
        self.source_type.map(choice::source_type)
    }

    pub(super) fn counting(&self, page: &Layout) -> Option<Sentence<'static>> {
        self.counting.as_ref().map(|counting| match counting {
            Counted::Since(start) => page.say("series-counting-since").date("start", start),
            Counted::Between(start, end) => page
                .say("series-counting-period")
                .date("start", start)
                .date("end", end),
        })
    }

    pub(super) fn place_words(&self, page: &Layout) -> Option<Html> {
        let (label, precision) = self.place.as_ref()?;
        let sentence = match precision {
            Some(PlacePrecision::Near) => page.say("series-place-near"),
            Some(PlacePrecision::Within) => page.say("series-place-within"),
            Some(PlacePrecision::Exact) | None => {
                return spoken::list(page.words, std::slice::from_ref(label));
            }
        };
        Some(Html::trusted(sentence.spoken("place", label).to_string()))
    }

    pub(super) fn confidence_key(&self, level: &ConfidenceLevel) -> &'static str {
        choice::confidence(*level)
    }

    pub(super) fn method_link(&self) -> Option<&str> {
        web(self.method_url.as_deref())
    }

    pub(super) fn archive_link(&self) -> Option<&str> {
        web(self.archive_url.as_deref())
    }
}

impl Parts {
    pub(super) fn key(&self) -> &'static str {
        choice::breakdown(self.mode)
    }
}

impl Other {
    pub(super) fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}
