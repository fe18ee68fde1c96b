//! One file of entries, read in both directions. Its lines stand as a table in `docs/log-format.md`
//! too, and never change: what was logged once is read for ever.

use sha2::{Digest, Sha256};

use super::*;

const FILE: &str = include_str!("../golden/entries.txt");

/// The rows of the file: what the entry says, its bytes, its leaf hash in hexadecimal digits.
fn rows() -> impl Iterator<Item = (&'static str, Vec<u8>, &'static str)> {
    FILE.lines().map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", says, bytes, leaf, ""] = cells[..] else {
            panic!("not a row: {line}")
        };
        (
            says,
            hex::decode(bytes.trim_matches('`')).unwrap(),
            leaf.trim_matches('`'),
        )
    })
}

/// What each entry of the file says, and its bytes.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    rows().map(|(says, bytes, _)| (says, bytes))
}

/// The fields of an entry in words and numbers, as the document writes them.
fn says(entry: &Entry) -> String {
    let day = entry.day.0;
    match &entry.body {
        Body::Revision {
            role,
            number,
            renders,
            language,
            digest,
        } => {
            let role = *role as u8 + 1;
            format!(
                "`revision` day {day}, role {role}, number {number}, renders {renders}, \
                 language {language}, digest `{digest}`"
            )
        }
        Body::Signature {
            revision,
            class,
            evidence,
            commitment,
        } => format!(
            "`signature` day {day}, revision {revision}, class {}, evidence {}, commitment `{}`",
            class.code(),
            evidence.code(),
            hex::encode(commitment.as_bytes())
        ),
        Body::Withdrawal { signature, reason } => format!(
            "`withdrawal` day {day}, signature {signature}, reason {}",
            reason.code()
        ),
        Body::Strike { signature, reason } => format!(
            "`strike` day {day}, signature {signature}, reason {}",
            reason.code()
        ),
        Body::Figure { record } => format!("`figure` day {day}, digest `{}`", hex::encode(record)),
        Body::Raising { record } => {
            format!("`raising` day {day}, digest `{}`", hex::encode(record))
        }
        Body::AuditPlan { size, plan } => format!(
            "`audit-plan` day {day}, size {size}, digest `{}`",
            hex::encode(plan)
        ),
        Body::AuditResult { plan, result } => format!(
            "`audit-result` day {day}, plan {plan}, digest `{}`",
            hex::encode(result)
        ),
        Body::Handover { size, manifest } => format!(
            "`handover` day {day}, size {size}, digest `{}`",
            hex::encode(manifest)
        ),
        Body::Close => format!("`close` day {day}"),
    }
}

#[test]
fn every_entry_of_the_file_is_read_and_written_as_it_stands() {
    for (expected, bytes, leaf) in rows() {
        let entry = Entry::decode(&bytes).unwrap();
        assert_eq!(says(&entry), expected);
        assert_eq!(entry.encode(), bytes, "{expected}");
        let hash = Sha256::new().chain_update([0]).chain_update(&bytes);
        assert_eq!(hex::encode(hash.finalize()), leaf, "{expected}");
    }
}

#[test]
fn the_file_has_every_kind_and_every_code() {
    let text: String = entries().map(|(says, _)| format!("{says},\n")).collect();
    let has = |part: &str| assert!(text.contains(part), "no entry with {part}");
    for kind in [
        "revision",
        "signature",
        "withdrawal",
        "strike",
        "figure",
        "raising",
        "audit-plan",
        "audit-result",
        "handover",
        "close",
    ] {
        has(&format!("`{kind}` "));
    }
    (1..=2).for_each(|role| has(&format!("role {role},")));
    (1..=2).for_each(|class| has(&format!("class {class},")));
    (1..=6).for_each(|evidence| has(&format!("evidence {evidence},")));
    for (kind, reasons) in [("withdrawal", 2), ("strike", 5)] {
        for reason in 1..=reasons {
            let named = |line: &str| {
                line.starts_with(&format!("`{kind}`"))
                    && line.ends_with(&format!("reason {reason},"))
            };
            assert!(text.lines().any(named), "no {kind} for reason {reason}");
        }
    }
}
