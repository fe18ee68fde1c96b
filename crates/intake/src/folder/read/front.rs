//! Front matter: TOML between two lines `+++` at the beginning of a Markdown file.

use std::ops::Range;

const FENCE: &str = "+++";

/// The parts of a Markdown file, as byte ranges.
pub(in crate::folder) struct Split {
    /// The TOML between the fences; empty where there is none.
    pub(in crate::folder) front: Range<usize>,
    /// The text after them.
    pub(in crate::folder) body: Range<usize>,
    /// Whether the opening fence is never closed.
    pub(in crate::folder) is_open: bool,
}

/// Finds front matter and text.
pub(in crate::folder) fn split(text: &str) -> Split {
    let whole = Split {
        front: 0..0,
        body: 0..text.len(),
        is_open: false,
    };
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == FENCE) else {
        return whole;
    };
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == FENCE {
            return Split {
                front: first.len()..at,
                body: at + line.len()..text.len(),
                is_open: false,
            };
        }
        at += line.len();
    }
    Split {
        is_open: true,
        ..whole
    }
}
