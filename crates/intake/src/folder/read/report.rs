//! `reports/DATE-SLUG.LANG.md`.

use domain::locale::Language;

use super::front::split;
use super::section::{Reader, Section};
use crate::finding::{Finding, Place};
use crate::folder::{Quotation, Report};
use domain::text::may_stand;

use crate::source::Source;

/// Reads one report.
pub(super) fn read(path: &str, file: &str, findings: &mut Vec<Finding>) -> Option<Report> {
    let language = language(path, findings);
    let parts = split(file);
    let mut reader = Reader::new(path, file, &parts.front);
    let document = reader.parse(&file[parts.front.clone()]);
    let mut top = Section::top(&document);
    let title = top.plain("title", &mut reader);
    let title = top.needed(
        "title",
        title,
        &mut reader,
        "a report needs front matter with a title",
    );
    let date = top.parsed("date", &mut reader, |text| {
        is_day_or_month(text)
            .then(|| text.to_owned())
            .ok_or("a month such as \"2022-01\" or a day such as \"2022-01-06\"")
    });
    let kind = top.word("kind", &mut reader, &[("report", ())]);
    top.needed("kind", kind, &mut reader, "write `kind = \"report\"`");
    let mut quotations = Vec::new();
    for mut section in top.tables("quotation", &mut reader) {
        let speaker = section.plain("speaker", &mut reader);
        let speaker = section.needed("speaker", speaker, &mut reader, "who is quoted");
        let introduction = section.plain("introduction", &mut reader);
        let omissions = section.number("omissions", &mut reader).unwrap_or(0);
        section.finish(&mut reader);
        quotations.extend(speaker.map(|speaker| Quotation {
            speaker,
            introduction,
            omissions,
        }));
    }
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    let text = file[parts.body].trim_start_matches('\n').to_owned();
    find_refused_characters(path, file, findings);
    Some(Report {
        language: language?,
        title: title?,
        date,
        quotations,
        text,
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

fn language(path: &str, findings: &mut Vec<Finding>) -> Option<Language> {
    let name = path.trim_end_matches(".md");
    let tag = name.rsplit_once('.').map_or("", |(_, tag)| tag);
    let parsed = Language::parse(tag).ok();
    if parsed.is_none() {
        let finding = Finding::error("language-unknown", "the file does not say its language");
        let advice =
            "call it `reports/DATE-NAME.LANG.md`, such as `reports/2026-01-06-harbour.en.md`";
        findings.push(finding.at(Place::beginning(path)).help(advice));
    }
    parsed
}

fn is_day_or_month(text: &str) -> bool {
    let whole = if text.len() == 7 {
        format!("{text}-01")
    } else {
        text.to_owned()
    };
    whole.len() == 10 && whole.parse::<jiff::civil::Date>().is_ok()
}
