//! What every figure says: its question, what is counted, the number.

use domain::figure::{Bounds, FigureStatus, Measure, Qualifier, Unit};
use domain::text::MarkId;

use super::super::section::{Reader, Section};
use super::super::value::words;
use crate::finding::Finding;

/// What every figure must say.
pub(super) struct Claim {
    pub(super) series: MarkId,
    pub(super) measure: Measure,
    pub(super) unit: Unit,
    pub(super) bounds: Bounds,
    pub(super) status: FigureStatus,
}

/// Reads what must be there.
pub(super) fn claim(s: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Claim> {
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
