//! Where a log is read from.

use std::io;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncReadExt};

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
            // A device or a pipe has no end, and opening it may already wait for ever.
            Ok(found) if !found.is_file() => Err(failed(io::Error::other("it is not a file"))),
            Ok(_) => {
                let file = tokio::fs::File::open(&file).await.map_err(failed)?;
                read_whole(file).await.map(Some).map_err(failed)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }
}

/// Reads to the end, which may come later than the size of the file said.
async fn read_whole(from: impl AsyncRead + Unpin) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_FILE + 1).read_to_end(&mut bytes).await?;
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

    #[tokio::test]
    async fn what_has_no_end_is_not_read_to_its_end() {
        assert!(read_whole(tokio::io::repeat(0)).await.is_err());
        assert_eq!(read_whole(&b"whole"[..]).await.unwrap(), b"whole");
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
