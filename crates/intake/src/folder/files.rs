//! The files of a folder in memory.

use std::collections::{BTreeMap, btree_map};

/// Paths relative to the folder, with `/` between their parts, and the bytes of each file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// The bytes of a file as text, if they are UTF-8.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.get(path)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// Adds a file or replaces it.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), content.into());
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> btree_map::Iter<'_, String, Vec<u8>> {
        self.0.iter()
    }

    /// The paths in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Vec<u8>)> for Files {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}

impl Extend<(String, Vec<u8>)> for Files {
    fn extend<I: IntoIterator<Item = (String, Vec<u8>)>>(&mut self, files: I) {
        self.0.extend(files);
    }
}

impl IntoIterator for Files {
    type Item = (String, Vec<u8>);
    type IntoIter = btree_map::IntoIter<String, Vec<u8>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'f> IntoIterator for &'f Files {
    type Item = (&'f String, &'f Vec<u8>);
    type IntoIter = btree_map::Iter<'f, String, Vec<u8>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
