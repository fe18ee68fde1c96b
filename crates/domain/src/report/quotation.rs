//! Statements of somebody else that a report quotes.

use jiff::civil::Date;

use crate::locale::Language;

/// A statement that a report quotes: whose it is, and how to find the whole of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// Who speaks.
    pub speaker: String,
    /// The words that introduce it, as the report has them.
    pub introduction: Option<String>,
    /// The day of the statement, if known.
    pub on: Option<Date>,
    /// The language it was made in, if known.
    pub language: Option<Language>,
    /// The language its words stand here in, where that is not the language of the report.
    pub quoted_in: Option<Language>,
    /// The title of the statement, or where it appeared.
    pub source: Option<String>,
    /// Where the whole of it can be read.
    pub url: Option<String>,
    /// Who translated its words, if they were translated and somebody is named.
    pub translator: Option<String>,
    /// How many times `(…)` marks something left out.
    pub omissions: u64,
}

impl Quotation {
    /// A quotation of which nothing is known but who speaks.
    #[must_use]
    pub const fn by(speaker: String) -> Self {
        Self {
            speaker,
            introduction: None,
            on: None,
            language: None,
            quoted_in: None,
            source: None,
            url: None,
            translator: None,
            omissions: 0,
        }
    }

    /// The language its words stand in, within a report in `report`.
    #[must_use]
    pub fn words_in<'q>(&'q self, report: &'q Language) -> &'q Language {
        self.quoted_in.as_ref().unwrap_or(report)
    }

    /// The language it was translated from, if its words stand in another one within a report in
    /// `report`.
    #[must_use]
    pub fn translated_from(&self, report: &Language) -> Option<&Language> {
        self.language
            .as_ref()
            .filter(|language| *language != self.words_in(report))
    }
}

/// What marks something left out, as people write it.
pub const OMISSION_MARKS: [&str; 4] = ["(…)", "(...)", "[…]", "[...]"];

/// How many times a text marks something as left out.
#[must_use]
pub fn omissions(text: &str) -> u64 {
    let count: usize = OMISSION_MARKS
        .iter()
        .map(|mark| text.matches(mark).count())
        .sum();
    count as u64
}
