//! What writer and keeper measure.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use rusqlite::Connection;

use super::SqliteBackend;
use crate::measure::{EngineReading, Sizes, SqliteReading, Times};

/// Bytes of a page: what SQLite makes unless it is told otherwise, and no migration does.
const PAGE: u64 = 4_096;

/// Bytes in front of each page in the write-ahead file (SQLite, "WAL File Format").
const FRAME: u64 = 24;

/// What is measured beside writing.
#[derive(Default)]
pub(super) struct Measured {
    pub(super) transactions: Times,
    pub(super) syncs: Times,
    pub(super) writes: Sizes,
    pub(super) folds: Times,
    /// Pages in the write-ahead file, as of the last commit.
    wal_pages: AtomicU32,
    /// When the commit that goes on now began. Only the writing connection takes this lock.
    committing: Mutex<Option<Instant>>,
}

impl Measured {
    /// A commit begins: what is written is in memory, and now goes to disk.
    pub(super) fn commit_begins(&self) {
        if let Ok(mut committing) = self.committing.lock() {
            *committing = Some(Instant::now());
        }
    }

    /// It is in the write-ahead file, which has so many pages now, and synced.
    pub(super) fn commit_ended(&self, wal_pages: u32) {
        self.wal_pages.store(wal_pages, Ordering::Relaxed);
        let began = self.committing.lock().ok();
        if let Some(began) = began.and_then(|mut committing| committing.take()) {
            self.syncs.took(began.elapsed());
        }
    }
}

/// Has every commit of a connection timed that writes something. What notes its end is the hook of the
/// write-ahead file, which has more to do.
pub(super) fn time_commits(
    connection: &mut Connection,
    begins: impl Fn() + Send + Sync + 'static,
) -> rusqlite::Result<()> {
    // `false` lets the commit go on.
    connection.commit_hook(Some(move || {
        begins();
        false
    }))
}

pub(super) fn reading(backend: &SqliteBackend) -> EngineReading {
    let measured = &backend.measured;
    let pages = measured.wal_pages.load(Ordering::Relaxed);
    let readers = [&backend.readers, &backend.before_batches, &backend.links];
    let waiting: usize = readers.iter().map(|readers| readers.waiting()).sum();
    EngineReading::Sqlite(SqliteReading {
        transactions: measured.transactions.read(),
        syncs: measured.syncs.read(),
        writes: measured.writes.read(),
        folds: measured.folds.read(),
        wal_bytes: u64::from(pages) * (PAGE + FRAME),
        waiting_writes: backend.writer.waiting() as u64,
        waiting_readings: waiting as u64,
    })
}
