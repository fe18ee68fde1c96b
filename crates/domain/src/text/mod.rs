//! The text of a revision: canonical bytes, their digest, and the marks inside them.

mod canonical;
mod diff;
mod outline;
mod paragraph;

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::digest::digest_type;

pub use canonical::{MAX_TEXT, Text, TextError, may_stand};
pub use diff::{Change, Changes, Effort, Grain, Piece, word_diff};
pub use outline::{DemandMark, FigureMark, MarkId, Outline, OutlineError, Place};
pub use paragraph::{
    Pair, Paragraph, ParagraphId, ParagraphKind, align_revisions, align_translation,
    name_paragraphs, paragraphs,
};

digest_type! {
    /// SHA-256 of a canonical text (LOG-FORMAT section 6): what is signed, logged and printed under
    /// every copy.
    TextDigest
}

/// Why a digest in text form was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a text digest has 64 hexadecimal digits in lower case")]
pub struct DigestError;

impl TextDigest {
    /// The digest of canonical bytes.
    #[must_use]
    pub fn of(canonical: &[u8]) -> Self {
        Self(Sha256::digest(canonical).into())
    }

    /// Parses 64 lower-case hexadecimal digits; upper case is refused so that one text has one
    /// address.
    ///
    /// # Errors
    /// [`DigestError`] for anything else.
    pub fn parse(hex: &str) -> Result<Self, DigestError> {
        if hex.len() != 64 || hex.bytes().any(|b| !matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(DigestError);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| DigestError)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| DigestError)?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests;
