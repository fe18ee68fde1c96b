//! Other people's implementations judge ours, where they follow the same specification. The tile
//! paths of `tlog_tiles` carry a height and are not compared, and neither crate knows cosignatures,
//! receipts or policies; another judge of those stands in `crates/undersigned/tests/it/independent`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;
use tlog::cosignature::CosigningKey;
use tlog::note::{Note, SigningKey};
use tlog::proof::{
    ConsistencyProof, InclusionProof, prove_consistency, prove_inclusion, verify_consistency,
    verify_inclusion,
};
use tlog::tile::{TilePath, tile};
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

/// Our tiles, as somebody who only has them reads them.
struct Tiles<'a> {
    memory: &'a Memory,
    size: u64,
}

impl tlog_tiles::TileReader for Tiles<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(
        &self,
        wanted: &[tlog_tiles::Tile],
    ) -> Result<Vec<Vec<u8>>, tlog_tiles::tlog::Error> {
        let read = |wanted: &tlog_tiles::Tile| {
            let path = TilePath::Hashes {
                level: wanted.level(),
                index: wanted.level_index(),
                width: wanted.width().try_into().unwrap(),
            };
            tile(path, self.size, self.memory).unwrap()
        };
        Ok(wanted.iter().map(read).collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

#[test]
fn tlog_tiles_finds_our_root_and_our_proofs_in_our_tiles() {
    let memory = Memory::of(&naive::leaves(70_000));
    let nodes = StoredNodes(&memory);
    for size in naive::EDGES.into_iter().filter(|size| *size > 0) {
        let tiles = Tiles {
            memory: &memory,
            size,
        };
        let tree = tlog_tiles::Hash(root(&memory, size).0);
        let judge = tlog_tiles::TileHashReader::new(size, tree, &tiles);
        assert_eq!(tlog_tiles::tree_hash(size, &judge).unwrap(), tree);
        for at in [0, size / 3, size - 1] {
            let ours = judged(&prove_inclusion(at, size, &nodes).unwrap().0);
            assert_eq!(tlog_tiles::prove_record(size, at, &judge).unwrap(), ours);
            let ours = judged(&prove_consistency(at + 1, size, &nodes).unwrap().0);
            assert_eq!(tlog_tiles::prove_tree(size, at + 1, &judge).unwrap(), ours);
        }
    }
}

fn checkpoint_of(key: &SigningKey) -> Checkpoint {
    Checkpoint {
        origin: key.name().to_owned(),
        size: 7,
        root: Hash::leaf(b"any"),
    }
}

#[test]
fn a_checkpoint_that_signed_note_has_signed_opens() {
    let key = SigningKey::from_seed("letters.example/d/clean-rivers/log", [5; 32]).unwrap();
    let secret = [[1].as_slice(), &[5; 32]].concat();
    let encoded = format!(
        "PRIVATE+KEY+{}+{:08x}+{}",
        key.name(),
        key.verifier().id(),
        STANDARD.encode(secret)
    );
    let judge = signed_note::StandardSigner::new(&encoded).unwrap();
    let text = checkpoint_of(&key).to_string();
    let mut note = signed_note::Note::new(text.as_bytes(), &[]).unwrap();
    note.add_sigs(&[&judge]).unwrap();
    let opened = Checkpoint::open(&note.to_bytes(), &[key.verifier()]);
    assert_eq!(opened, Ok(checkpoint_of(&key)));
}

#[test]
fn signed_note_and_tlog_tiles_read_our_checkpoints() {
    let key = SigningKey::from_seed("letters.example/d/clean-rivers/log", [5; 32]).unwrap();
    let witness = CosigningKey::from_seed("witness.example", [6; 32]).unwrap();
    let checkpoint = checkpoint_of(&key);
    let cosignature = witness.cosign(&checkpoint, 1_764_000_000).unwrap();
    let note = checkpoint
        .sign(&key)
        .unwrap()
        .with_signature(cosignature)
        .unwrap()
        .to_string();

    let judge = signed_note::StandardVerifier::new(&key.verifier().to_string()).unwrap();
    let read = signed_note::Note::from_bytes(note.as_bytes()).unwrap();
    let (known, unknown) = read
        .verify(&signed_note::VerifierList::new(vec![Box::new(judge)]))
        .unwrap();
    assert_eq!((known.len(), unknown.len()), (1, 1));
    assert_eq!(unknown[0].name(), "witness.example");
    assert_eq!(unknown[0].id(), witness.verifier().id());
    assert_eq!(Note::parse(&read.to_bytes()).unwrap().to_string(), note);

    let read = tlog_tiles::Checkpoint::from_bytes(read.text()).unwrap();
    assert_eq!(
        (read.origin(), read.size()),
        (checkpoint.origin.as_str(), checkpoint.size)
    );
    assert_eq!(read.hash().0, checkpoint.root.0);
}
