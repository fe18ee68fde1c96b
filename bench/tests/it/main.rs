//! What must hold of a large log, on whatever machine the tests run.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on fails where it stands"
)]

use std::path::Path;
use std::process::{Command, Output};

/// The bound that `verify` keeps at ten million entries; a tenth of them must stay far below.
const MOST_KIB: u64 = 64 * 1024;

fn part(arguments: &[&str], folder: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bench"));
    command.arg("recount-part").arg(arguments[0]).arg(folder);
    said(command.args(&arguments[1..]).output().unwrap())
}

fn said(output: Output) -> String {
    let said = String::from_utf8(output.stdout).unwrap();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{complained}");
    said
}

#[test]
fn a_million_entries_are_recounted_within_64_mib() {
    let folder = tempfile::tempdir().unwrap();
    part(&["write", "1000000"], folder.path());
    let said = part(&["once"], folder.path());
    let memory = said.split_whitespace().nth(2).unwrap();
    let memory: u64 = memory.parse().unwrap();
    assert!(memory < MOST_KIB, "{memory} KiB");
}

#[test]
fn a_log_of_a_partial_bundle_is_written_right() {
    let folder = tempfile::tempdir().unwrap();
    for entries in ["1", "256", "66000"] {
        let log = folder.path().join(entries);
        part(&["write", entries], &log);
        part(&["once"], &log);
    }
}

/// Every copy arrives, and a second one has the `Message-ID` of the first; the part fails otherwise.
#[test]
fn an_issue_whose_sender_is_killed_again_and_again_reaches_everybody() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bench"));
    let said = said(command.args(["mail-part", "kills", "12"]).output().unwrap());
    assert!(said.contains("every copy arrived"), "{said}");
}
