//! What comes back, over a corpus in the shape of what providers send, and over hostile bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mail::report::{self, Class, Reading};
use mail::return_path::{Kind, ReturnPaths};
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn paths() -> ReturnPaths {
    ReturnPaths::new(&[7; 32], "bounces.example.org")
}

/// A message of the corpus and its row in the table.
struct Sample {
    file: String,
    message: Vec<u8>,
    expected: String,
}

fn corpus() -> Vec<Sample> {
    let table = fs::read_to_string(folder().join("expected.txt")).unwrap();
    let rows = table.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let (file, expected) = row.split_once(' ').unwrap();
        Sample {
            file: file.to_owned(),
            message: fs::read(folder().join(file)).unwrap(),
            expected: expected.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    })
    .collect()
}

/// What a message means, in the words of the table.
fn row(message: &[u8]) -> String {
    let absent = || "-".to_owned();
    let (reading, class, status) = match report::read(message) {
        Reading::Bounce(bounce) => {
            let status = bounce.status.map(|status| status.to_string());
            (
                "bounce",
                bounce.class.word().to_owned(),
                status.unwrap_or_else(absent),
            )
        }
        Reading::Delayed => ("delayed", absent(), absent()),
        Reading::Delivered => ("delivered", absent(), absent()),
        Reading::Complaint => ("complaint", absent(), absent()),
        Reading::Leave => ("leave", absent(), absent()),
        Reading::Answer => ("answer", absent(), absent()),
        Reading::Unclear => ("unclear", absent(), absent()),
    };
    let about = match report::about(message, &paths()) {
        Some((Kind::Delivery, _)) => "delivery",
        Some((Kind::Issue, _)) => "issue",
        None => "-",
    };
    format!("{reading} {class} {status} {about}")
}

fn with_crlf(message: &[u8]) -> Vec<u8> {
    let mut lines = Vec::new();
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(line) => lines.extend([line, b"\r\n"].concat()),
            None => lines.extend(line),
        }
    }
    lines
}

#[test]
fn every_message_of_the_corpus_means_what_the_table_says() {
    let corpus = corpus();
    let files = fs::read_dir(folder()).unwrap().count();
    assert_eq!(files, corpus.len() + 1, "the table names every file");
    let wrong: Vec<String> = corpus
        .iter()
        .flat_map(|sample| {
            let found = [row(&sample.message), row(&with_crlf(&sample.message))];
            let wrong = found.into_iter().find(|found| *found != sample.expected);
            wrong.map(|found| format!("{}: {found}, not {}", sample.file, sample.expected))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_report_names_its_recipient_and_hides_it() {
    let of = |file: &str| {
        let sample = corpus()
            .into_iter()
            .find(|sample| sample.file.contains(file));
        match report::read(&sample.unwrap().message) {
            Reading::Bounce(bounce) => bounce.recipient.unwrap(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(of("utf8-report.").reveal(), "знак@пример.example");
    assert_eq!(of("utf8-report-in-base64").reveal(), "δοκιμή@example.net");
    assert_eq!(of("postfix-no-such-user").reveal(), "nobody@example.net");
    assert!(!format!("{:?}", of("postfix-no-such-user")).contains("nobody"));
}

#[test]
fn nothing_cut_out_of_a_report_makes_it_worse() {
    // Where a code blames the recipient and words take it back, the words may be what is cut.
    let is_policy = |sample: &&Sample| {
        sample.expected.starts_with("bounce policy") && !sample.expected.contains(" 5.1.")
    };
    for sample in corpus().iter().filter(is_policy) {
        for end in (0..sample.message.len()).step_by(97) {
            if let Reading::Bounce(bounce) = report::read(&sample.message[..end]) {
                assert!(bounce.class <= Class::Policy, "{} up to {end}", sample.file);
            }
        }
    }
}

/// Bytes that cost most to look at, each as long as what is looked at.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let fill = |unit: &str| unit.repeat(report::MOST / unit.len() + 1).into_bytes();
    let after = |head: &str, unit: &str| [head.as_bytes(), &fill(unit)].concat();
    let nested = "Content-Type: multipart/mixed; boundary=a\n\n--a\n";
    let inside = "Content-Type: message/rfc822\n\n";
    let status = "Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\n";
    let daemon = "From: MAILER-DAEMON@example.org\n\n";
    vec![
        ("zeros", vec![0; report::MOST]),
        ("multiparts in multiparts", fill(nested)),
        ("messages in messages", fill(inside)),
        ("both in turn", fill(&format!("{nested}{inside}"))),
        ("boundaries", after(nested, "--a\n")),
        ("almost boundaries", after(nested, "--b\n")),
        ("header fields", fill("Received: a\n")),
        ("one folded field", after("Subject: a\n", " a\n")),
        ("encoded words", after("Subject: ", "=?utf-8?q?=41?= ")),
        ("comments", after("From: ", "(")),
        ("addresses", after("To: ", "a@b,")),
        ("parameters", after("Content-Type: a/b", ";c*0*=d")),
        ("groups", after(status, "Action: failed\n\n")),
        ("fields", after(status, "Status: 5.1.1\n")),
        ("one line", after(daemon, "a")),
        ("codes", after(daemon, "5.0.0 ")),
        ("replies", after(daemon, "said: 550 ")),
        (
            "paths",
            fill("b-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "),
        ),
        ("prefixes", fill("b-")),
        (
            "html",
            after("From: postmaster@a\nContent-Type: text/html\n\n", "<a"),
        ),
        (
            "entities",
            after("From: postmaster@a\nContent-Type: text/html\n\n", "&#"),
        ),
        (
            "base64",
            after("Content-Transfer-Encoding: base64\n\n", "AAAA"),
        ),
        (
            "quoted",
            after("Content-Transfer-Encoding: quoted-printable\n\n", "=3D=\n"),
        ),
    ]
}

#[test]
fn hostile_bytes_cost_no_more_than_their_length() {
    // Half a megabyte takes some ten milliseconds in a test build; a quadratic step takes minutes.
    for (name, message) in hostile() {
        let begun = Instant::now();
        let _ = report::read(&message);
        let _ = report::about(&message, &paths());
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{name}: {:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn what_stands_behind_the_bound_is_not_read() {
    let address = paths().address(Kind::Issue, [1; 16]);
    let mut message = vec![b' '; report::MOST];
    message.extend(address.into_bytes());
    assert_eq!(report::about(&message, &paths()), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        let _ = report::read(&bytes);
        prop_assert_eq!(report::about(&bytes, &paths()), None);
    }

    #[test]
    fn no_damaged_report_makes_it_panic(
        which in 0..60_usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut message = corpus().swap_remove(which).message;
        for (at, byte) in damage {
            let at = at.index(message.len());
            message[at] = byte;
        }
        message.truncate(cut.index(message.len()));
        let _ = report::read(&message);
        let _ = report::about(&message, &paths());
    }
}
