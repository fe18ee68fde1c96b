//! The fields of the form, and what can be wrong with them.

use crate::words::{Sentence, Words};

/// A field that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Person or organisation.
    Class,
    /// Name.
    Name,
    /// Mail address.
    Email,
    /// Contact person of an organisation.
    Contact,
    /// Place.
    Place,
    /// Role, office or affiliation.
    Descriptor,
    /// Comment.
    Comment,
    /// The right to sign for an organisation.
    Authority,
    /// How to appear in public.
    Listing,
    /// The consent that signing needs.
    Consent,
}

impl Field {
    /// The name of the form field; its element has this name behind `sign-` as id.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Name => "name",
            Self::Email => "email",
            Self::Contact => "contact",
            Self::Place => "place",
            Self::Descriptor => "descriptor",
            Self::Comment => "comment",
            Self::Authority => "authority",
            Self::Listing => "listing",
            Self::Consent => "consent-count",
        }
    }

    /// The label of a line of text.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Email => "sign-email",
            Self::Contact => "sign-contact",
            Self::Place => "sign-place",
            Self::Descriptor => "sign-descriptor",
            Self::Comment => "sign-comment",
            _ => "sign-name",
        }
    }

    /// What helps with a line of text.
    pub(super) fn hint(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("sign-name-hint"),
            Self::Contact => Some("sign-contact-hint"),
            Self::Descriptor => Some("sign-descriptor-hint"),
            _ => None,
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was entered, or nothing visible.
    Missing,
    /// Too many user-perceived characters.
    TooLong {
        /// How many were entered.
        length: u64,
        /// How many are possible.
        limit: u64,
    },
    /// A character that cannot be shown, such as a control character.
    Character {
        /// Its number in Unicode, such as `U+202E`.
        code: String,
        /// Where it stands, counted from 1.
        position: u64,
    },
    /// A pile of marks on one letter.
    Marks,
    /// A web address.
    Link,
    /// Not a mail address: no `@`, or no mail domain behind it.
    Address,
    /// An address that is right, with letters that the site's mail server cannot carry (RFC 6531).
    Unreachable,
    /// A choice that must be made, or a box that must be ticked, was not.
    NotChosen,
}

/// One problem of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: Problem,
}

impl Mistake {
    /// The id of the element to go to.
    pub(super) fn anchor(&self) -> String {
        format!("#sign-{}", self.field.name())
    }

    /// What to do about it: the same words in the summary and at the field (REQ-95).
    pub(in crate::page) fn sentence(&self, words: &'static Words) -> Sentence<'static> {
        let field = self.field.name();
        match &self.problem {
            Problem::Missing => words.say("sign-problem-missing").text("field", field),
            Problem::TooLong { length, limit } => words
                .say("sign-problem-too-long")
                .text("field", field)
                .number("length", *length)
                .number("limit", *limit),
            Problem::Character { code, position } => words
                .say("sign-problem-character")
                .text("field", field)
                .text("code", code)
                .number("position", *position),
            Problem::Marks => words.say("sign-problem-marks").text("field", field),
            Problem::Link => words.say("sign-problem-link").text("field", field),
            Problem::Address => words.say("sign-problem-address").text("field", field),
            Problem::Unreachable => words.say("sign-problem-unreachable").text("field", field),
            Problem::NotChosen => words.say("sign-problem-not-chosen").text("field", field),
        }
    }
}
