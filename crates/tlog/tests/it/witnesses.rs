//! What a log and a witness say to each other.

use proptest::prelude::*;
use tlog::checkpoint::CheckpointError;
use tlog::cosignature::CosigningKey;
use tlog::note::{Note, NoteError, Signature, SigningKey, VerifierKey};
use tlog::proof::{ConsistencyProof, ProofError, prove_consistency};
use tlog::tree::StoredNodes;
use tlog::witness::{
    AddCheckpoint, AddCheckpointError, AnswerError, Latest, MAX_ANSWER_BYTES, MAX_REQUEST_BYTES,
    Refusal, parse_cosignatures, parse_size, size_body,
};
use tlog::{Checkpoint, Hash};

use crate::naive::{self, Memory};

/// The request of the specification.
const SPEC_REQUEST: &str = "old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
";

/// The answer of the specification.
const SPEC_ANSWER: &str = "— witness.example/w1 CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQLrdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==
— witness.example/w1 I7rEps0pvK2UqkS2gSpVUDhrhVtQV9lgF6pRrWAvjJHjyWpW7VcE3SiOlVlbQNt64vWhO+DlkL0+UfzuOBMh9ChdMkP1vi/lCAsmlw==
— witness.example/w2 AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HNJhm/kWl7oJlqU3rXXvpysAdyP3wQ==
";

const ORIGIN: &str = "letters.example/d/clean-rivers/log";

fn log_key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, [1; 32]).unwrap()
}

fn keys() -> [VerifierKey; 1] {
    [log_key().verifier()]
}

fn root(size: u64) -> Hash {
    naive::root(&naive::leaves(size))
}

fn latest(size: u64) -> Option<Latest> {
    Some(Latest {
        size,
        root: root(size),
    })
}

/// The request that leads a witness from `old` to `size`.
fn request(old: u64, size: u64) -> AddCheckpoint {
    let memory = Memory::of(&naive::leaves(size));
    let checkpoint = Checkpoint {
        origin: ORIGIN.to_owned(),
        size,
        root: root(size),
    };
    AddCheckpoint {
        old,
        proof: prove_consistency(old, size, &StoredNodes(&memory)).unwrap(),
        note: checkpoint.sign(&log_key()).unwrap().to_string().into(),
    }
}

#[test]
fn the_example_of_the_specification_is_read_and_written_the_same() {
    let request = AddCheckpoint::parse(SPEC_REQUEST.as_bytes()).unwrap();
    assert_eq!((request.old, request.proof.0.len()), (20_852_014, 4));
    assert_eq!(request.to_bytes(), SPEC_REQUEST.as_bytes());
    assert_eq!(
        request.origin(),
        Ok("example.com/behind-the-sofa".to_owned())
    );

    let answer = parse_cosignatures(SPEC_ANSWER.as_bytes()).unwrap();
    let names: Vec<&str> = answer.iter().map(Signature::name).collect();
    assert_eq!(
        names,
        [
            "witness.example/w1",
            "witness.example/w1",
            "witness.example/w2"
        ]
    );
    assert!(answer.iter().all(|signature| signature.bytes().len() == 72));
}

#[test]
fn a_witness_follows_a_growing_log() {
    for (old, size) in [(0, 0), (0, 1), (0, 5), (5, 5), (5, 6), (5, 300), (256, 300)] {
        let seen = (old > 0).then(|| latest(old).unwrap());
        let sent = AddCheckpoint::parse(&request(old, size).to_bytes()).unwrap();
        let cosigned = sent.judge(&keys(), seen).unwrap();
        assert_eq!((cosigned.size, cosigned.root), (size, root(size)));
    }
}

#[test]
fn a_witness_refuses_in_the_order_and_with_the_status_of_the_specification() {
    let check = |request: &AddCheckpoint, seen: Option<Latest>, refusal: Refusal, status: u16| {
        assert_eq!(refusal.status(), status);
        assert_eq!(request.judge(&keys(), seen), Err(refusal));
    };
    let not_a_note = AddCheckpoint {
        note: b"nothing".to_vec(),
        ..request(5, 9)
    };
    let refusal = Refusal::NotACheckpoint(CheckpointError::Note(NoteError::NoSeparator));
    check(&not_a_note, latest(5), refusal, 400);
    let beyond = AddCheckpoint {
        old: 10,
        ..request(9, 9)
    };
    check(
        &beyond,
        latest(10),
        Refusal::OldBeyond { old: 10, size: 9 },
        400,
    );
    for seen in [None, latest(4), latest(6), latest(9), latest(20)] {
        let latest = seen.map_or(0, |seen| seen.size);
        check(&request(5, 9), seen, Refusal::NotTheLatest { latest }, 409);
    }
    let fork = Latest {
        size: 9,
        root: root(8),
    };
    check(
        &request(9, 9),
        Some(fork),
        Refusal::OtherRoot { size: 9 },
        422,
    );
    let refusal = Refusal::NotConsistent(ProofError::WrongOldRoot);
    check(&request(9, 12), Some(fork), refusal, 422);
    let with_proof = AddCheckpoint {
        proof: ConsistencyProof(vec![root(1)]),
        ..request(0, 4)
    };
    let refusal = Refusal::NotConsistent(ProofError::WrongLength { found: 1 });
    check(&with_proof, None, refusal, 422);
}

#[test]
fn a_witness_believes_the_keys_of_the_log_only() {
    assert_eq!(
        request(5, 9).judge(&[], latest(5)),
        Err(Refusal::UnknownOrigin {
            origin: ORIGIN.to_owned()
        })
    );
    let unknown = Refusal::UnknownOrigin {
        origin: String::new(),
    };
    assert_eq!(unknown.status(), 404);
    let stranger = SigningKey::from_seed(ORIGIN, [2; 32]).unwrap();
    let cosigner = CosigningKey::from_seed(ORIGIN, [1; 32]).unwrap();
    for key in [stranger.verifier(), cosigner.verifier()] {
        let outcome = request(5, 9).judge(&[key], latest(5));
        assert!(matches!(outcome, Err(Refusal::NotSigned(_))), "{outcome:?}");
        assert_eq!(outcome.unwrap_err().status(), 403);
    }
    let text = String::from_utf8(request(5, 9).note).unwrap();
    let forged = AddCheckpoint {
        note: text.replace("\n9\n", "\n8\n").into(),
        ..request(5, 9)
    };
    assert!(matches!(
        forged.judge(&keys(), latest(5)),
        Err(Refusal::NotSigned(_))
    ));
}

#[test]
fn a_request_with_any_bit_changed_cosigns_nothing_else() {
    let sent = request(5, 11).to_bytes();
    for at in 0..sent.len() {
        for bit in 0..8 {
            let mut changed = sent.clone();
            changed[at] ^= 1 << bit;
            let Ok(read) = AddCheckpoint::parse(&changed) else {
                continue;
            };
            let outcome = read.judge(&keys(), latest(5));
            assert!(outcome.is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn what_is_not_a_request_is_refused() {
    let check = |bytes: &[u8], error: AddCheckpointError| {
        assert_eq!(AddCheckpoint::parse(bytes), Err(error));
    };
    let sent = String::from_utf8(request(5, 9).to_bytes()).unwrap();
    for line in [
        "", "old", "old ", "Old 5", "old 05", "old -5", "old 5 ", "5", "old 5\r",
    ] {
        let changed = sent.replacen("old 5", line, 1);
        check(changed.as_bytes(), AddCheckpointError::NoOldSize);
    }
    check(b"old 5", AddCheckpointError::NoOldSize);
    check(b"old 5\n", AddCheckpointError::NoCheckpoint);
    check(b"old 5\n\n", AddCheckpointError::NoCheckpoint);
    assert!(matches!(
        AddCheckpoint::parse(b"old 5\nAAAA\n\nx"),
        Err(AddCheckpointError::BadHash { position: 1, .. })
    ));
    assert!(matches!(
        AddCheckpoint::parse(b"old 5\n\xff\n\nx"),
        Err(AddCheckpointError::BadHash { position: 1, .. })
    ));
    let with = |hashes: usize| AddCheckpoint {
        proof: ConsistencyProof(vec![Hash::EMPTY_ROOT; hashes]),
        ..request(5, 9)
    };
    assert_eq!(AddCheckpoint::parse(&with(63).to_bytes()), Ok(with(63)));
    check(&with(64).to_bytes(), AddCheckpointError::TooManyHashes);
    let length = MAX_REQUEST_BYTES + 1;
    check(&vec![b' '; length], AddCheckpointError::TooLarge { length });
}

#[test]
fn a_log_takes_the_cosignatures_of_the_witnesses_it_knows() {
    let witness = CosigningKey::from_seed("witness.example", [3; 32]).unwrap();
    let stranger = CosigningKey::from_seed("stranger.example", [4; 32]).unwrap();
    let request = request(5, 9);
    let checkpoint = request.judge(&keys(), latest(5)).unwrap();
    let answer = format!(
        "{}\n{}\n",
        stranger.cosign(&checkpoint, 7).unwrap(),
        witness.cosign(&checkpoint, 8).unwrap()
    );
    let lines = parse_cosignatures(answer.as_bytes()).unwrap();
    let note = Note::parse(&request.note)
        .unwrap()
        .with_signatures(lines)
        .unwrap()
        .to_string();
    let check = |witnesses: &[VerifierKey], times: &[u64]| {
        let cosigned = Checkpoint::open_cosigned(note.as_bytes(), &keys(), witnesses).unwrap();
        assert_eq!(cosigned.checkpoint, checkpoint);
        let found: Vec<u64> = cosigned.cosignatures.iter().map(|one| one.1).collect();
        assert_eq!(found, times);
    };
    check(&[], &[]);
    check(&[witness.verifier()], &[8]);
    check(&[witness.verifier(), stranger.verifier()], &[7, 8]);
    check(&keys(), &[]);
    let unsigned = Checkpoint::open_cosigned(note.as_bytes(), &[], &[witness.verifier()]);
    assert_eq!(
        unsigned,
        Err(CheckpointError::NotSignedByLog {
            origin: ORIGIN.to_owned()
        })
    );
}

#[test]
fn what_is_no_answer_is_refused() {
    let check = |body: &[u8], error: AnswerError| {
        assert_eq!(parse_cosignatures(body), Err(error));
    };
    check(b"", AnswerError::Unended);
    check(SPEC_ANSWER.trim_end().as_bytes(), AnswerError::Unended);
    check(b"\xff\n", AnswerError::NotUtf8);
    assert!(matches!(
        parse_cosignatures(format!("{SPEC_ANSWER}\n").as_bytes()),
        Err(AnswerError::BadLine { line: 4, .. })
    ));
    check(
        "— a AAAAAAA=\n".repeat(101).as_bytes(),
        AnswerError::TooMany,
    );
    let length = MAX_ANSWER_BYTES + 1;
    check(&vec![b' '; length], AnswerError::TooLarge { length });

    assert_eq!(parse_size(b"0\n"), Ok(0));
    assert_eq!(parse_size(size_body(u64::MAX).as_bytes()), Ok(u64::MAX));
    for body in [
        "",
        "\n",
        "5",
        "05\n",
        "5\n\n",
        " 5\n",
        "5\r\n",
        "18446744073709551616\n",
    ] {
        assert!(parse_size(body.as_bytes()).is_err(), "{body:?}");
    }
}

proptest! {
    #[test]
    fn bytes_that_are_a_request_are_written_the_same(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "old [0-9]{1,3}\n([A-Za-z0-9+/]{42}A=\n){0,3}\n?[a-z\n]{0,9}"
                .prop_map(String::into_bytes),
        ],
    ) {
        if let Ok(request) = AddCheckpoint::parse(&bytes) {
            prop_assert!(request.judge(&keys(), None).is_err());
            prop_assert_eq!(request.to_bytes(), bytes);
        }
    }

    #[test]
    fn bytes_that_are_an_answer_are_written_the_same(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..100),
            "(— [a-c]{1,3} [A-D]{8}\n?){0,3}".prop_map(String::into_bytes),
        ],
    ) {
        if let Ok(lines) = parse_cosignatures(&bytes) {
            let written: String = lines.iter().map(|line| format!("{line}\n")).collect();
            prop_assert_eq!(written.into_bytes(), bytes);
        }
    }

    #[test]
    fn a_witness_that_follows_any_steps_never_goes_back(sizes in prop::collection::vec(0_u64..40, 1..6)) {
        let mut seen: Option<Latest> = None;
        for size in sizes {
            let old = seen.map_or(0, |seen| seen.size);
            let sent = if old <= size { request(old, size) } else { request(size, size) };
            match sent.judge(&keys(), seen) {
                Ok(next) => {
                    prop_assert!(next.size >= old);
                    seen = Some(Latest { size: next.size, root: next.root });
                }
                Err(refusal) => {
                    prop_assert!(size < old);
                    prop_assert_eq!(refusal, Refusal::NotTheLatest { latest: old });
                }
            }
        }
    }
}
