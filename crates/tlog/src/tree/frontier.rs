//! The right edge of a growing tree: all that appending needs to remember.

use thiserror::Error;

use super::{MAX_SIZE, NodeReader, Span, SubtreeId, join};
use crate::Hash;

/// A compact range: the size of a tree and the roots of the perfect subtrees it consists of.
///
/// At most 62 hashes, however large the tree; appending costs two hashes on average.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    parts: Vec<Hash>,
}

/// Why stored parts are not a frontier.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum FrontierError {
    /// A tree has one part for each bit set in its size.
    #[error("a tree of {size} leaves has {expected} parts, not {found}")]
    WrongParts {
        /// The size that was given.
        size: u64,
        /// How many parts a tree of this size has.
        expected: u32,
        /// How many were given.
        found: usize,
    },
    /// The size is above [`MAX_SIZE`].
    #[error("a tree of {size} leaves is larger than any that can be built")]
    TooLarge {
        /// The size that was given.
        size: u64,
    },
}

impl Frontier {
    /// The tree without leaves.
    #[must_use]
    pub fn empty() -> Frontier {
        Frontier::default()
    }

    /// Takes up a tree where it was left: `parts` as [`Frontier::parts`] gave them.
    ///
    /// # Errors
    ///
    /// A number of parts that does not belong to `size`, or a size above [`MAX_SIZE`].
    pub fn from_parts(size: u64, parts: Vec<Hash>) -> Result<Frontier, FrontierError> {
        if size > MAX_SIZE {
            return Err(FrontierError::TooLarge { size });
        }
        let (expected, found) = (size.count_ones(), parts.len());
        if usize::try_from(expected) != Ok(found) {
            return Err(FrontierError::WrongParts {
                size,
                expected,
                found,
            });
        }
        Ok(Frontier { size, parts })
    }

    /// Reads the right edge of a stored tree of `size` leaves.
    ///
    /// # Errors
    ///
    /// Whatever the reader refuses.
    pub fn read<R: NodeReader>(size: u64, reader: &R) -> Result<Frontier, R::Error> {
        let parts = Span::whole(size)
            .nodes()
            .map(|id| reader.node(id))
            .collect::<Result<_, _>>()?;
        Ok(Frontier { size, parts })
    }

    /// Adds a leaf at the right.
    pub fn push(&mut self, leaf: Hash) {
        self.append(leaf, &mut |_, _| ());
    }

    /// Adds a leaf at the right, and tells `on_full` of every subtree of 256^L leaves, L at least
    /// 1, that this leaf completes, smallest first. Nothing else of the tree need ever be stored.
    pub fn append(&mut self, leaf: Hash, on_full: &mut impl FnMut(SubtreeId, Hash)) {
        let mut hash = leaf;
        for level in 1..=self.size.trailing_ones() {
            let left = self
                .parts
                .pop()
                .expect("a tree has one part for each bit set in its size");
            hash = Hash::node(&left, &hash);
            if level % 8 == 0 {
                let tile_level =
                    u8::try_from(level / 8).expect("64 bits have at most eight tile levels");
                on_full(
                    SubtreeId {
                        level: tile_level,
                        index: self.size >> level,
                    },
                    hash,
                );
            }
        }
        self.parts.push(hash);
        self.size = self
            .size
            .checked_add(1)
            .expect("no machine appends 2^63 leaves to the largest stored tree");
    }

    /// The number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        join(self.parts.iter().copied()).unwrap_or(Hash::EMPTY_ROOT)
    }

    /// The roots of the perfect subtrees, largest (leftmost) first.
    #[must_use]
    pub fn parts(&self) -> &[Hash] {
        &self.parts
    }
}
