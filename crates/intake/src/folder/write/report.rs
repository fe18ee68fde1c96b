//! `reports/DATE-NAME.LANG.md`.

use domain::name::Name;
use domain::report::{Quotation, Report, ReportDate, ReportKind, ReportRole};
use domain::text::MarkId;

use super::fenced;
use super::toml::Writer;

/// Writes a report.
pub(crate) fn report(report: &Report) -> String {
    let mut front = Writer::default();
    front.string("title", &report.title);
    date(&mut front, report.date);
    front.maybe("place", report.place.as_ref().map(Name::as_str));
    front.string("kind", report.kind.word());
    marks(&mut front, "figures", &report.figures);
    marks(&mut front, "supports", &report.supports);
    if let Some(why) = &report.retracted {
        front.note("retracted", why);
    }
    if let ReportRole::Translation(translation) = &report.role {
        let renders = translation.renders.map(|digest| digest.to_string());
        front.string("renders", renders.as_deref().unwrap_or("original"));
        front.maybe(
            "translator",
            translation.translator.as_ref().map(Name::as_str),
        );
        front.string("state", translation.state.word());
    }
    quotations(&mut front, &report.quotations);
    fenced(&front.finish(), &report.text)
}

/// Writes what an import knows of a report; a date it could not find is left empty for a person.
pub(crate) fn drafted(
    title: &str,
    dated: Option<ReportDate>,
    quoted: &[Quotation],
    text: &str,
) -> String {
    let mut front = Writer::default();
    front.string("title", title);
    match dated {
        Some(dated) => date(&mut front, dated),
        None => front.string("date", ""),
    }
    front.string("kind", ReportKind::Report.word());
    quotations(&mut front, quoted);
    fenced(&front.finish(), text)
}

/// TOML knows days and no months, so a month is a text.
fn date(front: &mut Writer, date: ReportDate) {
    if date.is_month() {
        front.string("date", &date.to_string());
    } else {
        front.bare("date", date);
    }
}

fn marks(front: &mut Writer, key: &str, ids: &[MarkId]) {
    if !ids.is_empty() {
        let ids: Vec<&str> = ids.iter().map(MarkId::as_str).collect();
        front.strings(key, &ids);
    }
}

fn quotations(front: &mut Writer, quotations: &[Quotation]) {
    for quotation in quotations {
        front.entry("quotation");
        front.string("speaker", &quotation.speaker);
        front.maybe("introduction", quotation.introduction.as_deref());
        front.maybe_bare("on", quotation.on);
        let tag = |language: &Option<domain::locale::Language>| {
            language.as_ref().map(ToString::to_string)
        };
        front.maybe("language", tag(&quotation.language).as_deref());
        front.maybe("quoted-in", tag(&quotation.quoted_in).as_deref());
        front.maybe("source", quotation.source.as_deref());
        front.maybe("url", quotation.url.as_deref());
        front.maybe("translator", quotation.translator.as_deref());
        front.bare("omissions", quotation.omissions);
    }
}
