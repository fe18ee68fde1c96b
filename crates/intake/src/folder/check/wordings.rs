//! Each text for itself, and translations against the original (REQ-109).

use domain::demand::{Difference, demand_difference, figure_difference};
use domain::revision::{Renders, Role, Translation, Wording};
use domain::text::{MarkId, Outline, OutlineError, Place as TextPlace};

use super::Subject;
use super::locate::{self, Lines, Step};
use crate::finding::{Finding, Severity};

/// Longer titles break addresses, share images and subject lines.
const MAX_TITLE: usize = 200;

/// Checks all texts.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let original = subject
        .original()
        .and_then(|original| Some((original, original.text.outline().ok()?)));
    for wording in subject.wordings {
        let lines = Lines::of_wording(&subject.files, wording);
        title(wording, &lines, findings);
        let outline = match wording.text.outline() {
            Ok(outline) => outline,
            Err(errors) => {
                findings.extend(errors.into_iter().map(|error| faulty_mark(&error, &lines)));
                continue;
            }
        };
        if wording.role == Role::Original && outline.demands.is_empty() {
            findings.push(
                Finding::warning("demands-missing", "the text has no section of demands")
                    .at(lines.place(heading(1)))
                    .help("`## We demand {.demands}`, then items that end in `{#identifier}`"),
            );
        }
        if let (Some((original, theirs)), Role::Translation(Translation { renders, .. })) =
            (&original, &wording.role)
        {
            // An older original may have had fewer demands and figures than the one that is here.
            if !behind(subject, original, wording, *renders, findings) {
                differences(theirs, &outline, wording, &lines, findings);
            }
        }
    }
}

const fn heading(length: usize) -> TextPlace {
    TextPlace {
        line: 1,
        column: 1,
        length,
    }
}

fn title(wording: &Wording, lines: &Lines, findings: &mut Vec<Finding>) {
    let length = wording.text.title().chars().count();
    if length > MAX_TITLE {
        let message = format!("the title has {length} characters");
        findings.push(
            Finding::warning("title-too-long", message)
                .at(lines.place(heading(length + 2)))
                .help(format!(
                    "more than {MAX_TITLE} do not fit where titles are shown"
                )),
        );
    }
}

pub(super) fn faulty_mark(error: &OutlineError, lines: &Lines) -> Finding {
    let code = match error {
        OutlineError::FigureMark(_) => "figure-mark-malformed",
        OutlineError::DemandWithoutId(_) => "demand-without-id",
        OutlineError::DemandTwice { .. } => "demand-twice",
        OutlineError::SecondSection(_) => "demands-twice",
        OutlineError::EmptySection(_) => "demands-empty",
    };
    Finding::error(code, error.to_string()).at(lines.place(error.place()))
}

/// Whether a translation names another original than the one that stands here.
fn behind(
    subject: &Subject<'_>,
    original: &Wording,
    wording: &Wording,
    renders: Renders,
    findings: &mut Vec<Finding>,
) -> bool {
    let current = original.text.digest();
    let is_behind = matches!(renders, Renders::Digest(digest) if digest != current);
    if is_behind {
        let file = format!("text/{}.md", wording.language);
        let message = format!(
            "the translation into `{}` is behind the original",
            wording.language
        );
        findings.push(
            Finding::warning("translation-behind", message)
                .at(locate::value(&subject.files, &file, &[Step::Key("renders")]))
                .help(format!(
                    "the original now has the digest {current}; publishing compares the translation with the one it names"
                )),
        );
    }
    is_behind
}

pub(super) fn differences(
    original: &Outline,
    translation: &Outline,
    wording: &Wording,
    lines: &Lines,
    findings: &mut Vec<Finding>,
) {
    let figures = figure_difference(original, translation);
    let demands = demand_difference(original, translation);
    let mut report = |kind: &'static str, codes: [&'static str; 2], difference: &Difference| {
        let all = [
            (codes[0], &difference.missing),
            (codes[1], &difference.surplus),
        ];
        for (code, id) in all
            .iter()
            .flat_map(|(code, ids)| ids.iter().map(move |id| (code, id)))
        {
            let is_missing = *code == codes[0];
            let message = if is_missing {
                format!("the {kind} `{id}` is missing in `{}`", wording.language)
            } else {
                format!("the {kind} `{id}` does not stand in the original")
            };
            let place = place_of(translation, id).unwrap_or_else(|| heading(1));
            let mut finding = Finding::error(code, message).at(lines.place(place));
            // A draft is never served, so it holds nothing back.
            if wording.is_draft() {
                finding.severity = Severity::Warning;
            }
            findings.push(finding);
        }
    };
    report(
        "figure",
        ["translation-lacks-figure", "translation-adds-figure"],
        &figures,
    );
    report(
        "demand",
        ["translation-lacks-demand", "translation-adds-demand"],
        &demands,
    );
}

fn place_of(outline: &Outline, id: &MarkId) -> Option<TextPlace> {
    let figure = outline.figures.iter().find(|mark| &mark.id == id);
    let demand = outline.demands.iter().find(|mark| &mark.id == id);
    figure
        .map(|mark| mark.place)
        .or_else(|| demand.map(|mark| mark.place))
}
