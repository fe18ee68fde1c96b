//! Where a page of the list ended, in a form that can stand in an address.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use thiserror::Error;

use super::ranks::Spot;
use super::{Order, SignatoryQuery};

/// The longest text form accepted: a collation key of a name at its longest stays far below.
const MAX_LENGTH: usize = 4_096;

/// A place in the public list, bound to the order it was made in. Its text is made of characters
/// that need no escaping in an address (RFC 3986 section 2.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor(Place);

/// Where a page begins.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Place {
    /// Behind a row, whatever comes before it.
    After(Position),
    /// Behind so many rows.
    Behind(u64),
}

/// The place of a row, in the terms of its order; places of one order sort as their rows do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Position {
    Newest {
        leaf: Reverse<u64>,
    },
    Name {
        locale: String,
        key: Vec<u8>,
        leaf: u64,
    },
    Word {
        word: String,
        leaf: u64,
    },
}

impl Position {
    /// The place of a row that was counted in the order of a locale, or of signing.
    pub(crate) fn of((key, leaf): Spot, locale: &str) -> Self {
        let leaf = u64::try_from(leaf).unwrap_or(0);
        if locale.is_empty() {
            let leaf = Reverse(leaf);
            return Self::Newest { leaf };
        }
        let locale = locale.to_owned();
        Self::Name { locale, key, leaf }
    }

    pub(crate) const fn leaf(&self) -> u64 {
        match self {
            Self::Newest {
                leaf: Reverse(leaf),
            }
            | Self::Name { leaf, .. }
            | Self::Word { leaf, .. } => *leaf,
        }
    }
}

/// Why a text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is not a place in the list")]
pub struct CursorError;

impl Cursor {
    pub(crate) const fn new(position: Position) -> Self {
        Self(Place::After(position))
    }

    /// Behind the first so many rows of a list without a search, in any order.
    #[must_use]
    pub const fn skipping(rows: u64) -> Self {
        Self(Place::Behind(rows))
    }

    pub(crate) const fn position(&self) -> Option<&Position> {
        match &self.0 {
            Place::After(position) => Some(position),
            Place::Behind(_) => None,
        }
    }

    pub(crate) const fn behind(&self) -> Option<u64> {
        match self.0 {
            Place::Behind(rows) => Some(rows),
            Place::After(_) => None,
        }
    }

    /// Parses the text form.
    ///
    /// # Errors
    /// [`CursorError`] for everything that [`Display`](fmt::Display) does not write.
    pub fn parse(text: &str) -> Result<Self, CursorError> {
        text.parse()
    }

    /// Whether it continues the list this query asks for.
    #[must_use]
    pub fn fits(&self, query: &SignatoryQuery) -> bool {
        let Place::After(position) = &self.0 else {
            return query.prefix().is_none();
        };
        match (position, query.prefix(), &query.order) {
            (Position::Word { word, .. }, Some(prefix), _) => word.starts_with(prefix),
            (Position::Newest { .. }, None, Order::Newest) => true,
            (Position::Name { locale, .. }, None, Order::Name { locale: asked }) => locale == asked,
            _ => false,
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let position = match &self.0 {
            Place::After(position) => position,
            Place::Behind(rows) => return write!(f, "p.{rows}"),
        };
        match position {
            Position::Newest { leaf } => write!(f, "n.{}", leaf.0),
            Position::Name { locale, key, leaf } => {
                write!(f, "a.{}.{}.{leaf}", encode(locale.as_bytes()), encode(key))
            }
            Position::Word { word, leaf } => write!(f, "w.{}.{leaf}", encode(word.as_bytes())),
        }
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        if text.len() > MAX_LENGTH {
            return Err(CursorError);
        }
        let parts: Vec<&str> = text.split('.').collect();
        let position = match parts.as_slice() {
            ["n", leaf] => Position::Newest {
                leaf: Reverse(number(leaf)?),
            },
            ["a", locale, key, leaf] => Position::Name {
                locale: words(locale)?,
                key: bytes(key)?,
                leaf: number(leaf)?,
            },
            ["w", word, leaf] => Position::Word {
                word: words(word)?,
                leaf: number(leaf)?,
            },
            ["p", rows] => return Ok(Self::skipping(number(rows)?)),
            _ => return Err(CursorError),
        };
        Ok(Self::new(position))
    }
}

/// Digits as `Display` writes them: one place has one address.
fn number(text: &str) -> Result<u64, CursorError> {
    let parsed: u64 = text.parse().map_err(|_| CursorError)?;
    if parsed.to_string() == text {
        Ok(parsed)
    } else {
        Err(CursorError)
    }
}

fn bytes(text: &str) -> Result<Vec<u8>, CursorError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| CursorError)
}

fn words(text: &str) -> Result<String, CursorError> {
    String::from_utf8(bytes(text)?).map_err(|_| CursorError)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn position() -> impl Strategy<Value = Position> {
        prop_oneof![
            any::<u64>().prop_map(|leaf| Position::Newest {
                leaf: Reverse(leaf)
            }),
            (".{0,20}", any::<Vec<u8>>(), any::<u64>())
                .prop_map(|(locale, key, leaf)| Position::Name { locale, key, leaf }),
            (".{0,40}", any::<u64>()).prop_map(|(word, leaf)| Position::Word { word, leaf }),
        ]
    }

    proptest! {
        #[test]
        fn every_cursor_survives_its_text_form(position in position()) {
            let cursor = Cursor::new(position);
            let text = cursor.to_string();
            prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b)));
            prop_assert_eq!(Cursor::parse(&text), Ok(cursor));
        }

        #[test]
        fn a_number_of_rows_survives_its_text_form(rows: u64) {
            let cursor = Cursor::skipping(rows);
            prop_assert_eq!(Cursor::parse(&cursor.to_string()), Ok(cursor));
        }

        #[test]
        fn whatever_is_accepted_is_written_the_same_way(text in "[nawp.]?[.][0-9A-Za-z_.+-]{0,30}") {
            if let Ok(cursor) = Cursor::parse(&text) {
                prop_assert_eq!(cursor.to_string(), text);
            }
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "n",
            "n.",
            "n.01",
            "n.+1",
            "n.1.2",
            "x.1",
            "a.ZGU.!.1",
            "w._w.1",
            "n.1 ",
        ] {
            assert_eq!(Cursor::parse(text), Err(CursorError), "{text:?}");
        }
        assert_eq!(
            Cursor::parse(&format!("w.{}.1", "A".repeat(5_000))),
            Err(CursorError)
        );
    }
}
