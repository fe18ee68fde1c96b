//! The shape of the tree (RFC 6962 section 2.1) and what is stored of it.
//!
//! Three names for parts of a tree, from small to large idea: a [`NodeId`] is one perfect binary
//! subtree, a [`SubtreeId`] is a perfect subtree of 256^L leaves (the only inner hashes worth
//! storing, for they are the contents of tiles), and a [`Span`] is any subtree the RFC's recursion
//! can meet, perfect or cut off at the right edge.

mod frontier;
mod reader;

pub use frontier::{Frontier, FrontierError};
pub(crate) use reader::read_level;
pub use reader::{HashStore, NodeReader, ReadError, StoredNodes, root};

use crate::Hash;

/// The largest tree this crate handles: 2^62 leaves.
///
/// A consistency proof in a tree of 2^k leaves has at most k + 1 hashes; with k = 62 every proof
/// fits into the 63 hashes that the tlog-witness specification allows, and no index arithmetic
/// overflows 64 bits.
pub const MAX_SIZE: u64 = 1 << 62;

/// A perfect binary subtree: the 2^`level` leaves from `index` · 2^`level` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// Height above the leaves; 0 is a leaf.
    pub level: u8,
    /// Position among the nodes of this level, from the left.
    pub index: u64,
}

/// A perfect subtree of 256^`level` leaves, which is one hash inside a tile of that level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubtreeId {
    /// Tile level L; at least 1, since level 0 is the leaves.
    pub level: u8,
    /// Position among the subtrees of this level, from the left.
    pub index: u64,
}

/// The leaves from `start` up to, not including, `end`, where these form one subtree of the RFC's
/// recursion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u64,
    end: u64,
}

impl Span {
    /// The whole tree of `size` leaves.
    pub(crate) fn whole(size: u64) -> Span {
        Span {
            start: 0,
            end: size,
        }
    }

    /// Index of the first leaf.
    #[must_use]
    pub fn start(self) -> u64 {
        self.start
    }

    /// Index after the last leaf.
    #[must_use]
    pub fn end(self) -> u64 {
        self.end
    }

    /// Both halves, split at the largest power of two strictly below the number of leaves.
    ///
    /// Must not be called on fewer than two leaves, which have no halves.
    pub(crate) fn halves(self) -> (Span, Span) {
        let middle = self.start + (1 << (self.end - self.start - 1).ilog2());
        (
            Span {
                end: middle,
                ..self
            },
            Span {
                start: middle,
                ..self
            },
        )
    }

    /// The perfect subtrees that make up these leaves, from left (largest) to right (smallest).
    pub fn nodes(self) -> impl Iterator<Item = NodeId> {
        let Span { mut start, end } = self;
        std::iter::from_fn(move || {
            let level = (end - start).checked_ilog2()?;
            let index = start >> level;
            start += 1 << level;
            Some(NodeId {
                level: u8::try_from(level).expect("a logarithm of 64 bits is below 64"),
                index,
            })
        })
    }
}

/// Joins the perfect parts of a [`Span`], left to right, into its root; `None` where there are no
/// parts.
pub(crate) fn join(parts: impl DoubleEndedIterator<Item = Hash>) -> Option<Hash> {
    parts.rev().reduce(|right, left| Hash::node(&left, &right))
}
