//! A translation beside its original, paragraph by paragraph: for whoever reviews it.

use askama::Template;
use domain::text::{Change, Piece};

use crate::layout::Layout;
use crate::urls;
use crate::words::{direction, language_name};

/// A translation beside its original.
#[derive(Clone, Debug, Template)]
#[template(path = "page/compare.html")]
pub struct Compare {
    /// What every page shares.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The translation's title.
    pub title: String,
    /// BCP 47 tag of the translation.
    pub language: String,
    /// BCP 47 tag of the original.
    pub original: String,
    /// The number of the original that the translation renders.
    pub rendered: u64,
    /// The number of the newest original.
    pub newest: u64,
    /// How many paragraphs have yet to follow.
    pub behind: u64,
    /// The paragraphs, in the order of reading.
    pub pairs: Vec<ComparedPair>,
    /// Whether some of it was too long to be compared word by word.
    pub coarse: bool,
}

/// One paragraph in both languages.
#[derive(Clone, Debug)]
pub struct ComparedPair {
    /// Its name, for links.
    pub id: String,
    /// Whether it is a heading.
    pub heading: bool,
    /// How the two stand to each other.
    pub standing: Standing,
    /// As it stands in the original, with what changed since it was translated.
    pub original: Vec<Piece>,
    /// As it stands in the translation; absent where it is missing.
    pub translation: Option<String>,
}

/// How a paragraph of a translation stands to that of its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The original is as it was translated.
    Same,
    /// The original changed since.
    Changed,
    /// It is new in the original.
    New,
    /// It is no longer in the original.
    Gone,
    /// It was in the original when it was translated, and is missing here.
    Missing,
    /// It never was in the original.
    Own,
}

impl ComparedPair {
    /// What to say beside it; nothing where all is well.
    fn note(&self) -> Option<&'static str> {
        match self.standing {
            Standing::Same => None,
            Standing::Changed => Some("revisions-changed"),
            Standing::New => Some("revisions-new"),
            Standing::Gone => Some("revisions-gone"),
            Standing::Missing => Some("revisions-missing"),
            Standing::Own => Some("revisions-own"),
        }
    }
}

impl Compare {
    fn is_up_to_date(&self) -> bool {
        self.behind == 0
    }

    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn original_dir(&self) -> &'static str {
        direction(&self.original)
    }

    fn name(&self) -> String {
        language_name(&self.language)
    }

    fn original_name(&self) -> String {
        language_name(&self.original)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }
}
