//! The canonical record of a report: what its digest is computed of.
//!
//! Written like every record (UTF-8, NFC, escaped); first line `undersigned/v1/report`, then the
//! fields in the order written here. What a report supports and what it is translated from is not
//! part of what it says.

use sha2::{Digest, Sha256};

use super::{Quotation, Report};
use crate::digest::digest_type;
use crate::name::Name;
use crate::record::Record;
use crate::text::{DigestError, TextDigest};

/// The first line of every record.
const KIND: &str = "undersigned/v1/report";

digest_type! {
    /// SHA-256 of a canonical record.
    ReportDigest
}

impl ReportDigest {
    /// The digest of a canonical record.
    #[must_use]
    pub fn of(record: &str) -> Self {
        Self(Sha256::digest(record.as_bytes()).into())
    }

    /// Parses 64 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// [`DigestError`] for anything else.
    pub fn parse(hex: &str) -> Result<Self, DigestError> {
        TextDigest::parse(hex).map(|digest| Self(*digest.as_bytes()))
    }
}

/// The canonical record.
#[must_use]
pub fn canonical_record(report: &Report) -> String {
    let mut record = Record::begin(KIND);
    record.put("id", report.id.as_str());
    record.put("language", report.language.as_str());
    record.put("title", &report.title);
    record.put("date", &report.date.to_string());
    record.maybe("place", report.place.as_ref().map(Name::as_str));
    record.put("kind", report.kind.word());
    record.maybe("retracted", report.retracted.as_ref());
    for quotation in &report.quotations {
        quoted(&mut record, quotation);
    }
    record.put("text", &report.text);
    record.finish()
}

fn quoted(record: &mut Record, quotation: &Quotation) {
    record.put("speaker", &quotation.speaker);
    record.maybe("introduction", quotation.introduction.as_ref());
    record.maybe("said-on", quotation.on);
    record.maybe("said-in", quotation.language.as_ref());
    record.maybe("quoted-in", quotation.quoted_in.as_ref());
    record.maybe("source", quotation.source.as_ref());
    record.maybe("source-url", quotation.url.as_ref());
    record.maybe("translator", quotation.translator.as_ref());
    record.put("omissions", &quotation.omissions.to_string());
}
