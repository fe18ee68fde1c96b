//! What lies in a pending row, sealed: everything needed at confirmation.
//!
//! JSON, because the row lives a week at most and the shape may change between releases; an old
//! payload that no longer reads is answered like an expired one.

use domain::address::EmailAddress;
use domain::comment::Comment;
use domain::consent::{Consent, Purpose, consents_digest};
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::{Field, Fields, Opening};
use domain::name::Name;
use domain::signer::{Class, Signer};
use domain::text::TextDigest;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{SignDeclaration, initials_of};
use crate::clock::{Random, random_bytes};
use crate::record::Record;
use crate::secret::Token;

/// A pending signature in full.
pub(crate) struct Payload {
    pub(crate) revision: u64,
    pub(crate) signer: Signer,
    pub(crate) listing: Listing,
    pub(crate) consents: Vec<Consent>,
    pub(crate) record: Record,
    pub(crate) tag: [u8; 32],
    pub(crate) manage: Token,
}

#[derive(Serialize, Deserialize)]
struct PayloadJson {
    revision: u64,
    class: u8,
    name: String,
    address: String,
    descriptor: Option<String>,
    place: Option<String>,
    contact: Option<String>,
    comment: Option<String>,
    listing: String,
    consents: Vec<ConsentJson>,
    secret: String,
    tag: String,
    manage: String,
}

#[derive(Serialize, Deserialize)]
struct ConsentJson {
    purpose: String,
    wording: String,
    language: String,
    text: String,
    asked: i64,
}

/// What stays in the pending row after confirmation, so that the same link leads to the same
/// receipt until the row expires: the token of the signer's own link, and nothing else.
#[derive(Serialize, Deserialize)]
pub(crate) struct Stub {
    manage: String,
}

impl Stub {
    pub(crate) fn new(manage: &Token) -> Self {
        Self {
            manage: manage.reveal(),
        }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a stub has only text")
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Token> {
        Token::parse(&serde_json::from_slice::<Self>(bytes).ok()?.manage).ok()
    }
}

impl Payload {
    pub(crate) fn new(
        command: &SignDeclaration,
        revision: u64,
        tag: [u8; 32],
        manage: &Token,
        random: &dyn Random,
    ) -> Self {
        let record = record(
            &command.signer,
            &command.consents,
            tag,
            random_bytes(random),
        );
        Self {
            revision,
            signer: command.signer.clone(),
            listing: command.listing,
            consents: command.consents.clone(),
            record,
            tag,
            manage: manage.clone(),
        }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let text = |name: &Option<Name>| name.as_ref().map(|name| name.as_str().to_owned());
        let json = PayloadJson {
            revision: self.revision,
            class: self.signer.class.code(),
            name: self.signer.name.as_str().to_owned(),
            address: self.signer.address.expose().to_owned(),
            descriptor: text(&self.signer.descriptor),
            place: text(&self.signer.place),
            contact: text(&self.signer.contact),
            comment: self
                .signer
                .comment
                .as_ref()
                .map(|comment| comment.as_str().to_owned()),
            listing: self.listing.word().to_owned(),
            consents: self.consents.iter().map(consent_json).collect(),
            secret: hex::encode(self.record.opening.secret),
            tag: hex::encode(self.tag),
            manage: self.manage.reveal(),
        };
        serde_json::to_vec(&json).expect("a payload has only text and numbers")
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let json: PayloadJson = serde_json::from_slice(bytes).ok()?;
        let name = |text: Option<String>| match text {
            Some(text) => Name::parse(&text).ok().map(Some),
            None => Some(None),
        };
        let signer = Signer {
            class: Class::from_code(json.class)?,
            name: Name::parse(&json.name).ok()?,
            address: EmailAddress::parse(&json.address).ok()?,
            descriptor: name(json.descriptor)?,
            place: name(json.place)?,
            contact: name(json.contact)?,
            comment: Comment::parse(json.comment.as_deref().unwrap_or_default()).ok()?,
        };
        let consents = json
            .consents
            .into_iter()
            .map(consent)
            .collect::<Option<Vec<_>>>()?;
        let tag = bytes32(&json.tag)?;
        let record = record(&signer, &consents, tag, bytes32(&json.secret)?);
        Some(Self {
            revision: json.revision,
            listing: Listing::from_word(&json.listing)?,
            signer,
            consents,
            record,
            tag,
            manage: Token::parse(&json.manage).ok()?,
        })
    }
}

fn record(signer: &Signer, consents: &[Consent], tag: [u8; 32], secret: [u8; 32]) -> Record {
    let text = |name: &Option<Name>| name.as_ref().map_or("", Name::as_str).to_owned();
    let fields = Fields::default()
        .with(Field::Name, signer.name.as_str())
        .with(Field::Initials, initials_of(&signer.name, signer.class))
        .with(Field::Descriptor, text(&signer.descriptor))
        .with(Field::Place, text(&signer.place))
        .with(Field::Tag, tag)
        .with(Field::Consent, consents_digest(consents));
    Record {
        opening: Opening { secret, fields },
        comment: signer.comment.clone(),
    }
}

fn consent_json(consent: &Consent) -> ConsentJson {
    ConsentJson {
        purpose: consent.purpose.word().to_owned(),
        wording: consent.wording.clone(),
        language: consent.language.to_string(),
        text: consent.text.to_string(),
        asked: consent.asked.as_second(),
    }
}

fn consent(json: ConsentJson) -> Option<Consent> {
    Some(Consent {
        purpose: Purpose::from_word(&json.purpose)?,
        wording: json.wording,
        language: Language::parse(&json.language).ok()?,
        text: TextDigest::parse(&json.text).ok()?,
        asked: Timestamp::from_second(json.asked).ok()?,
    })
}

fn bytes32(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).ok().map(|()| bytes)
}
