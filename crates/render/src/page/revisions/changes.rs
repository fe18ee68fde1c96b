//! What changed from one text to another in the same language, so that anybody can read it.

use askama::Template;
use domain::text::{Change, Piece};

use super::Said;
use crate::layout::Layout;
use crate::urls;
use crate::words::{direction, language_name};

/// What changed from one text to another.
#[derive(Clone, Debug, Template)]
#[template(path = "page/changes.html")]
pub struct Changes {
    /// What every page shares.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The title of the text it came to.
    pub title: String,
    /// BCP 47 tag of both.
    pub language: String,
    /// The text it came from.
    pub from: Compared,
    /// The text it came to.
    pub to: Compared,
    /// What those who changed it say.
    pub said: Vec<Said>,
    /// The text in stretches, in the order of reading.
    pub stretches: Vec<Stretch>,
    /// Whether some of it was too long to be compared word by word.
    pub coarse: bool,
}

/// One of the two texts.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its number.
    pub number: u64,
    /// Lower-case hexadecimal digits of its digest.
    pub digest: String,
}

/// Some paragraphs that shared their fate.
#[derive(Clone, Debug)]
pub enum Stretch {
    /// A paragraph that changed.
    Changed(ChangedText),
    /// Paragraphs that did not.
    Kept(Vec<KeptText>),
}

/// A paragraph that changed.
#[derive(Clone, Debug)]
pub struct ChangedText {
    /// Its name, for links.
    pub id: String,
    /// Whether it is a heading.
    pub heading: bool,
    /// Its words, with what became of them; all kept where only marks changed.
    pub pieces: Vec<Piece>,
}

/// A paragraph that did not change.
#[derive(Clone, Debug)]
pub struct KeptText {
    /// Its name, for links.
    pub id: String,
    /// Whether it is a heading.
    pub heading: bool,
    /// Its words.
    pub words: String,
}

/// So many unchanged paragraphs in a row are folded away: one or two are what a reader needs around a change, more
/// hide the next one.
const FOLDED: usize = 3;

impl ChangedText {
    /// Whether emphasis or breaks changed and no word.
    fn marks_alone(&self) -> bool {
        self.pieces.iter().all(|piece| piece.change == Change::Kept)
    }
}

impl Changes {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn name(&self) -> String {
        language_name(&self.language)
    }

    fn path_of(&self, text: &Compared) -> String {
        urls::text(&self.slug, &text.digest)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn is_folded(&self, kept: &[KeptText]) -> bool {
        kept.len() >= FOLDED && !self.is_unchanged()
    }

    fn count(&self, kept: &[KeptText]) -> u64 {
        kept.len() as u64
    }

    fn is_unchanged(&self) -> bool {
        let changed = |stretch: &Stretch| matches!(stretch, Stretch::Changed(_));
        !self.stretches.iter().any(changed)
    }
}
