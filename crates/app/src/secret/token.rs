//! Tokens: 32 random bytes, written as 43 characters of base64url (REQ-38, REQ-39), or 33 bytes, written
//! as 44, that begin with the moment at which they were made.
//!
//! Hashes are random, so that in an index each lands on a page of its own, and a form with three of them
//! rewrites three pages of the database. What is made for a moment and forgotten soon begins with that
//! moment instead, in the token and in its hash: what comes together lies together. The moment is no
//! secret of whoever holds the link, and the row says beside it when it expires.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use super::{Key, keyed_hash};
use crate::clock::{Random, random_bytes};

/// Bytes of the moment at which a token was made: milliseconds of Unix time, big-endian, enough for eight
/// thousand years.
const MOMENT: usize = 6;

/// Bytes of a token that is nothing but random.
const PLAIN: usize = 32;

/// Bytes of a token that begins with its moment: 216 of its bits are random.
const DATED: usize = 33;

/// A secret for one purpose, known to one person. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<Vec<u8>>);

/// What the store knows of a token: its SHA-256, under which a row is found; of a token that begins with
/// its moment that moment, and as much of the SHA-256 as fits behind it. Finding a row by an
/// index compares hashes, not secrets, so nothing is learnt from how long it takes.
pub type TokenHash = [u8; 32];

/// Text that is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a token has 43 or 44 characters of base64url")]
pub struct TokenError;

impl Token {
    /// A new token.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        let bytes: [u8; PLAIN] = random_bytes(random);
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// A new token that begins with this moment, for rows that come in crowds and go within days.
    #[must_use]
    pub fn dated(now: Timestamp, random: &dyn Random) -> Self {
        let moment = u64::try_from(now.as_millisecond()).unwrap_or_default();
        let bytes: [u8; DATED - MOMENT] = random_bytes(random);
        let moment = &moment.to_be_bytes()[8 - MOMENT..];
        Self(Zeroizing::new([moment, &bytes].concat()))
    }

    /// Reads a token from a link or a form.
    ///
    /// # Errors
    /// [`TokenError`] for text that was never one of ours.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let mut bytes = Zeroizing::new(vec![0; DATED]);
        match URL_SAFE_NO_PAD.decode_slice(text.trim(), &mut bytes) {
            Ok(length @ (PLAIN | DATED)) => {
                bytes.truncate(length);
                Ok(Self(bytes))
            }
            _ => Err(TokenError),
        }
    }

    /// A token whose bytes were kept, sealed.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, TokenError> {
        match bytes.len() {
            PLAIN | DATED => Ok(Self(Zeroizing::new(bytes.to_vec()))),
            _ => Err(TokenError),
        }
    }

    /// Its bytes, to be sealed.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text for a mail or a hidden field.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(&*self.0)
    }

    /// What the store may know.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        let mut hash: TokenHash = Sha256::digest(&*self.0).into();
        if self.0.len() == DATED {
            hash.copy_within(..PLAIN - MOMENT, MOMENT);
            hash[..MOMENT].copy_from_slice(&self.0[..MOMENT]);
        }
        hash
    }

    /// The key for what this token opens.
    #[must_use]
    pub fn key(&self, purpose: &str) -> Key {
        Key::from_bytes(keyed_hash(&self.0, purpose, &[]))
    }

    /// The key for what this token opens together with something else, such as a typed code.
    #[must_use]
    pub fn key_with(&self, purpose: &str, other: &[u8]) -> Key {
        Key::from_bytes(keyed_hash(&self.0, purpose, &[other]))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    fn moment(millisecond: i64) -> Timestamp {
        Timestamp::from_millisecond(millisecond).unwrap()
    }

    #[test]
    fn a_token_is_read_as_it_was_written() {
        let now = moment(1_795_255_200_123);
        for (token, length) in [
            (Token::new(&SystemRandom), 43),
            (Token::dated(now, &SystemRandom), 44),
        ] {
            let text = token.reveal();
            assert_eq!(text.len(), length);
            assert_eq!(Token::parse(&text), Ok(token));
        }
    }

    #[test]
    fn text_of_another_length_is_no_token() {
        for length in (0..60).filter(|length| ![43, 44].contains(length)) {
            assert_eq!(Token::parse(&"A".repeat(length)), Err(TokenError));
        }
    }

    #[test]
    fn hashes_of_tokens_that_begin_with_their_moment_come_in_the_order_of_time() {
        let hashes = [0, 1, 255, 256, 1_795_255_200_123]
            .map(|now| Token::dated(moment(now), &SystemRandom).hash());
        assert!(hashes.is_sorted());
    }

    #[test]
    fn tokens_of_one_moment_have_hashes_of_their_own() {
        let [one, other] = [(); 2].map(|()| Token::dated(moment(7), &SystemRandom));
        assert_ne!(one.hash(), other.hash());
        assert_ne!(one.hash()[MOMENT..], one.0[MOMENT..PLAIN]);
    }
}
