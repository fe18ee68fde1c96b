//! A signer is asked whether to sign the newer text instead (REQ-160). Looking at it changes nothing.

use askama::Template;
use domain::consent::Purpose;
use domain::signer::Class;

use super::{NewerText, SignedText, ToSign};
use crate::choice;
use crate::consent::{self, Parties};
use crate::layout::Layout;
use crate::page::manage::Signed;
use crate::urls;
use crate::words::{Sentence, direction};

/// The page with the question.
#[derive(Clone, Debug, Template)]
#[template(path = "page/move.html")]
pub struct Move {
    /// What every page shares.
    pub page: Layout,
    /// The signature.
    pub signature: Signed,
    /// The text that is signed instead.
    pub newer: NewerText,
    /// Who is named in the consents.
    pub parties: Parties,
    /// What was sent before, and is in the way.
    pub trouble: Vec<Trouble>,
}

/// Why the question is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Signing and being counted was not agreed to.
    NotAgreed,
    /// It was not confirmed that the signer may sign in the name of the organisation.
    NoAuthority,
    /// The text was changed once more meanwhile.
    Revised,
    /// Nothing could be saved just now.
    Busy,
}

impl Trouble {
    fn key(self) -> &'static str {
        match self {
            Self::NotAgreed | Self::NoAuthority => "sign-problem-not-chosen",
            Self::Revised => "revisions-move-revised",
            Self::Busy => "manage-busy",
        }
    }

    /// The name of the field that a message about a field chooses its words by.
    fn field(self) -> &'static str {
        match self {
            Self::NoAuthority => "authority",
            _ => "consent-count",
        }
    }
}

impl Move {
    fn title_dir(&self) -> &'static str {
        direction(&self.signature.language)
    }

    fn text(&self) -> &SignedText {
        &self.signature.text
    }

    fn to_sign(&self) -> ToSign<'_> {
        self.text().newer_to_sign(&self.newer)
    }

    fn is_organisation(&self) -> bool {
        self.signature.class == Class::Organisation
    }

    fn action(&self) -> &'static str {
        urls::MANAGE_MOVE
    }

    fn manage_path(&self) -> String {
        urls::manage(&self.signature.token)
    }

    fn listing_key(&self) -> &'static str {
        choice::listing_state(self.signature.listing)
    }

    fn consent(&self) -> Sentence<'static> {
        let listing = self.signature.listing;
        consent::sentence(self.page.words, Purpose::Count, listing, &self.parties)
    }

    fn shown_as(&self) -> Option<&str> {
        let Signed {
            listing,
            name,
            initials,
            ..
        } = &self.signature;
        choice::shown_as(*listing, name, initials)
    }
}
