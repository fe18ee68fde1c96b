//! The body of a document as pieces: paragraphs, headings, lists.

use super::Context;
use super::items::{Bullet, Strength, bullet, is_first_number};
use super::lines::{Block, Line};
use super::passage::{Joiner, Passage};
use crate::finding::Finding;

/// The longest line that can be a heading.
const MAX_HEADING: usize = 60;
/// The most words of a heading.
const MAX_HEADING_WORDS: usize = 7;

/// One item of a list.
pub(super) struct Item {
    pub(super) bullet: Bullet,
    pub(super) passage: Passage,
}

/// A part of the body.
pub(super) enum Piece {
    Heading(Passage),
    Paragraph(Passage),
    List(Vec<Item>),
}

/// Lines of one paragraph or item, not joined yet.
enum Raw {
    Text(Vec<Line>),
    Item(Bullet, Vec<Line>),
}

/// The pieces of a body, in order.
pub(super) fn pieces(
    blocks: &[Block],
    joiner: &mut Joiner,
    context: &mut Context<'_>,
) -> Vec<Piece> {
    let raw = join_across_pages(raw_parts(blocks), context);
    let mut pieces: Vec<Piece> = Vec::new();
    let count = raw.len();
    for (index, part) in raw.into_iter().enumerate() {
        match part {
            Raw::Text(lines) => {
                let is_heading = index + 1 < count && is_heading(&lines);
                let passage = joiner.join(&lines);
                pieces.push(if is_heading {
                    Piece::Heading(passage)
                } else {
                    Piece::Paragraph(passage)
                });
            }
            Raw::Item(bullet, lines) => {
                let item = Item {
                    bullet,
                    passage: joiner.join(&lines),
                };
                match pieces.last_mut() {
                    Some(Piece::List(items)) => items.push(item),
                    _ => pieces.push(Piece::List(vec![item])),
                }
            }
        }
    }
    pieces
}

fn raw_parts(blocks: &[Block]) -> Vec<Raw> {
    let mut parts = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let is_followed_by_item = blocks
            .get(index + 1)
            .and_then(|next| next.first())
            .is_some_and(is_certain);
        split_block(block, is_followed_by_item, &mut parts);
    }
    parts
}

fn is_certain(line: &Line) -> bool {
    bullet(line).is_some_and(|found| found.strength != Strength::Weak)
}

/// Splits one block into paragraphs and items.
fn split_block(block: &Block, is_followed_by_item: bool, parts: &mut Vec<Raw>) {
    let base = block.iter().map(|line| line.indent).min().unwrap_or(0);
    for (index, line) in block.iter().enumerate() {
        let is_first = index == 0;
        let (after_item, after_colon) = match parts.last() {
            Some(Raw::Item(..)) => (true, false),
            Some(Raw::Text(lines)) => (false, ends_with_colon(lines)),
            None => (false, false),
        };
        let found = bullet(line).filter(|found| match found.strength {
            Strength::Strong => true,
            Strength::Plain => is_first || after_item || after_colon,
            Strength::Weak => {
                after_item
                    || after_colon
                    || (is_first && is_followed_by_item)
                    || (is_first && is_first_number(&found.bullet) && is_followed_by_number(block))
            }
        });
        if let Some(found) = found {
            parts.push(Raw::Item(found.bullet, vec![line.from(found.words)]));
        } else if after_colon && line.indent >= base + 2 {
            parts.push(Raw::Item(Bullet::Indent, vec![line.clone()]));
        } else {
            match parts.last_mut() {
                Some(Raw::Text(lines) | Raw::Item(_, lines)) if !is_first => {
                    lines.push(line.clone());
                }
                _ => parts.push(Raw::Text(vec![line.clone()])),
            }
        }
    }
}

fn is_followed_by_number(block: &Block) -> bool {
    block.iter().skip(1).any(|line| {
        bullet(line).is_some_and(|found| {
            matches!(&found.bullet, Bullet::Sign(sign) if sign.contains('2') || sign.contains('b'))
        })
    })
}

fn ends_with_colon(lines: &[Line]) -> bool {
    lines.last().is_some_and(|line| line.text.ends_with(':'))
}

fn is_heading(lines: &[Line]) -> bool {
    let [line] = lines else { return false };
    line.length() <= MAX_HEADING
        && line.text.split_whitespace().count() <= MAX_HEADING_WORDS
        && !line.text.ends_with(['.', '!', '?', ':', ';', ',', '-'])
        && line
            .text
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// An empty line in the middle of a sentence is where a page ended, not where a paragraph did.
fn join_across_pages(parts: Vec<Raw>, context: &mut Context<'_>) -> Vec<Raw> {
    let mut joined: Vec<Raw> = Vec::new();
    for part in parts {
        let continues = match (joined.last(), &part) {
            (Some(Raw::Text(before) | Raw::Item(_, before)), Raw::Text(lines)) => {
                is_cut(before, lines)
            }
            _ => false,
        };
        match (joined.last_mut(), part) {
            (Some(Raw::Text(before) | Raw::Item(_, before)), Raw::Text(lines)) if continues => {
                let first = &lines[0];
                let place = crate::finding::Place {
                    file: context.file.to_owned(),
                    line: first.number,
                    column: first.column(0),
                    length: first.length(),
                };
                let message =
                    "two paragraphs were joined: the sentence goes on after the empty line";
                context
                    .findings
                    .push(Finding::note("paragraphs-joined", message).at(place));
                before.extend(lines);
            }
            (_, part) => joined.push(part),
        }
    }
    joined
}

fn is_cut(before: &[Line], after: &[Line]) -> bool {
    let (Some(last), Some(next)) = (before.last(), after.first()) else {
        return false;
    };
    let ends_open = last
        .text
        .ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
    ends_open && next.text.starts_with(char::is_lowercase)
}
