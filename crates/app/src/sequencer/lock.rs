//! The lock file: the last checkpoint that may have been seen outside (LOG-FORMAT section 2).
//!
//! It lies beside the keys, not beside the database, so that restoring the one does not restore the
//! other. It is written at most once a second and never on the commit path; what it protects against
//! is a backup that is minutes or days old. It never goes backwards, whoever else writes it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use domain::id::DeclarationId;
use jiff::Timestamp;
use tokio::task::JoinSet;

use crate::private;

/// The note in a lock file; nothing before the first release.
pub(super) async fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match tokio::fs::read(path).await {
        Ok(note) => Ok(Some(note)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The lock files of all logs of this writer. They outlive heads that are thrown away.
#[derive(Default)]
pub(super) struct Locks {
    files: HashMap<DeclarationId, LockFile>,
    /// At most one write for each log, so that notes reach the disk in their order.
    writes: JoinSet<Written>,
}

struct LockFile {
    path: PathBuf,
    written: Option<Timestamp>,
    waiting: Option<String>,
    in_flight: bool,
}

struct Written {
    log: DeclarationId,
    /// The note that did not reach the disk.
    failed: Option<String>,
}

impl Locks {
    /// Remembers a checkpoint that was just made durable.
    pub(super) fn release(&mut self, log: DeclarationId, path: PathBuf, note: String) {
        let fresh = || LockFile {
            path,
            written: None,
            waiting: None,
            in_flight: false,
        };
        self.files.entry(log).or_insert_with(fresh).waiting = Some(note);
    }

    /// Starts the writes that are due: a second after the one before. A slow disk under the lock file
    /// delays nobody's signature.
    pub(super) fn write_due(&mut self, now: Timestamp) {
        while let Some(Ok(written)) = self.writes.try_join_next() {
            self.done(written);
        }
        for (log, file) in &mut self.files {
            let rested = file
                .written
                .is_none_or(|then| now.as_second() != then.as_second());
            if rested {
                file.start(*log, now, &mut self.writes);
            }
        }
    }

    /// Writes everything that waits, at once, and waits until it is done.
    pub(super) async fn finish(&mut self, now: Timestamp) {
        for _ in 0..2 {
            while let Some(written) = self.writes.join_next().await {
                if let Ok(written) = written {
                    self.done(written);
                }
            }
            for (log, file) in &mut self.files {
                file.start(*log, now, &mut self.writes);
            }
        }
        while self.writes.join_next().await.is_some() {}
    }

    fn done(&mut self, written: Written) {
        if let Some(file) = self.files.get_mut(&written.log) {
            file.in_flight = false;
            // A newer note makes the failed one needless.
            file.waiting = file.waiting.take().or(written.failed);
        }
    }
}

impl LockFile {
    fn start(&mut self, log: DeclarationId, now: Timestamp, writes: &mut JoinSet<Written>) {
        if self.in_flight {
            return;
        }
        let Some(note) = self.waiting.take() else {
            return;
        };
        self.in_flight = true;
        self.written = Some(now);
        let path = self.path.clone();
        writes.spawn_blocking(move || {
            let failed = write(&path, &note).err().map(|error| {
                tracing::error!(
                    %error,
                    path = %path.display(),
                    help = "see that the folder of keys can be written and that its disk has room",
                    "the lock file was not written"
                );
                note
            });
            Written { log, failed }
        });
    }
}

/// Written beside, synced, renamed, and the folder synced: a crash leaves the old note or the new.
/// Another process may write too, so a lock of the operating system is held, and a note of a smaller
/// tree than the one that stands there is dropped.
pub(crate) fn write(path: &Path, note: &str) -> io::Result<()> {
    let guard = File::create(path.with_extension("lock.guard"))?;
    guard.lock()?;
    let standing = std::fs::read_to_string(path).ok();
    if standing.as_deref().and_then(size_of) >= size_of(note) {
        return Ok(());
    }
    let temporary = path.with_extension("lock.new");
    let mut file = File::create(&temporary)?;
    file.write_all(note.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)?;
    private::sync_parent(path)
}

/// The tree size in the second line of a checkpoint.
fn size_of(note: &str) -> Option<u64> {
    note.lines().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_never_goes_backwards() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rivers.log.lock");
        let note = |size: u64| format!("origin\n{size}\nroot\n\nsignature\n");
        for size in [3, 9, 10, 9, 3] {
            write(&path, &note(size)).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), note(10));
    }

    #[tokio::test]
    async fn a_note_that_was_not_written_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let (missing, log) = (
            folder.path().join("later"),
            DeclarationId::from_bytes([1; 16]),
        );
        let path = missing.join("rivers.log.lock");
        let mut locks = Locks::default();
        locks.release(log, path.clone(), "origin\n1\nroot\n".to_owned());
        locks.write_due(Timestamp::UNIX_EPOCH);
        let written = locks.writes.join_next().await.unwrap().unwrap();
        locks.done(written);
        std::fs::create_dir(&missing).unwrap();
        locks.finish(Timestamp::UNIX_EPOCH).await;
        assert!(path.exists());
    }
}
