//! A document as lines with their places, in blocks between empty lines.

use crate::document::{Document, Mark, Role};
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
    /// Markup that the format of the document gave.
    pub(super) marks: Vec<Mark>,
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
            marks: within(&self.marks, byte, self.text.len()),
        }
    }

    /// Takes over marks that count in the bytes of the raw line, in which white space may have
    /// stood before the text and characters that were taken out in it.
    fn place_marks(&mut self, marks: &[Mark], raw: &str) {
        let starts: Vec<usize> = raw.char_indices().map(|(at, _)| at).collect();
        let byte = |raw_byte: usize| {
            let column = starts.partition_point(|at| *at < raw_byte) + 1;
            let index = self.columns.partition_point(|(_, known)| *known < column);
            self.columns
                .get(index)
                .map_or(self.text.len(), |(at, _)| *at)
        };
        let placed = marks.iter().map(|mark| Mark {
            span: byte(mark.span.start)..byte(mark.span.end),
            kind: mark.kind.clone(),
        });
        self.marks = placed.collect();
    }

    /// How many characters it has.
    pub(super) fn length(&self) -> usize {
        self.columns.len()
    }
}

/// The marks between two bytes, counted from the first of them.
pub(super) fn within(marks: &[Mark], from: usize, until: usize) -> Vec<Mark> {
    marks
        .iter()
        .filter(|mark| mark.span.start <= until && mark.span.end >= from)
        .map(|mark| Mark {
            span: mark.span.start.max(from) - from..mark.span.end.min(until) - from,
            kind: mark.kind.clone(),
        })
        .collect()
}

/// Lines that belong together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Block {
    pub(super) lines: Vec<Line>,
    /// What the format of the document says it is; nothing where that is to be found in the text.
    pub(super) role: Option<Role>,
    /// Whether the format says that it stands in a quotation.
    pub(super) is_quoted: bool,
}

/// Splits a document into blocks: those it has, or the lines between empty lines. Characters that
/// cannot stand in a text are taken out and found.
pub(super) fn blocks(file: &str, document: &Document, findings: &mut Vec<Finding>) -> Vec<Block> {
    if document.blocks().is_empty() {
        return loose_blocks(file, document.text(), findings);
    }
    let text = document.text();
    let mut number = 1;
    let mut counted = 0;
    let mut blocks = Vec::new();
    for block in document.blocks() {
        number += text[counted..block.span.start].matches('\n').count();
        counted = block.span.start;
        let mut start = block.span.start;
        let mut lines = Vec::new();
        for (index, raw) in text[block.span.clone()].split('\n').enumerate() {
            let mut line = line(file, number + index, raw, findings);
            let marks = within(&block.marks, start, start + raw.len());
            line.place_marks(&marks, raw);
            start += raw.len() + 1;
            if !line.text.is_empty() {
                lines.push(line);
            }
        }
        if !lines.is_empty() {
            blocks.push(Block {
                lines,
                role: Some(block.role.clone()),
                is_quoted: block.is_quoted,
            });
        }
    }
    blocks
}

/// The lines between empty lines.
fn loose_blocks(file: &str, text: &str, findings: &mut Vec<Finding>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (index, raw) in text.split('\n').enumerate() {
        // A form feed is where a page of the source ended.
        let is_new_page = raw.contains('\u{c}');
        let line = line(file, index + 1, raw, findings);
        if (line.text.is_empty() || is_new_page) && !block.lines.is_empty() {
            blocks.push(std::mem::take(&mut block));
        }
        if !line.text.is_empty() {
            block.lines.push(line);
        }
    }
    if !block.lines.is_empty() {
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
        let text = "\u{feff}a b  \r\n\r\n \t\n  c\u{202e}d\n\u{c}e";
        let blocks = blocks("f", &Document::plain(text.to_owned()), &mut findings);
        let lines: Vec<Vec<(usize, usize, &str)>> = blocks
            .iter()
            .map(|block| {
                block
                    .lines
                    .iter()
                    .map(|l| (l.number, l.indent, l.text.as_str()))
                    .collect()
            })
            .collect();
        assert_eq!(
            lines,
            [vec![(1, 0, "a b")], vec![(4, 2, "cd")], vec![(5, 1, "e")]]
        );
        assert_eq!(blocks[1].lines[0].column(1), 5);
        assert_eq!(blocks[1].lines[0].column(2), 6);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place.as_ref().unwrap().column, 4);
    }
}
