//! Lines that stand on every page: heads, feet and page numbers.

use super::layout::Page;
use crate::finding::Finding;

/// How many pages a line must stand on to be no part of the text.
const REPEATED: usize = 3;

/// Takes the running lines off the pages and says which.
pub(super) fn take(pages: &mut [Page]) -> Vec<Finding> {
    let mut taken = Vec::new();
    let is_several = pages.len() > 1;
    for at_top in [true, false] {
        loop {
            let shapes: Vec<String> = pages
                .iter()
                .filter_map(|page| edge(page, at_top).map(|line| shape(&line)))
                .collect();
            let is_running = |line: &str| {
                let own = shape(line);
                let is_number =
                    line.chars().any(char::is_numeric) && !own.contains(char::is_alphabetic);
                (is_number && is_several)
                    || shapes.iter().filter(|other| **other == own).count() >= REPEATED
            };
            let before = taken.len();
            for page in pages.iter_mut() {
                if edge(page, at_top).is_some_and(|line| is_running(&line)) {
                    let index = if at_top { 0 } else { page.lines.len() - 1 };
                    taken.push(page.lines.remove(index).text);
                }
            }
            if taken.len() == before {
                break;
            }
        }
    }
    let words = taken.join(" ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("what stands above and below each page was left out: `{words}`");
    let finding = Finding::note("page-frame-left-out", message);
    (!words.is_empty())
        .then(|| finding.help("add what belongs to the text"))
        .into_iter()
        .collect()
}

fn edge(page: &Page, at_top: bool) -> Option<String> {
    let line = if at_top {
        page.lines.first()
    } else {
        page.lines.last()
    };
    // A page never loses its last line in this way.
    line.filter(|_| page.lines.len() > 1)
        .map(|line| line.text.clone())
}

/// A line without its numbers.
fn shape(line: &str) -> String {
    line.chars()
        .filter(|c| !c.is_numeric() && !c.is_whitespace())
        .collect()
}
