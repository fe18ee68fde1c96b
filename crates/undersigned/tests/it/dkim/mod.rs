//! Somebody else's checker judges our signatures: `dkimpy`, of the Python package index. It asks no
//! DNS, but finds in a file what `undersigned mail keys` would have an operator publish.
//!
//! The Python comes from the variable that `cargo xtask test` sets. Where it is absent the test is
//! skipped, and says so.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use mail::dkim::{KeyPair, Kind, Signer};
use mail::message::{Mailbox, Parts};

use super::mails::every_kind;
use super::program::{skip, workspace};

/// Bytes that differ and repeat.
fn counted() -> impl FnMut(&mut [u8]) {
    let mut state: u64 = 0x1234_5678_9abc_def1;
    move |buffer| {
        for byte in buffer {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = state.to_le_bytes()[4];
        }
    }
}

fn signer() -> Signer {
    let mut random = counted();
    let keys = Kind::ALL.map(|kind| KeyPair::generate(kind, &mut random).unwrap());
    Signer::new("letters.example.org", "c1", keys.into()).unwrap()
}

/// A message with everything that is hard to sign: a recipient in Cyrillic, folded fields, no HTML.
fn hard() -> Vec<u8> {
    let parts = Parts {
        from: Mailbox::parse("Чистые реки <letters@letters.example.org>").unwrap(),
        to: Mailbox::of_address("дарья@пример.example").unwrap(),
        reply_to: Some(Mailbox::parse("Reply, to us <post@example.org>").unwrap()),
        subject: "Очень длинная тема письма, которая не помещается в одну строку заголовка".into(),
        text: "  leading \t spaces, trailing ones  \n\n\n.\n..\n-- \nFrom us\n\n\n".into(),
        html: None,
        message_id: "hard@letters.example.org".into(),
        date: Timestamp::from_second(1_795_262_400).unwrap(),
        headers: vec![
            (
                "List-Unsubscribe",
                format!(
                    "<https://letters.example.org/u/{}>, <mailto:x@y.example>",
                    "a".repeat(60)
                ),
            ),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()),
            ("List-Id", "Чистые реки <rivers.letters.example.org>".into()),
        ],
        return_path: String::new(),
    };
    parts.build().unwrap().bytes
}

/// The verdicts of the judge, a line for each signature of each file.
fn judged(python: &OsString, records: &Path, files: &[PathBuf]) -> Vec<String> {
    let script = workspace().join("crates/undersigned/tests/it/dkim/judge.py");
    let ran = Command::new(python)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .args([&script, records])
        .args(files)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let said = String::from_utf8(ran.stdout).unwrap();
    said.lines().map(str::to_owned).collect()
}

/// A message with one thing changed on its way.
fn tampered(message: &str) -> [String; 4] {
    let (header, body) = message.split_once("\r\n\r\n").unwrap();
    let body_changed = format!("{header}\r\n\r\n.{body}");
    [
        body_changed,
        message.replacen("\r\nSubject: ", "\r\nSubject: !", 1),
        message.replacen("\r\nDate: ", "\r\nDate: 1 ", 1),
        format!("From: somebody@else.example\r\n{message}"),
    ]
}

#[test]
fn another_checker_finds_every_mail_signed_twice_and_no_change_unseen() {
    let test = "another_checker_finds_every_mail_signed_twice_and_no_change_unseen";
    let Some(python) = std::env::var_os("UNDERSIGNED_PYTHON") else {
        skip("tool", test);
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let signer = signer();
    let records = folder.path().join("records.zone");
    let lines: Vec<String> = signer
        .records()
        .iter()
        .map(mail::dkim::Record::zone_line)
        .collect();
    std::fs::write(&records, lines.join("\n")).unwrap();
    let (mut honest, mut changed) = (Vec::new(), Vec::new());
    let at = Timestamp::from_second(1_795_262_400).unwrap();
    let messages = every_kind().into_iter().map(|(_, message)| message);
    for (place, message) in messages.chain([hard()]).enumerate() {
        let signed = String::from_utf8(signer.sign(&message, at).unwrap()).unwrap();
        let keep = |name: String, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        for (change, text) in tampered(&signed).iter().enumerate() {
            changed.push(keep(format!("{place}-{change}.eml"), text));
        }
        honest.push(keep(format!("{place}.eml"), &signed));
    }
    for (files, verdict) in [(&honest, "valid"), (&changed, "invalid")] {
        let found = judged(&python, &records, files);
        assert_eq!(found.len(), files.len() * 2, "two signatures on each");
        for line in found {
            assert!(line.ends_with(&format!(" {verdict}")), "{line}");
        }
    }
}
