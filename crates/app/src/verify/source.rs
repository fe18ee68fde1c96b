//! Where a log is read from.

use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use thiserror::Error;

/// The largest file that is read: an entry bundle of 256 entries of 64 KiB, and a little.
pub const MAX_FILE: u64 = 17 * 1024 * 1024;

/// Why a file could not be had. Nothing is known about the log then.
#[derive(Debug, Error)]
#[error("cannot read {path}")]
pub struct SourceError {
    /// Path below the prefix of the log.
    pub path: String,
    /// Why.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

impl SourceError {
    pub(super) fn new(
        path: &str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            path: path.to_owned(),
            source: source.into(),
        }
    }
}

/// A log somewhere else, as files below a prefix.
#[async_trait]
pub trait LogSource: Send + Sync {
    /// The bytes of a file; nothing where it does not exist.
    ///
    /// # Errors
    /// [`SourceError`] when it cannot be known.
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError>;

    /// The same files for threads of their own, where the source can be read by several at once.
    /// Without it everything is read one after another.
    fn reader(&self) -> Option<Arc<dyn Reader>> {
        None
    }

    /// The page of the declaration in a language, or in its own without one; nothing where the log
    /// has no page beside it.
    ///
    /// # Errors
    /// [`SourceError`] when it cannot be known.
    async fn page(&self, language: Option<&str>) -> Result<Option<Vec<u8>>, SourceError> {
        let _ = language;
        Ok(None)
    }
}

/// Reads files of a log on a thread that may wait for them.
pub trait Reader: Send + Sync {
    /// As [`LogSource::get`].
    ///
    /// # Errors
    /// [`SourceError`] when it cannot be known.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError>;

    /// How many threads may read at once.
    fn at_once(&self) -> NonZeroUsize;
}

/// A log exported to a folder.
#[derive(Clone)]
pub struct FolderSource {
    folder: PathBuf,
}

impl FolderSource {
    /// The log in a folder: the folder that holds `checkpoint`, or an exported declaration, whose log
    /// lies under `ledger`.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        let ledger = folder.join("ledger");
        Self {
            folder: if ledger.is_dir() {
                ledger
            } else {
                folder.to_owned()
            },
        }
    }
}

#[async_trait]
impl LogSource for FolderSource {
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let (source, name) = (self.clone(), path.to_owned());
        let read = tokio::task::spawn_blocking(move || source.read(&name)).await;
        read.unwrap_or_else(|interrupted| Err(SourceError::new(path, interrupted)))
    }

    fn reader(&self) -> Option<Arc<dyn Reader>> {
        Some(Arc::new(self.clone()))
    }
}

impl Reader for FolderSource {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let failed = |error: io::Error| SourceError::new(path, error);
        let file = self.folder.join(path);
        match std::fs::metadata(&file) {
            // A device or a pipe has no end, and opening it may already wait for ever.
            Ok(found) if !found.is_file() => Err(failed(io::Error::other("it is not a file"))),
            Ok(found) => {
                let file = File::open(&file).map_err(failed)?;
                read_whole(file, found.len()).map(Some).map_err(failed)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    fn at_once(&self) -> NonZeroUsize {
        std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
    }
}

/// Reads to the end, which may come later than the size of the file said.
fn read_whole(from: impl Read, size: u64) -> io::Result<Vec<u8>> {
    // A little more, so that the end of a file of this size is found without growing the buffer.
    let room = usize::try_from(size.min(MAX_FILE) + 64).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room);
    from.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(io::Error::other(
            "the file is larger than any file of a log",
        ));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_not_read_to_its_end() {
        assert!(read_whole(io::repeat(0), 0).is_err());
        assert_eq!(read_whole(&b"whole"[..], 0).unwrap(), b"whole");
        assert_eq!(read_whole(&b"whole"[..], 5).unwrap(), b"whole");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_device_is_not_a_file_of_a_log() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/null", folder.path().join("policy")).unwrap();
        let source = FolderSource::new(folder.path());
        assert!(source.get("policy").await.is_err());
        assert!(source.get("checkpoint").await.unwrap().is_none());
    }
}
