//! The short name of a declaration in its address.

use std::fmt;

use thiserror::Error;

/// A slug: 1 to 64 characters of `a-z`, `0-9` and inner single hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Slug(String);

/// Why a slug was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SlugError {
    /// No character at all.
    #[error("the slug is empty")]
    Empty,
    /// More than 64 characters.
    #[error("the slug has {0} characters, at most 64 are possible")]
    TooLong(usize),
    /// A character other than lower-case letters, digits and hyphens.
    #[error("the slug holds {0:?}; only a-z, 0-9 and hyphens are possible")]
    Character(char),
    /// A hyphen at an end, or two in a row.
    #[error("a hyphen in a slug stands between two letters or digits")]
    Hyphen,
}

impl Slug {
    /// Parses a slug as it stands in an address.
    ///
    /// # Errors
    /// The first [`SlugError`]; a slug is one short word, a list of faults would not help.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        if let Some(wrong) = text
            .chars()
            .find(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-'))
        {
            return Err(SlugError::Character(wrong));
        }
        if text.len() > 64 {
            return Err(SlugError::TooLong(text.len()));
        }
        if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
            return Err(SlugError::Hyphen);
        }
        Ok(Self(text.to_owned()))
    }

    /// A slug made from a title: letters with marks lose them, everything else becomes a hyphen.
    /// Answers `fallback` where nothing is left, as with a title in another script.
    #[must_use]
    pub fn from_title(title: &str, fallback: &str) -> Self {
        use unicode_normalization::UnicodeNormalization;
        let mut slug = String::new();
        for c in title.nfkd().flat_map(char::to_lowercase) {
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                slug.push(c);
            } else if c == 'ß' {
                slug.push_str("ss");
            } else if !unicode_normalization::char::is_combining_mark(c)
                && !slug.is_empty()
                && !slug.ends_with('-')
            {
                slug.push('-');
            }
            if slug.len() >= 60 {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        Self(if slug.is_empty() {
            fallback.to_owned()
        } else {
            slug.to_owned()
        })
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_plain_or_refused_with_the_reason() {
        assert_eq!(
            Slug::parse("clean-rivers").unwrap().as_str(),
            "clean-rivers"
        );
        assert_eq!(Slug::parse(""), Err(SlugError::Empty));
        assert_eq!(Slug::parse("Clean"), Err(SlugError::Character('C')));
        assert_eq!(Slug::parse("a--b"), Err(SlugError::Hyphen));
        assert_eq!(Slug::parse("a/../b"), Err(SlugError::Character('/')));
        assert_eq!(Slug::parse(&"a".repeat(65)), Err(SlugError::TooLong(65)));
    }

    #[test]
    fn a_title_becomes_a_slug() {
        assert_eq!(
            Slug::from_title("Größere Busse, jetzt!", "x").as_str(),
            "grossere-busse-jetzt"
        );
        assert_eq!(
            Slug::from_title("Қазақстан", "declaration").as_str(),
            "declaration"
        );
    }
}
