//! Secrets that travel by mail or stay in a tab, and what is locked with them.
//!
//! The store never holds a usable secret: of a token it knows the SHA-256, and what a token opens is
//! encrypted under a key derived from the token itself. Whoever copies the database can neither
//! confirm, nor withdraw, nor read.

mod code;
mod seal;
mod token;

pub use code::{Code, CodeError};
pub(crate) use seal::Sealed;
pub use seal::{Key, OpenError};
pub use token::{Token, TokenError, TokenHash};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// HMAC-SHA-256 over several parts, each preceded by its length so that no two lists of parts give
/// the same input.
pub(crate) fn keyed_hash(key: &[u8], purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(b"undersigned/v1/");
    mac.update(purpose.as_bytes());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
