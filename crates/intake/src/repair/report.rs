//! Faults and repairs as findings.

use super::Repair;
use crate::finding::{Finding, Place};

/// The faults of a text as warnings with their places in a file.
#[must_use]
pub fn findings(file: &str, text: &str, repairs: &[Repair]) -> Vec<Finding> {
    let mut places = Places::of(file, text);
    repairs
        .iter()
        .map(|repair| finding(repair).at(places.of_repair(repair)))
        .collect()
}

/// Repairs that were made, as notes with their places in the text as it was.
#[must_use]
pub fn applied_findings(file: &str, text: &str, repairs: &[Repair]) -> Vec<Finding> {
    let mut places = Places::of(file, text);
    let mut repairs: Vec<&Repair> = repairs.iter().collect();
    repairs.sort_by_key(|repair| repair.span.start);
    repairs
        .into_iter()
        .map(|repair| {
            let meant = shown(repair.meant.as_deref().unwrap_or_default());
            let message = format!(
                "`{}` became `{meant}`: {}{}",
                shown(&repair.seen),
                repair.reason,
                confidence(repair)
            );
            Finding::note("scan-repaired", message).at(places.of_repair(repair))
        })
        .collect()
}

/// A fault as a warning, still without a place.
pub(crate) fn finding(repair: &Repair) -> Finding {
    let message = format!(
        "`{}`: {}{}",
        shown(&repair.seen),
        repair.reason,
        confidence(repair)
    );
    let finding = Finding::warning("scan-fault", message);
    match &repair.meant {
        Some(meant) => finding.help(format!("probably `{}`", shown(meant))),
        None => finding.help("compare with the source"),
    }
}

fn confidence(repair: &Repair) -> String {
    // Nothing here is certain, however the sum turns out.
    let percent = (repair.confidence * 100.0).floor().min(99.0);
    format!(" ({percent} % sure)")
}

/// A word that is broken at a line end is shown in one piece.
fn shown(words: &str) -> String {
    match words.split_once('\n') {
        Some((head, tail)) => format!("{}{}", head.trim_end_matches(['-', ' ', '\r']), tail.trim()),
        None => words.to_owned(),
    }
}

/// Turns bytes into lines and columns, going forward through a text once.
struct Places<'t> {
    file: &'t str,
    text: &'t str,
    at: usize,
    line: usize,
    line_start: usize,
}

impl<'t> Places<'t> {
    const fn of(file: &'t str, text: &'t str) -> Self {
        Self {
            file,
            text,
            at: 0,
            line: 1,
            line_start: 0,
        }
    }

    /// The place of a repair; one that runs over a line end is cut there.
    fn of_repair(&mut self, repair: &Repair) -> Place {
        let start = repair.span.start.min(self.text.len());
        let passed = self.text.get(self.at..start).unwrap_or_default();
        for (offset, _) in passed.match_indices('\n') {
            self.line += 1;
            self.line_start = self.at + offset + 1;
        }
        self.at = self.at.max(start);
        let before = self.text.get(self.line_start..start).unwrap_or_default();
        let first_line = repair.seen.lines().next().unwrap_or_default();
        Place {
            file: self.file.to_owned(),
            line: self.line,
            column: before.trim_start_matches('\u{feff}').chars().count() + 1,
            length: first_line.chars().count().max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_has_place_reason_confidence_and_what_was_meant() {
        let text = "eins\nzwei Gefu-\nhl";
        let repair = Repair {
            span: 10..18,
            seen: "Gefu-\nhl".to_owned(),
            meant: Some("Gefüh-\nl".to_owned()),
            reason: "scans read `u` for `ü`".to_owned(),
            confidence: 0.999_9,
        };
        let found = findings("f", text, std::slice::from_ref(&repair));
        let place = found[0].place.as_ref().unwrap();
        assert_eq!((place.line, place.column, place.length), (2, 6, 5));
        assert_eq!(
            found[0].message,
            "`Gefuhl`: scans read `u` for `ü` (99 % sure)"
        );
        assert_eq!(found[0].help.as_deref(), Some("probably `Gefühl`"));
        let made = applied_findings("f", text, &[repair]);
        assert!(
            made[0]
                .message
                .starts_with("`Gefuhl` became `Gefühl`: scans read")
        );
    }
}
