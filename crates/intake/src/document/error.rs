//! Why a document was not read.

use thiserror::Error;

use super::{Format, MAX_BYTES};
use crate::decode::{DecodeError, MAX_DOCUMENT};

/// Why a document was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The bytes are no text in the encoding that was tried, or a format that is not read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// More bytes than [`MAX_BYTES`].
    #[error("the file has {0} bytes, at most {MAX_BYTES} are taken")]
    TooLarge(usize),
    /// Its text alone is longer than [`MAX_DOCUMENT`].
    #[error("its text has {0} bytes, at most {MAX_DOCUMENT} are taken")]
    TextTooLong(usize),
    /// It unpacks to far more than it holds, nests or repeats more than any document does.
    #[error("this {format} is built to overwhelm its reader: {what}")]
    Overwhelming {
        /// The format.
        format: Format,
        /// Which bound it breaks.
        what: String,
    },
    /// It opens only with a password.
    #[error("this {0} is protected by a password")]
    Encrypted(Format),
    /// It has no letters: a scan, or pictures alone.
    #[error("this {0} holds no text")]
    NoText(Format),
    /// A right-to-left script in a PDF, whose letters lie there in the order of the eye.
    #[error(
        "this PDF is written from right to left, and a PDF does not keep the order of its words"
    )]
    RightToLeft,
    /// The format's own rules are broken.
    #[error("this {format} is damaged: {what}")]
    Malformed {
        /// The format.
        format: Format,
        /// What does not fit.
        what: String,
    },
}

impl ReadError {
    /// The code of the finding.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Decode(error) => error.code(),
            Self::TooLarge(_) | Self::TextTooLong(_) => "document-too-long",
            Self::Overwhelming { .. } => "document-overwhelming",
            Self::Encrypted(_) => "document-encrypted",
            Self::NoText(_) => "document-without-text",
            Self::RightToLeft => "document-visual-order",
            Self::Malformed { .. } => "document-malformed",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Decode(error) => error.help(),
            Self::TooLarge(_) => "save it without pictures, or save its text alone",
            Self::TextTooLong(_) => "import the declaration alone, without its list of names",
            Self::Overwhelming { .. } => "ask whoever sent it for plain text",
            Self::Encrypted(_) => "open it, save it without the password, and import that",
            Self::NoText(Format::Pdf) => {
                "it is probably a scan: recognise its text first (`ocrmypdf` does), then import it, \
                 and compare every finding with the picture"
            }
            Self::NoText(_) => "is it the right file?",
            Self::RightToLeft => {
                "ask for the document it was made from (DOCX or ODT), or copy the text out of it, \
                 look whether its order is right, and import that as plain text"
            }
            Self::Malformed { .. } => {
                "open it in the program it was made with and save it anew, or save its text"
            }
        }
    }
}
