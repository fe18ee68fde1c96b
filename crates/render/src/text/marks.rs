//! Our own marks in running text.

/// A stretch of text: words, or a mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text as it is.
    Words(&'a str),
    /// `{figure:ID}`.
    Figure {
        /// The figure's id.
        id: &'a str,
        /// The mark as written.
        source: &'a str,
    },
}

const FIGURE: &str = "{figure:";

/// Splits `text` into words and figure marks; what only looks like a mark stays words.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut words_from = 0;
    let mut search_from = 0;
    while let Some(found) = text[search_from..].find(FIGURE) {
        let start = search_from + found;
        let id_start = start + FIGURE.len();
        search_from = id_start;
        if let Some(id) = identifier(&text[id_start..]) {
            let end = id_start + id.len() + 1;
            push_words(&mut pieces, &text[words_from..start]);
            pieces.push(Piece::Figure {
                id,
                source: &text[start..end],
            });
            words_from = end;
            search_from = end;
        }
    }
    push_words(&mut pieces, &text[words_from..]);
    pieces
}

/// Splits the demand id off an item that ends in `{#ID}`.
pub(super) fn demand(item: &str) -> Option<(&str, &str)> {
    let trimmed = item.trim_end();
    let start = trimmed.rfind("{#")?;
    let id = identifier(&trimmed[start + 2..])?;
    (start + 2 + id.len() + 1 == trimmed.len()).then(|| (trimmed[..start].trim_end(), id))
}

/// The heading without its flag, if it is flagged as the heading of the demands.
pub(super) fn demands_heading(heading: &str) -> Option<&str> {
    heading
        .trim_end()
        .strip_suffix("{.demands}")
        .map(str::trim_end)
}

/// The identifier at the start of `text`, if a closing brace follows it.
fn identifier(text: &str) -> Option<&str> {
    let id = text.split_once('}')?.0;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (!id.is_empty() && id.bytes().all(fits)).then_some(id)
}

fn push_words<'a>(pieces: &mut Vec<Piece<'a>>, words: &'a str) {
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_between_words() {
        let expected = [
            Piece::Figure {
                id: "killed",
                source: "{figure:killed}",
            },
            Piece::Words(" and "),
            Piece::Figure {
                id: "held_2",
                source: "{figure:held_2}",
            },
        ];
        assert_eq!(pieces("{figure:killed} and {figure:held_2}"), expected);
    }

    #[test]
    fn what_only_looks_like_a_mark_stays_words() {
        for text in [
            "{figure:}",
            "{figure:a b}",
            "{figure:\"x}",
            "{figure:a",
            "{figure:{figure:",
        ] {
            assert_eq!(pieces(text), [Piece::Words(text)]);
        }
    }

    #[test]
    fn a_demand_ends_in_its_id() {
        assert_eq!(
            demand("Release them! {#release} "),
            Some(("Release them!", "release"))
        );
        assert_eq!(demand("{#a} words"), None);
        assert_eq!(demand("x {#\"}"), None);
    }
}
