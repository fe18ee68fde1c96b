//! One signature line of a note.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use super::VerifierKey;
use super::key::is_key_name;

/// A signature under a note: who says to have signed, and the bytes that prove it to whoever knows
/// the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    name: String,
    key_id: u32,
    bytes: Vec<u8>,
}

/// Why a line is not a signature.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum SignatureError {
    /// Not an em dash, a key name and base64, with one space between each.
    #[error("line is not an em dash, a key name and base64")]
    BadLine,
    /// The key name is empty or has a space, a plus or a control character.
    #[error("key name is empty or has a space, a plus or a control character")]
    BadName,
    /// The base64 is not canonical.
    #[error("signature is not canonical base64")]
    NotBase64,
    /// Nothing is left after the four bytes of the key id.
    #[error("signature has {length} bytes, too few for a key id and a signature")]
    TooShort {
        /// How many bytes there are.
        length: usize,
    },
}

impl Signature {
    /// Only for keys, whose names are known to be good and whose signatures are not empty.
    pub(crate) fn new(name: &str, key_id: u32, bytes: Vec<u8>) -> Signature {
        Signature {
            name: name.to_owned(),
            key_id,
            bytes,
        }
    }

    /// Reads a line, given without its line feed. Displaying it gives the same text again.
    ///
    /// # Errors
    ///
    /// See [`SignatureError`].
    pub fn parse(line: &str) -> Result<Signature, SignatureError> {
        let (name, encoded) = line
            .strip_prefix("— ")
            .and_then(|rest| rest.split_once(' '))
            .ok_or(SignatureError::BadLine)?;
        if !is_key_name(name) {
            return Err(SignatureError::BadName);
        }
        let decoded = STANDARD
            .decode(encoded)
            .map_err(|_| SignatureError::NotBase64)?;
        match decoded.split_first_chunk() {
            Some((id, bytes)) if !bytes.is_empty() => Ok(Signature::new(
                name,
                u32::from_be_bytes(*id),
                bytes.to_vec(),
            )),
            _ => Err(SignatureError::TooShort {
                length: decoded.len(),
            }),
        }
    }

    /// The name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the key: a hint which key to try, no proof of anything.
    #[must_use]
    pub fn key_id(&self) -> u32 {
        self.key_id
    }

    /// The signature after the key id. What it means depends on the kind of the key.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether this says to be a signature of `key`: name and id are the same.
    #[must_use]
    pub fn is_by(&self, key: &VerifierKey) -> bool {
        self.key_id == key.id() && self.name == key.name()
    }

    pub(super) fn has_key_of(&self, other: &Signature) -> bool {
        self.key_id == other.key_id && self.name == other.name
    }
}

/// The line without its line feed.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.key_id.to_be_bytes().as_slice(), &self.bytes].concat();
        write!(f, "— {} {}", self.name, STANDARD.encode(bytes))
    }
}
