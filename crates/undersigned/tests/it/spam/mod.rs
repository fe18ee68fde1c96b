//! What a filter thinks of our mails: SpamAssassin, as Debian ships it, with its rules for a message
//! alone, since there is no network and nobody has trained it (REQ-73 to REQ-85 are about the rest).
//!
//! The program is found through the variable that `cargo xtask test` sets. Where it is absent the test
//! is skipped, and says so.

use std::fmt;
use std::path::Path;
use std::process::Command;

use super::mails::every_kind;
use super::program::{skip, workspace};

/// What a mail may score. A filter calls it spam at 5.
const MOST: f64 = 1.0;

/// What the filter found in one mail.
pub struct Scored {
    pub name: String,
    pub points: f64,
    /// The rules that gave points or took them, with how many.
    pub rules: String,
}

impl fmt::Display for Scored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>6.1}  {:<32} {}", self.points, self.name, self.rules)
    }
}

/// Scores messages as a recipient's server would see them: with the field of the server that took
/// them from ours, and their return path. Nothing where there is no filter on this machine.
pub fn scored(messages: &[(String, Vec<u8>)]) -> Option<Vec<Scored>> {
    std::env::var_os("UNDERSIGNED_SPAMASSASSIN")?;
    let folder = tempfile::tempdir().unwrap();
    for (name, message) in messages {
        std::fs::write(folder.path().join(name), received(message)).unwrap();
    }
    let names = messages.iter().map(|(name, _)| name.as_str());
    Some(judged(folder.path(), names))
}

fn judged<'n>(folder: &Path, names: impl Iterator<Item = &'n str>) -> Vec<Scored> {
    let script = workspace().join("crates/undersigned/tests/it/spam/judge.pl");
    let ran = Command::new("perl")
        .arg(script)
        .args(names)
        .current_dir(folder)
        .env("HOME", folder)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let said = String::from_utf8(ran.stdout).unwrap();
    said.lines().map(one).collect()
}

/// One line of the judge: points, file and rules, with tabs between.
fn one(line: &str) -> Scored {
    let mut columns = line.split('\t').map(str::to_owned);
    let mut next = || columns.next().unwrap();
    Scored {
        points: next().parse().unwrap(),
        name: next(),
        rules: next(),
    }
}

fn received(message: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(message);
    let date = text
        .lines()
        .find_map(|line| line.strip_prefix("Date: "))
        .unwrap();
    let taken = format!(
        "Return-Path: <b-x@letters.example.org>\r\n\
         Received: from mail.letters.example.org (mail.letters.example.org [IPv6:2001:db8::25])\r\n\
         \tby mx.example.net (Postfix) with ESMTPS id 4F1C2B7D9E\r\n\
         \tfor <ada@example.net>; {date}\r\n"
    );
    [taken.as_bytes(), message].concat()
}

#[test]
fn a_filter_finds_next_to_nothing_in_any_mail_in_any_language() {
    let test = "a_filter_finds_next_to_nothing_in_any_mail_in_any_language";
    let messages = every_kind();
    let Some(scored) = scored(&messages) else {
        skip("tool", test);
        return;
    };
    assert_eq!(scored.len(), messages.len());
    for one in &scored {
        println!("{one}");
    }
    for one in &scored {
        assert!(one.points <= MOST, "{one}");
    }
}

#[test]
fn a_filter_finds_a_great_deal_in_what_is_spam() {
    let test = "a_filter_finds_a_great_deal_in_what_is_spam";
    // The string that filters of this family agree to hate, so that one can see that they work.
    const GTUBE: &str = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";
    let message = format!(
        "From: a@example.org\r\nDate: Sat, 21 Nov 2026 12:00:00 +0000\r\nSubject: a\r\n\r\n{GTUBE}\r\n"
    );
    let Some(scored) = scored(&[("spam.eml".to_owned(), message.into_bytes())]) else {
        skip("tool", test);
        return;
    };
    assert!(scored[0].points > 5.0, "{}", scored[0]);
}
