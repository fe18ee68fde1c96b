//! The sentences a signer agrees to.
//!
//! What a form shows beside a box and what the consent ledger keeps is the same text, made here (REQ-4).

use domain::consent::Purpose;
use domain::listing::Listing;

use crate::choice;
use crate::words::{Sentence, Words};

/// Who is named in the sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// Who answers for the data (GDPR article 4, number 7).
    pub controller: String,
    /// Those to whom the declaration is handed over.
    pub addressees: Vec<String>,
}

/// The sentence for `purpose` as the ledger keeps it: without isolation marks.
///
/// [`Purpose::Publish`] is given by choosing a listing: its sentence is that of `listing`.
#[must_use]
pub fn wording(words: &Words, purpose: Purpose, listing: Listing, parties: &Parties) -> String {
    sentence(words, purpose, listing, parties).plain()
}

/// The sentence as forms show it: in the signer's voice, naming the controller, and for signing itself saying that
/// a signature shows a political opinion (REQ-3; GDPR article 9).
pub(crate) fn sentence<'w>(
    words: &'w Words,
    purpose: Purpose,
    listing: Listing,
    parties: &Parties,
) -> Sentence<'w> {
    let key = match purpose {
        Purpose::Count => "sign-consent-count",
        Purpose::Publish => choice::listing_choice(listing),
        Purpose::Handover if parties.addressees.is_empty() => "sign-consent-handover",
        Purpose::Handover => "sign-consent-handover-to",
        Purpose::Infomail => "sign-consent-infomail",
        Purpose::InfomailSigned => "sign-consent-infomail-signed",
        Purpose::Contact => "sign-consent-contact",
    };
    words
        .say(key)
        .text("controller", &parties.controller)
        .list("addressees", &parties.addressees)
}

/// The name of the form field for `purpose`, which carries `yes` when ticked.
#[must_use]
pub fn field(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Count => "consent-count",
        Purpose::Publish => "listing",
        Purpose::Handover => "consent-handover",
        Purpose::Infomail => "consent-infomail",
        Purpose::InfomailSigned => "consent-infomail-signed",
        Purpose::Contact => "consent-contact",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parties() -> Parties {
        Parties {
            controller: "River Watch".to_owned(),
            addressees: vec!["The city council".to_owned()],
        }
    }

    #[test]
    fn every_consent_but_the_listing_names_the_controller_in_every_language() {
        let purposes = Purpose::ALL.into_iter();
        for purpose in purposes.filter(|purpose| *purpose != Purpose::Publish) {
            for words in Words::all() {
                let text = wording(words, purpose, Listing::Counted, &parties());
                assert!(text.contains("River Watch"), "{text}");
            }
        }
    }

    #[test]
    fn the_ledger_keeps_what_the_form_shows() {
        let words = Words::for_language("en");
        let shown = sentence(words, Purpose::Handover, Listing::Counted, &parties()).to_string();
        let kept = wording(words, Purpose::Handover, Listing::Counted, &parties());
        assert_eq!(shown.replace("<bdi>", "").replace("</bdi>", ""), kept);
    }

    #[test]
    fn publishing_is_agreed_to_by_choosing_a_listing() {
        let words = Words::for_language("en");
        let sentences =
            Listing::ALL.map(|listing| wording(words, Purpose::Publish, listing, &parties()));
        assert_ne!(sentences[1], sentences[2]);
    }
}
