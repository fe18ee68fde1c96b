//! Figures with their sources, as they stand below a text (REQ-151, REQ-154, REQ-156).

use domain::figure::{FigureStatus, Measure};
use jiff::civil::Date;

use crate::choice;
use crate::words::{Words, direction};

/// One question, such as "how many were killed", and everybody's answer.
#[derive(Clone, Debug)]
pub struct FigureNote {
    /// The figure's id in the text; the link from there leads here.
    pub id: String,
    /// What is counted.
    pub measure: Measure,
    /// Which population, in the words of the declaration.
    pub population: Option<String>,
    /// The claim that the text uses, then the others from the lowest to the highest: side by side, never averaged.
    pub claims: Vec<Claim>,
}

/// One source's answer.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The number with its qualifier, in the language of the text: see [`crate::figure::phrase`].
    pub phrase: String,
    /// How firmly it stands.
    pub status: FigureStatus,
    /// The day the count refers to.
    pub as_of: Option<Date>,
    /// Who makes the count; without one the page says that the source is missing.
    pub claimed_by: Option<String>,
    /// Who passed it on, nearest to the count first.
    pub reported_by: Vec<String>,
    /// Where the claim can be read.
    pub url: Option<String>,
    /// The claim in its source's own words.
    pub verbatim: Option<Verbatim>,
    /// On method or definition.
    pub note: Option<String>,
}

/// A source's own words.
#[derive(Clone, Debug)]
pub struct Verbatim {
    /// As said.
    pub text: String,
    /// BCP 47 tag of the language it was said in.
    pub language: String,
}

impl FigureNote {
    pub(super) fn measure_key(&self) -> Option<&'static str> {
        choice::measure(self.measure)
    }
}

impl Claim {
    pub(super) fn status_key(&self) -> &'static str {
        choice::status(self.status)
    }

    /// The claim's address where it is one that a browser should follow.
    pub(super) fn link(&self) -> Option<&str> {
        let web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        self.url.as_deref().filter(web)
    }

    pub(super) fn reporters(&self, words: &Words) -> Option<crate::html::Html> {
        crate::html::list(words, &self.reported_by)
    }
}

impl Verbatim {
    pub(super) fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}
