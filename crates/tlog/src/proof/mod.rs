//! Inclusion and consistency proofs: made as RFC 6962 defines them, checked as RFC 9162 says.

mod prove;
mod verify;

pub use prove::{
    ProveError, consistency_nodes, inclusion_nodes, prove_consistency, prove_inclusion,
};
pub use verify::{verify_consistency, verify_inclusion};

use thiserror::Error;

use crate::Hash;

/// The most hashes a proof may have, as in the tlog-witness specification; see
/// [`crate::tree::MAX_SIZE`].
pub const MAX_HASHES: usize = 63;

/// Proof that a leaf is in a tree: the hashes beside its path, from its sibling up to the root's
/// child.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InclusionProof(pub Vec<Hash>);

/// Proof that one tree begins with all leaves of a smaller one, hashes in the order of RFC 6962
/// section 2.1.2.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsistencyProof(pub Vec<Hash>);

/// Why a proof is refused, or cannot be made.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ProofError {
    /// No leaf has this index in a tree of this size.
    #[error("leaf {index} is not in a tree of {size} leaves")]
    OutsideTree {
        /// The index of the leaf.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The tree that should be the earlier one is larger.
    #[error("a tree of {old} leaves is not earlier than one of {new}")]
    Shrinks {
        /// The size said to be earlier.
        old: u64,
        /// The size said to be later.
        new: u64,
    },
    /// The proof has more hashes, or fewer, than a proof for these numbers.
    #[error("a proof of {found} hashes has the wrong length")]
    WrongLength {
        /// How many hashes it has.
        found: usize,
    },
    /// The proof leads to another root than the one given.
    #[error("proof does not lead to the root")]
    WrongRoot,
    /// The proof does not lead to the root of the earlier tree.
    #[error("proof does not lead to the earlier root")]
    WrongOldRoot,
    /// The tree is larger than [`crate::tree::MAX_SIZE`].
    #[error("a tree of {size} leaves is larger than any that can be built")]
    TooLarge {
        /// The size of the tree.
        size: u64,
    },
}
