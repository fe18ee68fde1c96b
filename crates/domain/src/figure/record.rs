//! The canonical record of a figure: what the log entry `figure` holds the digest of.
//!
//! UTF-8, NFC; first line `undersigned/v1/figure`, then one line `key value` for each field that is
//! present, in the order written here; a backslash or line feed inside a value is escaped as `\\`
//! and `\n`. `docs/log-format.md` section 4 repeats the order.

use sha2::{Digest, Sha256};

use super::Figure;
use crate::digest::digest_type;
use crate::record::Record;

digest_type! {
    /// SHA-256 of a canonical record.
    FigureDigest
}

impl FigureDigest {
    /// The digest of a canonical record.
    #[must_use]
    pub fn of(record: &str) -> Self {
        Self(Sha256::digest(record.as_bytes()).into())
    }
}

/// The canonical record.
#[must_use]
pub fn canonical_record(figure: &Figure) -> String {
    let mut record = Record::begin("undersigned/v1/figure");
    record.put("id", figure.id.as_str());
    record.put("series", figure.series.as_str());
    record.put("measure", figure.measure.word());
    record.put("unit", figure.unit.word());
    record.maybe("population", figure.population.as_ref());
    record.put("qualifier", figure.bounds.qualifier().word());
    record.maybe("value", figure.bounds.value());
    record.maybe("lower", figure.bounds.lower());
    record.maybe("upper", figure.bounds.upper());
    record.put("status", figure.status.word());
    record.maybe("as-of", figure.as_of);
    record.maybe("published", figure.published);
    record.maybe("retrieved", figure.retrieved);
    record.maybe("place", figure.place.as_ref().map(|place| &place.label));
    record.maybe(
        "country",
        figure
            .place
            .as_ref()
            .and_then(|place| place.country.as_ref()),
    );
    record.maybe("claimed-by", figure.claimed_by.as_ref());
    for reporter in &figure.reported_by {
        record.put("reported-by", reporter);
    }
    record.maybe(
        "source-type",
        figure.source_type.map(super::SourceType::word),
    );
    record.maybe("url", figure.url.as_ref());
    record.maybe(
        "verbatim",
        figure.verbatim.as_ref().map(|verbatim| &verbatim.text),
    );
    record.maybe(
        "verbatim-language",
        figure.verbatim.as_ref().map(|verbatim| &verbatim.language),
    );
    record.maybe("note", figure.note.as_ref());
    record.maybe("supersedes", figure.supersedes.as_ref());
    record.finish()
}
