//! The tree as RFC 6962 section 2.1 defines it, word for word and without any cleverness, and a
//! store in memory.

use std::collections::HashMap;
use std::convert::Infallible;

use tlog::Hash;
use tlog::tree::{Frontier, HashStore, SubtreeId};

/// Sizes around which tiles and powers of two begin and end.
pub const EDGES: [u64; 16] = [
    0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 65_535, 65_536, 65_537, 70_000,
];

/// Hashes of `count` different leaves.
pub fn leaves(count: u64) -> Vec<Hash> {
    (0..count)
        .map(|index| Hash::leaf(&index.to_be_bytes()))
        .collect()
}

/// MTH(D[n]).
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::EMPTY_ROOT,
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            Hash::node(&root(left), &root(right))
        }
    }
}

/// PATH(m, D[n]).
pub fn path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut path, beside) = if index < middle {
        (path(index, left), root(right))
    } else {
        (path(index - middle, right), root(left))
    };
    path.push(beside);
    path
}

/// PROOF(m, D[n]), for 0 < m.
pub fn proof(old: usize, leaves: &[Hash]) -> Vec<Hash> {
    subproof(old, leaves, true)
}

fn subproof(old: usize, leaves: &[Hash], known: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if known {
            Vec::new()
        } else {
            vec![root(leaves)]
        };
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut proof, beside) = if old <= middle {
        (subproof(old, left, known), root(right))
    } else {
        (subproof(old - middle, right, false), root(left))
    };
    proof.push(beside);
    proof
}

fn split(count: usize) -> usize {
    let mut power = 1;
    while power * 2 < count {
        power *= 2;
    }
    power
}

/// What a log stores, in memory, as appending reported it.
pub struct Memory {
    pub leaves: Vec<Hash>,
    pub subtrees: HashMap<SubtreeId, Hash>,
}

impl Memory {
    pub fn of(leaves: &[Hash]) -> Memory {
        let mut subtrees = HashMap::new();
        let mut frontier = Frontier::empty();
        for leaf in leaves {
            frontier.append(*leaf, &mut |id, hash| {
                assert_eq!(subtrees.insert(id, hash), None, "{id:?} was reported twice");
            });
        }
        Memory {
            leaves: leaves.to_vec(),
            subtrees,
        }
    }
}

impl HashStore for Memory {
    type Error = Infallible;

    fn leaf_hash_range(&self, start: u64, end: u64) -> Result<Vec<Hash>, Infallible> {
        Ok(self.leaves[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()].to_vec())
    }

    fn subtree(&self, id: SubtreeId) -> Result<Hash, Infallible> {
        Ok(self.subtrees[&id])
    }
}
