//! The files in `messages` are what a mail server takes from us, with LF for CRLF. Whoever changes
//! a mail sees in them what changes for its readers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use app::outbox::Draft;
use mail::return_path::Kind;
use render::mail::{Sample, samples};
use render::words::Words;
use store::Lane;

use crate::harness::Stage;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/mails/messages")
}

/// Where messages that differ are written, to be compared and taken over.
fn found() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/mails")
}

/// An issue can be left with one click; how these fields are made for a list is tested there.
fn headers(name: &str) -> Vec<(&'static str, String)> {
    if !name.starts_with("issue") {
        return Vec::new();
    }
    let page = "https://sign.example.org/i/river-watch/news";
    vec![
        (
            "List-Id",
            "Реки <news.river-watch.sign.example.org>".to_owned(),
        ),
        (
            "List-Unsubscribe",
            format!(
                "<{page}/leave/l7PwB5sXe2ZqMfKj9RvLyT1cGu4HoDi8AtNxVk3Er6Y>, <mailto:leave@sign.example.org>"
            ),
        ),
        (
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click".to_owned(),
        ),
        ("List-Archive", format!("<{page}>")),
        ("List-Help", format!("<{page}>")),
        (
            "List-Owner",
            "<mailto:letters@letters.example.org>".to_owned(),
        ),
    ]
}

fn message(stage: &Stage, words: &'static Words, sample: Sample) -> String {
    let draft = Draft {
        lane: Lane::Confirmation,
        kind: Kind::Delivery,
        id: [7; 16],
        recipient: "ada@example.net",
        language: words.lang(),
        headers: headers(sample.name),
        text: sample.mail,
    };
    let message = stage.site.write_mail(draft, stage.site.now()).unwrap();
    String::from_utf8(message.bytes).unwrap()
}

#[tokio::test]
async fn every_mail_in_every_language_is_the_one_that_was_looked_at() {
    let stage = Stage::open().await;
    let mut expected = BTreeSet::new();
    let mut changed = Vec::new();
    for words in Words::all() {
        for sample in samples(words) {
            let name = format!("{}.{}.eml", sample.name, words.lang());
            let message = message(&stage, words, sample);
            let kept = std::fs::read_to_string(folder().join(&name)).unwrap_or_default();
            if kept.replace('\n', "\r\n") != message {
                std::fs::create_dir_all(found()).unwrap();
                std::fs::write(found().join(&name), message.replace("\r\n", "\n")).unwrap();
                changed.push(name.clone());
            }
            expected.insert(name);
        }
    }
    assert!(
        changed.is_empty(),
        "compare {} with {}, and take over what is right: {changed:?}",
        found().display(),
        folder().display()
    );
    let kept = std::fs::read_dir(folder()).unwrap();
    let kept: BTreeSet<String> = kept
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(kept, expected, "each file has its mail");
}

#[tokio::test]
async fn every_mail_crosses_every_server_unchanged_and_is_small() {
    let stage = Stage::open().await;
    for words in Words::all() {
        for sample in samples(words) {
            let (name, subject) = (sample.name, sample.mail.subject.clone());
            let message = message(&stage, words, sample);
            assert!(message.is_ascii(), "{name}");
            assert!(message.len() < 100 * 1024, "{name}");
            // RFC 5322 section 2.1.1: no longer than recommended, but for a word that is longer itself.
            for line in message.split("\r\n") {
                let word = line.split_once(": ").map_or(line, |(_, value)| value);
                assert!(
                    line.len() <= 78 || !word.trim().contains(' '),
                    "{name}: {line}"
                );
            }
            let parsed = mail_parser::MessageParser::default()
                .parse(message.as_bytes())
                .unwrap();
            assert_eq!(parsed.subject(), Some(subject.as_str()));
            assert_eq!(parsed.to().unwrap().iter().count(), 1);
            let can_be_left = parsed.header("List-Unsubscribe").is_some();
            assert_eq!(can_be_left, name.starts_with("issue"), "{name} (REQ-78)");
        }
    }
}
