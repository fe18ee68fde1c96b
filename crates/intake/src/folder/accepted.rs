//! Findings that a person accepts in writing: `accepted.toml`.
//!
//! An acceptance says who accepts what and why, and lies in the folder with everything else, so that
//! it can be reviewed and outlives whoever wrote it. What guards those who sign cannot be accepted
//! away by those who ask for signatures.

use jiff::civil::Date;

use super::Files;
use crate::finding::{Accepted, Finding, Place, Severity};

/// The file that holds the acceptances.
pub const ACCEPTED: &str = "accepted.toml";

/// Errors that may be accepted: what is wrong with them harms nobody but the text. All others either
/// guard those who sign or would leave something that cannot be published.
const ACCEPTABLE_ERRORS: [&str; 1] = ["dates-out-of-order"];
/// Errors that guard those who sign.
pub const SAFETY: [&str; 7] = [
    "character-refused",
    "controller-unnamed",
    "count-missing",
    "link-malformed",
    "purpose-twice",
    "recipient-malformed",
    "recipients-missing",
];

/// The code of figures that somebody has to look at again. It is the one finding that can be accepted
/// and depends on the day: whoever checks without a clock does not find it.
pub const STALE: &str = "figure-stale";

/// One acceptance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// The kind of finding.
    pub code: String,
    /// The file it is accepted in; everywhere without one.
    pub file: Option<String>,
    /// Words of the line it is accepted on; on every line without them.
    pub quote: Option<String>,
    /// Who accepts it.
    pub who: String,
    /// On which day.
    pub when: Date,
    /// Why.
    pub why: String,
}

impl Acceptance {
    fn covers(&self, finding: &Finding, files: &Files) -> bool {
        let file = finding.place.as_ref().map(|place| place.file.as_str());
        self.code == finding.code
            && self.file.as_deref().is_none_or(|own| Some(own) == file)
            && self.quote.as_deref().is_none_or(|quote| {
                finding
                    .place
                    .as_ref()
                    .is_some_and(|place| line(files, place).contains(quote))
            })
    }
}

fn line<'f>(files: &'f Files, place: &Place) -> &'f str {
    let text = files.text(&place.file).unwrap_or_default();
    text.lines()
        .nth(place.line.saturating_sub(1))
        .unwrap_or_default()
}

/// Marks what is accepted, and says which acceptances are refused. `whole` tells that all findings
/// of the folder are here: then an acceptance of nothing is found too.
pub(super) fn apply(
    findings: &mut Vec<Finding>,
    acceptances: &[Acceptance],
    files: &Files,
    whole: bool,
) {
    let mut said = Vec::new();
    let indexed = super::check::Indexed::new(files);
    for (index, acceptance) in acceptances.iter().enumerate() {
        let place = || super::check::entry(&indexed, ACCEPTED, "accepted", index);
        let mut is_used = false;
        for finding in findings
            .iter_mut()
            .filter(|finding| acceptance.covers(finding, files))
        {
            let may_be =
                finding.severity != Severity::Error || ACCEPTABLE_ERRORS.contains(&finding.code);
            if may_be {
                finding.accepted = Some(Accepted {
                    who: acceptance.who.clone(),
                    when: acceptance.when,
                    why: acceptance.why.clone(),
                });
            } else if !is_used {
                said.push(refused(acceptance).at(place()));
            }
            is_used = true;
        }
        if whole && !is_used && acceptance.code != STALE {
            let message = format!(
                "`{}` is accepted here, and nothing like it is found",
                acceptance.code
            );
            said.push(
                Finding::warning("acceptance-stale", message)
                    .at(place())
                    .help("delete it, or look whether its file and quote are still right"),
            );
        }
    }
    findings.extend(said);
}

fn refused(acceptance: &Acceptance) -> Finding {
    let code = &acceptance.code;
    let help = if SAFETY.contains(&code.as_str()) {
        "it guards those who sign; only they could accept it"
    } else {
        "nothing can be published while it stands"
    };
    let message = format!("`{code}` cannot be accepted");
    Finding::error("acceptance-refused", message).help(help)
}
