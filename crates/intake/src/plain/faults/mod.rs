//! Probable scanning faults in the passages of a document, and quotation marks that do not fit each
//! other.
//!
//! Nothing is repaired here. Each fault has its place and, where one is likely, what was probably
//! meant; a person decides.

mod quotes;

use std::ops::Range;

use super::Context;
use super::passage::Passage;
use crate::finding::Finding;
use crate::repair;

/// A probable fault in a passage.
struct Fault {
    span: Range<usize>,
    message: String,
}

/// Whether every passage is expected to close the quotations it opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Balance {
    /// Each does.
    EachPassage,
    /// A quotation may go on in the next.
    Whole,
}

/// Finds faults in all passages of a document, which are judged together.
///
/// A report may quote over several paragraphs, so it is not expected to balance its quotation marks
/// in each.
pub(super) fn check(passages: &[&Passage], balance: Balance, context: &mut Context<'_>) {
    misreadings(passages, context);
    if context.language.primary() != "de" {
        return;
    }
    if balance == Balance::EachPassage {
        for passage in passages {
            if let Some(fault) = quotes::unbalanced(&passage.text) {
                let place = passage.place(context.file, &fault.span);
                // A mark that was misread is not also found for being alone.
                let is_found = context
                    .findings
                    .iter()
                    .any(|finding| finding.place.as_ref() == Some(&place));
                if !is_found {
                    let finding = Finding::warning("scan-fault", fault.message);
                    let finding = finding.help("compare with the source");
                    context.findings.push(finding.at(place));
                }
            }
        }
    }
    let mixed = quotes::mixture(passages.iter().map(|passage| passage.text.as_str()));
    context.findings.extend(mixed);
}

/// Words and marks that were misread.
fn misreadings(passages: &[&Passage], context: &mut Context<'_>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(passages.len());
    for passage in passages {
        starts.push(text.len());
        text.push_str(&passage.text);
        text.push_str("\n\n");
    }
    for found in repair::propose(&text, context.language, context.lexicon) {
        let index = starts.partition_point(|start| *start <= found.span.start);
        let Some(index) = index.checked_sub(1) else {
            continue;
        };
        let span = found.span.start - starts[index]..found.span.end - starts[index];
        let place = passages[index].place(context.file, &span);
        context.findings.push(repair::finding(&found).at(place));
    }
}

#[cfg(test)]
mod tests;
