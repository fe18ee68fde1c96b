//! Languages of texts and of the interface.

use std::fmt;

use icu_locale_core::LanguageIdentifier;
use thiserror::Error;

/// The longest tag accepted, in bytes: the log entry holds its length in one byte and no real
/// declaration needs more than language, script, region and one variant.
pub const MAX_TAG_LENGTH: usize = 35;

/// A language as a BCP 47 tag in canonical case (`de`, `pt-BR`, `zh-Hant`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Language(String);

/// Why a language tag was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LanguageError {
    /// Not a language tag, or the undetermined language `und`.
    #[error("`{0}` is not a language tag such as `de` or `pt-BR`")]
    Malformed(String),
    /// More bytes than [`MAX_TAG_LENGTH`].
    #[error("language tag of {0} bytes is longer than {MAX_TAG_LENGTH}")]
    TooLong(usize),
}

impl Language {
    /// Parses and canonicalises a tag.
    ///
    /// # Errors
    /// [`LanguageError`] when it is not a tag, names no language, or is too long.
    pub fn parse(tag: &str) -> Result<Self, LanguageError> {
        if tag.len() > MAX_TAG_LENGTH {
            return Err(LanguageError::TooLong(tag.len()));
        }
        match LanguageIdentifier::try_from_str(tag) {
            Ok(parsed) if !parsed.language.is_unknown() => Ok(Self(parsed.to_string())),
            _ => Err(LanguageError::Malformed(tag.to_owned())),
        }
    }

    /// The tag in canonical case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag: `pt` of `pt-BR`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_brought_to_canonical_case() {
        for (given, expected) in [
            ("DE", "de"),
            ("pt-br", "pt-BR"),
            ("ZH-hant-tw", "zh-Hant-TW"),
        ] {
            assert_eq!(Language::parse(given).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn what_is_not_a_language_is_refused() {
        for given in ["", "x", "und", "../etc", "de_DE!", "deutsch sprache"] {
            assert!(Language::parse(given).is_err(), "{given:?} was accepted");
        }
        assert_eq!(
            Language::parse(&"a".repeat(36)),
            Err(LanguageError::TooLong(36))
        );
    }
}
