//! Reading a stored tree: what proofs ask for, and what a database needs to keep.

use thiserror::Error;

use super::{Frontier, NodeId, SubtreeId};
use crate::Hash;

/// Gives the roots of perfect subtrees.
///
/// Only nodes that lie wholly inside the tree are asked for, so an answer never changes as the tree
/// grows.
pub trait NodeReader {
    /// Why a node could not be read.
    type Error;

    /// The root of the subtree `id`.
    ///
    /// # Errors
    ///
    /// Any failure to read, including that the node is not there.
    fn node(&self, id: NodeId) -> Result<Hash, Self::Error>;
}

/// Gives what a log stores: leaf hashes, and one hash per full subtree of 256^L leaves.
pub trait HashStore {
    /// Why a hash could not be read.
    type Error;

    /// The hashes of the leaves from `start` up to, not including, `end`: exactly that many, in
    /// order.
    ///
    /// # Errors
    ///
    /// Any failure to read.
    fn leaf_hash_range(&self, start: u64, end: u64) -> Result<Vec<Hash>, Self::Error>;

    /// The root of a full subtree, as [`Frontier::append`] reported it.
    ///
    /// # Errors
    ///
    /// Any failure to read, including that the subtree is not there.
    fn subtree(&self, id: SubtreeId) -> Result<Hash, Self::Error>;

    /// The roots of the subtrees of one level from `start` up to, not including, `end`; at most 256
    /// are asked for.
    ///
    /// Asks one by one; a store that can read a range at once overrides this.
    ///
    /// # Errors
    ///
    /// Any failure to read.
    fn subtree_range(&self, level: u8, start: u64, end: u64) -> Result<Vec<Hash>, Self::Error> {
        (start..end)
            .map(|index| self.subtree(SubtreeId { level, index }))
            .collect()
    }
}

/// Why hashes could not be had from a [`HashStore`].
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ReadError<E> {
    /// The store failed.
    #[error("stored hashes cannot be read")]
    Store(#[source] E),
    /// The store answered with another number of hashes than was asked for.
    #[error("store gave {found} hashes of tile level {level} from {start} instead of {expected}")]
    WrongCount {
        /// The tile level asked for; 0 is the leaves.
        level: u8,
        /// The first index asked for.
        start: u64,
        /// How many were asked for.
        expected: u64,
        /// How many came.
        found: usize,
    },
}

/// Reads `count` hashes of tile level `level`, which level 0 has as leaves and all others as
/// subtrees.
pub(crate) fn read_level<S: HashStore>(
    store: &S,
    level: u8,
    start: u64,
    count: u64,
) -> Result<Vec<Hash>, ReadError<S::Error>> {
    let end = start + count;
    let hashes = match level {
        0 => store.leaf_hash_range(start, end),
        _ => store.subtree_range(level, start, end),
    }
    .map_err(ReadError::Store)?;
    match hashes.len() {
        found if u64::try_from(found) == Ok(count) => Ok(hashes),
        found => Err(ReadError::WrongCount {
            level,
            start,
            expected: count,
            found,
        }),
    }
}

/// Turns a [`HashStore`] into a [`NodeReader`].
///
/// A node at binary level l is the root over 2^(l mod 8) neighbours of tile level l / 8: at most
/// 128 hashes, in one read, and never a walk down to the leaves.
#[derive(Debug, Clone, Copy)]
pub struct StoredNodes<'a, S>(pub &'a S);

impl<S: HashStore> NodeReader for StoredNodes<'_, S> {
    type Error = ReadError<S::Error>;

    fn node(&self, id: NodeId) -> Result<Hash, Self::Error> {
        let count = 1 << (id.level % 8);
        let hashes = read_level(self.0, id.level / 8, id.index * count, count)?;
        Ok(perfect_root(hashes))
    }
}

/// The root over a power of two of hashes.
fn perfect_root(mut hashes: Vec<Hash>) -> Hash {
    while hashes.len() > 1 {
        hashes = hashes
            .chunks_exact(2)
            .map(|pair| Hash::node(&pair[0], &pair[1]))
            .collect();
    }
    hashes[0]
}

/// The root of a stored tree of `size` leaves.
///
/// # Errors
///
/// Whatever the reader refuses.
pub fn root<R: NodeReader>(size: u64, reader: &R) -> Result<Hash, R::Error> {
    Ok(Frontier::read(size, reader)?.root())
}
