//! The canonical record of a figure: what the log entry `figure` holds the digest of.
//!
//! UTF-8, NFC; first line `undersigned/v1/figure`, then one line `key value` for each field that is
//! present, in the order written here; a backslash or line feed inside a value is escaped as `\\`
//! and `\n`. `docs/log-format.md` section 4 repeats the order.

use sha2::{Digest, Sha256};

use super::Figure;
use super::words::{FigureStatus, PlaceLevel, PlacePrecision, Precision};
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

const KIND: &str = "undersigned/v1/figure";
const STATUS: &str = "status";
const RETRACTED: &str = "retracted-on";
const RETRACTION: &str = "retraction";

/// The canonical record. Fields after `supersedes` came later: each is written only where it is
/// present, so that a figure without them keeps its digest.
#[must_use]
pub fn canonical_record(figure: &Figure) -> String {
    let mut record = Record::begin(KIND);
    record.put("id", figure.id.as_str());
    record.put("series", figure.series.as_str());
    record.put("measure", figure.measure.word());
    record.put("unit", figure.unit.word());
    record.prose("population", figure.population.as_ref());
    record.put("qualifier", figure.bounds.qualifier().word());
    record.maybe("value", figure.bounds.value());
    record.maybe("lower", figure.bounds.lower());
    record.maybe("upper", figure.bounds.upper());
    record.put(STATUS, figure.status.word());
    record.maybe("as-of", figure.as_of);
    record.maybe("published", figure.published);
    record.maybe("retrieved", figure.retrieved);
    record.prose("place", figure.place.as_ref().map(|place| &place.label));
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
    record.prose("note", figure.note.as_ref());
    record.maybe("supersedes", figure.supersedes.as_ref());
    put_details(&mut record, figure);
    put_parts(&mut record, figure);
    if let Some(retraction) = &figure.retraction {
        record.put(RETRACTED, &retraction.on.to_string());
        record.put(RETRACTION, retraction.reason.original());
    }
    record.finish()
}

fn put_details(record: &mut Record, figure: &Figure) {
    if let Some(confidence) = &figure.confidence {
        record.put("confidence", confidence.level.word());
        record.put("confidence-reason", confidence.reason.original());
    }
    if let Some(counting) = figure.counting {
        record.put("counting", counting.word());
        record.maybe("period-start", counting.start());
        record.maybe("period-end", counting.end());
    }
    if figure.as_of_precision != Precision::Day {
        record.put("as-of-precision", figure.as_of_precision.word());
    }
    if let Some(place) = &figure.place {
        record.maybe("place-level", place.level.map(PlaceLevel::word));
        record.maybe("place-precision", place.precision.map(PlacePrecision::word));
    }
    record.prose("actor", figure.actor.as_ref());
    record.maybe("independence-group", figure.independence_group.as_ref());
    if let Some(method) = &figure.method {
        record.maybe("method-url", method.url.as_ref());
        record.prose("method-note", method.note.as_ref());
    }
    if let Some(archive) = &figure.archive {
        record.maybe("archive-url", archive.url.as_ref());
        record.maybe("snapshot-sha256", archive.sha256);
    }
}

fn put_parts(record: &mut Record, figure: &Figure) {
    if let Some(breakdown) = &figure.breakdown {
        record.put("breakdown", breakdown.mode.word());
        for part in &breakdown.parts {
            record.put("part", part.as_str());
        }
        record.prose("breakdown-note", breakdown.note.as_ref());
    }
    record.prose("series-break", figure.series_break.as_ref());
}

/// The name of the figure that a record is about; nothing where it is none.
#[must_use]
pub fn figure_of(record: &str) -> Option<&str> {
    let mut lines = record.lines();
    (lines.next() == Some(KIND)).then_some(())?;
    lines.next()?.strip_prefix("id ")
}

/// The series that a record belongs to; nothing where it is no record of a figure.
#[must_use]
pub fn series_of(record: &str) -> Option<&str> {
    figure_of(record)?;
    record.lines().nth(2)?.strip_prefix("series ")
}

/// Whether a record only takes back what an earlier one of the same figure says (REQ-160, REQ-162).
///
/// Nothing else may follow a record under its name: a figure never changes, and taking it back is
/// final. Whatever is known better is a new figure that supersedes it.
#[must_use]
pub fn takes_back(record: &str, earlier: &str) -> bool {
    let key = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let lasting = |record: &str| -> Vec<String> {
        let lines = record.lines().filter(|line| {
            let key = key(line);
            ![STATUS, RETRACTED, RETRACTION].contains(&key.as_str())
        });
        lines.map(str::to_owned).collect()
    };
    let has = |record: &str, wanted: &str| record.lines().any(|line| key(line) == wanted);
    let status = |record: &str| {
        let mut lines = record.lines().filter(|line| key(line) == STATUS);
        lines.next().map(str::to_owned)
    };
    let marked = format!("{STATUS} {}", FigureStatus::Retracted.word());
    let after = status(record);
    has(record, RETRACTED)
        && !has(earlier, RETRACTED)
        && lasting(record) == lasting(earlier)
        && (after == status(earlier) || after.as_ref() == Some(&marked))
}
