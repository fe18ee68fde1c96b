//! The lock file: the last checkpoint that may have been seen outside (LOG-FORMAT section 2).
//!
//! It lies beside the keys, not beside the database, so that restoring the one does not restore the
//! other. It is written at most once a second and never on the commit path; what it protects against
//! is a backup that is minutes or days old.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::keys::sync_parent;

/// The lock file of one log.
pub(super) struct LockFile {
    path: PathBuf,
    written: Option<Timestamp>,
    waiting: Option<String>,
}

impl LockFile {
    pub(super) const fn new(path: PathBuf) -> Self {
        Self {
            path,
            written: None,
            waiting: None,
        }
    }

    /// The note in the file; nothing before the first release.
    pub(super) async fn read(&self) -> io::Result<Option<Vec<u8>>> {
        match tokio::fs::read(&self.path).await {
            Ok(note) => Ok(Some(note)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Remembers a checkpoint that was just made durable.
    pub(super) fn release(&mut self, note: String) {
        self.waiting = Some(note);
    }

    /// What is to be written now, if a second has passed since the last time or `at_once` is asked.
    pub(super) fn due(&mut self, now: Timestamp, at_once: bool) -> Option<(PathBuf, String)> {
        let rested = self
            .written
            .is_none_or(|then| now.as_second() > then.as_second());
        if !rested && !at_once {
            return None;
        }
        let note = self.waiting.take()?;
        self.written = Some(now);
        Some((self.path.clone(), note))
    }
}

/// Written beside, synced, renamed, and the folder synced: a crash leaves the old note or the new.
pub(super) fn write(path: &Path, note: &str) -> io::Result<()> {
    let temporary = path.with_extension("lock.new");
    let mut file = std::fs::File::create(&temporary)?;
    file.write_all(note.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)?;
    sync_parent(path)
}
