//! Canonical text (LOG-FORMAT section 6).

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use super::{Outline, TextDigest};

/// The longest text in bytes: a declaration of 50,000 words in a script of three bytes a letter.
pub const MAX_TEXT: usize = 1024 * 1024;

/// A canonical text: UTF-8, NFC, LF line ends, no trailing blanks, exactly one final LF, and a
/// title (`# Title`) as its first line.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Text(String);

/// Why a text was refused; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More bytes than [`MAX_TEXT`].
    #[error("the text has {0} bytes, at most {MAX_TEXT} are possible")]
    TooLong(usize),
    /// The first line is not `# Title`.
    #[error("the first line is not a title such as `# Clean rivers`")]
    NoTitle,
    /// A control character or a bidirectional embedding, override or isolate, which could make the
    /// text read differently from what is signed.
    #[error("line {line}, column {column}: character U+{:04X} cannot stand in a text", u32::from(*character))]
    Character {
        /// The character refused.
        character: char,
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
    },
}

impl Text {
    /// Brings a text to its canonical form.
    ///
    /// # Errors
    /// Everything that was wrong, see [`TextError`].
    pub fn parse(input: &str) -> Result<Self, Vec<TextError>> {
        if input.len() > MAX_TEXT {
            return Err(vec![TextError::TooLong(input.len())]);
        }
        let text = canonicalise(input);
        if text.trim().is_empty() {
            return Err(vec![TextError::Empty]);
        }
        let mut errors = refused_characters(&text);
        let title = text.lines().next().and_then(|line| line.strip_prefix("# "));
        if title.is_none_or(|title| title.trim().is_empty()) {
            errors.insert(0, TextError::NoTitle);
        }
        if errors.is_empty() {
            Ok(Self(text))
        } else {
            Err(errors)
        }
    }

    /// The canonical text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is signed.
    #[must_use]
    pub fn digest(&self) -> TextDigest {
        TextDigest::of(self.0.as_bytes())
    }

    /// The title without its mark.
    #[must_use]
    pub fn title(&self) -> &str {
        self.0
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# "))
            .unwrap_or_default()
            .trim()
    }

    /// Title, figures and demands as marked in the text.
    ///
    /// # Errors
    /// Everything that is wrong with the marks, see [`super::OutlineError`].
    pub fn outline(&self) -> Result<Outline, Vec<super::OutlineError>> {
        Outline::read(self)
    }
}

/// A byte order mark is a statement about bytes, not a part of the text, and is dropped.
fn canonicalise(input: &str) -> String {
    let input = input.strip_prefix('\u{feff}').unwrap_or(input);
    let unix = input.replace("\r\n", "\n").replace('\r', "\n");
    let composed: String = unix.nfc().collect();
    let mut text = String::with_capacity(composed.len() + 1);
    for line in composed.trim_start_matches('\n').lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let end = text.trim_end_matches('\n').len();
    text.truncate(end);
    text.push('\n');
    text
}

fn refused_characters(text: &str) -> Vec<TextError> {
    let mut errors = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (column, character) in line.chars().enumerate() {
            if !may_stand(character) {
                errors.push(TextError::Character {
                    character,
                    line: number + 1,
                    column: column + 1,
                });
            }
        }
    }
    errors
}

/// Whether a character may stand in a text. Joiners, soft hyphens and the directional marks LRM, RLM
/// and ALM may, since texts need them; controls, directional embeddings, overrides and isolates,
/// private-use and unassigned characters may not.
#[must_use]
pub fn may_stand(c: char) -> bool {
    let needed = matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{ad}' | '\u{2060}' | '\u{feff}' | '\u{600}'..='\u{605}'
    );
    needed || crate::line::is_showable(c)
}
