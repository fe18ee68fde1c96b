//! Figures against marks, sources and dates (REQ-150 to REQ-167).

mod age;
mod marked;
mod method;
mod parts;
mod replacing;
mod series;

use std::collections::{BTreeMap, BTreeSet};

use domain::figure::{Figure, FigureStatus};
use domain::text::MarkId;

use super::Subject;
use super::locate::{self, Lines, Step};
use crate::finding::{Finding, Place};
use crate::fold::nearest;
use crate::folder::{FIGURES, report_path};

pub(super) use age::check as check_age;

/// The files in which each figure is used: first the texts, then the reports.
type Uses = BTreeMap<MarkId, Vec<String>>;

/// Checks marks and figures against each other.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let uses = uses(subject);
    unknown_marks(subject, findings);
    marked::check(subject, findings);
    let shown = shown(subject, &uses);
    for (index, figure) in subject.figures.iter().enumerate() {
        let at = |keys: &[&str]| {
            let mut path = vec![Step::Key("figure"), Step::Entry(index)];
            path.extend(keys.iter().map(|key| Step::Key(key)));
            locate::value(subject.files, FIGURES, &path)
        };
        if subject.is_complete && !shown.contains(&figure.id) {
            findings.push(unused(&figure.id).at(at(&["id"])));
        }
        one(figure, &at, findings);
        replacing::check(subject, figure, &at, findings);
        retraction(figure, uses.get(&figure.id), &at, findings);
        parts::check(subject, figure, &at, findings);
    }
    series::check(subject, &uses, findings);
    method::check(subject, findings);
}

/// The place of a value of a figure.
type At<'a> = dyn Fn(&[&str]) -> Option<Place> + 'a;

/// Unknown marks of texts and reports.
fn unknown_marks(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for wording in subject.wordings {
        let lines = Lines::of_wording(subject.files, wording);
        let outline = wording.text.outline().unwrap_or_default();
        for mark in outline.figures {
            if !subject.known.contains(&mark.id) {
                findings.push(unknown(subject, &mark.id).at(lines.place(mark.place)));
            }
        }
    }
    for report in subject.reports {
        let path = report_path(&report.id, &report.language);
        for id in report.used_figures() {
            if !subject.known.contains(&id) {
                findings.push(unknown(subject, &id).at(Place::beginning(&path)));
            }
        }
    }
}

/// Where each figure is used. Faulty marks are found where the texts are checked; the others still
/// count.
fn uses(subject: &Subject<'_>) -> Uses {
    let mut uses = Uses::new();
    let mut add = |id: MarkId, file: &str| {
        let files = uses.entry(id).or_default();
        if files.last().is_none_or(|last| last != file) {
            files.push(file.to_owned());
        }
    };
    for wording in subject.wordings {
        let file = format!("text/{}.md", wording.language);
        marks_of(wording.text.as_str()).for_each(|id| add(id, &file));
    }
    for report in subject.reports {
        let file = report_path(&report.id, &report.language);
        report
            .used_figures()
            .into_iter()
            .for_each(|id| add(id, &file));
    }
    uses
}

/// The figures that stand in the texts of the declaration.
fn signed(subject: &Subject<'_>) -> BTreeSet<MarkId> {
    let texts = subject.wordings.iter();
    texts
        .flat_map(|wording| marks_of(wording.text.as_str()))
        .collect()
}

/// The figures that a reader meets: used ones, whatever answers the same question, and their parts.
fn shown(subject: &Subject<'_>, uses: &Uses) -> BTreeSet<MarkId> {
    let mut shown: BTreeSet<MarkId> = uses.keys().cloned().collect();
    let mut series: BTreeSet<&MarkId> = subject.series.iter().map(|series| &series.id).collect();
    loop {
        let before = shown.len();
        for figure in subject.figures {
            if shown.contains(&figure.id) || series.contains(&figure.series) {
                series.insert(&figure.series);
                shown.insert(figure.id.clone());
                let breakdown = figure.breakdown.iter();
                shown.extend(breakdown.flat_map(|breakdown| breakdown.parts.iter().cloned()));
            }
        }
        if shown.len() == before {
            return shown;
        }
    }
}

fn marks_of(text: &str) -> impl Iterator<Item = MarkId> {
    text.split("{figure:")
        .skip(1)
        .filter_map(|rest| MarkId::parse(rest.split('}').next()?))
}

fn unknown(subject: &Subject<'_>, id: &MarkId) -> Finding {
    let finding = Finding::error("figure-unknown", format!("no figure is called `{id}`"));
    let known = subject.known.iter().map(|known| known.as_str());
    finding.help(match nearest(id.as_str(), known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("add a `[[figure]]` with `id = \"{id}\"` to `{FIGURES}`"),
    })
}

fn unused(id: &MarkId) -> Finding {
    let message = format!("the figure `{id}` stands in no text");
    let advice = format!("put `{{figure:{id}}}` where its number stands, or delete it");
    Finding::warning("figure-unused", message).help(advice)
}

fn one(figure: &Figure, at: &At<'_>, findings: &mut Vec<Finding>) {
    let id = &figure.id;
    if !figure.has_source() {
        let message = format!("source missing: nobody is named who counted `{id}`");
        findings.push(
            Finding::warning("source-missing", message)
                .at(at(&["id"]))
                .help("add `claimed-by`, and `url` if there is one"),
        );
    }
    if !figure.dates_in_order() {
        let message = format!("the dates of `{id}` contradict each other");
        findings.push(
            Finding::error("dates-out-of-order", message)
                .at(at(&["as-of"]).or_else(|| at(&["id"])))
                .help(
                    "`as-of` is not after `published`, and that not after `retrieved` (REQ-159); \
                     a period ends before the count, and nothing is retracted before it was said",
                ),
        );
    }
    let archive = figure.archive.as_ref().and_then(|a| a.url.as_deref());
    let method = figure.method.as_ref().and_then(|m| m.url.as_deref());
    for (url, path) in [
        (figure.url.as_deref(), &["url"][..]),
        (archive, &["archive", "url"]),
        (method, &["method", "url"]),
    ] {
        let fault = url.and_then(super::links::fault);
        findings.extend(fault.map(|finding| finding.at(at(path))));
    }
}

/// What was taken back is explained, and whoever used it is told (REQ-162).
fn retraction(
    figure: &Figure,
    uses: Option<&Vec<String>>,
    at: &At<'_>,
    findings: &mut Vec<Finding>,
) {
    let id = &figure.id;
    if figure.status == FigureStatus::Retracted && figure.retraction.is_none() {
        let message = format!("`{id}` is retracted, and nobody says when and why");
        findings.push(
            Finding::error("retraction-unexplained", message)
                .at(at(&["status"]))
                .help(
                    "add `[figure.retraction]` with `on` and `reason`; the record stays (REQ-162)",
                ),
        );
    }
    if let Some(files) = uses.filter(|_| figure.is_retracted()) {
        let message = format!("`{id}` was taken back, and stands in {}", files.join(", "));
        findings.push(
            Finding::warning("figure-retracted", message)
                .at(at(&["retraction"]))
                .help("look at each of them again; texts that were signed show that it was taken back"),
        );
    }
}
