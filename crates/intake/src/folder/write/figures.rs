//! `figures.toml`.

use domain::figure::{
    BreakdownMode, ConfidenceLevel, Counting, Figure, PlaceLevel, PlacePrecision, Precision,
    Series, SnapshotDigest, SourceType,
};
use domain::locale::Language;
use domain::text::MarkId;

use super::toml::Writer;

/// Writes figures in their order, then what is said of their series. `original` is the language of the
/// original.
pub(crate) fn figures(figures: &[Figure], series: &[Series], original: &Language) -> String {
    let mut out = Writer::told_in(original);
    for figure in figures {
        out.entry("figure");
        keys(&mut out, figure);
        claim_tables(&mut out, figure);
        source_tables(&mut out, figure);
        standing_tables(&mut out, figure);
    }
    for series in series {
        out.entry("series");
        out.string("id", series.id.as_str());
        out.maybe_prose("title", series.title.as_ref());
        out.maybe("primary", series.primary.as_ref().map(MarkId::as_str));
        out.prose_note("why", series.why.as_ref());
        out.maybe_bare("max-age-days", series.max_age_days);
    }
    out.finish()
}

fn keys(out: &mut Writer, figure: &Figure) {
    out.string("id", figure.id.as_str());
    out.string("series", figure.series.as_str());
    out.string("measure", figure.measure.word());
    out.string("unit", figure.unit.word());
    out.maybe_prose("population", figure.population.as_ref());
    out.string("qualifier", figure.bounds.qualifier().word());
    out.maybe_bare("value", figure.bounds.value());
    out.maybe_bare("lower", figure.bounds.lower());
    out.maybe_bare("upper", figure.bounds.upper());
    out.string("status", figure.status.word());
    out.maybe_bare("as-of", figure.as_of);
    if figure.as_of_precision != Precision::Day {
        out.string("as-of-precision", figure.as_of_precision.word());
    }
    out.maybe("claimed-by", figure.claimed_by.as_deref());
    if !figure.reported_by.is_empty() {
        let reporters: Vec<&str> = figure.reported_by.iter().map(String::as_str).collect();
        out.strings("reported-by", &reporters);
    }
    out.maybe("source-type", figure.source_type.map(SourceType::word));
    out.maybe("independence-group", figure.independence_group.as_deref());
    out.maybe_bare("published", figure.published);
    out.maybe_bare("retrieved", figure.retrieved);
    out.maybe("url", figure.url.as_deref());
    out.maybe_prose("actor", figure.actor.as_ref());
    out.prose_note("note", figure.note.as_ref());
    out.maybe("supersedes", figure.supersedes.as_ref().map(MarkId::as_str));
    out.prose_note("series-break", figure.series_break.as_ref());
}

fn claim_tables(out: &mut Writer, figure: &Figure) {
    if let Some(verbatim) = &figure.verbatim {
        out.table("figure.verbatim");
        out.string("text", &verbatim.text);
        out.string("language", verbatim.language.as_str());
    }
    if let Some(place) = &figure.place {
        out.table("figure.place");
        out.prose("label", &place.label);
        out.maybe("country", place.country.as_deref());
        out.maybe("level", place.level.map(PlaceLevel::word));
        out.maybe("precision", place.precision.map(PlacePrecision::word));
    }
    if let Some(counting) = figure.counting {
        out.table("figure.counting");
        out.string("kind", counting.word());
        out.maybe_bare("start", counting.start());
        out.maybe_bare("end", Counting::end(counting));
    }
    if let Some(breakdown) = &figure.breakdown {
        out.table("figure.breakdown");
        out.string("mode", BreakdownMode::word(breakdown.mode));
        let parts: Vec<&str> = breakdown.parts.iter().map(MarkId::as_str).collect();
        out.strings("parts", &parts);
        out.prose_note("note", breakdown.note.as_ref());
    }
}

fn source_tables(out: &mut Writer, figure: &Figure) {
    if let Some(method) = &figure.method {
        out.table("figure.method");
        out.maybe("url", method.url.as_deref());
        out.prose_note("note", method.note.as_ref());
    }
    if let Some(archive) = &figure.archive {
        out.table("figure.archive");
        out.maybe("url", archive.url.as_deref());
        let digest = archive.sha256.as_ref().map(SnapshotDigest::to_string);
        out.maybe("sha256", digest.as_deref());
    }
}

fn standing_tables(out: &mut Writer, figure: &Figure) {
    if let Some(confidence) = &figure.confidence {
        out.table("figure.confidence");
        out.string("level", ConfidenceLevel::word(confidence.level));
        out.prose_note("reason", Some(&confidence.reason));
    }
    if let Some(retraction) = &figure.retraction {
        out.table("figure.retraction");
        out.bare("on", retraction.on);
        out.prose_note("reason", Some(&retraction.reason));
    }
    let review = &figure.review;
    if *review != domain::figure::Review::default() {
        out.table("figure.review");
        out.maybe("entered-by", review.entered_by.as_deref());
        out.maybe("reviewed-by", review.reviewed_by.as_deref());
        out.maybe_bare("due", review.due);
    }
}
