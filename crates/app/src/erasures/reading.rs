//! What stands in a journal, and in several copies of one.

use std::fs;
use std::path::Path;

use super::JournalError;
use super::line::{Line, Noted};

/// How the first line begins; behind it stand the name of the journal and the number of the line behind it.
pub(super) const HEADER: &str = "undersigned erasures 1";

/// What stands in a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its name, 16 hexadecimal digits.
    pub id: String,
    /// The number of the line that comes next.
    pub next: u64,
    /// Its lines, in order, without those that were taken back.
    pub lines: Vec<Line>,
    /// The lines that were taken back.
    pub undone: Vec<Line>,
    /// How many lines are missing: what they said cannot be done again.
    pub missing: u64,
}

impl Reading {
    /// Reads a journal. Blocks.
    ///
    /// # Errors
    /// See [`JournalError`].
    pub fn of(path: &Path) -> Result<Self, JournalError> {
        let file_error = |source| JournalError::File {
            path: path.to_owned(),
            source,
        };
        let bytes = fs::read(path).map_err(file_error)?;
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let header = header(first).ok_or_else(|| JournalError::Malformed(path.to_owned()))?;
        let (id, mut next) = header;
        let (mut kept, mut undone, mut missing) = (Vec::new(), Vec::new(), 0);
        for line in lines.filter_map(Line::parse) {
            let Some(gap) = line.number.checked_sub(next) else {
                missing += 1;
                continue;
            };
            missing += gap;
            next = line.number.saturating_add(1);
            match line.noted {
                Noted::Undone(first, last) => {
                    let begin = kept.partition_point(|line: &Line| line.number < first);
                    let end = kept.partition_point(|line: &Line| line.number <= last);
                    undone.extend(kept.drain(begin..end.max(begin)));
                }
                Noted::Act(_) => kept.push(line),
            }
        }
        Ok(Self {
            id,
            next,
            lines: kept,
            undone,
            missing,
        })
    }

    /// This copy of a journal together with another copy of the same. Usually one holds the other; but a
    /// journal that went on from an older copy has lines that the newest copy lacks, and lacks lines of
    /// that one.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.lines.extend(other.lines);
        // Stable, so that the same line of both copies stands twice in a row.
        self.lines.sort_by_key(|line| line.number);
        self.lines.dedup();
        self.undone.extend(other.undone);
        let undone = &self.undone;
        self.lines.retain(|line| !undone.contains(line));
        self.next = self.next.max(other.next);
        self.missing = self.missing.min(other.missing);
        self
    }
}

/// The name in a first line, and the number behind it.
pub(super) fn header(line: &str) -> Option<(String, u64)> {
    let (id, next) = line
        .strip_prefix(HEADER)?
        .strip_prefix(' ')?
        .split_once(' ')?;
    let is_id = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some((id.to_owned(), next.parse().ok()?))
}
