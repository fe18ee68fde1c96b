//! A document as lines with their places, in blocks between empty lines.

use crate::finding::{Finding, Place};
use domain::text::may_stand;

/// One line as it is read: nothing invisible, no white space at its end.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    /// Columns of white space before the first letter; a tabulator counts as four.
    pub(super) indent: usize,
    /// The line without its indentation.
    pub(super) text: String,
    /// The byte of each character of `text`, and its column in the document.
    columns: Vec<(usize, usize)>,
}

impl Line {
    /// The column of the character at a byte of the line; past its end the column after the last.
    pub(super) fn column(&self, byte: usize) -> usize {
        let index = self.columns.partition_point(|(at, _)| *at < byte);
        let end = self.columns.last().map_or(1, |(_, last)| last + 1);
        self.columns.get(index).map_or(end, |(_, column)| *column)
    }

    /// The line from a byte on.
    pub(super) fn from(&self, byte: usize) -> Self {
        let kept = self.columns.iter().filter(|(at, _)| *at >= byte);
        Self {
            number: self.number,
            indent: self.indent,
            text: self.text[byte..].to_owned(),
            columns: kept.map(|(at, column)| (at - byte, *column)).collect(),
        }
    }

    /// How many characters it has.
    pub(super) fn length(&self) -> usize {
        self.columns.len()
    }
}

/// Lines between empty lines.
pub(super) type Block = Vec<Line>;

/// Splits a document into blocks. Characters that cannot stand in a text are taken out and found.
pub(super) fn blocks(file: &str, text: &str, findings: &mut Vec<Finding>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (index, raw) in text.split('\n').enumerate() {
        // A form feed is where a page of the source ended.
        let is_new_page = raw.contains('\u{c}');
        let line = line(file, index + 1, raw, findings);
        if (line.text.is_empty() || is_new_page) && !block.is_empty() {
            blocks.push(std::mem::take(&mut block));
        }
        if !line.text.is_empty() {
            block.push(line);
        }
    }
    if !block.is_empty() {
        blocks.push(block);
    }
    blocks
}

fn line(file: &str, number: usize, raw: &str, findings: &mut Vec<Finding>) -> Line {
    let mut line = Line {
        number,
        ..Line::default()
    };
    for (index, c) in raw.chars().enumerate() {
        let column = index + 1;
        if c.is_whitespace() && line.text.is_empty() {
            line.indent += if c == '\t' { 4 } else { 1 };
        } else if c.is_whitespace() {
            line.columns.push((line.text.len(), column));
            line.text.push(' ');
        } else if may_stand(c) {
            line.columns.push((line.text.len(), column));
            line.text.push(c);
        } else {
            findings.push(taken_out(file, number, column, c));
        }
    }
    let end = line.text.trim_end().len();
    line.text.truncate(end);
    line.columns.retain(|(at, _)| *at < end);
    line
}

fn taken_out(file: &str, line: usize, column: usize, c: char) -> Finding {
    let message = format!("the character U+{:04X} was taken out", u32::from(c));
    let place = Place {
        file: file.to_owned(),
        line,
        column,
        length: 1,
    };
    Finding::warning("character-removed", message)
        .at(place)
        .help("it cannot be seen, but it can make a text read differently from what is signed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lie_between_empty_lines_and_know_their_columns() {
        let mut findings = Vec::new();
        let blocks = blocks(
            "f",
            "\u{feff}a b  \r\n\r\n \t\n  c\u{202e}d\n\u{c}e",
            &mut findings,
        );
        let lines: Vec<Vec<(usize, usize, &str)>> = blocks
            .iter()
            .map(|block| {
                block
                    .iter()
                    .map(|l| (l.number, l.indent, l.text.as_str()))
                    .collect()
            })
            .collect();
        assert_eq!(
            lines,
            [vec![(1, 0, "a b")], vec![(4, 2, "cd")], vec![(5, 1, "e")]]
        );
        assert_eq!(blocks[1][0].column(1), 5);
        assert_eq!(blocks[1][0].column(2), 6);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place.as_ref().unwrap().column, 4);
    }
}
