//! A text with its lines, so that byte spans become places that people understand; and what a
//! character does to a line of text.

use std::ops::Range;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::finding::Place;

/// A text whose byte offsets can be turned into lines and columns.
pub(crate) struct Source<'t> {
    file: String,
    text: &'t str,
    /// The byte at which each line begins.
    starts: Vec<usize>,
}

impl<'t> Source<'t> {
    pub(crate) fn new(file: &str, text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            file: file.to_owned(),
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The place of a byte span; a span over several lines is cut at the end of its first line.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        let start = self.floor(span.start);
        let index = self.starts.partition_point(|begin| *begin <= start) - 1;
        let line = self.text[self.starts[index]..].lines().next().unwrap_or("");
        let within = (start - self.starts[index]).min(line.len());
        let end = self
            .floor(span.end)
            .clamp(start, self.starts[index] + line.len().max(within));
        let length = self
            .text
            .get(start..end)
            .map_or(0, |part| part.chars().count());
        Place {
            file: self.file.clone(),
            line: index + 1,
            column: line[..within].chars().count() + 1,
            length: length.max(1),
        }
    }

    /// The character boundary at or before a byte offset that may come from anywhere.
    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// How many columns a character takes on a terminal: none for marks and joiners, two for East
/// Asian wide characters and pictures (Unicode standard annex 11, by blocks), otherwise one.
pub(crate) fn width(c: char) -> usize {
    use GeneralCategory as G;
    match c.general_category() {
        G::NonspacingMark | G::EnclosingMark => return 0,
        G::Format => return 0,
        _ => {}
    }
    match u32::from(c) {
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_becomes_line_column_and_length_in_characters() {
        let source = Source::new("f", "eins\nzwölf Öl\nende");
        let check = |span: Range<usize>, expected: (usize, usize, usize)| {
            let place = source.place(&span);
            assert_eq!((place.line, place.column, place.length), expected);
        };
        check(0..4, (1, 1, 4));
        check(12..15, (2, 7, 2));
        check(12..40, (2, 7, 2));
        check(99..120, (3, 5, 1));
        check(8..9, (2, 3, 1));
    }
}
