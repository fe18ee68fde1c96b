//! One line of text from a person: name, role, place.
//!
//! The rule of REQ-51 in one place: refuse only what cannot be shown safely, never an alphabet.

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

/// At most this many combining marks may follow one base character (REQ-51). Vietnamese needs two,
/// pointed Hebrew and vowelled Arabic three.
const MAX_MARKS: usize = 4;

/// What was wrong with a line; positions count characters of the trimmed input, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LineError {
    /// Nothing visible is left after trimming.
    #[error("nothing visible was entered")]
    Empty,
    /// More user-perceived characters (grapheme clusters) than `limit`.
    #[error("{length} characters, at most {limit} are possible")]
    TooLong {
        /// Length as entered.
        length: usize,
        /// The limit that was passed.
        limit: usize,
    },
    /// A character that cannot be shown safely: control, bidirectional control, tag, private use,
    /// unassigned, noncharacter, or a joiner with nothing to join.
    #[error("character {position} (U+{:04X}) cannot be used here", u32::from(*character))]
    Character {
        /// The character refused.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// A pile of combining marks.
    #[error("more than {MAX_MARKS} marks on one letter at character {position}")]
    Marks {
        /// Where the first surplus mark stands.
        position: usize,
    },
    /// A web address (REQ-44, REQ-51): names are not a place for advertising.
    #[error("a web address cannot be used here")]
    Link,
}

/// Trims, folds runs of white space to one space, brings to NFC and checks one line.
///
/// # Errors
/// Every [`LineError`] found, in the order of the text.
pub fn parse(input: &str, limit: usize) -> Result<String, Vec<LineError>> {
    if is_plain(input, limit) {
        Ok(input.to_owned())
    } else {
        parse_any(input, limit)
    }
}

fn parse_any(input: &str, limit: usize) -> Result<String, Vec<LineError>> {
    let text: String = input
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect();
    let mut errors = character_errors(&text);
    let length = text.graphemes(true).count();
    if !text.chars().any(is_visible) {
        errors.insert(0, LineError::Empty);
    }
    if length > limit {
        errors.push(LineError::TooLong { length, limit });
    }
    if looks_like_link(&text) {
        errors.push(LineError::Link);
    }
    if errors.is_empty() {
        Ok(text)
    } else {
        Err(errors)
    }
}

/// Whether a line is right as it stands, seen without tables of Unicode: ASCII that shows, single spaces
/// inside, and no mark that a web address has.
fn is_plain(line: &str, limit: usize) -> bool {
    let shows =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'\'' | b',');
    let is_short = !line.is_empty() && line.len() <= limit;
    let is_trimmed = !line.starts_with(' ') && !line.ends_with(' ') && !line.contains("  ");
    is_short && is_trimmed && line.bytes().all(shows)
}

fn character_errors(text: &str) -> Vec<LineError> {
    let characters: Vec<char> = text.chars().collect();
    let mut errors = Vec::new();
    let mut marks = 0;
    for (i, &c) in characters.iter().enumerate() {
        let position = i + 1;
        let joins = || {
            i > 0
                && characters[i - 1].is_alphanumeric_or_mark()
                && characters.get(i + 1).is_some_and(|n| n.is_alphabetic())
        };
        if is_joiner(c) {
            if !joins() {
                errors.push(LineError::Character {
                    character: c,
                    position,
                });
            }
        } else if !is_showable(c) {
            errors.push(LineError::Character {
                character: c,
                position,
            });
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks == MAX_MARKS + 1 {
            errors.push(LineError::Marks { position });
        }
    }
    errors
}

trait Joinable {
    fn is_alphanumeric_or_mark(&self) -> bool;
}

impl Joinable for char {
    fn is_alphanumeric_or_mark(&self) -> bool {
        self.is_alphanumeric() || is_combining_mark(*self)
    }
}

/// ZWNJ and ZWJ: Persian, Kurdish and the scripts of India need them between letters.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !is_combining_mark(c) && !is_joiner(c) && is_showable(c)
}

/// Whether a character may stand in public text at all. `Format` holds the bidirectional controls,
/// tags and other invisible characters; the soft hyphen is among them too.
pub(crate) fn is_showable(c: char) -> bool {
    use GeneralCategory as G;
    !matches!(
        c.general_category(),
        G::Control
            | G::Format
            | G::PrivateUse
            | G::Surrogate
            | G::Unassigned
            | G::LineSeparator
            | G::ParagraphSeparator
    )
}

/// Endings that make `word.ending` an address rather than an abbreviation without a space.
const ENDINGS: [&str; 24] = [
    "com", "org", "net", "info", "biz", "de", "ru", "kz", "tr", "eu", "io", "me", "co", "uk", "fr",
    "cn", "top", "xyz", "shop", "site", "online", "club", "link", "app",
];

fn looks_like_link(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("://")
        || lower.split(' ').any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let host = word.split(['/', '?']).next().unwrap_or(word);
            word.starts_with("www.")
                || host
                    .rsplit_once('.')
                    .is_some_and(|(label, end)| label.chars().count() > 1 && ENDINGS.contains(&end))
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_line_is_what_the_long_way_makes_of_it(line in "[a-zA-Z0-9 ,'.-]{0,12}", limit in 0_usize..14) {
            if is_plain(&line, limit) {
                prop_assert_eq!(parse_any(&line, limit), Ok(line.clone()));
            }
            prop_assert_eq!(parse(&line, limit), parse_any(&line, limit));
        }
    }

    #[test]
    fn most_names_in_latin_letters_are_plain() {
        let check = |line, expected| assert_eq!(is_plain(line, 100), expected, "{line}");
        check("Ada Lovelace", true);
        check("Jean-Luc d'Arc, 2", true);
        for other in ["", " Ada", "Ada ", "Ada  L", "a.example", "Þórður", "a\tb"] {
            check(other, false);
        }
    }
}
