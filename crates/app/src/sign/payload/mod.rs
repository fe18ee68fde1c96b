//! What lies in a pending row, sealed: everything needed at confirmation.
//!
//! The row lives a week at most and is written and read under load, so its bytes are few and need no
//! unpacking. They begin with the number of their layout: what was accepted before the program was
//! renewed can be confirmed after it. `first` reads those of the layout that had no number.

mod first;
mod layout;

use domain::consent::{Consent, consents_digest};
use domain::listing::Listing;
use domain::log::{Field, Fields, Opening};
use domain::name::Name;
use domain::signer::Signer;

use super::initials_of;
use crate::record::Record;
use crate::secret::Token;

pub(super) use layout::Written;

/// A pending signature in full.
pub(crate) struct Payload {
    pub(crate) revision: u64,
    pub(crate) signer: Signer,
    pub(crate) listing: Listing,
    pub(crate) consents: Vec<Consent>,
    /// The secret of the commitment.
    pub(crate) secret: [u8; 32],
    pub(crate) tag: [u8; 32],
    pub(crate) manage: Token,
}

impl Payload {
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        match bytes.split_first()? {
            (&layout::NUMBER, bytes) => layout::decode(bytes),
            (b'{', _) => first::decode(bytes),
            _ => None,
        }
    }

    /// The record that the commitment is made of.
    pub(crate) fn record(&self) -> Record {
        let signer = &self.signer;
        let text = |name: &Option<Name>| name.as_ref().map_or("", Name::as_str).to_owned();
        let fields = Fields::default()
            .with(Field::Name, signer.name.as_str())
            .with(Field::Initials, initials_of(&signer.name, signer.class))
            .with(Field::Descriptor, text(&signer.descriptor))
            .with(Field::Place, text(&signer.place))
            .with(Field::Tag, self.tag)
            .with(Field::Consent, consents_digest(&self.consents));
        Record {
            opening: Opening {
                secret: self.secret,
                fields,
            },
            comment: signer.comment.clone(),
        }
    }
}

/// What stays in the pending row after confirmation, so that the same link leads to the same
/// receipt until the row expires: the token of the signer's own link, and nothing else.
pub(crate) struct Stub;

impl Stub {
    pub(crate) fn encode(manage: &Token) -> &[u8] {
        manage.as_bytes()
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Token> {
        Token::from_bytes(bytes)
            .ok()
            .or_else(|| first::decode_stub(bytes))
    }
}

#[cfg(test)]
mod tests;
