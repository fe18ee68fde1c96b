//! Allow-lists that may only shrink.
//!
//! A list is a file of lines under xtask/allow; `#` begins a comment line. An entry that is no longer needed is a
//! fault, and so is a list longer than its ceiling, which stands in the code of the rule: a longer
//! list is thereby a change that a reviewer sees in a rule and not only in a list.

use std::collections::BTreeSet;

use super::{Fault, Tree};

/// The entries of one list and which of them were needed.
pub struct AllowList {
    path: String,
    entries: Vec<(usize, String)>,
    used: BTreeSet<String>,
}

impl AllowList {
    /// Reads `xtask/allow/NAME`; an absent file is an empty list.
    pub fn read(tree: &Tree, name: &str) -> Self {
        let path = format!("xtask/allow/{name}");
        let text = tree.text(&path).unwrap_or_default();
        let entries = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.trim().to_owned()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .collect();
        Self {
            path,
            entries,
            used: BTreeSet::new(),
        }
    }

    /// Whether `entry` stands in the list; it then counts as needed.
    pub fn allows(&mut self, entry: &str) -> bool {
        let is_listed = self.entries.iter().any(|(_, listed)| listed == entry);
        if is_listed {
            self.used.insert(entry.to_owned());
        }
        is_listed
    }

    /// What is wrong with the list itself, after the last question to it.
    pub fn faults(&self, ceiling: usize) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self
            .entries
            .iter()
            .filter(|(_, entry)| !self.used.contains(entry))
            .map(|(line, entry)| {
                let what = format!("`{entry}` is no longer needed; delete the line");
                Fault::at(&self.path, *line, what)
            })
            .collect();
        let count = self.entries.len();
        if count > ceiling {
            let what =
                format!("{count} entries where {ceiling} are allowed; this list only shrinks");
            faults.push(Fault::in_file(&self.path, what));
        } else if count < ceiling {
            let what = format!("{count} entries left; lower the ceiling of {ceiling} in its rule");
            faults.push(Fault::in_file(&self.path, what));
        }
        faults
    }
}
