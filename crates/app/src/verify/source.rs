//! Where a log is read from.

use std::io;
use std::path::{Path, PathBuf};

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

/// A log somewhere else, as files below a prefix.
#[async_trait]
pub trait LogSource: Send + Sync {
    /// The bytes of a file; nothing where it does not exist.
    ///
    /// # Errors
    /// [`SourceError`] when it cannot be known.
    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError>;
}

/// A log exported to a folder.
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
        let failed = |source: io::Error| SourceError {
            path: path.to_owned(),
            source: source.into(),
        };
        let file = self.folder.join(path);
        match tokio::fs::metadata(&file).await {
            Ok(found) if found.len() > MAX_FILE => Err(failed(io::Error::other(
                "the file is larger than any file of a log",
            ))),
            Ok(_) => tokio::fs::read(&file).await.map(Some).map_err(failed),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }
}
