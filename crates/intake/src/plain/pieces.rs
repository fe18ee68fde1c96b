//! The body of a document as what it consists of.

use super::items::Bullet;
use super::passage::Passage;

/// One item of a list.
pub(super) struct Item {
    pub(super) bullet: Bullet,
    pub(super) passage: Passage,
    /// How deep its list lies in others, from 0.
    pub(super) depth: u8,
    pub(super) is_ordered: bool,
}

/// A part of the body.
pub(super) enum Piece {
    /// A heading with its level; 0 where it was found by its shape alone.
    Heading(u8, Passage),
    Paragraph(Passage),
    List(Vec<Item>),
    Quotation(Vec<Piece>),
}

/// The passages of some pieces, in order.
pub(super) fn passages(pieces: &[Piece]) -> Vec<&Passage> {
    let mut passages = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Heading(_, passage) | Piece::Paragraph(passage) => passages.push(passage),
            Piece::List(items) => passages.extend(items.iter().map(|item| &item.passage)),
            // Readers bound how deep quotations lie in each other.
            Piece::Quotation(inner) => passages.extend(self::passages(inner)),
        }
    }
    passages
}
