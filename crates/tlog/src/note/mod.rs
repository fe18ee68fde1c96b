//! Signed notes (signed-note v1.0.0): text that one or more keys have signed.

mod key;
mod signature;

pub use key::{KeyError, KeyKind, SigningKey, VerifierKey, WrongSignature};
pub use signature::{Signature, SignatureError};

use std::fmt;

use thiserror::Error;

/// The largest note that is read, in bytes: a hundred signatures of the largest kind in use (5 kB)
/// and a text of half a megabyte fit.
pub const MAX_BYTES: usize = 1024 * 1024;

/// The most signatures that are read. The specification asks for at least 16.
pub const MAX_SIGNATURES: usize = 100;

/// A text and the signatures under it, well formed but not yet believed: see [`Note::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// A key whose signature under a note is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified<'a> {
    /// The key.
    pub key: &'a VerifierKey,
    /// When it was signed, in seconds since 1970-01-01 UTC, where the kind of signature says so.
    pub time: Option<u64>,
}

/// Why a note is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NoteError {
    /// More than [`MAX_BYTES`].
    #[error("note of {length} bytes is too large")]
    TooLarge {
        /// Its length in bytes.
        length: usize,
    },
    /// Not UTF-8.
    #[error("note is not UTF-8")]
    NotUtf8,
    /// A control character other than the line feed.
    #[error("note has the control character U+{:04X}", u32::from(*.character))]
    ControlCharacter {
        /// The character.
        character: char,
    },
    /// The text is empty or its last line does not end.
    #[error("text of the note does not end in a line feed")]
    UnendedText,
    /// No empty line separates text and signatures.
    #[error("note has no empty line before its signatures")]
    NoSeparator,
    /// The last line does not end, or nothing follows the last empty line.
    #[error("note does not end in complete signature lines")]
    UnendedSignatures,
    /// More than [`MAX_SIGNATURES`].
    #[error("note has more than {MAX_SIGNATURES} signatures")]
    TooManySignatures,
    /// A line after the last empty line is not a signature.
    #[error("signature line {line} of the note is malformed")]
    BadSignatureLine {
        /// Which signature line, from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        reason: SignatureError,
    },
    /// The signature of a known key is wrong.
    #[error("signature of {name} is wrong")]
    WrongSignature {
        /// The name of the key.
        name: String,
    },
    /// No known key has signed.
    #[error("note is not signed by any known key")]
    NotSigned,
}

impl Note {
    /// Signs a text.
    ///
    /// # Errors
    ///
    /// A text that does not end in a line feed, has other control characters, or is too large.
    pub fn sign(text: &str, key: &SigningKey) -> Result<Note, NoteError> {
        check_characters(text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::UnendedText);
        }
        let note = Note {
            text: text.to_owned(),
            signatures: vec![key.sign(text)],
        };
        match note.to_string().len() {
            length if length > MAX_BYTES => Err(NoteError::TooLarge { length }),
            _ => Ok(note),
        }
    }

    /// The same note with one more signature; an earlier one of the same key gives way.
    ///
    /// # Errors
    ///
    /// A note that has become too large or has too many signatures.
    pub fn with_signature(mut self, signature: Signature) -> Result<Note, NoteError> {
        self.signatures
            .retain(|earlier| !earlier.has_key_of(&signature));
        self.signatures.push(signature);
        if self.signatures.len() > MAX_SIGNATURES {
            return Err(NoteError::TooManySignatures);
        }
        match self.to_string().len() {
            length if length > MAX_BYTES => Err(NoteError::TooLarge { length }),
            _ => Ok(self),
        }
    }

    /// The same note with more signatures, as [`Note::with_signature`] adds each.
    ///
    /// # Errors
    ///
    /// A note that has become too large or has too many signatures.
    pub fn with_signatures(
        self,
        signatures: impl IntoIterator<Item = Signature>,
    ) -> Result<Note, NoteError> {
        signatures.into_iter().try_fold(self, Note::with_signature)
    }

    /// Reads a note. Displaying it gives the same bytes again.
    ///
    /// # Errors
    ///
    /// Everything in [`NoteError`] that does not concern keys.
    pub fn parse(bytes: &[u8]) -> Result<Note, NoteError> {
        if bytes.len() > MAX_BYTES {
            return Err(NoteError::TooLarge {
                length: bytes.len(),
            });
        }
        let whole = std::str::from_utf8(bytes).map_err(|_| NoteError::NotUtf8)?;
        check_characters(whole)?;
        let separator = whole.rfind("\n\n").ok_or(NoteError::NoSeparator)?;
        let (text, lines) = (&whole[..=separator], &whole[separator + 2..]);
        let lines = lines
            .strip_suffix('\n')
            .ok_or(NoteError::UnendedSignatures)?;
        let signatures = parse_signatures(lines)?;
        Ok(Note {
            text: text.to_owned(),
            signatures,
        })
    }

    /// The text, with its last line feed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, in the order of their lines.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Checks the signatures of known keys, and tells which of them have signed: each key once, in
    /// the order of its first line. Lines of unknown keys are ignored.
    ///
    /// # Errors
    ///
    /// [`NoteError::WrongSignature`] if any line of a known key is wrong, [`NoteError::NotSigned`]
    /// if there is none.
    pub fn verify<'k>(&self, keys: &'k [VerifierKey]) -> Result<Vec<Verified<'k>>, NoteError> {
        let mut verified: Vec<Verified<'k>> = Vec::new();
        for signature in &self.signatures {
            let Some(key) = keys.iter().find(|key| signature.is_by(key)) else {
                continue;
            };
            let time = key.verify(&self.text, signature.bytes()).map_err(|_| {
                NoteError::WrongSignature {
                    name: key.name().to_owned(),
                }
            })?;
            if verified.iter().all(|earlier| earlier.key != key) {
                verified.push(Verified { key, time });
            }
        }
        if verified.is_empty() {
            Err(NoteError::NotSigned)
        } else {
            Ok(verified)
        }
    }
}

/// The note as it is served and stored.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

fn check_characters(text: &str) -> Result<(), NoteError> {
    match text
        .chars()
        .find(|character| *character < ' ' && *character != '\n')
    {
        Some(character) => Err(NoteError::ControlCharacter { character }),
        None => Ok(()),
    }
}

fn parse_signatures(lines: &str) -> Result<Vec<Signature>, NoteError> {
    let mut signatures = Vec::new();
    for (position, line) in lines.split('\n').enumerate() {
        if position == MAX_SIGNATURES {
            return Err(NoteError::TooManySignatures);
        }
        let signature = Signature::parse(line).map_err(|reason| NoteError::BadSignatureLine {
            line: position + 1,
            reason,
        })?;
        signatures.push(signature);
    }
    Ok(signatures)
}
