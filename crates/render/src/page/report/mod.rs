//! A report: an account of events, with whom it quotes and what it rests on.

mod quotation;

use askama::Template;
use domain::report::{ReportDate, ReportKind};
use jiff::civil::Date;

use super::figures::FigureNote;
use crate::choice;
use crate::html::Html;
use crate::layout::Layout;
use crate::urls;
use crate::words::{direction, language_name};

pub use quotation::{QuotationNote, frames};

/// A report in one language.
#[derive(Clone, Debug, Template)]
#[template(path = "page/report.html")]
pub struct Report {
    /// What every page shares; its alternates are the languages of the report.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The declaration it belongs to.
    pub declaration: Supported,
    /// The report's name in addresses, the same in every language.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day or month it bears.
    pub date: ReportDate,
    /// Where it was written, or what it tells of happened.
    pub place: Option<String>,
    /// What kind of account it is.
    pub kind: ReportKind,
    /// Which report this is, exactly.
    pub wording: ReportWording,
    /// Why it must not be relied on any more.
    pub retracted: Option<String>,
    /// Its text, from [`crate::text::to_html_quoting`] with [`frames`].
    pub body: Html,
    /// The figures it uses, with their sources.
    pub figures: Vec<FigureNote>,
    /// The demands it supports: name and words.
    pub supports: Vec<(String, String)>,
}

/// A declaration that a report supports.
#[derive(Clone, Debug)]
pub struct Supported {
    /// BCP 47 tag of the text that is linked to.
    pub language: String,
    /// Its title there.
    pub title: String,
}

/// What tells one report from another.
#[derive(Clone, Debug)]
pub struct ReportWording {
    /// BCP 47 tag of the text.
    pub language: String,
    /// Lower-case hexadecimal SHA-256 of its canonical record.
    pub digest: String,
    /// The day it was first published here.
    pub added: Date,
    /// The day it last changed, if it did.
    pub changed: Option<Date>,
    /// Absent for the original.
    pub translation: Option<ReportRendering>,
}

/// What a translated report renders.
#[derive(Clone, Debug)]
pub struct ReportRendering {
    /// BCP 47 tag of the original, where that is shown.
    pub original: Option<String>,
    /// Who translated, if said.
    pub translator: Option<String>,
    /// Whether the original says something else by now.
    pub behind: bool,
}

impl Report {
    fn dir(&self) -> &'static str {
        direction(&self.wording.language)
    }

    fn kind_key(&self) -> &'static str {
        choice::report_kind(self.kind)
    }

    fn path(&self) -> String {
        urls::report(&self.slug, &self.wording.language, &self.id)
    }

    fn record_path(&self) -> String {
        urls::report_record(&self.slug, &self.wording.language, &self.id)
    }

    fn original_path(&self, language: &str) -> String {
        urls::report(&self.slug, language, &self.id)
    }

    fn original_name(&self, language: &str) -> String {
        language_name(language)
    }

    fn feed_path(&self) -> String {
        urls::news_feed(&self.slug, &self.declaration.language)
    }

    fn demand_path(&self, id: &str) -> String {
        urls::demand(&self.slug, &self.declaration.language, id)
    }

    fn sign_path(&self) -> String {
        self.declaration.path(&self.slug)
    }
}

impl Supported {
    fn path(&self, slug: &str) -> String {
        urls::declaration(slug, &self.language)
    }

    fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}
