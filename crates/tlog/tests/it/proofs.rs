//! Proofs: made right, and refused when anything about them is wrong.

use std::convert::Infallible;

use proptest::prelude::*;
use tlog::Hash;
use tlog::proof::{
    ConsistencyProof, InclusionProof, MAX_HASHES, ProofError, consistency_nodes, inclusion_nodes,
    prove_consistency, prove_inclusion, verify_consistency, verify_inclusion,
};
use tlog::tree::{MAX_SIZE, NodeId, NodeReader, StoredNodes};

use crate::naive::{self, Memory};
use crate::tree::ct_leaves;

fn hashes(hex: &[&str]) -> Vec<Hash> {
    hex.iter()
        .map(|hash| Hash(hex::decode(hash).unwrap().try_into().unwrap()))
        .collect()
}

/// Makes the proof from stored hashes, compares it with the definition, and verifies it.
fn check_inclusion(index: u64, size: u64, memory: &Memory) {
    let leaves = &memory.leaves[..usize::try_from(size).unwrap()];
    let at = usize::try_from(index).unwrap();
    let proof = prove_inclusion(index, size, &StoredNodes(memory)).unwrap();
    assert_eq!(proof.0, naive::path(at, leaves), "leaf {index} of {size}");
    let root = naive::root(leaves);
    assert_eq!(
        verify_inclusion(&leaves[at], index, size, &proof, &root),
        Ok(())
    );
}

fn check_consistency(old: u64, new: u64, memory: &Memory) {
    let (at, size) = (usize::try_from(old).unwrap(), usize::try_from(new).unwrap());
    let leaves = &memory.leaves[..size];
    let proof = prove_consistency(old, new, &StoredNodes(memory)).unwrap();
    let expected = if old == 0 {
        Vec::new()
    } else {
        naive::proof(at, leaves)
    };
    assert_eq!(proof.0, expected, "{old} to {new}");
    let (old_root, new_root) = (naive::root(&leaves[..at]), naive::root(leaves));
    assert_eq!(
        verify_consistency(old, &old_root, new, &new_root, &proof),
        Ok(())
    );
}

#[test]
fn the_certificate_transparency_tree_has_its_published_proofs() {
    let memory = Memory::of(&ct_leaves());
    let nodes = StoredNodes(&memory);
    assert_eq!(
        prove_inclusion(0, 8, &nodes).unwrap().0,
        hashes(&[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ])
    );
    assert_eq!(
        prove_inclusion(5, 8, &nodes).unwrap().0,
        hashes(&[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ])
    );
    assert_eq!(
        prove_consistency(6, 8, &nodes).unwrap().0,
        hashes(&[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ])
    );
}

#[test]
fn every_proof_in_small_trees_is_the_one_of_the_definition_and_verifies() {
    let memory = Memory::of(&naive::leaves(40));
    for size in 0..=40 {
        (0..size).for_each(|index| check_inclusion(index, size, &memory));
        (0..=size).for_each(|old| check_consistency(old, size, &memory));
    }
}

#[test]
fn proofs_at_the_edges_of_tiles_are_the_ones_of_the_definition_and_verify() {
    let memory = Memory::of(&naive::leaves(70_000));
    for size in [255, 256, 257, 65_535, 65_536, 65_537, 70_000] {
        for at in [1, 255, 256, size - 1].into_iter().filter(|at| *at < size) {
            check_inclusion(at, size, &memory);
            check_consistency(at, size, &memory);
        }
    }
}

/// A tree of any size whose leaves are all the same, so that a node's hash depends on its level
/// alone.
struct Uniform;

impl NodeReader for Uniform {
    type Error = Infallible;

    fn node(&self, id: NodeId) -> Result<Hash, Infallible> {
        Ok((0..id.level).fold(Hash::leaf(b"same"), |hash, _| Hash::node(&hash, &hash)))
    }
}

#[test]
fn proofs_of_the_largest_trees_verify_and_fit_into_63_hashes() {
    let root = |size| tlog::tree::root(size, &Uniform).unwrap();
    for size in [MAX_SIZE, MAX_SIZE - 1, MAX_SIZE / 2 + 1] {
        for at in [1, 2, 3, size / 2 - 1, size / 2, size / 2 + 1, size - 1] {
            let proof = prove_inclusion(at, size, &Uniform).unwrap();
            assert!(proof.0.len() <= MAX_HASHES);
            assert_eq!(
                verify_inclusion(&Hash::leaf(b"same"), at, size, &proof, &root(size)),
                Ok(())
            );
            let proof = prove_consistency(at, size, &Uniform).unwrap();
            assert!(proof.0.len() <= MAX_HASHES);
            assert_eq!(
                verify_consistency(at, &root(at), size, &root(size), &proof),
                Ok(())
            );
        }
    }
    assert_eq!(
        consistency_nodes(MAX_SIZE - 1, MAX_SIZE).unwrap().len(),
        MAX_HASHES
    );
}

#[test]
fn there_is_no_proof_for_what_is_not_in_the_tree() {
    assert_eq!(
        inclusion_nodes(0, 0),
        Err(ProofError::OutsideTree { index: 0, size: 0 })
    );
    assert_eq!(
        inclusion_nodes(8, 8),
        Err(ProofError::OutsideTree { index: 8, size: 8 })
    );
    assert_eq!(
        consistency_nodes(9, 8),
        Err(ProofError::Shrinks { old: 9, new: 8 })
    );
    let size = MAX_SIZE + 1;
    assert_eq!(inclusion_nodes(0, size), Err(ProofError::TooLarge { size }));
    assert_eq!(
        consistency_nodes(0, size),
        Err(ProofError::TooLarge { size })
    );
}

#[test]
fn a_leaf_is_proved_at_its_own_index_only() {
    let memory = Memory::of(&naive::leaves(20));
    for size in 1..=20 {
        let leaves = &memory.leaves[..usize::try_from(size).unwrap()];
        let root = naive::root(leaves);
        for (index, leaf) in (0..).zip(leaves) {
            let proof = prove_inclusion(index, size, &StoredNodes(&memory)).unwrap();
            for other in (0..size + 2).filter(|other| *other != index) {
                assert!(
                    verify_inclusion(leaf, other, size, &proof, &root).is_err(),
                    "{index} as {other}"
                );
            }
        }
    }
}

/// All hashes that differ from the given one in one bit.
fn with_one_bit_changed(hash: Hash) -> impl Iterator<Item = Hash> {
    (0..256_usize).map(move |bit| {
        let mut changed = hash;
        changed.0[bit / 8] ^= 1 << (bit % 8);
        changed
    })
}

/// All proofs that differ from the given one in one bit, or in having one hash fewer or more.
fn spoilt(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = Vec::new();
    for at in 0..proof.len() {
        for changed in with_one_bit_changed(proof[at]) {
            let mut other = proof.to_vec();
            other[at] = changed;
            all.push(other);
        }
        let mut shorter = proof.to_vec();
        shorter.remove(at);
        all.push(shorter);
    }
    for at in 0..=proof.len() {
        let mut longer = proof.to_vec();
        longer.insert(at, proof.first().copied().unwrap_or(Hash::EMPTY_ROOT));
        all.push(longer);
    }
    all.push([proof, &[Hash::EMPTY_ROOT; 64]].concat());
    all
}

#[test]
fn an_inclusion_proof_with_any_bit_changed_is_refused() {
    let memory = Memory::of(&naive::leaves(11));
    for (index, size) in [(0, 1), (1, 2), (5, 11), (10, 11), (7, 8)] {
        let leaves = &memory.leaves[..usize::try_from(size).unwrap()];
        let (leaf, root) = (leaves[usize::try_from(index).unwrap()], naive::root(leaves));
        let proof = prove_inclusion(index, size, &StoredNodes(&memory)).unwrap();
        let refused = |leaf: &Hash, proof: &InclusionProof, root: &Hash| {
            assert!(
                verify_inclusion(leaf, index, size, proof, root).is_err(),
                "{index} of {size}"
            );
        };
        with_one_bit_changed(leaf).for_each(|leaf| refused(&leaf, &proof, &root));
        with_one_bit_changed(root).for_each(|root| refused(&leaf, &proof, &root));
        spoilt(&proof.0)
            .into_iter()
            .for_each(|other| refused(&leaf, &InclusionProof(other), &root));
    }
}

#[test]
fn a_consistency_proof_with_any_bit_changed_is_refused() {
    let memory = Memory::of(&naive::leaves(11));
    for (old, new) in [(1, 2), (3, 4), (4, 11), (6, 11), (7, 8), (10, 11), (8, 8)] {
        let root = |size: u64| naive::root(&memory.leaves[..usize::try_from(size).unwrap()]);
        let (old_root, new_root) = (root(old), root(new));
        let proof = prove_consistency(old, new, &StoredNodes(&memory)).unwrap();
        let refused = |old_root: &Hash, new_root: &Hash, proof: &ConsistencyProof| {
            let outcome = verify_consistency(old, old_root, new, new_root, proof);
            assert!(outcome.is_err(), "{old} to {new}");
        };
        with_one_bit_changed(old_root).for_each(|old_root| refused(&old_root, &new_root, &proof));
        with_one_bit_changed(new_root).for_each(|new_root| refused(&old_root, &new_root, &proof));
        for other in spoilt(&proof.0) {
            refused(&old_root, &new_root, &ConsistencyProof(other));
        }
    }
}

#[test]
fn every_tree_begins_with_the_empty_one_and_nothing_else_of_size_zero() {
    let root = naive::root(&naive::leaves(3));
    let (none, some) = (ConsistencyProof::default(), ConsistencyProof(vec![root]));
    let empty = Hash::EMPTY_ROOT;
    assert_eq!(verify_consistency(0, &empty, 3, &root, &none), Ok(()));
    assert_eq!(verify_consistency(0, &empty, 0, &empty, &none), Ok(()));
    assert_eq!(
        verify_consistency(0, &root, 3, &root, &none),
        Err(ProofError::WrongOldRoot)
    );
    assert_eq!(
        verify_consistency(0, &empty, 0, &root, &none),
        Err(ProofError::WrongRoot)
    );
    assert_eq!(
        verify_consistency(0, &empty, 3, &root, &some),
        Err(ProofError::WrongLength { found: 1 })
    );
    assert_eq!(
        verify_consistency(3, &root, 2, &root, &none),
        Err(ProofError::Shrinks { old: 3, new: 2 })
    );
}

fn any_hashes() -> impl Strategy<Value = Vec<Hash>> {
    prop::collection::vec(any::<[u8; 32]>().prop_map(Hash), 0..70)
}

proptest! {
    #[test]
    fn no_proof_makes_verification_panic_or_pass_by_chance(
        (a, b) in prop_oneof![any::<(u64, u64)>(), (0..99_u64, 0..99_u64)],
        proof in any_hashes(),
        leaf in any::<[u8; 32]>().prop_map(Hash),
        root in any::<[u8; 32]>().prop_map(Hash),
    ) {
        prop_assert!(verify_inclusion(&leaf, a, b, &InclusionProof(proof.clone()), &root).is_err());
        let (old, new) = (a.min(b).max(1), a.max(b).max(1));
        prop_assert!(verify_consistency(old, &leaf, new, &root, &ConsistencyProof(proof)).is_err());
    }
}
