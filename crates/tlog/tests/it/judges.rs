//! Other people's implementations judge ours, where they follow the same specification. The tile
//! paths of `tlog_tiles` carry a height and are not compared.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;
use tlog::note::{Note, SigningKey};
use tlog::proof::{
    ConsistencyProof, InclusionProof, prove_consistency, prove_inclusion, verify_consistency,
    verify_inclusion,
};
use tlog::tree::StoredNodes;
use tlog::{Checkpoint, Hash};

use crate::naive::{self, Memory};

const SIZES: [u64; 10] = [1, 2, 3, 7, 8, 9, 31, 255, 256, 300];

fn judged(hashes: &[Hash]) -> Vec<tlog_tiles::Hash> {
    hashes.iter().map(|hash| tlog_tiles::Hash(hash.0)).collect()
}

fn root(memory: &Memory, size: u64) -> Hash {
    naive::root(&memory.leaves[..usize::try_from(size).unwrap()])
}

#[test]
fn tlog_tiles_accepts_our_proofs() {
    let memory = Memory::of(&naive::leaves(300));
    let nodes = StoredNodes(&memory);
    for size in SIZES {
        let tree = tlog_tiles::Hash(root(&memory, size).0);
        for at in [0, 1, size / 2, size - 1]
            .into_iter()
            .filter(|at| *at < size)
        {
            let leaf = tlog_tiles::Hash(memory.leaves[usize::try_from(at).unwrap()].0);
            let proof = judged(&prove_inclusion(at, size, &nodes).unwrap().0);
            tlog_tiles::check_record(&proof, size, tree, at, leaf).unwrap();
            let old = at + 1;
            let proof = judged(&prove_consistency(old, size, &nodes).unwrap().0);
            let old_root = tlog_tiles::Hash(root(&memory, old).0);
            tlog_tiles::check_tree(&proof, size, tree, old, old_root).unwrap();
        }
    }
}

/// The hashes that a proof of `ct_merkle` holds one after another.
fn split(bytes: &[u8]) -> Vec<Hash> {
    bytes
        .chunks(32)
        .map(|chunk| Hash(chunk.try_into().unwrap()))
        .collect()
}

#[test]
fn ct_merkle_makes_the_roots_and_proofs_that_we_make_and_accept() {
    let memory = Memory::of(&naive::leaves(300));
    let nodes = StoredNodes(&memory);
    let mut judge = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=300_u64 {
        judge.push((size - 1).to_be_bytes().to_vec());
        if !SIZES.contains(&size) {
            continue;
        }
        let tree = root(&memory, size);
        assert_eq!(judge.root().as_bytes().as_slice(), tree.0);
        for at in 0..size {
            let position = usize::try_from(at).unwrap();
            let proof = InclusionProof(split(judge.prove_inclusion(position).as_bytes()));
            assert_eq!(prove_inclusion(at, size, &nodes), Ok(proof.clone()));
            assert_eq!(
                verify_inclusion(&memory.leaves[position], at, size, &proof, &tree),
                Ok(())
            );

            let proof = ConsistencyProof(split(judge.prove_consistency(position).as_bytes()));
            let old = size - at;
            assert_eq!(prove_consistency(old, size, &nodes), Ok(proof.clone()));
            assert_eq!(
                verify_consistency(old, &root(&memory, old), size, &tree, &proof),
                Ok(())
            );
        }
    }
}

#[test]
fn signed_note_and_tlog_tiles_read_our_checkpoints() {
    let key = SigningKey::from_seed("letters.example/d/clean-rivers/log", [5; 32]).unwrap();
    let checkpoint = Checkpoint {
        origin: key.name().to_owned(),
        size: 7,
        root: Hash::leaf(b"any"),
    };
    let note = checkpoint.sign(&key).unwrap().to_string();

    let judge = signed_note::StandardVerifier::new(&key.verifier().to_string()).unwrap();
    let read = signed_note::Note::from_bytes(note.as_bytes()).unwrap();
    read.verify(&signed_note::VerifierList::new(vec![Box::new(judge)]))
        .unwrap();
    assert_eq!(Note::parse(&read.to_bytes()).unwrap().to_string(), note);

    let read = tlog_tiles::Checkpoint::from_bytes(read.text()).unwrap();
    assert_eq!(
        (read.origin(), read.size()),
        (checkpoint.origin.as_str(), checkpoint.size)
    );
    assert_eq!(read.hash().0, checkpoint.root.0);
}
