//! The first layout: JSON with binary fields in hexadecimal. Rows of it are gone a week after the last
//! program that wrote them.

use serde::Deserialize;

use super::Payload;
use super::layout::{Given, Written};
use crate::secret::Token;

#[derive(Deserialize)]
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

#[derive(Deserialize)]
struct ConsentJson {
    purpose: String,
    wording: String,
    language: String,
    text: String,
    asked: i64,
}

#[derive(Deserialize)]
struct StubJson {
    manage: String,
}

pub(super) fn decode(bytes: &[u8]) -> Option<Payload> {
    let json: PayloadJson = serde_json::from_slice(bytes).ok()?;
    let manage = Token::parse(&json.manage).ok()?;
    let consents = json.consents.iter().map(given);
    let written = Written {
        revision: json.revision,
        class: json.class,
        name: &json.name,
        address: &json.address,
        descriptor: json.descriptor.as_deref(),
        place: json.place.as_deref(),
        contact: json.contact.as_deref(),
        comment: json.comment.as_deref(),
        listing: &json.listing,
        consents: consents.collect::<Option<_>>()?,
        secret: bytes32(&json.secret)?,
        tag: bytes32(&json.tag)?,
        manage: manage.as_bytes(),
    };
    written.read()
}

pub(super) fn decode_stub(bytes: &[u8]) -> Option<Token> {
    let json: StubJson = serde_json::from_slice(bytes).ok()?;
    Token::parse(&json.manage).ok()
}

fn given(json: &ConsentJson) -> Option<Given<'_>> {
    Some(Given {
        purpose: &json.purpose,
        wording: &json.wording,
        language: &json.language,
        text: bytes32(&json.text)?,
        asked: json.asked,
    })
}

fn bytes32(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).ok().map(|()| bytes)
}
