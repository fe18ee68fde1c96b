//! The files that make up the repository, read once and held as text.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use crate::shell::Command;

/// Paths (from the root, with `/`) and texts. A file that is not UTF-8 has an empty text.
pub struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// All files that git tracks or would track; ignored files are no part of the repository.
    ///
    /// # Errors
    /// When git cannot list the files or one of them cannot be read.
    pub fn of_repository(root: &Path) -> Result<Self> {
        let list = Command::new("git", root)
            // A checkout that belongs to another user, as in a container, is read all the same.
            .arguments(["-c", "safe.directory=*"])
            .arguments(["ls-files", "-z", "-co", "--exclude-standard"])
            .output()?;
        let mut files = BTreeMap::new();
        for path in list.split('\0').filter(|path| !path.is_empty()) {
            let file = root.join(path);
            // Git also lists a tracked file that was deleted and not yet committed.
            if !file.is_file() {
                continue;
            }
            let bytes = std::fs::read(&file).with_context(|| format!("cannot read {path}"))?;
            files.insert(
                path.to_owned(),
                String::from_utf8(bytes).unwrap_or_default(),
            );
        }
        Ok(Self { files })
    }

    /// A tree for the tests of a rule.
    #[cfg(test)]
    pub fn of_texts(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        Self { files }
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether `path` is a file, or a folder with a file in it.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        path.is_empty()
            || self.files.contains_key(path)
            || self
                .files
                .range(folder.clone()..)
                .next()
                .is_some_and(|(next, _)| next.starts_with(&folder))
    }

    /// All files in order of their paths.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files whose name ends in `ending`, with its dot.
    pub fn ending(&self, ending: &str) -> impl Iterator<Item = (&str, &str)> {
        self.all().filter(move |(path, _)| path.ends_with(ending))
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn a_folder_is_there_when_a_file_is_in_it() {
        let tree = Tree::of_texts(&[("docs/a/b.md", ""), ("docs-old", "")]);

        assert!(tree.has("docs") && tree.has("docs/a/") && tree.has("docs/a/b.md"));
        assert!(!tree.has("doc") && !tree.has("docs/a/b") && !tree.has("docs/b"));
    }
}
