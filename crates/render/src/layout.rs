//! What every page shares: head, language, links to its other languages.

use std::borrow::{Borrow, Cow};

use domain::report::ReportDate;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::html::Html;
use crate::words::{Sentence, Words, language_name};
use crate::{asset, urls};

/// The site a page belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its name, as its operator writes it.
    pub name: String,
    /// Scheme and host, without a trailing slash.
    pub base_url: String,
    /// Whether mails are captured and can be read at `/mailbox`.
    pub captures_mail: bool,
}

/// The same page in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternate {
    /// BCP 47 tag.
    pub language: String,
    /// Its path.
    pub path: String,
    /// Whether this is the page being shown.
    pub current: bool,
}

impl Alternate {
    pub(crate) fn name(&self) -> String {
        language_name(&self.language)
    }

    pub(crate) fn dir(&self) -> &'static str {
        crate::words::direction(&self.language)
    }
}

/// Of what a page is a copy, where its declaration is only carried by this site (REQ-128).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The address of the original, without a slash at its end.
    pub original: String,
    /// The path of this page below that address; empty for the declaration itself.
    pub path: String,
    /// The day on which the copy was made.
    pub on: Date,
    /// How many entries of the log it holds.
    pub entries: u64,
}

impl Copy {
    /// The address of this very page at the original.
    pub(crate) fn here(&self) -> String {
        format!("{}{}", self.original, self.path)
    }
}

/// What stands around the content of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The language of the interface.
    pub words: &'static Words,
    /// The site.
    pub site: Site,
    /// Whether a form came back with mistakes, which the title then says first (REQ-95).
    pub failed: bool,
    /// The path under which search engines should know this page; a page without one is not to be indexed.
    pub canonical: Option<String>,
    /// All languages of this page, this one among them; empty where there is only one.
    pub alternates: Vec<Alternate>,
    /// Where somebody whose language is not among them is sent (`x-default`, REQ-107).
    pub default_path: Option<String>,
    /// What it is a copy of, if it is one.
    pub copy: Option<Copy>,
}

impl Layout {
    /// A page that is not to be indexed: behind a token, or about people (REQ-125).
    #[must_use]
    pub fn new(words: &'static Words, site: Site) -> Self {
        Self {
            words,
            site,
            failed: false,
            canonical: None,
            alternates: Vec::new(),
            default_path: None,
            copy: None,
        }
    }

    /// The same page with a form that came back with mistakes.
    #[must_use]
    pub fn failed(mut self) -> Self {
        self.failed = true;
        self
    }

    /// The same page, open to search engines at `path`.
    #[must_use]
    pub fn indexed_at(mut self, path: String) -> Self {
        self.canonical = Some(path);
        self
    }

    /// The same page with its languages, and where to go without any of them.
    #[must_use]
    pub fn in_languages(mut self, alternates: Vec<Alternate>, default_path: String) -> Self {
        self.alternates = alternates;
        self.default_path = Some(default_path);
        self
    }

    /// The same page as a copy of another site's, which search engines are sent to.
    #[must_use]
    pub fn copied(mut self, copy: Option<Copy>) -> Self {
        self.copy = copy;
        self
    }

    /// The address under which search engines should know this page.
    pub(crate) fn canonical_address(&self) -> Option<String> {
        let path = self.canonical.as_ref()?;
        Some(match &self.copy {
            Some(copy) => copy.here(),
            None => self.absolute(path),
        })
    }

    /// The languages as search engines should know them: none of a copy, whose original has its own.
    pub(crate) fn known_alternates(&self) -> &[Alternate] {
        if self.copy.is_some() {
            &[]
        } else {
            &self.alternates
        }
    }

    /// Where search engines send somebody whose language is missing; nowhere from a copy.
    pub(crate) fn known_default(&self) -> Option<&str> {
        self.default_path.as_deref().filter(|_| self.copy.is_none())
    }

    /// The content of `<title>`: the message `key` about the declaration `title`, and the site's name.
    pub(crate) fn window(&self, key: &'static str, title: &str) -> String {
        let words = self.words.say(key).text("title", title).plain();
        let key = if self.failed {
            "site-window-failed"
        } else {
            "site-window"
        };
        self.words
            .say(key)
            .text("window", &words)
            .text("site", &self.site.name)
            .plain()
    }

    pub(crate) fn css(&self) -> &'static str {
        asset::href()
    }

    pub(crate) fn absolute(&self, path: impl AsRef<str>) -> String {
        urls::absolute(&self.site.base_url, path.as_ref())
    }

    pub(crate) fn home(&self) -> String {
        urls::front(self.words.lang())
    }

    pub(crate) fn check_receipt(&self) -> String {
        urls::receipt_check(self.words.lang())
    }

    pub(crate) fn t(&self, key: &'static str) -> Cow<'static, str> {
        self.words.t(key)
    }

    pub(crate) fn say(&self, key: &'static str) -> Sentence<'static> {
        self.words.say(key)
    }

    pub(crate) fn number(&self, number: impl Borrow<u64>) -> String {
        self.words.number(*number.borrow())
    }

    /// A moment for people and programs: witnesses are all over the world, so it is in UTC.
    pub(crate) fn moment(&self, moment: &Timestamp) -> Html {
        let at = moment.to_zoned(TimeZone::UTC);
        let shown = self
            .words
            .say("site-moment")
            .date("day", &at.date())
            .text("clock", &format!("{:02}:{:02}", at.hour(), at.minute()));
        Html::trusted(format!("<time datetime=\"{moment}\">{shown}</time>"))
    }

    /// The date of a report for people and programs.
    pub(crate) fn report_date(&self, date: &ReportDate) -> Html {
        Html::trusted(format!(
            "<time datetime=\"{date}\">{}</time>",
            self.words.report_date(*date)
        ))
    }

    /// A month for people and programs.
    pub(crate) fn month(&self, day: Date) -> Html {
        let (year, month) = (day.year(), day.month());
        let shown = self.words.month(day);
        Html::trusted(format!(
            "<time datetime=\"{year:04}-{month:02}\">{shown}</time>"
        ))
    }

    /// A date for people and programs.
    pub(crate) fn time(&self, date: &Date) -> Html {
        Html::trusted(format!(
            "<time datetime=\"{date}\">{}</time>",
            self.words.date(*date)
        ))
    }
}
