//! Files of a log in memory, of which some are other than they were.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

use app::verify::{LogSource, Reader, SourceError};
use async_trait::async_trait;

/// What somebody made of the files of a log.
#[derive(Clone)]
pub struct Files {
    were: Arc<BTreeMap<String, Vec<u8>>>,
    /// Nothing where the file was taken away.
    are: BTreeMap<String, Option<Vec<u8>>>,
}

impl Files {
    pub fn new(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self {
            were: Arc::new(files),
            are: BTreeMap::new(),
        }
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.were.keys().map(String::as_str)
    }

    /// A file as it was.
    pub fn was(&self, path: &str) -> &[u8] {
        &self.were[path]
    }

    /// The same as text.
    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(self.was(path)).unwrap()
    }

    pub fn with(&self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.and(path, Some(bytes.into()))
    }

    pub fn without(&self, path: &str) -> Self {
        self.and(path, None)
    }

    fn and(&self, path: &str, bytes: Option<Vec<u8>>) -> Self {
        let mut files = self.clone();
        files.are.insert(path.to_owned(), bytes);
        files
    }
}

#[async_trait]
impl LogSource for Files {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.read(path)
    }

    fn reader(&self) -> Option<Arc<dyn Reader>> {
        Some(Arc::new(self.clone()))
    }
}

impl Reader for Files {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(match self.are.get(path) {
            Some(changed) => changed.clone(),
            None => self.were.get(path).cloned(),
        })
    }

    fn at_once(&self) -> NonZeroUsize {
        NonZeroUsize::MIN
    }
}
