//! Figures where they stand in texts: only what was counted, with its day, and never as a headline
//! (REQ-150, REQ-153, REQ-159).

use domain::figure::Figure;
use domain::text::{FigureMark, Place as TextPlace};

use super::super::locate::Lines;
use super::Subject;
use crate::finding::{Finding, Place};

/// Checks every mark of the texts of the declaration.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for wording in subject.wordings {
        let lines = Lines::of_wording(&subject.files, wording);
        let text: Vec<&str> = wording.text.as_str().lines().collect();
        let outline = wording.text.outline().unwrap_or_default();
        for mark in outline.figures {
            let place = |place: TextPlace| lines.place(place);
            if is_heading(&text, mark.place.line - 1) {
                findings.push(headline(&mark).at(place(mark.place)));
            }
            if let Some((_, figure)) = subject.figure(&mark.id) {
                counted(figure, place(mark.place), findings);
            }
        }
    }
}

/// A number in a heading has lost who said it before it is read.
fn headline(mark: &FigureMark) -> Finding {
    let message = format!("the figure `{}` stands in a heading", mark.id);
    Finding::error("figure-in-heading", message).help(
        "headings are quoted alone, without claimant and day: put it into a sentence (REQ-153)",
    )
}

/// What was taken back is warned of elsewhere: taking back must not wait until every text is
/// written anew.
fn counted(figure: &Figure, place: Option<Place>, findings: &mut Vec<Finding>) {
    let id = &figure.id;
    if figure.status.is_apart() {
        let status = figure.status.word().replace('_', " ");
        let message = format!("`{id}` is {status}, and stands in a text as if it were counted");
        findings.push(
            Finding::error("figure-unfit", message)
                .at(place.clone())
                .help("pending cases and forecasts are shown apart (REQ-153); name a count here"),
        );
    }
    if figure.as_of.is_none() {
        let message = format!("nobody says of which day `{id}` is");
        findings.push(Finding::error("as-of-missing", message).at(place).help(
            "add `as-of`; if only the month is known, `as-of-precision = \"month\"` (REQ-159)",
        ));
    }
}

/// Whether a line is a heading of Markdown, with number signs before it or a rule below it.
fn is_heading(lines: &[&str], index: usize) -> bool {
    let is_rule = |line: &str| {
        let line = line.trim();
        let is_of = |sign| !line.is_empty() && line.chars().all(|c| c == sign);
        is_of('=') || is_of('-')
    };
    let line = lines.get(index).map_or("", |line| line.trim_start());
    line.starts_with('#') || lines.get(index + 1).is_some_and(|line| is_rule(line))
}
