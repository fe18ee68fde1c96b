//! The parts of a figure: known, of another question, and adding up where they must (REQ-157).

use domain::figure::{BreakdownFault, Figure, breakdown_fault};
use domain::text::MarkId;

use super::{At, Subject};
use crate::finding::Finding;
use crate::fold::nearest;

/// Checks the parts of one figure.
pub(super) fn check(
    subject: &Subject<'_>,
    figure: &Figure,
    at: &At<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(breakdown) = &figure.breakdown else {
        return;
    };
    let place = || at(&["breakdown", "parts"]);
    let mut parts = Vec::new();
    for id in &breakdown.parts {
        match subject.figure(id).map(|(_, part)| part) {
            Some(part) if part.series == figure.series => {
                findings.push(rival(figure, id).at(place()));
            }
            Some(part) => parts.push(part),
            // It is in the file and could not be read: that has its own finding.
            None if subject.known.contains(id) => {}
            None => findings.push(unknown(subject, figure, id).at(place())),
        }
    }
    if parts.len() == breakdown.parts.len()
        && let Some(fault) = breakdown_fault(figure, &parts)
    {
        findings.push(faulty(figure, fault).at(place()));
    }
}

fn rival(figure: &Figure, id: &MarkId) -> Finding {
    let message = format!(
        "`{id}` is a part of `{}` and in the same series, as if it were a rival",
        figure.id
    );
    Finding::error("part-in-series", message).help("give the part a `series` of its own")
}

fn unknown(subject: &Subject<'_>, figure: &Figure, id: &MarkId) -> Finding {
    let message = format!("`{}` has a part `{id}`, which is no figure here", figure.id);
    let known = subject.known.iter().map(|known| known.as_str());
    let advice = match nearest(id.as_str(), known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("add a `[[figure]]` with `id = \"{id}\"`"),
    };
    Finding::error("part-unknown", message).help(advice)
}

fn faulty(figure: &Figure, fault: BreakdownFault) -> Finding {
    let message = format!("`{}`: {fault}", figure.id);
    match fault {
        BreakdownFault::Sum(_) => Finding::error("parts-unlike", message)
            .help("parts are of one measure and unit, and none is pending, projected or retracted"),
        BreakdownFault::Differs { .. } => Finding::error("parts-differ", message)
            .help("correct a number, say `partial` or `overlapping`, or explain it in `note`"),
        BreakdownFault::Exceeds { .. } => {
            Finding::error("parts-exceed", message).help("a part cannot be more than the whole")
        }
    }
}
