//! The first layout: secret, tag and digest of the consents of 32 bytes each, then name, initials,
//! descriptor, place, evidence and comment, each as uint16 length (big-endian) and UTF-8 bytes; sealed
//! under a key of the token alone.

use domain::comment::Comment;
use domain::log::{Field, Fields, Opening};

use super::Record;
use crate::secret::{Key, Token};

/// The fields kept as text, in the order of the layout.
const TEXTS: [Field; 5] = [
    Field::Name,
    Field::Initials,
    Field::Descriptor,
    Field::Place,
    Field::Evidence,
];

pub(super) fn key(manage: &Token) -> Key {
    manage.key("record")
}

pub(super) fn decode(bytes: &[u8]) -> Option<Record> {
    let (secret, rest) = bytes.split_first_chunk::<32>()?;
    let (tag, rest) = rest.split_first_chunk::<32>()?;
    let (consent, mut rest) = rest.split_first_chunk::<32>()?;
    let mut text = || {
        let (length, behind) = rest.split_first_chunk::<2>()?;
        let (text, behind) = behind.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        rest = behind;
        std::str::from_utf8(text).ok()
    };
    let mut fields = Fields::default()
        .with(Field::Tag, *tag)
        .with(Field::Consent, *consent);
    for field in TEXTS {
        fields = fields.with(field, text()?);
    }
    let comment = Comment::parse(text()?).ok()?;
    let opening = Opening {
        secret: *secret,
        fields,
    };
    rest.is_empty().then_some(Record { opening, comment })
}
