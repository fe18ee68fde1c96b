//! Encryption under single-use keys: ChaCha20-Poly1305 (RFC 8439).

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::clock::{Random, random_bytes};

/// A key that encrypts each named thing at most once.
///
/// The name of the thing is authenticated and gives the nonce, so a key may seal things of different
/// names, and none may be passed off as another. Sealing two contents under one name would reveal
/// their difference: every key is random or derived from a random token, and lives as long as its row.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

/// What was sealed does not open: another key, another name, or changed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("what was sealed does not open with this key")]
pub struct OpenError;

/// What is sealed under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sealed {
    /// Another key.
    Key = 1,
    /// The payload of a pending signature.
    Payload = 2,
    /// What stays of the payload after confirmation.
    Stub = 3,
    /// The record of a confirmed signature.
    Record = 4,
}

impl Key {
    /// A new random key.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        Self(Zeroizing::new(random_bytes(random)))
    }

    /// The key with these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Seals one thing.
    pub(crate) fn seal(&self, what: Sealed, plain: &[u8]) -> Vec<u8> {
        let payload = Payload {
            msg: plain,
            aad: &[what as u8],
        };
        self.cipher()
            .encrypt(&nonce(what), payload)
            .expect("a payload is far below the limit of the cipher")
    }

    /// Opens what [`Key::seal`] sealed.
    pub(crate) fn open(
        &self,
        what: Sealed,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let payload = Payload {
            msg: sealed,
            aad: &[what as u8],
        };
        self.cipher()
            .decrypt(&nonce(what), payload)
            .map(Zeroizing::new)
            .map_err(|_| OpenError)
    }

    /// Seals another key under this one.
    pub(crate) fn wrap(&self, key: &Self) -> Vec<u8> {
        self.seal(Sealed::Key, key.0.as_ref())
    }

    /// Opens a wrapped key.
    pub(crate) fn unwrap(&self, wrapped: &[u8]) -> Result<Self, OpenError> {
        let plain = self.open(Sealed::Key, wrapped)?;
        let bytes: [u8; 32] = plain.as_slice().try_into().map_err(|_| OpenError)?;
        Ok(Self::from_bytes(bytes))
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new_from_slice(self.0.as_ref()).expect("the key has 32 bytes")
    }
}

fn nonce(what: Sealed) -> Nonce {
    let mut bytes = [0; 12];
    bytes[11] = what as u8;
    Nonce::from(bytes)
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    #[test]
    fn only_the_same_key_and_name_open_what_was_sealed() {
        let key = Key::new(&SystemRandom);
        let sealed = key.seal(Sealed::Payload, b"Ada");
        assert_eq!(
            key.open(Sealed::Payload, &sealed).unwrap().as_slice(),
            b"Ada"
        );
        assert_eq!(key.open(Sealed::Stub, &sealed), Err(OpenError));
        assert_eq!(
            Key::new(&SystemRandom).open(Sealed::Payload, &sealed),
            Err(OpenError)
        );
        let mut changed = sealed;
        changed[0] ^= 1;
        assert_eq!(key.open(Sealed::Payload, &changed), Err(OpenError));
    }

    #[test]
    fn a_wrapped_key_opens_what_the_key_sealed() {
        let (outer, inner) = (Key::new(&SystemRandom), Key::new(&SystemRandom));
        let sealed = inner.seal(Sealed::Record, b"record");
        let unwrapped = outer.unwrap(&outer.wrap(&inner)).unwrap();
        assert_eq!(
            unwrapped.open(Sealed::Record, &sealed).unwrap().as_slice(),
            b"record"
        );
    }
}
