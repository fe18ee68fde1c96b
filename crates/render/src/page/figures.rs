//! Figures with their sources, as they stand below a text and on the page of a series (REQ-151, REQ-154, REQ-156).

use domain::figure::{Age, FigureStatus, Measure, Precision, Unit};
use jiff::civil::Date;

use super::claim_detail::Detail;
use crate::choice;
use crate::html::{self, Html};
use crate::layout::Layout;
use crate::spoken::Spoken;
use crate::words::{Sentence, Words, direction};

/// One question, such as "how many were killed", and everybody's answer.
#[derive(Clone, Debug)]
pub struct FigureNote {
    /// The figure's id in the text; the link from there leads here.
    pub id: String,
    /// The path of the page of its series.
    pub series_path: String,
    /// The claim that the text uses.
    pub claim: Claim,
    /// What became known since, which never changes the text (REQ-160).
    pub since: Vec<Claim>,
    /// What others say, from the lowest to the highest: side by side, never averaged.
    pub rivals: Vec<Claim>,
}

/// One source's answer.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The figure's id.
    pub id: String,
    /// What is counted.
    pub measure: Measure,
    /// In which unit.
    pub unit: Unit,
    /// Which population, in the words of the organisers.
    pub population: Option<Spoken>,
    /// The number with its qualifier, in the language of the text: see [`crate::figure::phrase`].
    pub phrase: String,
    /// BCP 47 tag of the language of the text.
    pub language: String,
    /// How firmly it stands.
    pub status: FigureStatus,
    /// The day the count refers to, and how exactly it is known.
    pub as_of: Option<(Date, Precision)>,
    /// How old it is, where it is too old to be shown without saying so (REQ-161).
    pub age: Option<Age>,
    /// Who makes the count; without one the page says that the source is missing.
    pub claimed_by: Option<String>,
    /// Who passed it on, nearest to the count first.
    pub reported_by: Vec<String>,
    /// Where the claim can be read.
    pub url: Option<String>,
    /// The claim in its source's own words.
    pub verbatim: Option<Spoken>,
    /// On method or definition.
    pub note: Option<Spoken>,
    /// When and why it was taken back.
    pub retracted: Option<(Date, Spoken)>,
    /// Everything else that is known, on the page of its series.
    pub detail: Option<Box<Detail>>,
}

impl Claim {
    /// What is counted, in words: nothing where only the population says it.
    pub(crate) fn measure_key(&self) -> Option<&'static str> {
        choice::measure(self.measure)
    }

    /// The unit, where no population says more.
    pub(crate) fn unit_key(&self) -> Option<&'static str> {
        choice::unit(self.unit).filter(|_| self.population.is_none())
    }

    pub(crate) fn status_key(&self) -> &'static str {
        choice::status(self.status)
    }

    pub(super) fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    /// The claim's address where it is one that a browser should follow.
    pub(super) fn link(&self) -> Option<&str> {
        web(self.url.as_deref())
    }

    /// "HRANA, as reported by AFP" (REQ-156); nothing while the source is missing.
    pub(super) fn chain(&self, words: &Words) -> Option<Html> {
        let claimant = self.claimed_by.as_ref()?;
        if self.reported_by.is_empty() {
            return html::list(words, std::slice::from_ref(claimant));
        }
        let sentence = words.say("series-chain").text("claimant", claimant);
        let sentence = sentence.list("reporters", &self.reported_by);
        Some(Html::trusted(sentence.to_string()))
    }

    /// The same where no markup can stand.
    pub(crate) fn plain_chain(&self, words: &Words) -> Option<String> {
        let claimant = self.claimed_by.as_ref()?;
        if self.reported_by.is_empty() {
            return Some(claimant.clone());
        }
        let sentence = words.say("series-chain").text("claimant", claimant);
        Some(sentence.list("reporters", &self.reported_by).plain())
    }

    /// The day as exactly as it is known, where no markup can stand.
    pub(crate) fn plain_day(&self, words: &Words) -> Option<String> {
        self.as_of.map(|(day, precision)| match precision {
            Precision::Day => words.date(day),
            Precision::About => words.say("series-about").date("day", &day).plain(),
            Precision::Month => words.month(day),
        })
    }

    /// The day as exactly as it is known.
    pub(super) fn day(&self, page: &Layout) -> Option<Html> {
        self.as_of.map(|(day, precision)| match precision {
            Precision::Day => page.time(&day),
            Precision::About => {
                Html::trusted(page.say("series-about").date("day", &day).to_string())
            }
            Precision::Month => page.month(day),
        })
    }

    /// How old it is, in the largest unit that says enough.
    pub(super) fn age_words(&self, words: &'static Words) -> Option<Sentence<'static>> {
        self.age.map(|age| match age {
            Age::Days(count) => words.say("series-age-days").number("count", count),
            Age::Months(count) => words.say("series-age-months").number("count", count),
            Age::Years(count) => words.say("series-age-years").number("count", count),
        })
    }
}

/// An address that a browser should follow.
pub(super) fn web(url: Option<&str>) -> Option<&str> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}
