//! The bytes of a payload: one of the number of the layout, then [`Written`] as Postcard writes it
//! (postcard.jamesmunns.com, "Wire format"): fields in their order, numbers as LEB128, texts behind their
//! length.

use domain::address::EmailAddress;
use domain::comment::Comment;
use domain::consent::{Consent, Purpose};
use domain::listing::Listing;
use domain::locale::Language;
use domain::name::Name;
use domain::signer::{Class, Signer};
use domain::text::TextDigest;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Payload;
use crate::secret::Token;

/// The number of this layout. Another order of fields, or another field, is another layout.
pub(super) const NUMBER: u8 = 1;

/// A payload that borrows what it says.
#[derive(Serialize, Deserialize)]
pub(in crate::sign) struct Written<'p> {
    pub(super) revision: u64,
    pub(super) class: u8,
    pub(super) name: &'p str,
    pub(super) address: &'p str,
    pub(super) descriptor: Option<&'p str>,
    pub(super) place: Option<&'p str>,
    pub(super) contact: Option<&'p str>,
    pub(super) comment: Option<&'p str>,
    pub(super) listing: &'p str,
    #[serde(borrow)]
    pub(super) consents: Vec<Given<'p>>,
    pub(super) secret: [u8; 32],
    pub(super) tag: [u8; 32],
    pub(super) manage: &'p [u8],
}

/// A consent.
#[derive(Serialize, Deserialize)]
pub(super) struct Given<'p> {
    pub(super) purpose: &'p str,
    pub(super) wording: &'p str,
    pub(super) language: &'p str,
    pub(super) text: [u8; 32],
    pub(super) asked: i64,
}

impl<'p> Written<'p> {
    /// What a form says, with what it is given.
    pub(in crate::sign) fn of(
        (signer, listing): (&'p Signer, Listing),
        consents: &'p [Consent],
        revision: u64,
        (tag, secret): ([u8; 32], [u8; 32]),
        manage: &'p Token,
    ) -> Self {
        let text = |name: &'p Option<Name>| name.as_ref().map(Name::as_str);
        Self {
            revision,
            class: signer.class.code(),
            name: signer.name.as_str(),
            address: signer.address.expose(),
            descriptor: text(&signer.descriptor),
            place: text(&signer.place),
            contact: text(&signer.contact),
            comment: signer.comment.as_ref().map(Comment::as_str),
            listing: listing.word(),
            consents: consents.iter().map(Given::of).collect(),
            secret,
            tag,
            manage: manage.as_bytes(),
        }
    }

    pub(in crate::sign) fn encode(&self) -> Vec<u8> {
        let bytes = Vec::with_capacity(512);
        let bytes = postcard::to_extend(&NUMBER, bytes).expect("a vector takes a byte");
        postcard::to_extend(self, bytes).expect("a payload has only texts, bytes and numbers")
    }
}

impl Written<'_> {
    /// What was written; nothing if the rules for a text have become narrower since.
    pub(super) fn read(self) -> Option<Payload> {
        let name = |text: Option<&str>| match text {
            Some(text) => Name::parse(text).ok().map(Some),
            None => Some(None),
        };
        let signer = Signer {
            class: Class::from_code(self.class)?,
            name: Name::parse(self.name).ok()?,
            address: EmailAddress::parse(self.address).ok()?,
            descriptor: name(self.descriptor)?,
            place: name(self.place)?,
            contact: name(self.contact)?,
            comment: Comment::parse(self.comment.unwrap_or_default()).ok()?,
        };
        let consents = self.consents.into_iter().map(Given::read);
        Some(Payload {
            revision: self.revision,
            signer,
            listing: Listing::from_word(self.listing)?,
            consents: consents.collect::<Option<_>>()?,
            secret: self.secret,
            tag: self.tag,
            manage: Token::from_bytes(self.manage).ok()?,
        })
    }
}

impl<'p> Given<'p> {
    fn of(consent: &'p Consent) -> Self {
        Self {
            purpose: consent.purpose.word(),
            wording: &consent.wording,
            language: consent.language.as_str(),
            text: *consent.text.as_bytes(),
            asked: consent.asked.as_second(),
        }
    }

    fn read(self) -> Option<Consent> {
        Some(Consent {
            purpose: Purpose::from_word(self.purpose)?,
            wording: self.wording.to_owned(),
            language: Language::parse(self.language).ok()?,
            text: TextDigest::from_bytes(self.text),
            asked: Timestamp::from_second(self.asked).ok()?,
        })
    }
}

pub(super) fn decode(bytes: &[u8]) -> Option<Payload> {
    postcard::from_bytes::<Written<'_>>(bytes).ok()?.read()
}
