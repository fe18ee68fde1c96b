//! `figures.toml`.

mod claim;
mod detail;

use std::collections::BTreeSet;

use domain::figure::{Figure, Precision, Series, SourceType};
use domain::locale::Language;
use domain::text::MarkId;

use super::section::{Reader, Section};
use super::value::{whole, words};
use crate::finding::Finding;
use crate::folder::FIGURES;

/// What the file holds.
#[derive(Default)]
pub(super) struct Figures {
    /// The figures that could be read.
    pub(super) figures: Vec<Figure>,
    /// The identifiers of all.
    pub(super) ids: BTreeSet<MarkId>,
    /// What is said of series.
    pub(super) series: Vec<Series>,
}

/// Reads the file; its words are those of the original where no other language is named.
pub(super) fn read(
    text: &str,
    original: Option<&Language>,
    findings: &mut Vec<Finding>,
) -> Figures {
    let mut reader = Reader::new(FIGURES, text, &(0..text.len())).told_in(original);
    let document = reader.parse(text);
    super::limits::check(&document, &mut reader);
    let mut top = Section::top(&document);
    let mut read = Figures::default();
    for mut section in top.tables("figure", &mut reader) {
        let why = "the name of its mark, such as `killed`";
        let id = name(
            &mut section,
            &mut read.ids,
            ("figure-twice", why),
            &mut reader,
        );
        read.figures.extend(figure(section, id, &mut reader));
    }
    let mut named = BTreeSet::new();
    for mut section in top.tables("series", &mut reader) {
        let why = "the name that its figures give as `series`";
        let id = name(&mut section, &mut named, ("series-twice", why), &mut reader);
        read.series.extend(series(section, id, &mut reader));
    }
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    read
}

/// The name of a figure or series; a second one of the same name is found.
fn name(
    section: &mut Section<'_, '_>,
    known: &mut BTreeSet<MarkId>,
    (code, why): (&'static str, &str),
    reader: &mut Reader<'_>,
) -> Option<MarkId> {
    let id = section.mark_id("id", reader);
    let id = section.needed("id", id, reader, why)?;
    if !known.insert(id.clone()) {
        let span = section.get("id").map(toml::Spanned::span);
        let span = span.unwrap_or_else(|| section.span.clone());
        let kind = code.trim_end_matches("-twice");
        let message = match kind {
            "figure" => format!("two figures are called `{id}`"),
            _ => format!("two series are called `{id}`"),
        };
        reader.error(&span, code, message);
    }
    Some(id)
}

fn series(
    mut section: Section<'_, '_>,
    id: Option<MarkId>,
    reader: &mut Reader<'_>,
) -> Option<Series> {
    let s = &mut section;
    let title = s.prose("title", reader);
    let primary = s.mark_id("primary", reader);
    let why = s.prose_paragraphs("why", reader);
    let max_age_days = s.number("max-age-days", reader).map(|days| {
        // Whatever is larger than that never grows old.
        u32::try_from(days).unwrap_or(u32::MAX)
    });
    section.finish(reader);
    Some(Series {
        id: id?,
        title,
        primary,
        why,
        max_age_days,
    })
}

/// Reads every key before any is missed, so that all faults are found at once.
fn figure(
    mut section: Section<'_, '_>,
    id: Option<MarkId>,
    reader: &mut Reader<'_>,
) -> Option<Figure> {
    let s = &mut section;
    let claim = claim::claim(s, reader);
    let figure = id.zip(claim).map(|(id, claim)| {
        let counted = (claim.measure, claim.unit);
        Figure::new(id, claim.series, counted, claim.bounds, claim.status)
    });
    let mut draft = Draft(figure);
    draft.keys(s, reader);
    draft.tables(s, reader);
    section.finish(reader);
    draft.0
}

/// A figure on the way; nothing where what it must say could not be read.
struct Draft(Option<Figure>);

impl Draft {
    fn put<T>(&mut self, value: T, field: fn(&mut Figure) -> &mut T) {
        if let Some(figure) = &mut self.0 {
            *field(figure) = value;
        }
    }

    /// A table that is there and cannot be read makes the figure unreadable.
    fn put_whole<T>(&mut self, table: Option<Option<T>>, field: fn(&mut Figure) -> &mut Option<T>) {
        match whole(table) {
            Some(value) => self.put(value, field),
            None => self.0 = None,
        }
    }

    fn keys(&mut self, s: &mut Section<'_, '_>, reader: &mut Reader<'_>) {
        self.put(s.prose("population", reader), |f| &mut f.population);
        self.put(s.day("as-of", reader), |f| &mut f.as_of);
        let known = words(Precision::ALL, Precision::word);
        let precision = s.word("as-of-precision", reader, &known);
        let precision = precision.unwrap_or(Precision::Day);
        self.put(precision, |f| &mut f.as_of_precision);
        self.put(s.day("published", reader), |f| &mut f.published);
        self.put(s.day("retrieved", reader), |f| &mut f.retrieved);
        self.put(s.plain("claimed-by", reader), |f| &mut f.claimed_by);
        let reporters = s.texts("reported-by", reader).into_iter();
        let reporters = reporters.map(|(text, _)| text.to_owned()).collect();
        self.put(reporters, |f| &mut f.reported_by);
        let kinds = words(SourceType::ALL, SourceType::word);
        self.put(s.word("source-type", reader, &kinds), |f| {
            &mut f.source_type
        });
        self.put(s.plain("independence-group", reader), |f| {
            &mut f.independence_group
        });
        self.put(s.plain("url", reader), |f| &mut f.url);
        self.put(s.prose("actor", reader), |f| &mut f.actor);
        self.put(s.prose_paragraphs("note", reader), |f| &mut f.note);
        self.put(s.mark_id("supersedes", reader), |f| &mut f.supersedes);
        self.put(s.prose_paragraphs("series-break", reader), |f| {
            &mut f.series_break
        });
    }

    fn tables(&mut self, s: &mut Section<'_, '_>, reader: &mut Reader<'_>) {
        let table = s.table("verbatim", reader);
        let read = table.map(|inner| detail::verbatim(inner, reader));
        self.put_whole(read, |f| &mut f.verbatim);
        let table = s.table("place", reader);
        let read = table.map(|inner| detail::place(inner, reader));
        self.put_whole(read, |f| &mut f.place);
        let table = s.table("confidence", reader);
        let read = table.map(|inner| detail::confidence(inner, reader));
        self.put_whole(read, |f| &mut f.confidence);
        let table = s.table("counting", reader);
        let read = table.map(|inner| detail::counting(inner, reader));
        self.put_whole(read, |f| &mut f.counting);
        let table = s.table("method", reader);
        let read = table.and_then(|inner| detail::method(inner, reader));
        self.put(read, |f| &mut f.method);
        let table = s.table("archive", reader);
        let read = table.and_then(|inner| detail::archive(inner, reader));
        self.put(read, |f| &mut f.archive);
        let table = s.table("breakdown", reader);
        let read = table.map(|inner| detail::breakdown(inner, reader));
        self.put_whole(read, |f| &mut f.breakdown);
        let table = s.table("retraction", reader);
        let read = table.map(|inner| detail::retraction(inner, reader));
        self.put_whole(read, |f| &mut f.retraction);
        let table = s.table("review", reader);
        let read = table.map(|inner| detail::review(inner, reader));
        self.put(read.unwrap_or_default(), |f| &mut f.review);
    }
}
