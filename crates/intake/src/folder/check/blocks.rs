//! The paragraphs, items and headings of a text: what is read as one, over the ends of its lines.

use std::ops::Range;

use super::locate::Lines;
use crate::finding::Place;

/// One of them.
pub(super) struct Block<'t> {
    /// Its lines as written.
    pub(super) text: &'t str,
    /// The line of the text it begins on, from 1.
    first: usize,
}

impl Block<'_> {
    /// The place of a span of bytes; what reaches over the end of a line is cut there.
    pub(super) fn place(&self, lines: &Lines, span: &Range<usize>) -> Option<Place> {
        let before = &self.text[..span.start];
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text[begin..].lines().next().unwrap_or_default();
        let within = span.start - begin..(span.end - begin).min(line.len());
        lines.span(self.first + before.matches('\n').count(), line, &within)
    }

    /// The text with everything blanked that is no sentence: marks, identifiers, code, addresses.
    /// Each of their bytes becomes a brace, so that places stay what they are.
    pub(super) fn masked(&self) -> String {
        const HIDDEN: [(&str, char); 4] = [("{", '}'), ("](", ')'), ("`", '`'), ("://", ' ')];
        let mut masked = String::with_capacity(self.text.len());
        let mut rest = self.text;
        loop {
            let openings = HIDDEN.iter().filter_map(|(open, close)| {
                let at = rest.find(open)?;
                Some((at, at + open.len(), *close))
            });
            let Some((at, inside, close)) = openings.min() else {
                masked.push_str(rest);
                return masked;
            };
            let tail = &rest[inside..];
            let end = inside
                + match close {
                    ' ' => tail.find(char::is_whitespace).unwrap_or(tail.len()),
                    close => tail.find(close).map_or(0, |found| found + close.len_utf8()),
                };
            masked.push_str(&rest[..at]);
            masked.push_str(&"{".repeat(end - at));
            rest = &rest[end..];
        }
    }
}

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut begin: Option<(usize, usize)> = None;
    let mut at = 0;
    let mut was_quoted = false;
    let mut close = |begin: &mut Option<(usize, usize)>, end: usize| {
        blocks.extend(begin.take().map(|(start, first)| Block {
            text: &text[start..end],
            first,
        }));
    };
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let is_quoted = line.starts_with('>');
        if line.trim().is_empty() {
            close(&mut begin, at);
        } else {
            if begins(line) || is_quoted != was_quoted {
                close(&mut begin, at);
            }
            begin.get_or_insert((at, index + 1));
        }
        was_quoted = is_quoted;
        at += line.len();
    }
    close(&mut begin, at);
    blocks
}

/// Whether a line begins a heading or an item.
fn begins(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    is_numbered || line.starts_with('#') || ["- ", "* ", "+ "].iter().any(|s| line.starts_with(s))
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn what_is_read_as_one_is_one() {
        let text = "# Title\n\nA line\nand more\n- one\n- two\n  lines\n\n> said\n> so\nBy whom\n";
        let found: Vec<(usize, &str)> = blocks(text).iter().map(|b| (b.first, b.text)).collect();
        let expected = [
            (1, "# Title\n"),
            (3, "A line\nand more\n"),
            (5, "- one\n"),
            (6, "- two\n  lines\n"),
            (9, "> said\n> so\n"),
            (11, "By whom\n"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_no_sentence_is_blanked_and_nothing_moves() {
        let check = |text: &str, expected: &str| {
            let masked = blocks(text)[0].masked();
            assert_eq!(masked, expected);
            assert_eq!(masked.len(), text.len());
        };
        check("a {figure:x} b", "a {{{{{{{{{{ b");
        check("[ö](https://e.org/2) c", "[ö{{{{{{{{{{{{{{{{{{ c");
        check("see https://e.org/9 now `5`", "see https{{{{{{{{{{ now {{{");
        check("open { brace", "open { brace");
    }
}
