//! `reports/DATE-NAME.LANG.md`.

use domain::locale::Language;
use domain::report::{
    Quotation, Report, ReportDate, ReportDigest, ReportKind, ReportRole, ReportTranslation,
};
use domain::revision::TranslationState;
use domain::text::{MarkId, may_stand};
use toml::de::DeValue;

use super::front::split;
use super::section::{Reader, Section};
use super::value::words;
use crate::finding::{Finding, Place};
use crate::folder::report_path;
use crate::source::Source;

const STATES: [(&str, TranslationState); 2] = [
    ("reviewed", TranslationState::Reviewed),
    ("draft", TranslationState::Draft),
];

/// Reads one report.
pub(super) fn read(path: &str, file: &str, findings: &mut Vec<Finding>) -> Option<Report> {
    let named = name(path, findings);
    let parts = split(file);
    if parts.is_open {
        let finding = Finding::error("front-matter-open", "the front matter is never closed");
        let advice = "a line `+++` stands before and after it";
        findings.push(finding.at(Place::beginning(path)).help(advice));
        return None;
    }
    let mut reader = Reader::new(path, file, &parts.front);
    let document = reader.parse(&file[parts.front.clone()]);
    let mut top = Section::top(&document);
    let head = head(&mut top, &mut reader);
    let role = role(&mut top, &mut reader);
    let quotations: Vec<Option<Quotation>> = top
        .tables("quotation", &mut reader)
        .into_iter()
        .map(|section| quotation(section, &mut reader))
        .collect();
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    find_refused_characters(path, file, findings);
    let (id, language) = named?;
    let head = head?;
    Some(Report {
        id,
        language,
        role: role?,
        quotations: quotations.into_iter().collect::<Option<_>>()?,
        text: file[parts.body].trim_start_matches('\n').to_owned(),
        title: head.title,
        date: head.date,
        kind: head.kind,
        place: head.place,
        figures: head.figures,
        supports: head.supports,
        retracted: head.retracted,
    })
}

/// What front matter says of the report itself.
struct Head {
    title: String,
    date: ReportDate,
    kind: ReportKind,
    place: Option<domain::name::Name>,
    figures: Vec<MarkId>,
    supports: Vec<MarkId>,
    retracted: Option<String>,
}

/// Reads every key before any is missed, so that all faults are found at once.
fn head(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Head> {
    let title = top.plain("title", reader);
    let why = "a report needs front matter with a title";
    let title = top.needed("title", title, reader, why);
    let date = date(top, reader);
    let why = "a day such as 2022-01-06, or a month such as \"2022-01\"";
    let date = top.needed("date", date, reader, why);
    let kind = top.word("kind", reader, &words(ReportKind::ALL, ReportKind::word));
    let kind = top.needed("kind", kind, reader, "write `kind = \"report\"`");
    let place = top.name("place", reader);
    let figures = top.mark_ids("figures", reader);
    let supports = top.mark_ids("supports", reader);
    let retracted = top.paragraphs("retracted", reader);
    Some(Head {
        title: title?,
        date: date?,
        kind: kind?,
        place,
        figures,
        supports,
        retracted,
    })
}

/// A day without quotation marks, or a day or month within them.
fn date(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<ReportDate> {
    let is_bare = top
        .get("date")
        .is_some_and(|value| matches!(value.get_ref(), DeValue::Datetime(_)));
    if is_bare {
        return top.day("date", reader).map(ReportDate::day);
    }
    top.parsed("date", reader, |text| {
        ReportDate::parse(text).ok_or("a month such as \"2022-01\" or a day such as \"2022-01-06\"")
    })
}

/// A report that says what it renders is a translation.
fn role(top: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<ReportRole> {
    let translator = top.name("translator", reader);
    let state = top.word("state", reader, &STATES);
    if top.get("renders").is_none() {
        for key in ["translator", "state"] {
            if let Some(value) = top.get(key) {
                let message = format!("`{key}` stands in an original, which translates nothing");
                reader.error(&value.span(), "original-renders", message);
            }
        }
        return Some(ReportRole::Original);
    }
    let renders = top.parsed("renders", reader, |text| match text {
        "original" => Ok(None),
        digest => ReportDigest::parse(digest)
            .map(Some)
            .map_err(|_| "either `original` or the digest of the original report"),
    });
    let renders = top.needed("renders", renders, reader, "write `renders = \"original\"`");
    let why = "`reviewed` if a second speaker has read it, else `draft`";
    let state = top.needed("state", state, reader, why);
    Some(ReportRole::Translation(ReportTranslation {
        renders: renders?,
        translator,
        state: state?,
    }))
}

fn quotation(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Quotation> {
    let s = &mut section;
    let speaker = s.plain("speaker", reader);
    let speaker = s.needed("speaker", speaker, reader, "who is quoted");
    let introduction = s.plain("introduction", reader);
    let on = s.day("on", reader);
    let language = s.parsed("language", reader, Language::parse);
    let quoted_in = s.parsed("quoted-in", reader, Language::parse);
    let source = s.plain("source", reader);
    let url = s.plain("url", reader);
    let translator = s.plain("translator", reader);
    let omissions = s.number("omissions", reader).unwrap_or(0);
    section.finish(reader);
    Some(Quotation {
        introduction,
        on,
        language,
        quoted_in,
        source,
        url,
        translator,
        omissions,
        ..Quotation::by(speaker?)
    })
}

fn find_refused_characters(path: &str, file: &str, findings: &mut Vec<Finding>) {
    let source = Source::new(path, file);
    let refused = file
        .char_indices()
        .filter(|(_, c)| !may_stand(*c) && *c != '\n');
    for (at, c) in refused {
        let message = format!(
            "the character U+{:04X} cannot stand in a text",
            u32::from(c)
        );
        let place = source.place(&(at..at + c.len_utf8()));
        findings.push(Finding::error("character-refused", message).at(place));
    }
}

/// What the name of the file says: the report's own name, and its language. A name has one spelling,
/// since it is an address.
fn name(path: &str, findings: &mut Vec<Finding>) -> Option<(MarkId, Language)> {
    let advice = "call it `reports/DATE-NAME.LANG.md`, such as `reports/2026-01-06-harbour.en.md`";
    let stem = path.trim_start_matches("reports/").trim_end_matches(".md");
    let (id, tag) = stem.rsplit_once('.').unwrap_or((stem, ""));
    let Ok(language) = Language::parse(tag) else {
        let finding = Finding::error("language-unknown", "the file does not say its language");
        findings.push(finding.at(Place::beginning(path)).help(advice));
        return None;
    };
    let id = MarkId::parse(id).filter(|id| report_path(id, &language) == path);
    if id.is_none() {
        let message =
            "the name of the file cannot be an address: a-z, 0-9 and hyphens can, 64 of them";
        let finding = Finding::error("report-name-malformed", message);
        findings.push(finding.at(Place::beginning(path)).help(advice));
    }
    Some((id?, language))
}
