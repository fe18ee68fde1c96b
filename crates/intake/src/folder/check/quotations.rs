//! Quotations: whoever reads one must be able to see who speaks.

use std::ops::Range;

use domain::text::Place as TextPlace;

use super::Subject;
use super::locate::Lines;
use crate::finding::{Finding, Place};
use crate::folder::report_path;

const CODE: &str = "quotation-unattributed";

/// Warns of block quotes that nobody is said to have spoken.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for wording in subject.wordings {
        let file_lines = Lines::of_wording(&subject.files, wording);
        let lines: Vec<&str> = wording.text.as_str().lines().collect();
        for quote in quotes(&lines) {
            if !is_attributed(&lines, &quote) {
                let place = TextPlace {
                    line: quote.start + 1,
                    column: 1,
                    length: lines[quote.start].chars().count().max(1),
                };
                findings.push(finding().at(file_lines.place(place)));
            }
        }
    }
    for report in subject.reports {
        let lines: Vec<&str> = report.text.lines().collect();
        let unattributed = quotes(&lines)
            .into_iter()
            .skip(report.quotations.len())
            .any(|quote| !is_attributed(&lines, &quote));
        if unattributed {
            findings
                .push(finding().at(Place::beginning(&report_path(&report.id, &report.language))));
        }
    }
}

fn finding() -> Finding {
    Finding::warning(CODE, "nobody is said to speak in this quotation").help(
        "introduce it by a sentence that ends in a colon, or end it with `> — ` and a name; in a report, \
         add `[[quotation]]` with `speaker`",
    )
}

/// The lines of each block quote.
pub(super) fn quotes(lines: &[&str]) -> Vec<Range<usize>> {
    let mut quotes: Vec<Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.starts_with('>') {
            match quotes.last_mut() {
                Some(quote) if quote.end == index => quote.end += 1,
                _ => quotes.push(index..index + 1),
            }
        }
    }
    quotes
}

/// Whether the paragraph before ends in a colon, or the last line of the quotation, or the one after
/// it, begins with a dash before a name.
fn is_attributed(lines: &[&str], quote: &Range<usize>) -> bool {
    let before = lines[..quote.start]
        .iter()
        .rev()
        .find(|line| !line.trim().is_empty());
    let introduced = before.is_some_and(|line| line.trim_end().ends_with([':', '：']));
    let after = lines[quote.end..]
        .iter()
        .find(|line| !line.trim().is_empty());
    let names = |line: &&str| {
        let line = line.trim_start_matches(['>', ' ', '*', '(']);
        line.starts_with(['—', '–', '―']) || line.starts_with("-- ")
    };
    introduced || names(&lines[quote.end - 1]) || after.is_some_and(names)
}
