//! `receipt verify`: one signer's receipt, offline.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use app::receipt::{self, ReceiptFault, VerifiedReceipt};
use domain::log::{Body, Entry};
use serde::Serialize;
use tlog::Hash;
use tlog::note::VerifierKey;

use super::Verdict;
use super::verify::plain;
use crate::help::Help;
use crate::output;

/// What can be done with receipts.
#[derive(clap::Subcommand)]
pub enum Arguments {
    /// Check that a receipt holds; works offline
    Verify(Verify),
}

/// What `receipt verify` is told: proof and opening, or proof, leaf hash and key.
#[derive(clap::Args)]
pub struct Verify {
    /// The file NAME.tlog-proof
    proof: PathBuf,
    /// The file NAME.opening.json, which shows whose signature it is
    #[arg(required_unless_present = "leaf")]
    opening: Option<PathBuf>,
    /// The hash of the log entry in hexadecimal digits, where the opening is not at hand
    #[arg(long, value_name = "HEX", requires = "key", conflicts_with = "opening", value_parser = hash)]
    leaf: Option<Hash>,
    /// The key of the log, as others know it
    #[arg(long, value_name = "VKEY", value_parser = key)]
    key: Option<VerifierKey>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire {
    holds: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
    #[serde(flatten)]
    proven: Option<Proven>,
}

/// What a receipt proves.
#[derive(Serialize)]
struct Proven {
    log: String,
    entry: u64,
    size: u64,
    root: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// Verifies a receipt. Refused when it does not hold.
///
/// # Errors
/// When a file cannot be read.
pub fn run(arguments: &Arguments) -> Result<Verdict> {
    let Arguments::Verify(arguments) = arguments;
    let proof = read(&arguments.proof)?;
    let outcome = match (&arguments.opening, &arguments.leaf, &arguments.key) {
        (Some(opening), _, key) => {
            receipt::verify_receipt(&proof, &read(opening)?, key.as_ref()).map_err(sentence)
        }
        (None, Some(leaf), Some(key)) => receipt::verify_leaf(&proof, leaf, key).map_err(sentence),
        _ => {
            return Err(anyhow!("a proof alone proves nothing"))
                .help("name the opening file, or give --leaf and --key");
        }
    };
    let wire = match outcome {
        Ok(receipt) => Wire {
            holds: true,
            problem: None,
            proven: Some(proven(&receipt)),
        },
        Err(problem) => Wire {
            holds: false,
            problem: Some(problem),
            proven: None,
        },
    };
    if arguments.json {
        output::json(&wire)
    } else {
        print(&wire, arguments.key.is_some())
    }?;
    Ok(Verdict::fine_if(wire.holds))
}

fn proven(receipt: &VerifiedReceipt) -> Proven {
    let revision = receipt.entry.as_ref().and_then(|entry| match entry.body {
        Body::Signature { revision, .. } => Some(revision),
        _ => None,
    });
    let day = |entry: &Entry| entry.day.date().map(|date| date.to_string());
    Proven {
        log: receipt.checkpoint.origin.clone(),
        entry: receipt.index,
        size: receipt.checkpoint.size,
        root: receipt.checkpoint.root.to_string(),
        day: receipt.entry.as_ref().and_then(day),
        revision,
        name: receipt.name.clone(),
    }
}

fn print(wire: &Wire, key_was_given: bool) -> Result<()> {
    for line in lines(wire, key_was_given) {
        output::line(plain(&line))?;
    }
    Ok(())
}

fn lines(wire: &Wire, key_was_given: bool) -> Vec<String> {
    let Some(proven) = &wire.proven else {
        let problem = wire.problem.as_deref().unwrap_or_default();
        return vec![format!("The receipt does not hold: {problem}.")];
    };
    let Proven {
        log, entry, size, ..
    } = proven;
    let mut lines = vec![
        "The receipt holds.".to_owned(),
        format!("It proves that entry {entry} is in the log {log} of {size} entries."),
    ];
    if let (Some(day), Some(revision)) = (&proven.day, proven.revision) {
        lines.push(format!(
            "The entry is a signature of {day} under the text that was logged as entry {revision}."
        ));
    }
    if let Some(name) = &proven.name {
        lines.push(format!("It is the signature of {name}."));
    }
    if !key_was_given {
        lines.push(
            "The key is the one in the opening file: compare it with the key others know, or give it with --key."
                .to_owned(),
        );
    }
    lines
}

/// A JSON reader's own words quote the file; they end in the place, which is enough.
fn sentence(fault: ReceiptFault) -> String {
    if let ReceiptFault::Opening(words) = &fault
        && let Some((_, place)) = words.rsplit_once(" at line ")
    {
        return format!("the opening file is not what it should be at line {place}");
    }
    format!("{:#}", anyhow::Error::new(fault))
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("cannot read {}", path.display()))
        .help("name the files as they were saved from the page")
}

fn hash(text: &str) -> Result<Hash, String> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes)
        .map_err(|_| "must be 64 hexadecimal digits".to_owned())?;
    Ok(Hash(bytes))
}

/// Reads the key of a log as it is printed on a declaration's log page.
///
/// # Errors
/// When it is no verifier key.
pub fn key(text: &str) -> Result<VerifierKey, String> {
    VerifierKey::parse(text.trim()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_opening_is_told_by_its_place_and_not_by_its_words() {
        let opening = "{\n\"a\\u001b[2J at line 7\": 1}";
        let fault = receipt::verify_receipt("", opening, None).unwrap_err();
        let problem = sentence(fault);
        assert!(problem.contains("at line 2 column "), "{problem}");
        assert!(
            !problem.contains('\u{1b}') && !problem.contains("at line 7"),
            "{problem}"
        );
    }

    #[test]
    fn a_name_cannot_write_a_line_of_its_own() {
        let wire = Wire {
            holds: false,
            problem: Some("x\nThe receipt holds.".to_owned()),
            proven: None,
        };
        let printed: Vec<String> = lines(&wire, true).iter().map(|line| plain(line)).collect();
        assert_eq!(
            printed,
            ["The receipt does not hold: x\u{fffd}The receipt holds.."]
        );
    }
}
