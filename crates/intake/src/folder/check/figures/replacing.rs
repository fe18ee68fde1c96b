//! What a figure replaces: an older count of the same source and standing, never a rival (REQ-155,
//! REQ-160).

use std::collections::BTreeSet;

use domain::figure::{Figure, Precision};
use domain::text::MarkId;

use super::{At, Subject};
use crate::finding::Finding;

/// Checks `supersedes` of one figure; `circular` are those of [`circular()`].
pub(super) fn check(
    subject: &Subject<'_>,
    figure: &Figure,
    circular: &BTreeSet<&MarkId>,
    at: &At<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(replaced) = &figure.supersedes else {
        return;
    };
    let mut found = |finding: Finding| findings.push(finding.at(at(&["supersedes"])));
    let id = &figure.id;
    if replaced == id || !subject.known.contains(replaced) {
        let message = format!("`{id}` supersedes `{replaced}`, which is no other figure here");
        return found(Finding::error("supersedes-unknown", message));
    }
    if circular.contains(id) {
        let message = format!("`{id}` supersedes `{replaced}`, and that leads back to `{id}`");
        let advice = "the older count supersedes nothing that came after it";
        return found(Finding::error("supersedes-circle", message).help(advice));
    }
    // It is in the file and could not be read: that has its own finding.
    let Some((_, other)) = subject.figure(replaced) else {
        return;
    };
    if other.series != figure.series {
        let message = format!("`{id}` supersedes `{replaced}`, which answers another question");
        let advice = "a figure replaces one of its own `series`";
        return found(Finding::error("supersedes-other-series", message).help(advice));
    }
    // Once somebody is found who counted, the claim without a source may give way to theirs.
    if other.has_source() && !figure.shares_source_with(other) {
        let message = format!("`{id}` supersedes `{replaced}`, which another source says");
        let advice = "rivals stand side by side (REQ-155): leave out `supersedes`; two names of one \
                      source share an `independence-group`";
        found(Finding::error("supersedes-other-source", message).help(advice));
    }
    let (status, before) = (figure.status, other.status);
    if !figure.is_retracted() && !other.is_retracted() && status.family() != before.family() {
        let message = format!(
            "`{id}` is {} and supersedes `{replaced}`, which is {}",
            status.word().replace('_', " "),
            before.word().replace('_', " ")
        );
        let advice = "counts, estimates, pending cases and forecasts stand apart (REQ-153)";
        found(Finding::error("supersedes-other-standing", message).help(advice));
    }
    if is_older(figure, other) {
        let message = format!("`{id}` supersedes `{replaced}`, which was counted later");
        let advice = "compare `as-of` of both; the later count supersedes the earlier";
        found(Finding::error("supersedes-later", message).help(advice));
    }
}

/// Whether a figure was counted before another. Days that are only about right decide nothing.
fn is_older(figure: &Figure, other: &Figure) -> bool {
    let day = |figure: &Figure| {
        let is_exact = figure.as_of_precision == Precision::Day;
        figure.as_of.filter(|_| is_exact)
    };
    day(figure)
        .zip(day(other))
        .is_some_and(|(this, that)| this < that)
}

/// The figures that replace themselves in the end. Each replaces one at most, so every way is walked
/// once: it ends where one begins that was walked before, or in a circle of its own.
pub(super) fn circular<'s>(subject: &Subject<'s>) -> BTreeSet<&'s MarkId> {
    let mut walked: BTreeSet<&MarkId> = BTreeSet::new();
    let mut circular = BTreeSet::new();
    for figure in subject.figures {
        let mut way: Vec<&MarkId> = Vec::new();
        let mut next = Some(&figure.id);
        while let Some(id) = next.filter(|id| walked.insert(id)) {
            way.push(id);
            let replaced = subject.figure(id);
            next = replaced.and_then(|(_, figure)| figure.supersedes.as_ref());
        }
        let begins = way.iter().position(|id| Some(*id) == next);
        circular.extend(begins.into_iter().flat_map(|at| way.split_off(at)));
    }
    circular
}
