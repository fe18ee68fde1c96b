//! A comment beside a signature: several lines, shown only together with the name.

use std::fmt;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::line::is_showable;

/// The longest comment, in user-perceived characters (REQ-67).
pub const MAX_COMMENT: usize = 1_000;

/// A comment: NFC, line ends as LF, no blank ends. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Comment(String);

/// Why a comment was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CommentError {
    /// More than [`MAX_COMMENT`] user-perceived characters.
    #[error("{0} characters, at most {MAX_COMMENT} are possible")]
    TooLong(usize),
    /// A character that cannot be shown safely, with its position from 1.
    #[error("character {1} (U+{code:04X}) cannot be used here", code = u32::from(*.0))]
    Character(char, usize),
}

impl Comment {
    /// Parses a comment; blank input is no comment.
    ///
    /// # Errors
    /// Everything that was wrong, see [`CommentError`].
    pub fn parse(input: &str) -> Result<Option<Self>, Vec<CommentError>> {
        let text: String = input.replace("\r\n", "\n").trim().nfc().collect();
        let mut errors: Vec<CommentError> = text
            .chars()
            .enumerate()
            .filter(|(_, c)| !is_showable(*c) && !matches!(c, '\n' | '\u{200c}' | '\u{200d}'))
            .map(|(i, c)| CommentError::Character(c, i + 1))
            .collect();
        let length = text.graphemes(true).count();
        if length > MAX_COMMENT {
            errors.push(CommentError::TooLong(length));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(if text.is_empty() {
            None
        } else {
            Some(Self(text))
        })
    }

    /// The comment as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Comment(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_keeps_its_lines_and_blank_is_none() {
        let comment = Comment::parse(" first\r\nsecond \n").unwrap().unwrap();
        assert_eq!(comment.as_str(), "first\nsecond");
        assert_eq!(Comment::parse(" \r\n ").unwrap(), None);
    }

    #[test]
    fn every_fault_of_a_comment_is_named() {
        let text = format!("\u{202e}{}", "a".repeat(1_001));
        assert_eq!(
            Comment::parse(&text).unwrap_err(),
            [
                CommentError::Character('\u{202e}', 1),
                CommentError::TooLong(1_002)
            ]
        );
    }
}
