//! Checkpoints, signed by their log and cosigned by witnesses.

use proptest::prelude::*;
use tlog::checkpoint::CheckpointError;
use tlog::cosignature::{CosigningKey, MAX_TIME, TimeError};
use tlog::note::{KeyKind, Note, NoteError, SigningKey, VerifierKey};
use tlog::tree::MAX_SIZE;
use tlog::{Checkpoint, Hash};

/// A checkpoint that a public staging log released, signed by the log and cosigned by public
/// witnesses.
const PUBLIC_CHECKPOINT: &str = include_str!("public_checkpoint.txt");
const PUBLIC_LOG: &str = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+\
    AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
const PUBLIC_WITNESS: &str = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

const ORIGIN: &str = "letters.example/d/clean-rivers/log";

fn log_key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, [1; 32]).unwrap()
}

fn checkpoint() -> Checkpoint {
    Checkpoint {
        origin: ORIGIN.to_owned(),
        size: 7,
        root: Hash::leaf(b"any"),
    }
}

#[test]
fn a_public_logs_checkpoint_and_its_witness_verify() {
    let keys = [PUBLIC_LOG, PUBLIC_WITNESS].map(|key| VerifierKey::parse(key).unwrap());
    assert_eq!(keys[1].kind(), KeyKind::CosignatureV1);
    assert_eq!(keys[1].to_string(), PUBLIC_WITNESS);

    let checkpoint = Checkpoint::open(PUBLIC_CHECKPOINT.as_bytes(), &keys).unwrap();
    assert_eq!(checkpoint.origin, "arche2025h1.staging.ct.transparency.dev");
    assert_eq!(checkpoint.size, 1_432_088_532);

    let note = Note::parse(PUBLIC_CHECKPOINT.as_bytes()).unwrap();
    assert_eq!(note.signatures().len(), 6);
    assert_eq!(note.to_string(), PUBLIC_CHECKPOINT);
    let times: Vec<Option<u64>> = note
        .verify(&keys)
        .unwrap()
        .iter()
        .map(|one| one.time)
        .collect();
    assert_eq!(times, [None, Some(0x6a12_2120)]);
}

#[test]
fn a_checkpoint_is_three_lines() {
    let text = format!("{ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    let empty = Checkpoint {
        origin: ORIGIN.to_owned(),
        size: 0,
        root: Hash::EMPTY_ROOT,
    };
    assert_eq!(Checkpoint::parse(&text), Ok(empty.clone()));
    assert_eq!(empty.to_string(), text);
}

#[test]
fn what_is_not_a_checkpoint_is_refused() {
    let root = Hash::leaf(b"any").to_base64();
    let check = |text: String, error: CheckpointError| {
        assert_eq!(Checkpoint::parse(&text), Err(error), "{text}");
    };
    check(String::new(), CheckpointError::NotThreeLines);
    check(format!("log\n7\n{root}"), CheckpointError::NotThreeLines);
    check("log\n7\n".to_owned(), CheckpointError::NotThreeLines);
    check(
        format!("log\n7\n{root}\nextension\n"),
        CheckpointError::NotThreeLines,
    );
    check(
        format!("log\n7\n{root}\n\n"),
        CheckpointError::NotThreeLines,
    );
    check(format!("\n7\n{root}\n"), CheckpointError::NoOrigin);
    for size in ["", "07", "+7", "-7", "7 ", "0x7", "18446744073709551616"] {
        check(format!("log\n{size}\n{root}\n"), CheckpointError::BadSize);
    }
    let size = MAX_SIZE + 1;
    check(
        format!("log\n{size}\n{root}\n"),
        CheckpointError::TooLarge { size },
    );
    check(format!("log\n0\n{root}\n"), CheckpointError::NotEmptyRoot);
    assert!(matches!(
        Checkpoint::parse("log\n7\nAAAA\n"),
        Err(CheckpointError::BadRoot(_))
    ));
}

#[test]
fn a_signed_checkpoint_opens_with_the_key_of_its_log() {
    let note = checkpoint().sign(&log_key()).unwrap().to_string();
    assert_eq!(
        Checkpoint::open(note.as_bytes(), &[log_key().verifier()]),
        Ok(checkpoint())
    );
    assert_eq!(
        Checkpoint::open(note.as_bytes(), &[]),
        Err(CheckpointError::Note(NoteError::NotSigned))
    );
}

#[test]
fn a_key_signs_for_its_own_log_only() {
    let other = SigningKey::from_seed("other.example", [2; 32]).unwrap();
    assert_eq!(
        checkpoint().sign(&other),
        Err(CheckpointError::ForeignKey {
            origin: ORIGIN.to_owned(),
            key: "other.example".to_owned()
        })
    );
    let forged = Note::sign(&checkpoint().to_string(), &other)
        .unwrap()
        .to_string();
    assert_eq!(
        Checkpoint::open(forged.as_bytes(), &[other.verifier(), log_key().verifier()]),
        Err(CheckpointError::NotSignedByLog {
            origin: ORIGIN.to_owned()
        })
    );
    let impossible = Checkpoint {
        size: 0,
        ..checkpoint()
    };
    assert_eq!(
        impossible.sign(&log_key()),
        Err(CheckpointError::NotEmptyRoot)
    );
}

#[test]
fn a_witness_adds_its_time_and_does_not_replace_the_log() {
    let witness = CosigningKey::from_seed(ORIGIN, [3; 32]).unwrap();
    let cosignature = witness.cosign(&checkpoint(), 1_679_315_147).unwrap();
    assert_eq!(cosignature.bytes()[..8], 1_679_315_147_u64.to_be_bytes());
    assert_eq!(cosignature.bytes().len(), 8 + 64);

    let note = checkpoint()
        .sign(&log_key())
        .unwrap()
        .with_signature(cosignature.clone())
        .unwrap();
    let keys = [log_key().verifier(), witness.verifier()];
    let verified = note.verify(&keys).unwrap();
    let times: Vec<Option<u64>> = verified.iter().map(|one| one.time).collect();
    assert_eq!(times, [None, Some(1_679_315_147)]);
    assert_eq!(
        Checkpoint::open(note.to_string().as_bytes(), &keys),
        Ok(checkpoint())
    );

    assert_eq!(
        Checkpoint::open(note.to_string().as_bytes(), &keys[1..]),
        Err(CheckpointError::NotSignedByLog {
            origin: ORIGIN.to_owned()
        })
    );
}

#[test]
fn a_cosignature_with_any_bit_changed_is_refused() {
    let witness = CosigningKey::from_seed("witness.example", [3; 32]).unwrap();
    let text = checkpoint().to_string();
    let signed = witness.cosign(&checkpoint(), 5).unwrap().bytes().to_vec();
    assert_eq!(witness.verifier().verify(&text, &signed), Ok(Some(5)));
    for bit in 0..signed.len() * 8 {
        let mut changed = signed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(
            witness.verifier().verify(&text, &changed).is_err(),
            "bit {bit}"
        );
    }
    assert!(witness.verifier().verify(&text, &signed[..71]).is_err());
    assert!(witness.verifier().verify(&text, &signed[..7]).is_err());
}

#[test]
fn one_secret_makes_two_kinds_of_keys_that_cannot_be_taken_for_each_other() {
    let as_log = SigningKey::from_seed("a.example", [3; 32]).unwrap();
    let as_witness = CosigningKey::from_seed("a.example", [3; 32]).unwrap();
    assert_ne!(as_log.verifier().id(), as_witness.verifier().id());
    let text = checkpoint().to_string();
    let signed = as_witness.cosign(&checkpoint(), 5).unwrap();
    assert!(
        as_log
            .verifier()
            .verify(&text, &signed.bytes()[8..])
            .is_err()
    );
    let read = VerifierKey::parse(&as_witness.verifier().to_string());
    assert_eq!(read, Ok(as_witness.verifier()));
}

#[test]
fn a_time_beyond_63_bits_can_neither_be_signed_nor_verified() {
    let witness = CosigningKey::from_seed("witness.example", [3; 32]).unwrap();
    let text = checkpoint().to_string();
    let latest = witness.cosign(&checkpoint(), MAX_TIME).unwrap();
    assert_eq!(
        witness.verifier().verify(&text, latest.bytes()),
        Ok(Some(MAX_TIME))
    );
    let seconds = MAX_TIME + 1;
    assert_eq!(
        witness.cosign(&checkpoint(), seconds),
        Err(TimeError { seconds })
    );
    let late = [seconds.to_be_bytes().as_slice(), &latest.bytes()[8..]].concat();
    assert!(witness.verifier().verify(&text, &late).is_err());
}

proptest! {
    #[test]
    fn a_text_that_is_a_checkpoint_is_written_the_same(
        text in prop_oneof![
            any::<String>(),
            "[a-z ]{0,4}\n[0-9]{0,3}\n([A-Za-z0-9+/]{43}=)?\n{0,2}",
        ],
    ) {
        if let Ok(checkpoint) = Checkpoint::parse(&text) {
            prop_assert_eq!(checkpoint.to_string(), text);
        }
    }

    #[test]
    fn no_bytes_make_opening_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Checkpoint::open(&bytes, &[log_key().verifier()]).is_err());
    }
}
