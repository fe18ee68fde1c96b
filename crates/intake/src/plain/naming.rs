//! Identifiers made from words.

use domain::slug::Slug;

use crate::words::Words;
use crate::words::token::tokens;

/// The first words of a title that say something, as an identifier.
pub(super) fn content_slug(title: &str, words: &Words, limit: usize, fallback: &str) -> Slug {
    let content: Vec<String> = tokens(title)
        .into_iter()
        .filter(|token| !words.stop.contains(&token.folded.as_str()))
        .filter(|token| token.folded.chars().count() > 1)
        .take(limit)
        .map(|token| token.of(title).to_owned())
        .collect();
    Slug::from_title(&content.join(" "), fallback)
}

/// The identifier itself, then `-2`, `-3` behind as much of it as fits.
pub(super) fn numbered(id: &str, times: usize) -> String {
    if times == 1 {
        return id.to_owned();
    }
    let head: String = id.chars().take(52).collect();
    format!("{}-{times}", head.trim_end_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_made_of_words_that_say_something() {
        let check = |language: &str, title: &str, expected: &str| {
            let slug = content_slug(title, Words::of(language), 3, "demand-1");
            assert_eq!(slug.as_str(), expected);
        };
        check(
            "de",
            "Freiheit für alle im Hafen Gefangenen und ihre Familien",
            "freiheit-hafen-gefangenen",
        );
        check("en", "Keep the bus", "keep-bus");
        check("ru", "Свободу рабочим", "demand-1");
    }

    #[test]
    fn the_second_of_a_name_gets_a_number_and_fits() {
        assert_eq!(numbered("killed", 1), "killed");
        assert_eq!(numbered("killed", 2), "killed-2");
        let long = numbered(&"a".repeat(60), 1_234_567);
        assert!(Slug::parse(&long).is_ok(), "{long}");
    }
}
