//! Checking proofs with the iterative algorithms of RFC 9162.

use super::{ConsistencyProof, InclusionProof, MAX_HASHES, ProofError};
use crate::Hash;

/// Checks that `leaf` has the given index in the tree of `size` leaves with this root (RFC 9162
/// section 2.1.3.2).
///
/// # Errors
///
/// An index outside the tree, a proof of the wrong length, a proof that leads to another root.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &InclusionProof,
    root: &Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutsideTree { index, size });
    }
    let wrong_length = ProofError::WrongLength {
        found: proof.0.len(),
    };
    if proof.0.len() > MAX_HASHES {
        return Err(wrong_length);
    }
    let mut climb = Climb {
        node: index,
        last: size - 1,
    };
    let mut reached = *leaf;
    for beside in &proof.0 {
        reached = match climb.step() {
            Some(Side::Left) => Hash::node(beside, &reached),
            Some(Side::Right) => Hash::node(&reached, beside),
            None => return Err(wrong_length),
        };
    }
    match climb.last {
        0 if reached == *root => Ok(()),
        0 => Err(ProofError::WrongRoot),
        _ => Err(wrong_length),
    }
}

/// Checks that the tree of `new_size` leaves begins with the tree of `old_size` leaves (RFC 9162
/// section 2.1.4.2).
///
/// Two trees of one size need an empty proof and equal roots. The empty tree needs an empty proof
/// and its own root; every tree begins with it, so nothing is then learnt about `new_root`.
///
/// # Errors
///
/// A tree that shrinks, a proof of the wrong length, a proof that leads to another root.
pub fn verify_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &ConsistencyProof,
) -> Result<(), ProofError> {
    if old_size > new_size {
        return Err(ProofError::Shrinks {
            old: old_size,
            new: new_size,
        });
    }
    if old_size == 0 && *old_root != Hash::EMPTY_ROOT {
        return Err(ProofError::WrongOldRoot);
    }
    if old_size == new_size || old_size == 0 {
        return match proof.0.len() {
            0 if old_size < new_size || old_root == new_root => Ok(()),
            0 => Err(ProofError::WrongRoot),
            found => Err(ProofError::WrongLength { found }),
        };
    }
    let (old_reached, new_reached) = climb_both(old_size, old_root, new_size, proof)?;
    if old_reached != *old_root {
        return Err(ProofError::WrongOldRoot);
    }
    if new_reached != *new_root {
        return Err(ProofError::WrongRoot);
    }
    Ok(())
}

/// The two roots that a proof between 0 < `old_size` < `new_size` leads to.
fn climb_both(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    proof: &ConsistencyProof,
) -> Result<(Hash, Hash), ProofError> {
    let wrong_length = || ProofError::WrongLength {
        found: proof.0.len(),
    };
    if proof.0.len() > MAX_HASHES {
        return Err(wrong_length());
    }
    // An old tree of a power of two is itself a node of the new one, and its root is left out of
    // the proof.
    let (start, rest) = if old_size.is_power_of_two() {
        (old_root, proof.0.as_slice())
    } else {
        proof.0.split_first().ok_or_else(wrong_length)?
    };
    let mut climb = Climb {
        node: old_size - 1,
        last: new_size - 1,
    };
    climb.up(climb.node.trailing_ones());
    let (mut old, mut new) = (*start, *start);
    for beside in rest {
        match climb.step().ok_or_else(wrong_length)? {
            Side::Left => {
                old = Hash::node(beside, &old);
                new = Hash::node(beside, &new);
            }
            Side::Right => new = Hash::node(&new, beside),
        }
    }
    if climb.last == 0 {
        Ok((old, new))
    } else {
        Err(wrong_length())
    }
}

/// The side on which the next hash of a proof stands.
enum Side {
    Left,
    Right,
}

/// The way from a node up to the root: the index of the node (`fn` in the RFC) and of the last node
/// of its level (`sn`).
struct Climb {
    node: u64,
    last: u64,
}

impl Climb {
    /// Goes up past the next hash of the proof, or tells that the root was already reached.
    fn step(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let is_right_child = self.node & 1 == 1;
        if !is_right_child && self.node != self.last {
            self.up(1);
            return Some(Side::Right);
        }
        // A left child without a sibling is its own parent, and stays so up to the level where it
        // is a right child. It is not 0 here, because it equals `last`.
        self.up(self.node.trailing_zeros() + 1);
        Some(Side::Left)
    }

    fn up(&mut self, levels: u32) {
        self.node = self.node.checked_shr(levels).unwrap_or(0);
        self.last = self.last.checked_shr(levels).unwrap_or(0);
    }
}
