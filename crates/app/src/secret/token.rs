//! Tokens: 32 random bytes, written as 43 characters of base64url (REQ-38, REQ-39).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use super::{Key, keyed_hash};
use crate::clock::{Random, random_bytes};

/// A secret for one purpose, known to one person. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<[u8; 32]>);

/// What the store knows of a token: its SHA-256, under which a row is found. Finding a row by an
/// index compares hashes, not secrets, so nothing is learnt from how long it takes.
pub type TokenHash = [u8; 32];

/// Text that is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a token has 43 characters of base64url")]
pub struct TokenError;

impl Token {
    /// A new token.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        Self(Zeroizing::new(random_bytes(random)))
    }

    /// Reads a token from a link or a form.
    ///
    /// # Errors
    /// [`TokenError`] for text that was never one of ours.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let mut bytes = Zeroizing::new([0; 32]);
        match URL_SAFE_NO_PAD.decode_slice(text.trim(), bytes.as_mut()) {
            Ok(32) => Ok(Self(bytes)),
            _ => Err(TokenError),
        }
    }

    /// The text for a mail or a hidden field.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(*self.0)
    }

    /// What the store may know.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(*self.0).into()
    }

    /// The key for what this token opens.
    #[must_use]
    pub fn key(&self, purpose: &str) -> Key {
        Key::from_bytes(keyed_hash(self.0.as_ref(), purpose, &[]))
    }

    /// The key for what this token opens together with something typed.
    #[must_use]
    pub fn key_with(&self, purpose: &str, typed: &[u8]) -> Key {
        Key::from_bytes(keyed_hash(self.0.as_ref(), purpose, &[typed]))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(hidden)")
    }
}
