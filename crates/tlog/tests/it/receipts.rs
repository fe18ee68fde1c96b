//! Receipts: one entry's proof in a file.

use proptest::prelude::*;
use tlog::checkpoint::CheckpointError;
use tlog::note::{NoteError, SigningKey, VerifierKey};
use tlog::proof::{InclusionProof, ProofError, prove_inclusion};
use tlog::receipt::{MAX_BYTES, ReceiptError};
use tlog::tree::StoredNodes;
use tlog::{Checkpoint, Hash, TlogProof};

use crate::naive::{self, Memory};

const ORIGIN: &str = "letters.example/d/clean-rivers/log";

fn key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, [9; 32]).unwrap()
}

fn keys() -> [VerifierKey; 1] {
    [key().verifier()]
}

/// Ada's entry, and her receipt for it in a tree of `size` leaves.
fn adas_receipt(index: u64, size: u64) -> (Hash, TlogProof) {
    let memory = Memory::of(&naive::leaves(size));
    let root = naive::root(&memory.leaves);
    let proof = prove_inclusion(index, size, &StoredNodes(&memory)).unwrap();
    let checkpoint = Checkpoint {
        origin: ORIGIN.to_owned(),
        size,
        root,
    };
    let checkpoint = checkpoint.sign(&key()).unwrap().to_string();
    (
        memory.leaves[usize::try_from(index).unwrap()],
        TlogProof {
            index,
            proof,
            checkpoint,
        },
    )
}

#[test]
fn adas_receipt_verifies_after_being_saved() {
    for (index, size) in [(0, 1), (0, 2), (5, 11), (299, 300)] {
        let (leaf, receipt) = adas_receipt(index, size);
        let saved = receipt.to_string();
        let read = TlogProof::parse(&saved).unwrap();
        assert_eq!(read, receipt);
        assert_eq!(read.verify(&leaf, &keys()).unwrap().size, size);
    }
}

#[test]
fn the_file_reads_as_the_specification_says() {
    let (_, receipt) = adas_receipt(1, 3);
    let leaves = naive::leaves(3);
    let expected = format!(
        "c2sp.org/tlog-proof@v1\nindex 1\n{}\n{}\n\n{ORIGIN}\n3\n{}\n\n— {ORIGIN} ",
        leaves[0].to_base64(),
        leaves[2].to_base64(),
        naive::root(&leaves).to_base64()
    );
    assert_eq!(receipt.to_string()[..expected.len()], expected);
}

#[test]
fn a_receipt_proves_nothing_of_another_entry_index_log_or_tree() {
    let (leaf, receipt) = adas_receipt(5, 11);
    assert_eq!(
        receipt.verify(&Hash::leaf(b"Mallory's"), &keys()),
        Err(ReceiptError::Proof(ProofError::WrongRoot))
    );
    let moved = TlogProof {
        index: 4,
        ..receipt.clone()
    };
    assert!(moved.verify(&leaf, &keys()).is_err());
    let outside = TlogProof {
        index: 11,
        ..receipt.clone()
    };
    assert_eq!(
        outside.verify(&leaf, &keys()),
        Err(ReceiptError::Proof(ProofError::OutsideTree {
            index: 11,
            size: 11
        }))
    );
    let stranger = SigningKey::from_seed(ORIGIN, [8; 32]).unwrap();
    assert_eq!(
        receipt.verify(&leaf, &[stranger.verifier()]),
        Err(ReceiptError::Checkpoint(CheckpointError::Note(
            NoteError::NotSigned
        )))
    );
    let (_, later) = adas_receipt(5, 12);
    let mixed = TlogProof {
        checkpoint: later.checkpoint,
        ..receipt
    };
    assert!(mixed.verify(&leaf, &keys()).is_err());
}

#[test]
fn a_saved_receipt_with_any_bit_changed_is_refused() {
    let (leaf, receipt) = adas_receipt(2, 5);
    let saved = receipt.to_string();
    for at in 0..saved.len() {
        for bit in 0..8 {
            let mut bytes = saved.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            let outcome = TlogProof::parse(&text).and_then(|read| read.verify(&leaf, &keys()));
            assert!(outcome.is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn what_is_not_a_receipt_is_refused() {
    let check =
        |text: &str, error: ReceiptError| assert_eq!(TlogProof::parse(text), Err(error), "{text}");
    let saved = adas_receipt(1, 2).1.to_string();
    check("", ReceiptError::NoHeader);
    check(&saved.replace("@v1", "@v2"), ReceiptError::NoHeader);
    check(
        &saved.replace("index", "extra QQ==\nindex"),
        ReceiptError::Extra,
    );
    check("c2sp.org/tlog-proof@v1\n", ReceiptError::BadIndex);
    for index in [
        "index 01", "index -1", "index  1", "index", "Index 1", "index 1 ",
    ] {
        check(&saved.replace("index 1", index), ReceiptError::BadIndex);
    }
    check(
        "c2sp.org/tlog-proof@v1\nindex 1\n",
        ReceiptError::NoCheckpoint,
    );
    check(
        "c2sp.org/tlog-proof@v1\nindex 1\n\n",
        ReceiptError::NoCheckpoint,
    );
    assert!(matches!(
        TlogProof::parse(&saved.replace("index 1\n", "index 1\nAAAA\n")),
        Err(ReceiptError::BadHash { position: 1, .. })
    ));
    let proof = InclusionProof(vec![Hash::EMPTY_ROOT; 64]);
    let long = TlogProof {
        index: 1,
        proof,
        checkpoint: "any".to_owned(),
    };
    check(&long.to_string(), ReceiptError::TooManyHashes);
    let length = MAX_BYTES + 1;
    check(&" ".repeat(length), ReceiptError::TooLarge { length });
}

proptest! {
    #[test]
    fn a_text_that_is_a_receipt_is_written_the_same(
        text in prop_oneof![
            any::<String>(),
            "c2sp.org/tlog-proof@v1\n(index [0-9]{1,3}\n)?([A-Za-z0-9+/]{42}A=\n)*\n[a-z\n]*",
        ],
    ) {
        if let Ok(receipt) = TlogProof::parse(&text) {
            prop_assert!(receipt.verify(&Hash::EMPTY_ROOT, &keys()).is_err());
            prop_assert_eq!(receipt.to_string(), text);
        }
    }
}
