//! Names of persons and organisations (REQ-51).

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use crate::line::{self, LineError};

/// The longest name, in user-perceived characters (REQ-51).
pub const MAX_NAME: usize = 100;

/// A name as its bearer writes it: one line, NFC, nothing about its alphabet or shape assumed.
///
/// `Debug` is redacted: a name is never to reach a log line.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(String);

impl Name {
    /// Parses a name from a form or a folder.
    ///
    /// # Errors
    /// Everything that was wrong, see [`LineError`].
    pub fn parse(input: &str) -> Result<Self, Vec<LineError>> {
        line::parse(input, MAX_NAME).map(Self)
    }

    /// The name as text, for a page, an opening or a store.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The initials: the first user-perceived character of each word, each with a full stop
    /// ("Ada Lovelace" gives "A. L."). No guess is made at which word is a family name.
    #[must_use]
    pub fn initials(&self) -> String {
        let letters: Vec<String> = self
            .0
            .split([' ', '-'])
            .filter_map(|word| {
                word.graphemes(true)
                    .find(|g| g.chars().any(char::is_alphanumeric))
            })
            .map(|first| format!("{}.", first.to_uppercase()))
            .collect();
        letters.join(" ")
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(hidden)")
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_names_of_many_scripts_are_accepted() {
        for name in [
            "Ada Lovelace",
            "O",
            "Nguyễn Thị Ánh",
            "Þórður Ægisson",
            "Kaʻahumanu",
            "علی\u{200c}رضا محمدی",
            "شێرکۆ بێکەس",
            "Қалибек Әбдіғаппаров",
            "Jean-Luc d'Arc (senior)",
            "X Æ 12",
            "J.R.R. Tolkien",
            "Dr.Müller",
        ] {
            assert_eq!(Name::parse(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn white_space_is_folded_and_text_composed() {
        assert_eq!(
            Name::parse("  Ada \t Love\u{301}lace ").unwrap().as_str(),
            "Ada Lov\u{e9}lace"
        );
    }

    #[test]
    fn what_cannot_be_shown_is_refused_with_every_reason() {
        let errors = Name::parse("\u{202e}evil\u{0}").unwrap_err();
        assert_eq!(
            errors,
            [
                LineError::Character {
                    character: '\u{202e}',
                    position: 1
                },
                LineError::Character {
                    character: '\u{0}',
                    position: 6
                },
            ]
        );
    }

    #[test]
    fn invisible_piled_up_and_overlong_names_are_refused() {
        assert!(
            Name::parse("\u{200b}\u{200c}")
                .unwrap_err()
                .contains(&LineError::Empty)
        );
        assert_eq!(Name::parse(" ").unwrap_err(), [LineError::Empty]);
        let zalgo = format!("A{}", "\u{35c}".repeat(9));
        assert_eq!(
            Name::parse(&zalgo).unwrap_err(),
            [LineError::Marks { position: 6 }]
        );
        let long = "ab ".repeat(40);
        assert_eq!(
            Name::parse(&long).unwrap_err(),
            [LineError::TooLong {
                length: 119,
                limit: 100
            }]
        );
    }

    #[test]
    fn web_addresses_are_no_names() {
        for link in [
            "see https://x.example",
            "www.buy",
            "cheap.example.com",
            "win at casino.ru/x",
        ] {
            assert!(
                Name::parse(link).unwrap_err().contains(&LineError::Link),
                "{link}"
            );
        }
    }

    #[test]
    fn a_joiner_stands_only_between_letters() {
        assert!(Name::parse("Ada\u{200c}").is_err());
        assert!(Name::parse("\u{200d}Ada").is_err());
    }

    #[test]
    fn initials_come_from_every_word() {
        assert_eq!(Name::parse("Ada Lovelace").unwrap().initials(), "A. L.");
        assert_eq!(
            Name::parse("Жан-Поль (мл.)").unwrap().initials(),
            "Ж. П. М."
        );
    }

    #[test]
    fn a_name_never_shows_in_debug_output() {
        assert!(!format!("{:?}", Name::parse("Ada").unwrap()).contains("Ada"));
    }
}
