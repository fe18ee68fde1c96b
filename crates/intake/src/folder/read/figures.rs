//! `figures.toml`.

use std::collections::BTreeSet;

use domain::figure::{
    Bounds, Figure, FigurePlace, FigureStatus, Measure, Qualifier, SourceType, Unit, Verbatim,
};
use domain::locale::Language;
use domain::text::MarkId;

use super::section::{Reader, Section};
use super::value::{whole, words};
use crate::finding::Finding;
use crate::folder::FIGURES;

/// Reads the file: the figures that could be read, and the identifiers of all.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> (Vec<Figure>, BTreeSet<MarkId>) {
    let mut reader = Reader::new(FIGURES, text, &(0..text.len()));
    let document = reader.parse(text);
    let mut top = Section::top(&document);
    let mut figures = Vec::new();
    let mut ids = BTreeSet::new();
    for mut section in top.tables("figure", &mut reader) {
        let id = section.mark_id("id", &mut reader);
        let id = section.needed(
            "id",
            id,
            &mut reader,
            "the name of its mark, such as `killed`",
        );
        if let Some(id) = &id
            && !ids.insert(id.clone())
        {
            let span = section
                .get("id")
                .map_or_else(|| section.span.clone(), toml::Spanned::span);
            reader.error(
                &span,
                "figure-twice",
                format!("two figures are called `{id}`"),
            );
        }
        figures.extend(figure(section, id, &mut reader));
    }
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    (figures, ids)
}

/// What every figure must say.
struct Claim {
    series: MarkId,
    measure: Measure,
    unit: Unit,
    bounds: Bounds,
    status: FigureStatus,
}

/// Reads every key before any is missed, so that all faults are found at once.
fn figure(
    mut section: Section<'_, '_>,
    id: Option<MarkId>,
    reader: &mut Reader<'_>,
) -> Option<Figure> {
    let s = &mut section;
    let claim = claim(s, reader);
    let population = s.plain("population", reader);
    let as_of = s.day("as-of", reader);
    let published = s.day("published", reader);
    let retrieved = s.day("retrieved", reader);
    let claimed_by = s.plain("claimed-by", reader);
    let reported_by = s.texts("reported-by", reader);
    let kinds = words(SourceType::ALL, SourceType::word);
    let source_type = s.word("source-type", reader, &kinds);
    let url = s.plain("url", reader);
    let note = s.paragraphs("note", reader);
    let supersedes = s.mark_id("supersedes", reader);
    let verbatim = s.table("verbatim", reader);
    let verbatim = verbatim.map(|inner| read_verbatim(inner, reader));
    let place = s.table("place", reader);
    let place = place.map(|inner| read_place(inner, reader));
    section.finish(reader);
    let claim = claim?;
    Some(Figure {
        id: id?,
        series: claim.series,
        measure: claim.measure,
        unit: claim.unit,
        population,
        bounds: claim.bounds,
        status: claim.status,
        as_of,
        published,
        retrieved,
        place: whole(place)?,
        claimed_by,
        reported_by: reported_by
            .into_iter()
            .map(|(text, _)| text.to_owned())
            .collect(),
        source_type,
        url,
        verbatim: whole(verbatim)?,
        note,
        supersedes,
    })
}

fn claim(s: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Claim> {
    let series = s.mark_id("series", reader);
    let why = "the question it answers; rival claims share it";
    let series = s.needed("series", series, reader, why);
    let measure = s.word("measure", reader, &words(Measure::ALL, Measure::word));
    let measure = s.needed(
        "measure",
        measure,
        reader,
        "what is counted, such as `killed`",
    );
    let unit = s.word("unit", reader, &words(Unit::ALL, Unit::word));
    let unit = s.needed("unit", unit, reader, "for example `persons`");
    let bounds = bounds(s, reader);
    let known = words(FigureStatus::ALL, FigureStatus::word);
    let status = s.word("status", reader, &known);
    let status = s.needed("status", status, reader, "for example `reported`");
    Some(Claim {
        series: series?,
        measure: measure?,
        unit: unit?,
        bounds: bounds?,
        status: status?,
    })
}

fn bounds(section: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Bounds> {
    let known = Qualifier::ALL.map(|qualifier| (qualifier.word(), qualifier));
    let qualifier = section.word("qualifier", reader, &known);
    let qualifier = section.needed(
        "qualifier",
        qualifier,
        reader,
        "how the number was said: `exactly`, `more_than`, …",
    );
    let value = section.number("value", reader);
    let lower = section.number("lower", reader);
    let upper = section.number("upper", reader);
    let span = section.get("qualifier").map(toml::Spanned::span);
    match Bounds::new(qualifier?, value, lower, upper) {
        Ok(bounds) => Some(bounds),
        Err(errors) => {
            for error in errors {
                let finding = Finding::error("bounds-wrong", error.to_string()).help(
                    "`exactly` and `about` take `value`; `more_than` and `at_least` take `lower`; \
                     `up_to` and `fewer_than` take `upper`; `between` takes both; words take none",
                );
                reader.find(
                    &span.clone().unwrap_or_else(|| section.span.clone()),
                    finding,
                );
            }
            None
        }
    }
}

fn read_verbatim(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Verbatim> {
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

fn read_place(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<FigurePlace> {
    let label = section.plain("label", reader);
    let label = section.needed("label", label, reader, "the place in words");
    let country = section.parsed("country", reader, |text| {
        let is_code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
        is_code
            .then(|| text.to_owned())
            .ok_or("a country is two capital letters of ISO 3166-1, such as `KZ`")
    });
    section.finish(reader);
    Some(FigurePlace {
        label: label?,
        country,
    })
}
