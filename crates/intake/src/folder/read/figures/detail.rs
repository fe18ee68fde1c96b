//! The tables of a figure: what its source says around the number, and who answers for it.

use domain::figure::{
    Archive, Breakdown, BreakdownMode, Confidence, ConfidenceLevel, Counting, CountingMethod,
    FigurePlace, PlaceLevel, PlacePrecision, Retraction, Review, SnapshotDigest, Verbatim,
};
use domain::locale::Language;

use super::super::section::{Reader, Section};
use super::super::value::words;

pub(super) fn verbatim(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Verbatim> {
    let text = section.plain("text", reader);
    let text = section.needed("text", text, reader, "the claim in the words of its source");
    let language = section.parsed("language", reader, Language::parse);
    let language = section.needed("language", language, reader, "the language it was said in");
    section.finish(reader);
    Some(Verbatim {
        text: text?,
        language: language?,
    })
}

pub(super) fn place(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<FigurePlace> {
    let label = section.prose("label", reader);
    let label = section.needed("label", label, reader, "the place in words");
    let country = section.parsed("country", reader, |text| {
        let is_code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
        is_code
            .then(|| text.to_owned())
            .ok_or("a country is two capital letters of ISO 3166-1, such as `KZ`")
    });
    let level = section.word("level", reader, &words(PlaceLevel::ALL, PlaceLevel::word));
    let known = words(PlacePrecision::ALL, PlacePrecision::word);
    let precision = section.word("precision", reader, &known);
    section.finish(reader);
    Some(FigurePlace {
        label: label?,
        country,
        level,
        precision,
    })
}

pub(super) fn confidence(
    mut section: Section<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<Confidence> {
    let known = words(ConfidenceLevel::ALL, ConfidenceLevel::word);
    let level = section.word("level", reader, &known);
    let level = section.needed("level", level, reader, "`high`, `medium` or `low`");
    let reason = section.prose_paragraphs("reason", reader);
    let why = "why you are as sure as that; without a reason nobody can judge it";
    let reason = section.needed("reason", reason, reader, why);
    section.finish(reader);
    Some(Confidence {
        level: level?,
        reason: reason?,
    })
}

/// A cumulative count may say when it begins; a period says when it begins and ends.
pub(super) fn counting(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Counting> {
    let kind = section.word("kind", reader, &[("cumulative", false), ("period", true)]);
    let why = "`cumulative` for everything so far, `period` for what lies between two days";
    let kind = section.needed("kind", kind, reader, why);
    let start = section.day("start", reader);
    let counting = if kind? {
        let start = section.needed("start", start, reader, "the first day of the period");
        let end = section.day("end", reader);
        let end = section.needed("end", end, reader, "the last day of the period");
        start
            .zip(end)
            .map(|(start, end)| Counting::Period { start, end })
    } else {
        Some(Counting::Cumulative { start })
    };
    section.finish(reader);
    counting
}

/// A table that says nothing counts as left out.
pub(super) fn method(
    mut section: Section<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<CountingMethod> {
    let url = section.plain("url", reader);
    let note = section.prose_paragraphs("note", reader);
    section.finish(reader);
    (url.is_some() || note.is_some()).then_some(CountingMethod { url, note })
}

/// A table that says nothing counts as left out.
pub(super) fn archive(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Archive> {
    let url = section.plain("url", reader);
    let sha256 = section.parsed("sha256", reader, SnapshotDigest::parse);
    section.finish(reader);
    (url.is_some() || sha256.is_some()).then_some(Archive { url, sha256 })
}

pub(super) fn breakdown(
    mut section: Section<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<Breakdown> {
    let known = words(BreakdownMode::ALL, BreakdownMode::word);
    let mode = section.word("mode", reader, &known);
    let why =
        "`disjoint` if nobody is in two parts, else `overlapping`; `partial` if parts are missing";
    let mode = section.needed("mode", mode, reader, why);
    let parts = Some(section.mark_ids("parts", reader)).filter(|parts| !parts.is_empty());
    let why = "the names of the figures that are its parts";
    let parts = section.needed("parts", parts, reader, why);
    let note = section.prose_paragraphs("note", reader);
    section.finish(reader);
    Some(Breakdown {
        mode: mode?,
        parts: parts?,
        note,
    })
}

pub(super) fn retraction(
    mut section: Section<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<Retraction> {
    let on = section.day("on", reader);
    let on = section.needed("on", on, reader, "the day it was taken back");
    let reason = section.prose_paragraphs("reason", reader);
    let reason = section.needed(
        "reason",
        reason,
        reader,
        "why it was taken back; it is shown",
    );
    section.finish(reader);
    Some(Retraction {
        on: on?,
        reason: reason?,
    })
}

pub(super) fn review(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Review {
    let entered_by = section.plain("entered-by", reader);
    let reviewed_by = section.plain("reviewed-by", reader);
    let due = section.day("due", reader);
    section.finish(reader);
    Review {
        entered_by,
        reviewed_by,
        due,
    }
}
