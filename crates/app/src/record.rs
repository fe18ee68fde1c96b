//! The record of a confirmed signature, sealed under the token of its signer's own link.
//!
//! The server keeps it so that the signer can change the listing, save the receipt again or prove
//! what was signed; it cannot read it without the link. Layout: secret, tag and consent digest of 32
//! bytes each, then name, initials, descriptor, place, evidence and comment, each as uint16 length
//! (big-endian) and UTF-8 bytes. JSON would take twice the room for every signature kept.

use domain::comment::Comment;
use domain::log::{Field, Fields, Opening};
use thiserror::Error;

use crate::secret::{Key, Sealed, Token};

/// Everything a signer may want to prove or change.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Secret and fields behind the commitment.
    pub opening: Opening,
    /// The comment, which is not part of the commitment.
    pub comment: Option<Comment>,
}

/// A sealed record that does not open or does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the record of the signature cannot be opened")]
pub struct RecordError;

/// The fields kept as text, in the order of the layout.
const TEXTS: [Field; 5] = [
    Field::Name,
    Field::Initials,
    Field::Descriptor,
    Field::Place,
    Field::Evidence,
];

impl Record {
    /// Seals the record under its signer's token.
    #[must_use]
    pub fn seal(&self, manage: &Token) -> Vec<u8> {
        key(manage).seal(Sealed::Record, &self.encode())
    }

    /// Opens a sealed record with its signer's token.
    ///
    /// # Errors
    /// [`RecordError`] for another token or damaged bytes.
    pub fn open(sealed: &[u8], manage: &Token) -> Result<Self, RecordError> {
        let plain = key(manage)
            .open(Sealed::Record, sealed)
            .map_err(|_| RecordError)?;
        Self::decode(&plain).ok_or(RecordError)
    }

    /// A field as text.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        std::str::from_utf8(self.opening.fields.get(field)).unwrap_or_default()
    }

    fn encode(&self) -> Vec<u8> {
        let fields = &self.opening.fields;
        let mut bytes = Vec::with_capacity(160);
        bytes.extend(self.opening.secret);
        bytes.extend(fields.get(Field::Tag));
        bytes.extend(fields.get(Field::Consent));
        let comment = self.comment.as_ref().map_or("", Comment::as_str);
        for text in TEXTS
            .map(|field| fields.get(field))
            .into_iter()
            .chain([comment.as_bytes()])
        {
            let length =
                u16::try_from(text.len()).expect("names and comments are bounded below 64 KiB");
            bytes.extend(length.to_be_bytes());
            bytes.extend(text);
        }
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (secret, rest) = bytes.split_first_chunk::<32>()?;
        let (tag, rest) = rest.split_first_chunk::<32>()?;
        let (consent, mut rest) = rest.split_first_chunk::<32>()?;
        let mut text = || {
            let (length, behind) = rest.split_first_chunk::<2>()?;
            let (text, behind) =
                behind.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
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
        rest.is_empty().then_some(Self { opening, comment })
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Record(hidden)")
    }
}

fn key(manage: &Token) -> Key {
    manage.key("record")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    fn record() -> Record {
        let fields = Fields::default()
            .with(Field::Name, "Ада Лавлейс")
            .with(Field::Initials, "А. Л.")
            .with(Field::Tag, [7; 32])
            .with(Field::Consent, [8; 32]);
        let comment = Comment::parse("first\nsecond").unwrap();
        Record {
            opening: Opening {
                secret: [1; 32],
                fields,
            },
            comment,
        }
    }

    #[test]
    fn a_record_opens_with_its_own_token_only() {
        let token = Token::new(&SystemRandom);
        let sealed = record().seal(&token);
        assert_eq!(Record::open(&sealed, &token), Ok(record()));
        assert_eq!(
            Record::open(&sealed, &Token::new(&SystemRandom)),
            Err(RecordError)
        );
    }

    #[test]
    fn damaged_plain_bytes_are_refused() {
        let bytes = record().encode();
        for length in 0..bytes.len() {
            assert_eq!(Record::decode(&bytes[..length]), None);
        }
        assert_eq!(Record::decode(&[bytes, vec![0]].concat()), None);
    }
}
