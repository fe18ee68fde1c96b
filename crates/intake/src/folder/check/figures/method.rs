//! How figures are chosen is said before anybody signs them (REQ-167).

use super::{Subject, signed};
use crate::finding::{Finding, Place};
use crate::folder::FIGURES;

/// A text with figures has a method page in the language of the original, with somewhere to write to.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(declaration) = subject.declaration else {
        return;
    };
    let original = &declaration.language;
    let has_page = subject
        .methods
        .iter()
        .any(|page| &page.language == original);
    let is_there = subject
        .files
        .get(&format!("method/{original}.md"))
        .is_some();
    if !signed(subject).is_empty() && !has_page && !is_there {
        let message = "nobody says how the figures are chosen and checked";
        let help = format!(
            "add `method/{original}.md`: whose counts are used and why, what their words mean, how \
             often somebody looks again, whom to write to about a mistake (REQ-167)"
        );
        let place = Place::beginning(FIGURES);
        findings.push(
            Finding::error("method-missing", message)
                .at(place)
                .help(help),
        );
    }
    for page in subject.methods {
        let text = page.text.as_str();
        if !text.contains('@') && !text.contains("](http") {
            let message = "it does not say whom to write to about a mistake";
            let place = Place::beginning(&format!("method/{}.md", page.language));
            findings.push(
                Finding::warning("method-without-contact", message)
                    .at(place)
                    .help("add an address for corrections (REQ-167)"),
            );
        }
    }
}
