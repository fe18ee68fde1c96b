//! Bytes from strangers: no parser panics, and none takes more memory than a small multiple of
//! what it was given.

use proptest::prelude::*;
use tlog::cosignature::CosigningKey;
use tlog::note::{Note, Signature, SigningKey, VerifierKey};
use tlog::policy::{PolicyWitness, Threshold};
use tlog::proof::{ConsistencyProof, InclusionProof};
use tlog::tile::{TilePath, bundle};
use tlog::witness::{AddCheckpoint, parse_cosignatures, parse_size};
use tlog::{Checkpoint, Hash, Policy, TlogProof};

const ORIGIN: &str = "letters.example/d/clean-rivers/log";

/// Bytes of memory that a parser may hold at once for each byte it reads, and beside them: the
/// shortest signature line (16 bytes) makes a structure with two allocations, in a vector that may
/// just be doubling; a bundle has at most 256 entries.
const PER_BYTE: u64 = 16;
const BESIDE: u64 = 12 * 1024;

/// Everything that reads what a stranger sent, with something that it accepts.
struct Parser {
    name: &'static str,
    read: fn(&[u8]) -> bool,
    accepted: Vec<u8>,
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn log_key() -> SigningKey {
    SigningKey::from_seed(ORIGIN, [1; 32]).unwrap()
}

fn witness() -> CosigningKey {
    CosigningKey::from_seed("witness.example", [2; 32]).unwrap()
}

fn checkpoint() -> Checkpoint {
    Checkpoint {
        origin: ORIGIN.to_owned(),
        size: 9,
        root: Hash::leaf(b"any"),
    }
}

fn note() -> String {
    let cosignature = witness().cosign(&checkpoint(), 1_764_000_000).unwrap();
    let note = checkpoint().sign(&log_key()).unwrap();
    note.with_signature(cosignature).unwrap().to_string()
}

fn policy() -> String {
    let known = PolicyWitness {
        name: "w".to_owned(),
        key: witness().verifier(),
        url: Some("https://witness.example".to_owned()),
    };
    let other = PolicyWitness {
        name: "v".to_owned(),
        key: CosigningKey::from_seed("v", [3; 32]).unwrap().verifier(),
        url: None,
    };
    Policy::of_log(log_key().verifier())
        .unwrap()
        .with_witnesses(vec![known, other], Some(Threshold::AtLeast(2)))
        .unwrap()
        .to_string()
}

fn of_notes() -> Vec<Parser> {
    vec![
        Parser {
            name: "note",
            read: |bytes| Note::parse(bytes).is_ok(),
            accepted: note().into(),
        },
        Parser {
            name: "checkpoint",
            read: |bytes| Checkpoint::parse(text(bytes)).is_ok(),
            accepted: checkpoint().to_string().into(),
        },
        Parser {
            name: "cosigned checkpoint",
            read: |bytes| {
                let (logs, witnesses) = ([log_key().verifier()], [witness().verifier()]);
                Checkpoint::open_cosigned(bytes, &logs, &witnesses).is_ok()
            },
            accepted: note().into(),
        },
        Parser {
            name: "signature line",
            read: |bytes| Signature::parse(text(bytes)).is_ok(),
            accepted: log_key().sign("text\n").to_string().into(),
        },
        Parser {
            name: "verifier key",
            read: |bytes| VerifierKey::parse(text(bytes)).is_ok(),
            accepted: log_key().verifier().to_string().into(),
        },
        Parser {
            name: "policy",
            read: |bytes| Policy::parse(text(bytes)).is_ok(),
            accepted: policy().into(),
        },
    ]
}

fn of_proofs_and_tiles() -> Vec<Parser> {
    let receipt = TlogProof {
        index: 4,
        proof: InclusionProof(vec![Hash::EMPTY_ROOT; 4]),
        checkpoint: note(),
    };
    let request = AddCheckpoint {
        old: 5,
        proof: ConsistencyProof(vec![Hash::EMPTY_ROOT; 4]),
        note: note().into(),
    };
    vec![
        Parser {
            name: "receipt",
            read: |bytes| TlogProof::parse(text(bytes)).is_ok(),
            accepted: receipt.to_string().into(),
        },
        Parser {
            name: "add-checkpoint",
            read: |bytes| AddCheckpoint::parse(bytes).is_ok(),
            accepted: request.to_bytes(),
        },
        Parser {
            name: "cosignatures",
            read: |bytes| parse_cosignatures(bytes).is_ok(),
            accepted: format!("{}\n", witness().cosign(&checkpoint(), 5).unwrap()).into(),
        },
        Parser {
            name: "size",
            read: |bytes| parse_size(bytes).is_ok(),
            accepted: b"20852163\n".to_vec(),
        },
        Parser {
            name: "tile path",
            read: |bytes| TilePath::parse(text(bytes)).is_ok(),
            accepted: b"tile/1/x001/x234/067.p/8".to_vec(),
        },
        Parser {
            name: "bundle",
            read: |bytes| bundle::entries(bytes).is_ok(),
            accepted: bundle::encode([b"first".as_slice(), b"", b"third"].into_iter()).unwrap(),
        },
        Parser {
            name: "hash",
            read: |bytes| Hash::from_base64(text(bytes)).is_ok(),
            accepted: Hash::EMPTY_ROOT.to_base64().into(),
        },
    ]
}

fn all() -> Vec<Parser> {
    let mut parsers = of_notes();
    parsers.extend(of_proofs_and_tiles());
    parsers
}

/// Whether the parser accepts, having held no more than it may.
fn read_within_bounds(parser: &Parser, bytes: &[u8]) -> bool {
    let mut accepted = false;
    let held = allocation_counter::measure(|| accepted = (parser.read)(bytes));
    let bound = PER_BYTE * bytes.len() as u64 + BESIDE;
    assert!(
        held.bytes_max <= bound,
        "{} held {} bytes for {}",
        parser.name,
        held.bytes_max,
        bytes.len()
    );
    accepted
}

/// What is done to good bytes: one range is taken away, repeated, or overwritten.
fn spoil(bytes: &[u8], at: prop::sample::Index, length: usize, how: u8, with: u8) -> Vec<u8> {
    let start = at.index(bytes.len());
    let end = (start + length).min(bytes.len());
    let (before, range, after) = (&bytes[..start], &bytes[start..end], &bytes[end..]);
    match how {
        0 => [before, after].concat(),
        1 => [before, &range.repeat(usize::from(with)), after].concat(),
        _ => [before, &vec![with; range.len()], after].concat(),
    }
}

#[test]
fn every_parser_accepts_what_is_right() {
    for parser in all() {
        assert!(
            read_within_bounds(&parser, &parser.accepted),
            "{}",
            parser.name
        );
    }
}

#[test]
fn many_small_parts_take_no_more_memory_than_few_large_ones() {
    let crowds: [(&str, usize); 9] = [
        ("\n", 60_000),
        ("— a AAAAAAA=\n", 4_000),
        ("x/", 30_000),
        ("/", 60_000),
        ("\0\0", 30_000),
        ("group a any b\n", 4_000),
        (" a", 30_000),
        ("old 1\n", 10_000),
        ("AAAA\n", 12_000),
    ];
    for parser in all() {
        let (head, tail) = parser.accepted.split_at(parser.accepted.len() / 2);
        for (part, times) in crowds {
            let crowd = part.repeat(times).into_bytes();
            read_within_bounds(&parser, &crowd);
            read_within_bounds(&parser, &[head, &crowd, tail].concat());
            read_within_bounds(&parser, &[&parser.accepted, &crowd[..]].concat());
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_within_bounds(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        for parser in all() {
            read_within_bounds(&parser, &bytes);
        }
    }

    #[test]
    fn good_bytes_spoilt_anywhere_are_read_within_bounds(
        at: prop::sample::Index,
        length in 0_usize..80,
        how in 0_u8..3,
        with: u8,
    ) {
        for parser in all() {
            read_within_bounds(&parser, &spoil(&parser.accepted, at, length, how, with));
        }
    }
}
