//! Reports as they are listed: on the page of the declaration, and of each demand they support.

use domain::report::{ReportDate, ReportKind};

use crate::choice;
use crate::urls;
use crate::words::{direction, language_name};

/// A report in a list.
#[derive(Clone, Debug)]
pub struct ReportNote {
    /// Its name in addresses.
    pub id: String,
    /// BCP 47 tag of the language it can be read in from here.
    pub language: String,
    /// Whether that is another language than the page's.
    pub is_elsewhere: bool,
    /// Its title in that language.
    pub title: String,
    /// The day or month it bears.
    pub date: ReportDate,
    /// Where it was written, or what it tells of happened.
    pub place: Option<String>,
    /// What kind of account it is.
    pub kind: ReportKind,
    /// Whether it must not be relied on any more.
    pub is_retracted: bool,
}

impl ReportNote {
    pub(super) fn path(&self, slug: &str) -> String {
        urls::report(slug, &self.language, &self.id)
    }

    pub(super) fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    pub(super) fn kind_key(&self) -> &'static str {
        choice::report_kind(self.kind)
    }

    pub(super) fn language_name(&self) -> String {
        language_name(&self.language)
    }
}
