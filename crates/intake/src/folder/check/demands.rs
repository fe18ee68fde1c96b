//! Demands: who each is addressed to, and whether what is said to have come of it can be (REQ-135).

use std::collections::BTreeSet;

use domain::demand;
use domain::raising::history;
use domain::text::MarkId;

use super::Subject;
use super::locate::{self, Step};
use crate::finding::Finding;
use crate::fold::nearest;
use crate::folder::{DECLARATION, RAISINGS};

/// Checks them.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    addressed(subject, findings);
    overtaken(subject, findings);
}

/// The names of the demands of the original; nothing where it could not be read.
pub(super) fn known(subject: &Subject<'_>) -> Option<Vec<String>> {
    let outline = subject.original()?.text.outline().ok()?;
    let demands = demand::demands(&outline).into_iter();
    Some(demands.map(|demand| demand.id.to_string()).collect())
}

/// That no demand of the original is called like this, if none is.
pub(super) fn unknown(id: &MarkId, known: &[String]) -> Option<Finding> {
    if known.iter().any(|known| known == id.as_str()) {
        return None;
    }
    let message = format!("no demand of the original is called `{id}`");
    let advice = match nearest(id.as_str(), known.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "a demand carries its name at its end, such as `{#free-prisoners}`".to_owned(),
    };
    Some(Finding::error("demand-unknown", message).help(advice))
}

fn addressed(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(declaration), Some(known)) = (subject.declaration, known(subject)) else {
        return;
    };
    for id in declaration.demand_addressees.keys() {
        let path = [Step::Key("demand-addressees"), Step::Key(id.as_str())];
        let place = locate::value(&subject.files, DECLARATION, &path);
        findings.extend(unknown(id, &known).map(|finding| finding.at(place)));
    }
}

/// Outcomes of demands that events had overtaken before: the state machine refuses them.
fn overtaken(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let raised = subject.raisings.iter().flat_map(|r| r.demands.keys());
    for id in raised.collect::<BTreeSet<_>>() {
        for evidence in history(subject.raisings, id) {
            let Some(refused) = evidence.contradiction else {
                continue;
            };
            let index = subject
                .raisings
                .iter()
                .position(|raising| raising.id == evidence.raising.id);
            let path = [
                Step::Key("raising"),
                Step::Entry(index.unwrap_or_default()),
                Step::Key("demands"),
                Step::Key(id.as_str()),
            ];
            let message = format!(
                "`{id}` stands as `{}` on {}, when events had overtaken it",
                refused.0.word(),
                evidence.on
            );
            findings.push(
                Finding::error("demand-overtaken", message)
                    .at(locate::value(&subject.files, RAISINGS, &path))
                    .help("one of the two is wrong; if it was published, say why: `retracted = \"…\"`"),
            );
        }
    }
}
