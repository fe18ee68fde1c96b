//! Somebody else's implementation recounts our log: `tlog-scales`, of the Python package index,
//! reads checkpoint, tiles, proofs and cosignatures; the scripts beside this file write the rest
//! from `docs/log-format.md`, without a line of ours.
//!
//! The Python comes from the variable that `cargo xtask test` sets. Where it is absent the tests
//! are skipped, and say so.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tlog::cosignature::CosigningKey;
use tlog::note::{Note, VerifierKey};
use tlog::policy::{PolicyWitness, Threshold};
use tlog::{Checkpoint, Policy};

use super::mails::Mails;
use super::program::{skip, workspace};
use super::road::{ada, bo, sign_and_confirm};
use super::site::Site;
use super::visitor::{Visitor, hidden};

/// The judge.
struct Python(PathBuf);

impl Python {
    fn find(test: &str) -> Option<Self> {
        let found = std::env::var_os("UNDERSIGNED_PYTHON").map(|path| Self(path.into()));
        if found.is_none() {
            skip("tool", test);
        }
        found
    }

    fn run(&self, arguments: &[&Path]) -> Output {
        let script = workspace().join("crates/undersigned/tests/it/independent/recount.py");
        Command::new(&self.0)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .arg(script)
            .args(arguments)
            .output()
            .unwrap()
    }

    fn accepts(&self, arguments: &[&Path]) -> Value {
        let ran = self.run(arguments);
        assert!(ran.status.success(), "{ran:?}");
        serde_json::from_slice(&ran.stdout).unwrap()
    }

    fn refuses(&self, ledger: &Path, what: &str) {
        let ran = self.run(&[ledger]);
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(1), "{what}: {ran:?}");
        assert!(said.contains("FOUND FALSE"), "{what}: {said}");
    }
}

/// A site where Ada shows her name and Bo is counted, recounted while it serves; Ada's receipt and
/// the export of the declaration lie beside it.
fn signed_and_exported(python: &Python) -> Site {
    let site = Site::with_night_bus();
    let server = site.serve();
    let visitor = Visitor::new(&site.base_url);
    let mails = Mails::of(&site.path("site"));
    let receipt = sign_and_confirm(&visitor, &mails, &ada());
    sign_and_confirm(&visitor, &mails, &bo());
    let token = hidden(&receipt.body, "token");
    for (path, file) in [
        ("/receipt/proof", "ada.tlog-proof"),
        ("/receipt/opening", "ada.opening.json"),
    ] {
        let saved = visitor.post(path, &[("token", &token)]);
        std::fs::write(site.path(file), &saved.body).unwrap();
    }
    let prefix = format!("{}/d/night-bus/log", site.base_url);
    let report = python.accepts(&[Path::new(&prefix)]);
    assert_eq!(report["total"], 2, "{report}");
    assert_eq!(server.stop().0, 0);
    site.run(&["export", "night-bus", "exported", "--config", "site"])
        .ended(0);
    site
}

#[test]
fn another_implementation_recounts_the_site_its_export_and_a_receipt() {
    let test = "another_implementation_recounts_the_site_its_export_and_a_receipt";
    let Some(python) = Python::find(test) else {
        return;
    };
    let site = signed_and_exported(&python);
    let report = python.accepts(&[
        &site.path("exported/ledger"),
        &site.path("ada.tlog-proof"),
        &site.path("ada.opening.json"),
    ]);
    let ours = site.run(&["verify", "exported", "--json"]).ended(0).json();
    assert_eq!(
        (&report["total"], &report["size"]),
        (&ours["total"], &ours["size"])
    );
    assert_eq!(report["total"], 2);
    assert_eq!(report["names"], serde_json::json!(["Ada Okafor"]));
    assert_eq!(report["receipt"]["name"], "Ada Okafor");
    assert_eq!(report["closed"], false);
}

/// Every change is one that `undersigned verify` finds, too.
#[test]
fn another_implementation_finds_what_was_changed_in_an_export() {
    let test = "another_implementation_finds_what_was_changed_in_an_export";
    let Some(python) = Python::find(test) else {
        return;
    };
    let site = signed_and_exported(&python);
    let ledger = site.path("exported/ledger");
    python.accepts(&[&ledger]);
    let mut files = Vec::new();
    files_below(&ledger, &mut files);
    for file in files {
        let name = file.strip_prefix(&ledger).unwrap().display().to_string();
        let honest = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        if name != "checkpoint.witnessed" {
            python.refuses(&ledger, &format!("{name} is gone"));
        }
        if let Some(changed) = change(&name, &honest) {
            std::fs::write(&file, changed).unwrap();
            python.refuses(&ledger, &name);
            let ours = site.run(&["verify", "exported"]);
            assert_ne!(ours.code, 0, "{name}: {ours:?}");
        }
        std::fs::write(&file, honest).unwrap();
    }
    python.accepts(&[&ledger]);
}

/// A change that matters; none for files in which not every byte does.
fn change(name: &str, honest: &[u8]) -> Option<Vec<u8>> {
    let mut changed = honest.to_vec();
    let last = changed.len().checked_sub(1)?;
    match name {
        "count.json" => {
            let text = String::from_utf8(changed).unwrap();
            return Some(text.replacen("\"total\":2", "\"total\":3", 1).into());
        }
        name if name.starts_with("openings/") => {
            let text = String::from_utf8(changed).unwrap();
            return Some(text.replacen("Ada", "Eve", 1).into());
        }
        "policy" | "checkpoints.json" => return None,
        name if name.starts_with("checkpoints/") => return None,
        name if name.starts_with("checkpoint") => changed[last / 2] ^= 1,
        _ => changed[last] ^= 1,
    }
    Some(changed)
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, files);
        } else {
            files.push(path);
        }
    }
}

#[test]
fn another_implementation_reads_our_cosignatures_and_our_policy() {
    let test = "another_implementation_reads_our_cosignatures_and_our_policy";
    let Some(python) = Python::find(test) else {
        return;
    };
    let site = signed_and_exported(&python);
    let ledger = site.path("exported/ledger");
    let write = |file: &str, text: String| std::fs::write(ledger.join(file), text).unwrap();
    let note = std::fs::read(ledger.join("checkpoint")).unwrap();
    let policy = std::fs::read_to_string(ledger.join("policy")).unwrap();
    let key: VerifierKey = Policy::parse(&policy).unwrap().logs()[0].clone();
    let checkpoint = Checkpoint::open(&note, std::slice::from_ref(&key)).unwrap();
    let witnesses: Vec<CosigningKey> = (1..=3_u8)
        .map(|seed| CosigningKey::from_seed(format!("w{seed}.example"), [seed; 32]).unwrap())
        .collect();
    let known = witnesses
        .iter()
        .zip(["first", "second", "third"])
        .map(|(witness, name)| PolicyWitness {
            name: name.to_owned(),
            key: witness.verifier(),
            url: None,
        })
        .collect();
    let policy = Policy::of_log(key)
        .unwrap()
        .with_witnesses(known, Some(Threshold::AtLeast(2)))
        .unwrap();
    write("policy", policy.to_string());

    let cosigned = |by: &[usize]| {
        let lines = by
            .iter()
            .map(|at| witnesses[*at].cosign(&checkpoint, 1_796_288_400).unwrap());
        let note = Note::parse(&note).unwrap().with_signatures(lines).unwrap();
        note.to_string()
    };
    write("checkpoint.witnessed", cosigned(&[2, 0]));
    let report = python.accepts(&[&ledger]);
    assert_eq!(report["witnessed"], report["size"]);
    assert_eq!(report["cosigned_by"], serde_json::json!(["first", "third"]));
    write("checkpoint.witnessed", cosigned(&[1]));
    python.refuses(&ledger, "one cosignature is not enough");
}
