//! Key pairs: made here or brought along, used for signing by `ring`.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey;
use rsa::rand_core::{CryptoRng, Error, RngCore};
use thiserror::Error;
use zeroize::Zeroizing;

use super::SigningFailed;
use super::encoding;

/// The size that every provider accepts: 1024 bits are refused by many, and the record of 4096 does
/// not fit into a DNS answer over UDP.
const RSA_BITS: usize = 2048;

/// What a key is made of. RSA comes first in order, since everybody checks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// RSA with SHA-256 (RFC 6376 section 3.3.2).
    Rsa,
    /// Ed25519 over a SHA-256 hash (RFC 8463).
    Ed25519,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Rsa, Self::Ed25519];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        })
    }
}

/// Why there is no key pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Not a PEM file with one PKCS#8 private key (RFC 7468 section 10).
    #[error("this is no private key in PKCS#8, PEM")]
    Malformed,
    /// A key of another kind, or one that is too short or too long to be trusted.
    #[error("the key is neither Ed25519 nor RSA of 2048 to 4096 bits")]
    Unsuitable,
    /// No RSA key could be made from the randomness that was given.
    #[error("no key could be made")]
    NotMade,
}

/// A private key with its public half. `Debug` shows its kind only.
pub struct KeyPair {
    secret: Secret,
    /// PKCS#8 in DER.
    der: Zeroizing<Vec<u8>>,
}

enum Secret {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Ed25519KeyPair),
}

impl KeyPair {
    /// Makes a new key from randomness that `random` fills in. RSA takes a second or several.
    ///
    /// # Errors
    /// [`KeyError::NotMade`] if no primes were found.
    pub fn generate(kind: Kind, random: &mut dyn FnMut(&mut [u8])) -> Result<Self, KeyError> {
        let der = match kind {
            Kind::Ed25519 => {
                let mut seed = Zeroizing::new([0; 32]);
                random(seed.as_mut());
                encoding::ed25519_private(&seed)
            }
            Kind::Rsa => {
                let made = RsaPrivateKey::new(&mut Given(random), RSA_BITS);
                let der = made.ok().and_then(|key| key.to_pkcs8_der().ok());
                Zeroizing::new(der.ok_or(KeyError::NotMade)?.as_bytes().to_vec())
            }
        };
        Self::from_der(der)
    }

    /// Reads a key file: PKCS#8 in PEM, as [`KeyPair::to_pem`] and `openssl genpkey` write it.
    ///
    /// # Errors
    /// [`KeyError::Malformed`] or [`KeyError::Unsuitable`].
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        Self::from_der(encoding::from_pem(pem).ok_or(KeyError::Malformed)?)
    }

    fn from_der(der: Zeroizing<Vec<u8>>) -> Result<Self, KeyError> {
        let secret = match Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der) {
            Ok(key) => Secret::Ed25519(key),
            Err(_) => RsaKeyPair::from_pkcs8(&der)
                .map(|key| Secret::Rsa(Box::new(key)))
                .map_err(|_| KeyError::Unsuitable)?,
        };
        Ok(Self { secret, der })
    }

    /// The content of a key file. Whoever reads it can sign in the name of the domain.
    #[must_use]
    pub fn to_pem(&self) -> Zeroizing<String> {
        encoding::to_pem(&self.der)
    }

    /// What it is made of.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.secret {
            Secret::Rsa(_) => Kind::Rsa,
            Secret::Ed25519(_) => Kind::Ed25519,
        }
    }

    /// The value of its record in the DNS (RFC 6376 section 3.6.1, RFC 8463 section 4.2).
    #[must_use]
    pub fn public_record(&self) -> String {
        let public = match &self.secret {
            Secret::Rsa(key) => encoding::rsa_public(key.public_key().as_ref()),
            Secret::Ed25519(key) => key.public_key().as_ref().to_vec(),
        };
        format!("v=DKIM1; k={}; p={}", self.kind(), STANDARD.encode(public))
    }

    /// A signature over what was signed in canonical form.
    pub(super) fn sign(&self, input: &[u8]) -> Result<Vec<u8>, SigningFailed> {
        match &self.secret {
            Secret::Ed25519(key) => Ok(key.sign(digest(&SHA256, input).as_ref()).as_ref().to_vec()),
            Secret::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                // The randomness blinds the computation against those who measure it; the signature is
                // the same with any. `ring` takes no other source.
                key.sign(
                    &RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    input,
                    &mut signature,
                )
                .map_err(|_| SigningFailed)?;
                Ok(signature)
            }
        }
    }
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyPair({}, hidden)", self.kind())
    }
}

/// Randomness that was passed in, in the form the prime search asks for.
struct Given<'r>(&'r mut dyn FnMut(&mut [u8]));

impl RngCore for Given<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, buffer: &mut [u8]) {
        (self.0)(buffer);
    }

    fn try_fill_bytes(&mut self, buffer: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(buffer);
        Ok(())
    }
}

impl CryptoRng for Given<'_> {}
