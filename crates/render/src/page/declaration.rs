//! A declaration in one language: the page that everything else leads to.

use askama::Template;
use jiff::civil::Date;

use super::figures::FigureNote;
use super::pause::Paused;
use super::raisings::RaisedDemand;
use super::reports::ReportNote;
use super::sign::SignForm;
use super::signatories::{Counts, Row};
use crate::html::{self, Html};
use crate::layout::{Copy, Layout};
use crate::spoken::{self, Spoken};
use crate::urls;
use crate::words::{direction, language_name};

/// A declaration.
#[derive(Clone, Debug, Template)]
#[template(path = "page/declaration.html")]
pub struct Declaration {
    /// What every page shares; its alternates are the languages of the text.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The text's title.
    pub title: String,
    /// The text after its title, from [`crate::text::to_html`].
    pub body: Html,
    /// Which wording this is.
    pub wording: Wording,
    /// Where it comes from.
    pub origin: Origin,
    /// The paragraphs that have yet to follow the original, where it is a translation.
    pub behind: Vec<BehindParagraph>,
    /// Its figures with their sources, in the order of the text.
    pub figures: Vec<FigureNote>,
    /// The path of the page on how they are chosen, if there is one.
    pub method: Option<String>,
    /// Its demands as far as they were raised, in the order of the text.
    pub raised: Vec<RaisedDemand>,
    /// Its reports, the one of the latest date first.
    pub reports: Vec<ReportNote>,
    /// How many have signed.
    pub counts: Counts,
    /// The newest signatories who are shown.
    pub newest: Vec<Row>,
    /// The form; absent where the declaration cannot be signed here.
    pub form: Option<SignForm>,
    /// What is said in the place of the form while signing rests.
    pub paused: Option<Paused>,
    /// Whether it can be signed at its original instead, where this is a copy.
    pub elsewhere: bool,
    /// The last day on which it can or could be signed.
    pub closes: Option<Date>,
    /// Whether its log is closed, so that no signature can follow any more.
    pub is_closed: bool,
}

/// Which wording a page shows: what is signed is one text in one language (REQ-108).
#[derive(Clone, Debug)]
pub struct Wording {
    /// BCP 47 tag of the text.
    pub language: String,
    /// The revision's number in that language.
    pub revision: u64,
    /// Lower-case hexadecimal SHA-256 of the canonical text.
    pub digest: String,
    /// The day it was published here.
    pub published: Option<Date>,
    /// The number of the text before it in that language, if there is one.
    pub before: Option<u64>,
    /// Absent for the original.
    pub translation: Option<Rendering>,
}

/// What a translation renders.
#[derive(Clone, Debug)]
pub struct Rendering {
    /// BCP 47 tag of the original.
    pub original: String,
    /// Who translated, if said.
    pub translator: Option<String>,
    /// The second speaker who read it, if said.
    pub reviewer: Option<String>,
    /// Whether the original has a newer revision than the one rendered.
    pub behind: bool,
}

/// A paragraph that has yet to follow the original.
#[derive(Clone, Debug)]
pub struct BehindParagraph {
    /// Its name, for the link to both beside each other.
    pub id: String,
    /// Its first words, in the translation or else in the original.
    pub words: String,
    /// BCP 47 tag of the words.
    pub language: String,
}

/// Where a declaration comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The line that names where it was circulated.
    pub line: Option<String>,
    /// Paragraphs on where it comes from.
    pub note: Vec<String>,
    /// Where it appeared first.
    pub first_published: Option<FirstPublished>,
    /// Those who began it.
    pub initiators: Vec<Party>,
    /// Those who support it.
    pub supporters: Vec<String>,
    /// Those it is addressed to.
    pub addressees: Vec<Spoken>,
}

/// Where and when a declaration appeared first.
#[derive(Clone, Debug)]
pub struct FirstPublished {
    /// The day.
    pub on: Date,
    /// The site, paper or organisation.
    pub place: String,
    /// Its address, if known.
    pub url: Option<String>,
}

/// Somebody who began a declaration.
#[derive(Clone, Debug)]
pub struct Party {
    /// Name.
    pub name: String,
    /// Office or role.
    pub role: Option<Spoken>,
}

impl Declaration {
    fn dir(&self) -> &'static str {
        direction(&self.wording.language)
    }

    /// Whether the interface is in another language than the text, which the page then says.
    fn interface_differs(&self) -> bool {
        !self.page.words.speaks(&self.wording.language)
    }

    fn language_name(&self) -> String {
        language_name(&self.wording.language)
    }

    fn original_path(&self, rendering: &Rendering) -> String {
        urls::declaration(&self.slug, &rendering.original)
    }

    fn original_name(&self, rendering: &Rendering) -> String {
        language_name(&rendering.original)
    }

    fn behind_count(&self) -> u64 {
        self.behind.len() as u64
    }

    fn compare_path(&self) -> String {
        urls::compare(&self.slug, &self.wording.language)
    }

    fn compare_at(&self, paragraph: &BehindParagraph) -> String {
        urls::compare_at(&self.slug, &self.wording.language, &paragraph.id)
    }

    fn changes_path(&self, before: &u64) -> String {
        let numbers = (*before, self.wording.revision);
        urls::changes(&self.slug, &self.wording.language, numbers)
    }

    fn permalink(&self) -> String {
        urls::text(&self.slug, &self.wording.digest)
    }

    fn path(&self) -> String {
        urls::declaration(&self.slug, &self.wording.language)
    }

    /// Where it can be signed instead, if this is a copy.
    fn original(&self) -> Option<String> {
        let copy = self.page.copy.as_ref().filter(|_| self.elsewhere);
        copy.map(Copy::here)
    }

    fn signatories_path(&self) -> String {
        urls::signatories(&self.slug, &self.wording.language)
    }

    fn feed_path(&self) -> String {
        urls::raisings_feed(&self.slug, &self.wording.language)
    }

    fn news_path(&self) -> String {
        urls::news_feed(&self.slug, &self.wording.language)
    }

    fn log_path(&self) -> String {
        urls::log(&self.slug, &self.wording.language)
    }

    fn addressees(&self) -> Option<Html> {
        spoken::list(self.page.words, &self.origin.addressees)
    }

    fn list(&self, names: &[String]) -> Option<Html> {
        html::list(self.page.words, names)
    }
}

impl BehindParagraph {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}

impl FirstPublished {
    fn link(&self) -> Option<&str> {
        self.url
            .as_deref()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    }
}
