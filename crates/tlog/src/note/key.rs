//! Keys that sign notes, and how their public halves are written down.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer as _;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::Signature;
use crate::cosignature;

/// How a key signs, which is part of its id, so that one key can never be taken for another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// Ed25519 over the text of the note (signed-note, type 0x01).
    Ed25519,
    /// A witness's timestamped Ed25519 cosignature (tlog-cosignature, type 0x04).
    CosignatureV1,
}

impl KeyKind {
    fn type_byte(self) -> u8 {
        match self {
            KeyKind::Ed25519 => 0x01,
            KeyKind::CosignatureV1 => 0x04,
        }
    }
}

/// The public half of a key, with its name: all that is needed to verify.
///
/// Written `name+<8 hex digits of the id>+<base64 of type byte and public key>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: KeyKind,
    key: ed25519_dalek::VerifyingKey,
}

/// The private half of a key that signs notes itself. Witnesses have a
/// [`cosignature::CosigningKey`].
#[derive(Clone)]
pub struct SigningKey {
    key: ed25519_dalek::SigningKey,
    verifier: VerifierKey,
}

/// Why a key is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum KeyError {
    /// The name is empty or has a space, a plus or a control character.
    #[error("key name is empty or has a space, a plus or a control character")]
    BadName,
    /// The text is not a name, an id in eight lower-case hexadecimal digits and base64, joined by
    /// pluses.
    #[error("verifier key is not a name, an id and base64 joined by pluses")]
    BadForm,
    /// A type byte of a kind of signature that is not supported.
    #[error("verifier key has the unsupported signature type {type_byte:#04x}")]
    UnknownKind {
        /// The type byte.
        type_byte: u8,
    },
    /// The bytes are no Ed25519 public key, or one that signs nothing in particular.
    #[error("verifier key is not a usable Ed25519 public key")]
    BadPublicKey,
    /// The id is not the one that name, type and key have.
    #[error("verifier key has the id {found:08x} instead of {expected:08x}")]
    WrongId {
        /// The id that belongs to the key.
        expected: u32,
        /// The id in the text.
        found: u32,
    },
}

/// A signature does not belong to the text and the key.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("signature does not belong to the text and the key")]
pub struct WrongSignature;

impl SigningKey {
    /// A key from its 32 secret bytes (the seed of RFC 8032).
    ///
    /// # Errors
    ///
    /// [`KeyError::BadName`].
    pub fn from_seed(name: impl Into<String>, seed: [u8; 32]) -> Result<SigningKey, KeyError> {
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        let verifier = VerifierKey::new(name.into(), KeyKind::Ed25519, key.verifying_key())?;
        Ok(SigningKey { key, verifier })
    }

    /// The name of the key, which for a log is its origin.
    #[must_use]
    pub fn name(&self) -> &str {
        self.verifier.name()
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    /// The signature over a text, to be put under a note of exactly this text.
    #[must_use]
    pub fn sign(&self, text: &str) -> Signature {
        let bytes = self.key.sign(text.as_bytes()).to_bytes();
        Signature::new(self.name(), self.verifier.id(), bytes.to_vec())
    }
}

/// Shows the public half only.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifier)
    }
}

impl VerifierKey {
    pub(crate) fn new(
        name: String,
        kind: KeyKind,
        key: ed25519_dalek::VerifyingKey,
    ) -> Result<VerifierKey, KeyError> {
        if !is_key_name(&name) {
            return Err(KeyError::BadName);
        }
        Ok(VerifierKey { name, kind, key })
    }

    /// Reads a verifier key.
    ///
    /// # Errors
    ///
    /// See [`KeyError`].
    pub fn parse(text: &str) -> Result<VerifierKey, KeyError> {
        let (name, rest) = text.split_once('+').ok_or(KeyError::BadForm)?;
        let (id, encoded) = rest.split_once('+').ok_or(KeyError::BadForm)?;
        let found = parse_id(id).ok_or(KeyError::BadForm)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| KeyError::BadForm)?;
        let (type_byte, public) = bytes.split_first().ok_or(KeyError::BadForm)?;
        let kind = match type_byte {
            0x01 => KeyKind::Ed25519,
            0x04 => KeyKind::CosignatureV1,
            _ => {
                return Err(KeyError::UnknownKind {
                    type_byte: *type_byte,
                });
            }
        };
        let public = public.try_into().map_err(|_| KeyError::BadPublicKey)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(public)
            .ok()
            .filter(|key| !key.is_weak())
            .ok_or(KeyError::BadPublicKey)?;
        let verifier = VerifierKey::new(name.to_owned(), kind, key)?;
        match verifier.id() {
            expected if expected == found => Ok(verifier),
            expected => Err(KeyError::WrongId { expected, found }),
        }
    }

    /// The name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How the key signs.
    #[must_use]
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The 32 bytes of the Ed25519 public key (RFC 8032).
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// Whether both wrap the same public key, whatever they are called and however they sign.
    pub(crate) fn same_public_key(&self, other: &VerifierKey) -> bool {
        self.key == other.key
    }

    /// The id: the first four bytes of SHA-256(name ‖ 0x0A ‖ type byte ‖ public key), as a
    /// big-endian number.
    #[must_use]
    pub fn id(&self) -> u32 {
        let digest = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', self.kind.type_byte()])
            .chain_update(self.key.as_bytes())
            .finalize();
        u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
    }

    /// Checks the bytes of a signature (without key id) over the text of a note. A cosignature
    /// tells its time, in seconds since 1970-01-01 UTC; this crate has no clock to judge it by.
    ///
    /// # Errors
    ///
    /// [`WrongSignature`].
    pub fn verify(&self, text: &str, signature: &[u8]) -> Result<Option<u64>, WrongSignature> {
        match self.kind {
            KeyKind::Ed25519 => self.verify_raw(text.as_bytes(), signature).map(|()| None),
            KeyKind::CosignatureV1 => {
                let (time, signature) = signature.split_first_chunk().ok_or(WrongSignature)?;
                let time = u64::from_be_bytes(*time);
                let message = cosignature::message(text, time).ok_or(WrongSignature)?;
                self.verify_raw(message.as_bytes(), signature)
                    .map(|()| Some(time))
            }
        }
    }

    fn verify_raw(&self, message: &[u8], signature: &[u8]) -> Result<(), WrongSignature> {
        let signature =
            ed25519_dalek::Signature::from_slice(signature).map_err(|_| WrongSignature)?;
        self.key
            .verify_strict(message, &signature)
            .map_err(|_| WrongSignature)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let public = [&[self.kind.type_byte()], self.key.as_bytes().as_slice()].concat();
        write!(
            f,
            "{}+{:08x}+{}",
            self.name,
            self.id(),
            STANDARD.encode(public)
        )
    }
}

/// Whether a key may have this name. Control characters are not named by the specification, but
/// could never stand in a note.
pub(super) fn is_key_name(name: &str) -> bool {
    !name.is_empty()
        && !name
            .chars()
            .any(|character| character.is_whitespace() || character < ' ' || character == '+')
}

fn parse_id(text: &str) -> Option<u32> {
    let lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if text.len() == 8 && text.bytes().all(lower_hex) {
        u32::from_str_radix(text, 16).ok()
    } else {
        None
    }
}
