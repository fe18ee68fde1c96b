//! What a hostile log takes of whoever reads it: a bounded time, and no more memory than a small
//! multiple of what it sends.

use allocation_counter::measure;
use app::log::{CheckpointJson, CountJson};
use app::opening::{self, OpeningJson};
use app::receipt::verify_receipt;
use app::verify::{Report, SourceError, VerifyOptions, verify};
use domain::log::Entry;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use tlog::{Checkpoint, Hash};

use super::files::Files;
use super::forge::{Forge, ORIGIN, key};

/// Bytes of memory that a parser may hold at once for each byte it reads, and beside them, for lists
/// that are short by rule and dear by the byte: 256 checkpoints with 256 witnesses each.
const PER_BYTE: u64 = 4;
const BESIDE: u64 = 4 * 1024 * 1024;

fn run(files: &Files) -> Result<Report, SourceError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(verify(files, &VerifyOptions::default()))
}

/// Reads a log of which one file is large, on the thread that reads all files but those of bundles.
fn check(path: &str, bytes: Vec<u8>) {
    let length = bytes.len() as u64;
    let files = Forge::small().files().with(path, bytes);
    let mut report = None;
    let held = measure(|| report = Some(run(&files).unwrap()));
    assert!(!report.unwrap().is_fine(), "{path}");
    // The source of these tests hands out copies: one of the large file, one of all for threads.
    let bound = (PER_BYTE + 2) * length + BESIDE;
    assert!(
        held.bytes_max <= bound,
        "{path}: {} for {length}",
        held.bytes_max
    );
}

const LARGE: usize = 4 * 1024 * 1024;

fn list(of: &str) -> String {
    let times = LARGE / (of.len() + 1);
    format!("[{}]", vec![of; times].join(","))
}

#[test]
fn a_large_file_takes_little_more_than_its_size() {
    let empty = r#"{"size":0,"root":"","day":"","witnesses":[]}"#;
    check("checkpoints.json", list(empty).into());
    let names = |names: &str| empty.replace("[]", names);
    check("checkpoints.json", names(&list("\"\"")).into());
    let each = names(&format!("[{}]", vec!["\"\""; 256].join(",")));
    check("checkpoints.json", list(&each).into());
    let count = |revisions: &str| {
        let zero = r#"{"size":0,"total":0,"persons":0,"organisations":0,"shown":0,"revisions":"#;
        format!("{zero}{revisions}}}")
    };
    check(
        "count.json",
        count(&list(r#"{"leaf":0,"language":"","total":0}"#)).into(),
    );
    for path in ["checkpoints.json", "count.json"] {
        check(path, "[".repeat(LARGE).into());
        check(path, "{\"a\":".repeat(LARGE / 5).into());
        check(path, format!("[{}1]", "1,".repeat(LARGE / 2)).into());
        check(path, vec![b' '; 17 * 1024 * 1024]);
    }
    check("policy", "log\n".repeat(LARGE / 4).into());
    check(
        "policy",
        format!("group a any{}\nquorum none\n", " a".repeat(100_000)).into(),
    );
    for path in ["checkpoint", "checkpoint.witnessed"] {
        check(path, "\n".repeat(LARGE).into());
        check(
            path,
            format!("a\n\n{}", "— a AAAAAAA=\n".repeat(60_000)).into(),
        );
    }
}

/// Whether bytes read as JSON, having held no more than they may.
fn reads<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut read = None;
    let held = measure(|| read = serde_json::from_slice::<T>(bytes).ok());
    let bound = PER_BYTE * bytes.len() as u64 + 64 * 1024;
    assert!(
        held.bytes_max <= bound,
        "{} for {}",
        held.bytes_max,
        bytes.len()
    );
    read
}

#[test]
fn an_opening_has_seven_fields_and_holds_no_more() {
    let opening = |fields: &str| format!(r#"{{"leaf":1,"fields":{fields}}}"#);
    let fields = opening(&list(r#"{"field":""}"#));
    assert!(reads::<OpeningJson>(fields.as_bytes()).is_none());
    let seven = format!("[{}]", [r#"{"field":""}"#; 7].join(","));
    let read = reads::<OpeningJson>(opening(&seven).as_bytes()).unwrap();
    assert!(read.opening().is_none());
    check_threads("openings/0.json", list(&opening("[]")).into());
    check_threads("openings/0.json", list(&opening(&seven)).into());
}

/// The same with a file that threads read, whose memory is not counted.
fn check_threads(path: &str, bytes: Vec<u8>) {
    let files = Forge::small().files().with(path, bytes);
    let report = run(&files).unwrap();
    assert!((1..=1001).contains(&report.problems.len()));
}

#[test]
fn a_size_is_only_a_number() {
    let check = |size: u64, is_read: bool| {
        let root = Hash::leaf(b"of many");
        let origin = ORIGIN.to_owned();
        let note = Checkpoint { origin, size, root }.sign(&key()).unwrap();
        let files = Forge::small().files().with("checkpoint", note.to_string());
        let mut report = None;
        let held = measure(|| report = Some(run(&files)));
        assert!(held.bytes_max < BESIDE, "{size}: {}", held.bytes_max);
        match report.unwrap() {
            Ok(report) => assert!(is_read && !report.is_fine(), "{size}"),
            Err(error) => assert_eq!((error.path.as_str(), is_read), ("checkpoint", false)),
        }
    };
    check(1, true);
    check(257, true);
    check(1 << 32, true);
    check((1 << 32) + 1, false);
    check(1 << 62, false);
}

/// What is done to good bytes: a range is taken away, repeated or overwritten.
fn spoil(bytes: &[u8], at: prop::sample::Index, length: usize, with: &[u8]) -> Vec<u8> {
    let start = at.index(bytes.len());
    let end = (start + length).min(bytes.len());
    [&bytes[..start], with, &bytes[end..]].concat()
}

proptest! {
    #[test]
    fn json_of_strangers_is_read_within_bounds(
        at: prop::sample::Index,
        length in 0_usize..80,
        with in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..40),
            "[\\[\\]{}\",:0-9a-f\\\\]{0,40}".prop_map(String::into_bytes),
        ],
    ) {
        let files = Forge::small().files();
        let spoilt = |path: &str| spoil(files.was(path), at, length, &with);
        reads::<CountJson>(&spoilt("count.json"));
        reads::<Vec<CheckpointJson>>(&spoilt("checkpoints.json"));
        for opening in reads::<Vec<OpeningJson>>(&spoilt("openings/0.json")).unwrap_or_default() {
            drop(opening.opening());
        }
        reads::<Vec<OpeningJson>>(&with);
    }

    #[test]
    fn bytes_of_strangers_take_no_more_than_they_are(
        bytes in prop::collection::vec(any::<u8>(), 0..3000),
    ) {
        let text = String::from_utf8_lossy(&bytes);
        let bound = PER_BYTE * text.len() as u64 + 4096;
        let held = [
            measure(|| drop(Entry::decode(&bytes))),
            measure(|| drop(opening::decode(&bytes))),
            measure(|| drop(verify_receipt(&text, &text, None))),
        ];
        for held in held {
            prop_assert!(held.bytes_max <= bound);
        }
    }
}
