//! Texts beside each other: a translation beside its original, one text beside the one before, and signing the newer
//! one instead.

pub mod changes;
pub mod compare;
pub mod moving;

use jiff::civil::Date;

use crate::urls;
use crate::words::direction;

/// A text of a declaration, in the list of all its texts in one language.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    /// Its number in that language.
    pub number: u64,
    /// The day it was published here.
    pub published: Date,
    /// How many signed it.
    pub signed: u64,
    /// Lower-case hexadecimal digits of its digest.
    pub digest: String,
    /// Whether it is the text being shown.
    pub current: bool,
}

/// What those who changed a text say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Their words, paragraph by paragraph.
    pub words: Vec<String>,
    /// BCP 47 tag of the words.
    pub language: String,
}

impl Said {
    pub(super) fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}

/// The text that somebody signed.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedText {
    /// The declaration's name in addresses.
    pub slug: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// Its number in that language.
    pub number: u64,
    /// Lower-case hexadecimal digits of its digest.
    pub digest: String,
    /// The newest text in the same language, if it is another.
    pub newer: Option<NewerText>,
    /// Whether the original has changed since the newest text in this language was translated.
    pub behind: bool,
}

/// A text that is newer than the one somebody signed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewerText {
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: u64,
    /// Lower-case hexadecimal digits of its digest.
    pub digest: String,
    /// What those who changed it say.
    pub said: Vec<Said>,
    /// Whether the signer is offered to sign it instead.
    pub offered: bool,
}

/// What a button signs, named beside it.
pub(super) struct ToSign<'a> {
    pub(super) title: &'a str,
    slug: &'a str,
    pub(super) language: &'a str,
    pub(super) number: u64,
    digest: &'a str,
}

impl ToSign<'_> {
    pub(super) fn path(&self) -> String {
        urls::text(self.slug, self.digest)
    }

    pub(super) fn dir(&self) -> &'static str {
        direction(self.language)
    }

    pub(super) fn language_name(&self) -> String {
        crate::words::language_name(self.language)
    }
}

impl SignedText {
    /// This text, where it is about to be signed under its title.
    pub(super) fn to_sign<'a>(&'a self, title: &'a str) -> ToSign<'a> {
        ToSign {
            title,
            slug: &self.slug,
            language: &self.language,
            number: self.number,
            digest: &self.digest,
        }
    }

    /// The newer text, where it is about to be signed instead.
    pub(super) fn newer_to_sign<'a>(&'a self, newer: &'a NewerText) -> ToSign<'a> {
        ToSign {
            title: &newer.title,
            number: newer.number,
            digest: &newer.digest,
            ..self.to_sign("")
        }
    }

    /// The digest of the newest text in its language: this one, where nothing newer was published.
    pub(super) fn newest(&self) -> &str {
        let newer = self.newer.as_ref();
        newer.map_or(&self.digest, |newer| &newer.digest)
    }

    pub(super) fn path(&self) -> String {
        urls::text(&self.slug, &self.digest)
    }

    pub(super) fn language_name(&self) -> String {
        crate::words::language_name(&self.language)
    }

    pub(super) fn is_offered(&self) -> bool {
        self.newer.as_ref().is_some_and(|newer| newer.offered)
    }

    pub(super) fn changes_path(&self, newer: &NewerText) -> String {
        urls::changes(&self.slug, &self.language, (self.number, newer.number))
    }
}
