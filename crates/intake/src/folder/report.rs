//! Reports: accounts of events that lie beside a declaration and may quote other organisations.

use domain::locale::Language;

/// A report as it lies in `reports/DATE-SLUG.LANG.md`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Its language, from the name of its file.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// The day (`2022-01-06`) or month (`2022-01`) it bears, if one.
    pub date: Option<String>,
    /// Whom it quotes, in the order of the block quotes in its text.
    pub quotations: Vec<Quotation>,
    /// Its text in Markdown, with figure marks; quotations stand as block quotes.
    pub text: String,
}

/// A statement of somebody else that a report quotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// Who speaks.
    pub speaker: String,
    /// The words that introduce it, as the report has them.
    pub introduction: Option<String>,
    /// How many times `(…)` marks something left out.
    pub omissions: u64,
}
