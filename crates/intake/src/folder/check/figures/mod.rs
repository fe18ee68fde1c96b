//! Figures against marks, sources and dates (REQ-150 to REQ-167).

mod age;
mod marked;
mod method;
mod parts;
mod qualified;
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
pub(super) use qualified::check as check_qualifiers;

/// The files in which each figure is used: first the texts, then the reports.
type Uses = BTreeMap<MarkId, Vec<String>>;

/// Checks marks and figures against each other.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let uses = uses(subject);
    unknown_marks(subject, findings);
    marked::check(subject, findings);
    let shown = shown(subject, &uses);
    let circular = replacing::circular(subject);
    for (index, figure) in subject.figures.iter().enumerate() {
        let at = |keys: &[&str]| {
            let mut path = vec![Step::Key("figure"), Step::Entry(index)];
            path.extend(keys.iter().map(|key| Step::Key(key)));
            locate::value(&subject.files, FIGURES, &path)
        };
        if subject.is_complete && !shown.contains(&figure.id) {
            findings.push(unused(&figure.id).at(at(&["id"])));
        }
        one(figure, &at, findings);
        replacing::check(subject, figure, &circular, &at, findings);
        retraction(figure, uses.get(&figure.id), &at, findings);
        parts::check(subject, figure, &at, findings);
    }
    series::check(subject, &uses, findings);
    method::check(subject, findings);
}

/// The place of a value of a figure.
type At<'a> = dyn Fn(&[&str]) -> Option<Place> + 'a;

/// For how many unknown names the one that was meant is looked for. Each is compared with all that
/// are known; more of them are no slips of the hand but a file that is missing.
const MAX_SUGGESTED: usize = 64;

/// Unknown marks of texts and reports.
fn unknown_marks(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut unknown = Unknown {
        subject,
        meant: BTreeMap::new(),
    };
    for wording in subject.wordings {
        let lines = Lines::of_wording(&subject.files, wording);
        let outline = wording.text.outline().unwrap_or_default();
        for mark in outline.figures {
            let found = unknown.finding(&mark.id);
            findings.extend(found.map(|finding| finding.at(lines.place(mark.place))));
        }
    }
    for report in subject.reports {
        let path = report_path(&report.id, &report.language);
        for id in report.used_figures() {
            let found = unknown.finding(&id);
            findings.extend(found.map(|finding| finding.at(Place::beginning(&path))));
        }
    }
}

/// Names that no figure has, with the one that was probably meant.
struct Unknown<'s, 'f> {
    subject: &'s Subject<'f>,
    meant: BTreeMap<MarkId, Option<&'s str>>,
}

impl Unknown<'_, '_> {
    /// What is to be said of a name; nothing where it is known.
    fn finding(&mut self, id: &MarkId) -> Option<Finding> {
        if self.subject.known.contains(id) {
            return None;
        }
        if !self.meant.contains_key(id) && self.meant.len() < MAX_SUGGESTED {
            let known = self.subject.known.iter().map(|known| known.as_str());
            self.meant.insert(id.clone(), nearest(id.as_str(), known));
        }
        let finding = Finding::error("figure-unknown", format!("no figure is called `{id}`"));
        Some(finding.help(match self.meant.get(id).copied().flatten() {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("add a `[[figure]]` with `id = \"{id}\"` to `{FIGURES}`"),
        }))
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
    let mut answers: BTreeMap<&MarkId, Vec<&Figure>> = BTreeMap::new();
    for figure in subject.figures {
        answers.entry(&figure.series).or_default().push(figure);
    }
    let mut shown: BTreeSet<MarkId> = uses.keys().cloned().collect();
    let used = uses.keys().filter_map(|id| subject.figure(id));
    let used = used.map(|(_, figure)| &figure.series);
    let described = subject.series.iter().map(|series| &series.id);
    let mut open: Vec<&MarkId> = used.chain(described).collect();
    // Each series is gone through once: what was taken out is not there any more.
    while let Some(series) = open.pop() {
        for figure in answers.remove(series).into_iter().flatten() {
            shown.insert(figure.id.clone());
            for part in figure
                .breakdown
                .iter()
                .flat_map(|breakdown| &breakdown.parts)
            {
                shown.insert(part.clone());
                open.extend(subject.figure(part).map(|(_, part)| &part.series));
            }
        }
    }
    shown
}

fn marks_of(text: &str) -> impl Iterator<Item = MarkId> {
    text.split("{figure:")
        .skip(1)
        .filter_map(|rest| MarkId::parse(rest.split('}').next()?))
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
