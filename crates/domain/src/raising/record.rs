//! The canonical record of a raising: what the log entry `raising` holds the digest of.
//!
//! Written like every record (UTF-8, NFC, escaped); first line `undersigned/v1/raising`, then the
//! fields in the order written here. `docs/log-format.md` section 4 repeats the order.

use sha2::{Digest, Sha256};

use super::Raising;
use crate::digest::digest_type;
use crate::record::Record;

/// The first line of every record.
const KIND: &str = "undersigned/v1/raising";

digest_type! {
    /// SHA-256 of a canonical record.
    RaisingDigest
}

impl RaisingDigest {
    /// The digest of a canonical record.
    #[must_use]
    pub fn of(record: &str) -> Self {
        Self(Sha256::digest(record.as_bytes()).into())
    }
}

/// The canonical record, with the record of the same raising that it supersedes.
#[must_use]
pub fn canonical_record(raising: &Raising, supersedes: Option<RaisingDigest>) -> String {
    let mut record = Record::begin(KIND);
    record.put("id", raising.id.as_str());
    record.put("venue-kind", raising.venue.kind.word());
    record.put("venue", raising.venue.name.original().as_str());
    record.put("on", &raising.on.to_string());
    for raiser in &raising.by {
        record.put("by", raiser.as_str());
    }
    let document = raising.document.as_ref();
    record.prose("document", document.map(|document| &document.title));
    record.maybe("document-url", document.and_then(|d| d.url.as_ref()));
    for (demand, status) in &raising.demands {
        record.put("demand", &format!("{demand} {}", status.word()));
    }
    let answer = raising.answer.as_ref();
    record.maybe("answered", answer.map(|answer| answer.on));
    record.prose("answer", answer.map(|answer| &answer.text));
    record.maybe("answer-url", answer.and_then(|a| a.url.as_ref()));
    record.prose("retracted", raising.retracted.as_ref());
    record.maybe("supersedes", supersedes);
    record.finish()
}

/// The record to publish, given those that are known in the order of the log; nothing where the
/// newest of this raising says the same already.
#[must_use]
pub fn next_record<'r>(
    raising: &Raising,
    known: impl IntoIterator<Item = &'r str>,
) -> Option<String> {
    let newest = known
        .into_iter()
        .filter(|record| raising_of(record) == Some(raising.id.as_str()))
        .last();
    let Some(newest) = newest else {
        return Some(canonical_record(raising, None));
    };
    let says_the_same = statement(newest) == canonical_record(raising, None);
    (!says_the_same).then(|| canonical_record(raising, Some(RaisingDigest::of(newest))))
}

/// The raising that a record is about; nothing for a text that is no record of one.
#[must_use]
pub fn raising_of(record: &str) -> Option<&str> {
    let fields = record.strip_prefix(KIND)?.strip_prefix('\n')?;
    fields.lines().next()?.strip_prefix("id ")
}

/// What a record says, without the record that it supersedes, which is its last line.
fn statement(record: &str) -> &str {
    let lines = record.strip_suffix('\n').unwrap_or(record);
    match lines.rfind('\n') {
        Some(end) if lines[end + 1..].starts_with("supersedes ") => &record[..=end],
        _ => record,
    }
}
