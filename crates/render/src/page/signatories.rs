//! The public list of signatories.

use askama::Template;
use domain::signer::Class;
use jiff::civil::Date;

use crate::choice;
use crate::layout::Layout;
use crate::urls;
use crate::words::{Sentence, Words, direction, language_name};

/// One page of the list.
#[derive(Clone, Debug, Template)]
#[template(path = "page/signatories.html")]
pub struct Signatories {
    /// What every page shares.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The declaration's title.
    pub title: String,
    /// BCP 47 tag of the title and of the declaration's page.
    pub language: String,
    /// How many have signed.
    pub counts: Counts,
    /// What was asked for.
    pub filter: Filter,
    /// How many signed each text, in the order of publication.
    pub texts: Vec<TextCount>,
    /// The languages in which the declaration was signed, as BCP 47 tags.
    pub languages: Vec<String>,
    /// Those on this page.
    pub rows: Vec<Row>,
    /// The cursor of the page after, if there is one.
    pub after: Option<String>,
    /// Which page it is; nothing where there is one, or where it is not known how many there are.
    pub pages: Option<Pages>,
}

/// Which page of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    /// This one, from 1.
    pub number: u64,
    /// The last.
    pub last: u64,
}

/// How many signed one text.
#[derive(Clone, Debug)]
pub struct TextCount {
    /// Leaf index of the revision, as the filter names it.
    pub leaf: u64,
    /// BCP 47 tag of the text.
    pub language: String,
    /// Its number in that language.
    pub number: u64,
    /// How many signed it.
    pub signed: u64,
}

/// How many have signed: the same numbers everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Persons.
    pub persons: u64,
    /// Organisations.
    pub organisations: u64,
    /// Those of both who are shown by name or by initials.
    pub shown: u64,
    /// Entries in the log that were counted, where a page tells programs; `undersigned verify`
    /// compares it.
    pub size: Option<u64>,
}

impl Counts {
    pub(super) fn total(&self) -> u64 {
        self.persons + self.organisations
    }

    pub(super) fn hidden(&self) -> u64 {
        self.total().saturating_sub(self.shown)
    }
}

/// What was asked for, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The start of a name; empty for all.
    pub prefix: String,
    /// Persons or organisations only.
    pub class: Option<Class>,
    /// BCP 47 tag of the language signed in; empty for all.
    pub language: String,
    /// Leaf index of the revision signed; absent for all.
    pub revision: Option<u64>,
    /// The order.
    pub order: Order,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// By name, in the collation of the page's language.
    Name,
}

impl Order {
    /// The value of the query field `order`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Name => "name",
        }
    }
}

/// Somebody on the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name, or the initials.
    pub name: String,
    /// Person or organisation.
    pub class: Class,
    /// Role, office or affiliation.
    pub descriptor: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// BCP 47 tag of the language signed in.
    pub language: String,
    /// The number of the text signed, where there are several in that language.
    pub text: Option<u64>,
    /// The day of signing (UTC).
    pub signed_on: Date,
}

impl Row {
    pub(super) fn is_organisation(&self) -> bool {
        self.class == Class::Organisation
    }

    /// The text signed, where there are several in its language.
    pub(super) fn text_signed(&self, words: &'static Words) -> Option<Sentence<'static>> {
        let text = words
            .say("declaration-revision-of")
            .number("number", self.text?);
        Some(text.text("language", &self.language_name()))
    }

    pub(super) fn language_name(&self) -> String {
        language_name(&self.language)
    }
}

impl Filter {
    /// Whether anything narrows the list.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.prefix.is_empty()
            || self.class.is_some()
            || !self.language.is_empty()
            || self.revision.is_some()
    }

    /// This filter as the query of `path`, with the place of a page behind it.
    #[must_use]
    pub fn path(&self, path: &str, place: &[(&str, &str)]) -> String {
        let fields = self.fields();
        let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
        let pairs: Vec<(&str, &str)> = fields.chain(place.iter().copied()).collect();
        urls::with_query(path, &pairs)
    }

    /// What narrows or orders the list, as fields of a form.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let class = self.class.map(choice::class_word).unwrap_or_default();
        let order = if self.order == Order::Newest {
            ""
        } else {
            self.order.word()
        };
        let revision = self
            .revision
            .map(|leaf| leaf.to_string())
            .unwrap_or_default();
        let fields = [
            ("q", self.prefix.clone()),
            ("class", class.to_owned()),
            ("language", self.language.clone()),
            ("revision", revision),
            ("order", order.to_owned()),
        ];
        let asked_for = fields.into_iter().filter(|(_, value)| !value.is_empty());
        asked_for.collect()
    }
}

impl Signatories {
    fn path(&self) -> String {
        urls::signatories(&self.slug, &self.language)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn title_dir(&self) -> &'static str {
        direction(&self.language)
    }

    /// The next page, from the last name of this one on, so that nobody is left out or shown twice
    /// who came or went meanwhile.
    fn next_path(&self, cursor: &str) -> String {
        let number = self.pages.map(|pages| (pages.number + 1).to_string());
        let number = number.unwrap_or_default();
        let place = [("after", cursor), ("page", number.as_str())];
        self.filter.path(&self.path(), &place)
    }

    fn page_path(&self, number: u64) -> String {
        let number = (number > 1).then(|| number.to_string());
        let place = [("page", number.as_deref().unwrap_or_default())];
        self.filter.path(&self.path(), &place)
    }

    fn class_is(&self, word: &str) -> bool {
        self.filter
            .class
            .map(choice::class_word)
            .unwrap_or_default()
            == word
    }

    fn language_is(&self, language: &str) -> bool {
        self.filter.language == language
    }

    fn revision_is(&self, leaf: &u64) -> bool {
        self.filter.revision == Some(*leaf)
    }

    /// Those who signed one text.
    fn path_of(&self, text: &TextCount) -> String {
        let filter = Filter {
            revision: Some(text.leaf),
            ..Filter::default()
        };
        filter.path(&self.path(), &[])
    }

    fn by_name(&self) -> bool {
        self.filter.order == Order::Name
    }

    fn name_of(&self, language: &str) -> String {
        language_name(language)
    }
}
