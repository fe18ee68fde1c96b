//! What is known of German beyond its words: forms that no German word has.

mod stems;

use crate::fold::fold;

/// The word that was probably meant, if one holds a form that no German word has.
pub(super) fn meant(word: &str) -> Option<String> {
    let sharp = with_sharp_s(word);
    let base = sharp.as_deref().unwrap_or(word);
    match stems::meant(&base.to_lowercase()) {
        Some(meant) => Some(in_case_of(base, &meant)),
        None => sharp,
    }
}

/// Whether a word and the same word with an umlaut are both words.
pub(super) fn is_one_of_a_pair(word: &str) -> bool {
    stems::LEGITIMATE.contains(&fold(word).as_str())
}

/// Why a word cannot be German as it is written, where it cannot: `ii` stands only at the end of
/// foreign names and before `e` ("assoziiert"), and letters with accents stand at the end of loans
/// ("Café") and in names.
pub(super) fn violation(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let has_double_i = lower.match_indices("ii").any(|(at, pair)| {
        lower[at + pair.len()..].starts_with(|c: char| c.is_alphabetic() && c != 'e')
    });
    if has_double_i {
        return Some("`ii` is probably an `ü`".to_owned());
    }
    let letter = foreign_letter(word)?;
    Some(format!("`{letter}` is foreign to German"))
}

fn foreign_letter(word: &str) -> Option<char> {
    let is_name = word.starts_with(char::is_uppercase);
    let inner = word.trim_end_matches(['s', 'e', 'n']);
    let mut letters = inner.chars().rev().skip(1);
    letters
        .find(|c| "éèêëáàâåîíìôóòõãûúùñ".contains(*c))
        .filter(|_| !is_name)
}

/// `ß` read as `fS`, `lS`, `lR`, `fR` or `{S`: a capital inside a word after `f`, `l` or a brace.
fn with_sharp_s(word: &str) -> Option<String> {
    let characters: Vec<(usize, char)> = word.char_indices().collect();
    characters.windows(3).find_map(|window| {
        let [(_, before), (from, mark), (at, capital)] = window else {
            return None;
        };
        let after = &word[at + capital.len_utf8()..];
        let is_pattern = before.is_lowercase()
            && matches!(mark, 'f' | 'l' | '{' | '[')
            && matches!(capital, 'S' | 'R' | 'B')
            && !after.starts_with(char::is_uppercase);
        is_pattern.then(|| format!("{}ß{after}", &word[..*from]))
    })
}

/// The meant word with the capitals of the word as written: letter by letter where both are of one
/// length, otherwise at the beginning.
fn in_case_of(written: &str, meant: &str) -> String {
    let is_same_length = written.chars().count() == meant.chars().count();
    let capitals = written.chars().map(char::is_uppercase);
    let capitals = capitals
        .enumerate()
        .map(|(i, capital)| capital && (i == 0 || is_same_length));
    meant
        .chars()
        .zip(capitals.chain(std::iter::repeat(false)))
        .flat_map(|(c, capital)| {
            if capital {
                c.to_uppercase().collect()
            } else {
                vec![c]
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_no_german_word_has_are_known_with_what_was_meant() {
        for (word, expected) in [
            ("Uber", "Über"),
            ("uiber", "über"),
            ("bedriickend", "bedrückend"),
            ("HafenarbeiterInnenverbdnde", "HafenarbeiterInnenverbände"),
            ("erschiefen", "erschießen"),
            ("GrofSstadt", "Großstadt"),
            ("gro{Sen", "großen"),
            ("UnverhaltnismalSig", "Unverhältnismäßig"),
        ] {
            assert_eq!(meant(word).as_deref(), Some(expected));
        }
        for word in [
            "Zitat",
            "GmbH",
            "DemonstrantInnen",
            "Buchdrucker",
            "SelbstSchutz",
        ] {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    #[test]
    fn letters_that_german_does_not_have_are_named() {
        assert!(violation("fiigen").is_some() && violation("téten").is_some());
        for word in ["assoziierte", "Cafés", "Wii", "José", "für"] {
            assert_eq!(violation(word), None, "{word}");
        }
    }
}
