//! Figures against marks, sources and dates (REQ-150 to REQ-160).

use std::collections::BTreeSet;

use domain::figure::Figure;
use domain::text::MarkId;

use super::Subject;
use super::locate::{self, Lines, Step};
use crate::finding::{Finding, Place};
use crate::fold::nearest;
use crate::folder::FIGURES;

/// Checks marks and figures against each other.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let used = used_marks(subject, findings);
    for (index, figure) in subject.figures.iter().enumerate() {
        let at = |key| {
            let path = [Step::Key("figure"), Step::Entry(index), Step::Key(key)];
            locate::value(subject.files, FIGURES, &path)
        };
        one(subject, figure, &used, &at, findings);
    }
}

/// The marks that stand in texts and reports; unknown ones are found.
fn used_marks(subject: &Subject<'_>, findings: &mut Vec<Finding>) -> BTreeSet<MarkId> {
    let mut used = BTreeSet::new();
    for wording in subject.wordings {
        let lines = Lines::of_wording(subject.files, wording);
        // Faulty marks are found where the wordings are checked; the others still count as used.
        used.extend(marks_of(wording.text.as_str()));
        let outline = wording.text.outline().unwrap_or_default();
        for mark in outline.figures {
            if !subject.known.contains(&mark.id) {
                findings.push(unknown(subject, &mark.id).at(lines.place(mark.place)));
            }
        }
    }
    for (path, report) in subject.reports {
        for id in marks_of(&report.text) {
            if !subject.known.contains(&id) {
                findings.push(unknown(subject, &id).at(Place::beginning(path)));
            }
            used.insert(id);
        }
    }
    used
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

fn one(
    subject: &Subject<'_>,
    figure: &Figure,
    used: &BTreeSet<MarkId>,
    at: &dyn Fn(&'static str) -> Option<Place>,
    findings: &mut Vec<Finding>,
) {
    let id = &figure.id;
    if subject.is_complete && !used.contains(id) {
        let message = format!("the figure `{id}` stands in no text");
        let advice = format!("put `{{figure:{id}}}` where its number stands, or delete it");
        findings.push(
            Finding::warning("figure-unused", message)
                .at(at("id"))
                .help(advice),
        );
    }
    if !figure.has_source() {
        let message = format!("source missing: nobody is named who counted `{id}`");
        findings.push(
            Finding::warning("source-missing", message)
                .at(at("id"))
                .help("add `claimed-by`, and `url` if there is one"),
        );
    }
    if !figure.dates_in_order() {
        let message = format!("the dates of `{id}` contradict each other");
        findings.push(
            Finding::error("dates-out-of-order", message)
                .at(at("as-of").or_else(|| at("id")))
                .help("`as-of` is not after `published`, and that not after `retrieved` (REQ-159)"),
        );
    }
    if let Some(replaced) = &figure.supersedes
        && (replaced == id || !subject.known.contains(replaced))
    {
        let message = format!("`{id}` supersedes `{replaced}`, which is no other figure here");
        findings.push(Finding::error("supersedes-unknown", message).at(at("supersedes")));
    }
    let insecure = figure.url.as_deref().and_then(super::links::fault);
    findings.extend(insecure.map(|finding| finding.at(at("url"))));
}
