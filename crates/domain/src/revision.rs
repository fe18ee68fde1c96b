//! Revisions: immutable wordings, each in one language.

use jiff::civil::Date;

use crate::locale::Language;
use crate::name::Name;
use crate::text::{Text, TextDigest};

/// What a revision is to the declaration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// The authoritative wording.
    Original,
    /// A rendering of one original revision.
    Translation(Translation),
}

/// What binds a translation to its original.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Translation {
    /// The original revision it renders.
    pub renders: Renders,
    /// Who translated, if said.
    pub translator: Option<Name>,
    /// The second speaker who read it, if said.
    pub reviewer: Option<Name>,
    /// How far it is.
    pub state: TranslationState,
}

/// Which original a translation renders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Renders {
    /// The original as it stands in the same folder; resolved when it is published.
    Current,
    /// The original with this digest.
    Digest(TextDigest),
}

/// How far a translation is (REQ-108); a draft is never served.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TranslationState {
    /// Read by a second speaker.
    Reviewed,
    /// Not to be shown.
    Draft,
}

impl TranslationState {
    /// The word in a folder.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reviewed => "reviewed",
            Self::Draft => "draft",
        }
    }
}

/// What a revision changes, in the words of those who revised it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changes {
    /// The words, for those who signed the revision before; paragraphs apart by an empty line.
    pub words: String,
    /// Whether the change is material (REQ-160): whoever signed the revision before is then offered to
    /// sign this one instead.
    pub material: bool,
}

/// One wording with its front matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wording {
    /// Its language.
    pub language: Language,
    /// Original or translation.
    pub role: Role,
    /// The day it bears, if one.
    pub date: Option<Date>,
    /// The line that names the newsletter issue it was circulated in, if one.
    pub origin: Option<String>,
    /// The note on where it comes from, if one; paragraphs apart by an empty line.
    pub note: Option<String>,
    /// What it changes, where that was said.
    pub changes: Option<Changes>,
    /// The canonical text.
    pub text: Text,
}

impl Wording {
    /// Whether it may be published.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        matches!(
            &self.role,
            Role::Translation(Translation {
                state: TranslationState::Draft,
                ..
            })
        )
    }
}
