//! One numbered issue in all its languages.

use std::fmt;

use jiff::civil::Date;

use super::{List, nearest};
use crate::locale::Language;
use crate::name::Name;
use crate::slug::Slug;
use crate::text::Text;

/// The number of an issue: from 1, given once in a list (REQ-86).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct IssueNumber(u32);

impl IssueNumber {
    /// The number, unless it is nought or has more than nine digits.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        match number {
            1..=999_999_999 => Some(Self(number)),
            _ => None,
        }
    }

    /// Reads a number as it stands in an address: digits without a leading nought, so that each issue has
    /// one address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = Self::new(text.parse().ok()?)?;
        (number.to_string() == text).then_some(number)
    }

    /// Reads the name of an issue's folder: at least four digits, `0007`.
    #[must_use]
    pub fn from_folder(name: &str) -> Option<Self> {
        let digits = name.bytes().all(|byte| byte.is_ascii_digit());
        let number = Self::new(name.parse().ok().filter(|_| digits)?)?;
        (number.folder() == name).then_some(number)
    }

    /// The name of its folder, which sorts as the numbers do up to 9999.
    #[must_use]
    pub fn folder(self) -> String {
        format!("{:04}", self.0)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether it is the one right behind another, or the first of all.
    #[must_use]
    pub fn follows(self, before: Option<Self>) -> bool {
        self.0 - 1 == before.map_or(0, Self::get)
    }
}

impl fmt::Display for IssueNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An issue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// Its number, shared by all its languages.
    pub number: IssueNumber,
    /// The day it bears.
    pub date: Date,
    /// The declarations it is about; their figures may stand in its texts.
    pub about: Vec<Slug>,
    /// The earlier issue that it puts right, if it is a correction.
    pub corrects: Option<IssueNumber>,
    /// Why the numbers between the issue before and this one are missing.
    pub gap: Option<String>,
    /// Who gets it.
    pub audience: Audience,
    /// Its texts, in the order of their languages: at least one, each language once.
    pub texts: Vec<IssueText>,
}

/// Who of a list gets an issue: everybody who is in both of these.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Audience {
    /// The languages chosen by subscribers; all where none is named.
    pub languages: Vec<Language>,
    /// Declarations of which they signed at least one and agreed that this is noted; where none is named,
    /// it does not matter.
    pub signed: Vec<Slug>,
}

impl Audience {
    /// Whether it is the whole list.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        self.languages.is_empty() && self.signed.is_empty()
    }
}

/// An issue in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IssueText {
    /// The language.
    pub language: Language,
    /// The line that mail programs show beside the subject, if it is not the first of the text.
    pub preheader: Option<String>,
    /// Who translated it, if anybody wants to be named.
    pub translator: Option<Name>,
    /// The text with its title, as in a declaration; figure marks name figures of the declarations that the
    /// issue is about.
    pub text: Text,
}

impl Issue {
    /// The text for a reader: in their language, in one of its kin, in the list's own, or else the first.
    #[must_use]
    pub fn text_for(&self, language: &Language, list: &List) -> Option<&IssueText> {
        let in_language = |wanted| nearest(&self.texts, |text| &text.language, wanted);
        in_language(language)
            .or_else(|| in_language(&list.language))
            .or_else(|| self.texts.first())
    }

    /// The text in exactly this language.
    #[must_use]
    pub fn text_in(&self, language: &Language) -> Option<&IssueText> {
        self.texts.iter().find(|text| &text.language == language)
    }
}

impl IssueText {
    /// Its title, which is the subject of its mails too.
    #[must_use]
    pub fn title(&self) -> &str {
        self.text.title()
    }
}
