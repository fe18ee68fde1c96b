//! Raisings against the demands of the original, their days, their links (REQ-135).

use domain::raising::{Raising, RaisingFault};

use super::Subject;
use super::demands;
use super::locate::{self, Step};
use crate::finding::{Finding, Place};
use crate::folder::RAISINGS;

/// Checks the raisings.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let known = demands::known(subject);
    for (index, raising) in subject.raisings.iter().enumerate() {
        let at = |keys: &[&str]| {
            let mut path = vec![Step::Key("raising"), Step::Entry(index)];
            path.extend(keys.iter().map(|key| Step::Key(key)));
            locate::value(&subject.files, RAISINGS, &path)
        };
        if let Some(known) = &known {
            unknown_demands(raising, known, &at, findings);
        }
        days(subject, raising, &at, findings);
        for fault in raising.faults() {
            findings.push(contradiction(raising, fault).at(at(place_of(fault))));
        }
        links(raising, &at, findings);
    }
}

type At<'a> = dyn Fn(&[&str]) -> Option<Place> + 'a;

fn unknown_demands(raising: &Raising, known: &[String], at: &At<'_>, findings: &mut Vec<Finding>) {
    for id in raising.demands.keys() {
        let unknown = demands::unknown(id, known);
        findings.extend(unknown.map(|finding| finding.at(at(&["demands", id.as_str()]))));
    }
}

/// A demand is hardly raised before it was published; most often a year is mistyped. The day of a
/// text that was revised says nothing of when it first appeared.
fn days(subject: &Subject<'_>, raising: &Raising, at: &At<'_>, findings: &mut Vec<Finding>) {
    let first = subject
        .declaration
        .and_then(|declaration| declaration.first_published.as_ref());
    let original = subject.original().filter(|text| text.changes.is_none());
    let published = match first {
        Some(first) => Some(first.on),
        None => original.and_then(|original| original.date),
    };
    if published.is_some_and(|published| raising.on < published) {
        let message = format!(
            "`{}` was raised before the declaration appeared",
            raising.id
        );
        findings.push(
            Finding::warning("raised-before", message)
                .at(at(&["on"]))
                .help(
                    "compare `on` with `first-published`, or with the `date` of the original text",
                ),
        );
    }
}

fn contradiction(raising: &Raising, fault: RaisingFault) -> Finding {
    let id = &raising.id;
    match fault {
        RaisingFault::AnsweredBefore => {
            let message = format!("`{id}` was answered before it was raised");
            Finding::error("dates-out-of-order", message).help("compare `on` and `answer.on`")
        }
        RaisingFault::NoAnswerGiven(status) => {
            let message = format!(
                "a demand of `{id}` stands as `{}`, without an answer",
                status.word()
            );
            Finding::error("answer-missing", message)
                .help("add `[raising.answer]` with its day and what was said or done")
        }
        RaisingFault::AnswerGiven(status) => {
            let message = format!(
                "a demand of `{id}` stands as `{}`, but there is an answer",
                status.word()
            );
            Finding::error("answer-surplus", message)
                .help("`answered` says that there was an answer and no decision")
        }
    }
}

const fn place_of(fault: RaisingFault) -> &'static [&'static str] {
    match fault {
        RaisingFault::AnsweredBefore => &["answer", "on"],
        RaisingFault::NoAnswerGiven(_) | RaisingFault::AnswerGiven(_) => &["demands"],
    }
}

fn links(raising: &Raising, at: &At<'_>, findings: &mut Vec<Finding>) {
    let document = raising.document.as_ref().and_then(|d| d.url.as_deref());
    let answer = raising.answer.as_ref().and_then(|a| a.url.as_deref());
    for (table, url) in [("document", document), ("answer", answer)] {
        let fault = url.and_then(super::links::fault);
        findings.extend(fault.map(|finding| finding.at(at(&[table, "url"]))));
    }
}
