//! Text made safe for HTML.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::words::Words;

/// U+2068, opens a stretch of text whose direction is its own (UAX 9, section 2.4).
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// U+2069, closes what [`FIRST_STRONG_ISOLATE`] opened.
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// Markup that needs no further escaping; only this crate can make one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// The caller vouches that `markup` holds no unescaped text of anybody.
    pub(crate) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// The markup as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Appends `text` so that it is text in an element and in a double-quoted attribute alike.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
}

/// Escapes `text` and turns its isolation marks into `<bdi>` elements (REQ-104).
///
/// Marks that do not pair are dropped, so the elements always nest.
pub(crate) fn escaped_with_bdi(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut open = 0_usize;
    for piece in text.split_inclusive([FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE]) {
        let words = piece.trim_end_matches([FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE]);
        push_escaped(&mut out, words);
        if piece.ends_with(FIRST_STRONG_ISOLATE) {
            out.push_str("<bdi>");
            open += 1;
        } else if piece.ends_with(POP_DIRECTIONAL_ISOLATE) && open > 0 {
            out.push_str("</bdi>");
            open -= 1;
        }
    }
    for _ in 0..open {
        out.push_str("</bdi>");
    }
    out
}

/// `items` as a list that reads like a sentence, each in its own `<bdi>`; nothing where there are none.
pub(crate) fn list(words: &Words, items: &[String]) -> Option<Html> {
    let clean: Vec<String> = items
        .iter()
        .map(|item| without_bidi_controls(item))
        .collect();
    (!items.is_empty()).then(|| Html(escaped_with_bdi(&words.list(&clean))))
}

/// `text` without isolation marks: for subjects, titles, file names and JSON, where they would show as rubbish.
#[must_use]
pub fn without_isolates(text: &str) -> String {
    text.replace([FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE], "")
}

/// `text` between isolation marks, for plain text that mixes directions.
#[must_use]
pub fn isolated(text: &str) -> String {
    format!(
        "{FIRST_STRONG_ISOLATE}{}{POP_DIRECTIONAL_ISOLATE}",
        without_bidi_controls(text)
    )
}

/// `text` without the characters that steer the direction of what surrounds them (UAX 9, section 2).
///
/// The marks U+200E and U+200F stay: they act only where they stand.
pub(crate) fn without_bidi_controls(text: &str) -> String {
    text.replace(
        |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'),
        "",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_isolated_name_becomes_an_element_of_its_own() {
        assert_eq!(
            escaped_with_bdi("Signed by \u{2068}شیرین\u{2069} & others"),
            "Signed by <bdi>شیرین</bdi> &amp; others"
        );
    }

    #[test]
    fn marks_without_a_partner_never_leave_an_element_open_or_close_a_foreign_one() {
        assert_eq!(escaped_with_bdi("a\u{2069}b\u{2068}c"), "ab<bdi>c</bdi>");
    }

    proptest! {
        #[test]
        fn whatever_is_written_the_only_elements_are_balanced_bdi(text in "\\PC*[<>&\"'\u{2068}\u{2069}a]*\\PC*") {
            let html = escaped_with_bdi(&text);
            prop_assert_eq!(html.matches("<bdi>").count(), html.matches("</bdi>").count());
            let rest = html.replace("<bdi>", "").replace("</bdi>", "");
            prop_assert!(!rest.contains(['<', '>', '"', '\'']));
        }
    }
}
