//! Links of a document: those that lead somewhere from everywhere are kept.

use super::Context;
use super::lines::Block;
use crate::document::MarkKind;
use crate::finding::{Finding, Place};

/// Takes away links that lead nowhere outside of the document they stood in.
pub(super) fn settle(blocks: &mut [Block], context: &mut Context<'_>) {
    for line in blocks.iter_mut().flat_map(|block| &mut block.lines) {
        let marks = std::mem::take(&mut line.marks);
        for mark in marks {
            let MarkKind::Link(target) = &mark.kind else {
                line.marks.push(mark);
                continue;
            };
            if leads(target) {
                line.marks.push(mark);
            } else if !target.is_empty() && !target.starts_with('#') {
                let place = Place {
                    file: context.file.to_owned(),
                    line: line.number,
                    column: line.column(mark.span.start),
                    length: line.text[mark.span.clone()].chars().count().max(1),
                };
                let message = format!("a link to `{target}` was left out");
                context
                    .findings
                    .push(Finding::warning("link-left-out", message).at(place).help(
                        "it means nothing outside of the place it stood in; add the whole address",
                    ));
            }
        }
    }
}

/// Whether an address can be followed from everywhere.
fn leads(target: &str) -> bool {
    let (scheme, rest) = target.split_once(':').unwrap_or(("", ""));
    let scheme = scheme.to_ascii_lowercase();
    let is_whole = !rest.trim_start_matches('/').is_empty() && !target.contains(char::is_control);
    is_whole && matches!(scheme.as_str(), "http" | "https" | "mailto")
}

/// An address as it stands between the parentheses of a link.
pub(super) fn written(target: &str) -> String {
    target
        .trim()
        .chars()
        .map(|c| match c {
            ' ' => "%20".to_owned(),
            '(' => "%28".to_owned(),
            ')' => "%29".to_owned(),
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '\\' => "%5C".to_owned(),
            '`' => "%60".to_owned(),
            '{' => "%7B".to_owned(),
            '}' => "%7D".to_owned(),
            '*' => "%2A".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
