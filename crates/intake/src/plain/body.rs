//! The body of a document as pieces: paragraphs, headings, lists.

use super::Context;
use super::items::{Bullet, Strength, bullet, is_first_number};
use super::lines::{Block, Line};
use super::passage::{Joiner, Passage};
use super::pieces::{Item, Piece};
use crate::document::Role;
use crate::finding::Finding;

/// The longest line that can be a heading.
const MAX_HEADING: usize = 60;
/// The most words of a heading.
const MAX_HEADING_WORDS: usize = 7;

/// Lines of one paragraph or item, not joined yet.
enum Raw {
    Text(Vec<Line>),
    Item(Bullet, Vec<Line>),
}

/// The pieces of a body, in order: those the format of the document tells apart, and in the text
/// between them those that its shape shows.
pub(super) fn pieces(
    blocks: &[Block],
    joiner: &mut Joiner,
    context: &mut Context<'_>,
) -> Vec<Piece> {
    let is_structured = blocks.iter().any(|block| block.role.is_some());
    let has_headings = blocks
        .iter()
        .any(|b| matches!(b.role, Some(Role::Heading(_))));
    let shape = Shape {
        guesses_headings: !has_headings,
        joins_paragraphs: !is_structured,
    };
    collect(blocks, shape, joiner, context)
}

/// What is guessed.
#[derive(Clone, Copy)]
struct Shape {
    guesses_headings: bool,
    joins_paragraphs: bool,
}

/// What a block is for the order of things.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Loose,
    Quoted,
    Item,
    Heading(u8),
    Row,
}

impl Kind {
    fn of(block: &Block) -> Self {
        match &block.role {
            _ if block.is_quoted => Self::Quoted,
            Some(Role::Item { .. }) => Self::Item,
            Some(Role::Heading(level)) => Self::Heading(*level),
            Some(Role::Row) => Self::Row,
            Some(Role::Paragraph | Role::Footnote(_)) | None => Self::Loose,
        }
    }
}

fn collect(
    blocks: &[Block],
    shape: Shape,
    joiner: &mut Joiner,
    context: &mut Context<'_>,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in blocks.chunk_by(|a, b| Kind::of(a) == Kind::of(b)) {
        match Kind::of(&run[0]) {
            Kind::Loose => loose(run, shape, joiner, context, &mut pieces),
            Kind::Quoted => {
                let inner: Vec<Block> = run
                    .iter()
                    .map(|block| Block {
                        is_quoted: false,
                        ..block.clone()
                    })
                    .collect();
                let quoted = Shape {
                    guesses_headings: false,
                    ..shape
                };
                pieces.push(Piece::Quotation(collect(&inner, quoted, joiner, context)));
            }
            Kind::Item => {
                let items = run.iter().map(|block| item(block, joiner)).collect();
                pieces.push(Piece::List(items));
            }
            Kind::Heading(level) => {
                let headings = run.iter().map(|block| joiner.join(&block.lines));
                pieces.extend(headings.map(|passage| Piece::Heading(level, passage)));
            }
            Kind::Row => rows(run, joiner, context, &mut pieces),
        }
    }
    pieces
}

fn item(block: &Block, joiner: &mut Joiner) -> Item {
    let (depth, is_ordered) = match block.role {
        Some(Role::Item { depth, is_ordered }) => (depth, is_ordered),
        _ => (0, false),
    };
    Item {
        bullet: Bullet::Sign("-".to_owned()),
        passage: joiner.join(&block.lines),
        depth,
        is_ordered,
    }
}

/// A text has no tables: each row becomes a paragraph.
fn rows(run: &[Block], joiner: &mut Joiner, context: &mut Context<'_>, pieces: &mut Vec<Piece>) {
    let passages: Vec<Passage> = run.iter().map(|block| joiner.join(&block.lines)).collect();
    let message = format!("a table of {} rows became as many paragraphs", run.len());
    context.findings.push(
        Finding::warning("table-unrolled", message)
            .at(passages[0].head(context.file))
            .help("say in sentences, or as figures, what it shows"),
    );
    pieces.extend(passages.into_iter().map(Piece::Paragraph));
}

/// Paragraphs, headings and lists of which only the shape tells what they are.
fn loose(
    blocks: &[Block],
    shape: Shape,
    joiner: &mut Joiner,
    context: &mut Context<'_>,
    pieces: &mut Vec<Piece>,
) {
    let mut raw = raw_parts(blocks);
    if shape.joins_paragraphs {
        raw = join_across_pages(raw, context);
    }
    let count = raw.len();
    let mut may_continue = false;
    for (index, part) in raw.into_iter().enumerate() {
        match part {
            Raw::Text(lines) => {
                let is_heading = shape.guesses_headings && index + 1 < count && is_heading(&lines);
                let passage = joiner.join(&lines);
                pieces.push(if is_heading {
                    Piece::Heading(0, passage)
                } else {
                    Piece::Paragraph(passage)
                });
                may_continue = false;
            }
            Raw::Item(bullet, lines) => {
                let item = Item {
                    bullet,
                    passage: joiner.join(&lines),
                    depth: 0,
                    is_ordered: false,
                };
                match pieces.last_mut().filter(|_| may_continue) {
                    Some(Piece::List(items)) => items.push(item),
                    _ => pieces.push(Piece::List(vec![item])),
                }
                may_continue = true;
            }
        }
    }
}

fn raw_parts(blocks: &[Block]) -> Vec<Raw> {
    let mut parts = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let is_followed_by_item = blocks
            .get(index + 1)
            .and_then(|next| next.lines.first())
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
    let base = block
        .lines
        .iter()
        .map(|line| line.indent)
        .min()
        .unwrap_or(0);
    for (index, line) in block.lines.iter().enumerate() {
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
    block.lines.iter().skip(1).any(|line| {
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
