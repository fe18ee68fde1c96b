//! Behind the mailed link: a summary and one large button (REQ-36, REQ-37, REQ-99).

use askama::Template;
use domain::consent::Purpose;
use domain::listing::Listing;
use domain::signer::Class;
use jiff::civil::Date;

use crate::choice;
use crate::consent::{self, Parties};
use crate::layout::Layout;
use crate::page::pause::Paused;
use crate::page::revisions::{SignedText, ToSign};
use crate::urls;
use crate::words::{Sentence, direction};

/// The page with the confirm button. Looking at it changes nothing.
#[derive(Clone, Debug, Template)]
#[template(path = "page/confirm.html")]
pub struct Confirm {
    /// What every page shares.
    pub page: Layout,
    /// The title of the text that is signed.
    pub title: String,
    /// The text that is signed, and what was published since.
    pub text: SignedText,
    /// Person or organisation.
    pub class: Class,
    /// The name that was entered.
    pub name: String,
    /// How the name reads as initials.
    pub initials: String,
    /// The role, profession or affiliation that was entered.
    pub descriptor: Option<String>,
    /// The place that was entered.
    pub place: Option<String>,
    /// Who answers for the organisation.
    pub contact: Option<String>,
    /// The comment that was entered.
    pub comment: Option<String>,
    /// The listing that was chosen; it can be lowered here, not raised.
    pub listing: Listing,
    /// The purposes that were ticked.
    pub consents: Vec<Purpose>,
    /// Who is named in the consents.
    pub parties: Parties,
    /// The declaration's own note on the risk of being shown; absent for the usual one.
    pub risk_note: Option<String>,
    /// The mailed token, for the hidden field `token`.
    pub token: String,
    /// The day on which everything is deleted if the button is not pressed.
    pub deleted_on: Date,
    /// Whether it was pressed and could not be taken just now; nothing is lost.
    pub busy: bool,
    /// What is said while nothing can be confirmed.
    pub paused: Option<Paused>,
}

impl Confirm {
    fn title_dir(&self) -> &'static str {
        direction(&self.text.language)
    }

    fn to_sign(&self) -> ToSign<'_> {
        self.text.to_sign(&self.title)
    }

    fn is_organisation(&self) -> bool {
        self.class == Class::Organisation
    }

    /// Whether the comment and the role can become public; the choice may still be lowered.
    fn is_named(&self) -> bool {
        self.listing == Listing::Named
    }

    fn is_shown(&self) -> bool {
        self.listing != Listing::Counted
    }

    /// What is shown together with the name only, with the keys of its labels.
    fn beside_name(&self) -> Vec<(&'static str, &str)> {
        let lines = [
            ("sign-descriptor", &self.descriptor),
            ("sign-comment", &self.comment),
        ];
        let given = lines.into_iter();
        given
            .filter_map(|(key, line)| Some((key, line.as_deref()?)))
            .collect()
    }

    fn action(&self) -> &'static str {
        urls::CONFIRM
    }

    /// The listings that may be chosen here, the most private first, with the one that was chosen before.
    fn listings(&self) -> Vec<(Listing, &'static str, bool)> {
        choice::listings(self.listing, self.listing, &self.initials)
    }

    /// How the signer would appear, for the examples beside the choices.
    fn shown_as(&self, listing: &Listing) -> Option<&str> {
        choice::shown_as(*listing, &self.name, &self.initials)
    }

    fn consent_sentences(&self) -> Vec<Sentence<'static>> {
        let ticked = self
            .consents
            .iter()
            .filter(|purpose| **purpose != Purpose::Publish);
        let sentence = |purpose: &Purpose| {
            consent::sentence(self.page.words, *purpose, self.listing, &self.parties)
        };
        ticked.map(sentence).collect()
    }
}
