//! Lists as Markdown, with those inside of them.

use std::fmt::Write as _;

use super::Context;
use super::figures::Figures;
use super::markdown::escape_start;
use super::pieces::Item;

/// How deep lists may lie in each other in a text; what lay deeper lies here.
const MAX_DEPTH: usize = 4;

/// The sign before an item that is not numbered.
pub(super) const ITEM: &str = "-";
/// The same in a section of demands, for lists that are none: demands begin with the other one.
pub(super) const NO_DEMAND: &str = "*";

/// Writes a list. An item that lies more than one step deeper than the one before it lies one step
/// deeper.
pub(super) fn write(
    text: &mut String,
    items: &[Item],
    sign: &str,
    figures: &mut Figures,
    context: &mut Context<'_>,
) {
    let outermost = items.iter().map(|item| item.depth).min().unwrap_or(0);
    // For each open list how far its items stand in, the number of its last item, and whether it is
    // numbered.
    let mut open: Vec<(usize, usize, bool)> = Vec::new();
    for item in items {
        let depth = usize::from(item.depth - outermost).min(MAX_DEPTH);
        open.truncate(depth + 1);
        if open.len() <= depth {
            let indent = open.last().map_or(0, |(indent, ..)| indent + 3);
            open.push((indent, 0, item.is_ordered));
        }
        let words = figures.mark(&item.passage, context);
        if let Some((indent, number, is_ordered)) = open.last_mut() {
            // A list of the other kind begins.
            if *is_ordered != item.is_ordered {
                (*number, *is_ordered) = (0, item.is_ordered);
            }
            *number += 1;
            let mark = if item.is_ordered {
                format!("{number}.")
            } else {
                sign.to_owned()
            };
            let _ = writeln!(
                text,
                "{:indent$}{mark} {}",
                "",
                escape_start(&words),
                indent = *indent
            );
        }
    }
}
