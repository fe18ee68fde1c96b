//! What is done beside writing, on a thread and a connection of its own: the write-ahead file is folded
//! back into the database, and the sieve of the tags is filled.
//!
//! Folding back syncs twice and writes pages all over the file; inside a commit, everybody would wait
//! for it. Here nobody does. What is folded back while others write is never all of it, so once the
//! file is long, the writer is asked to fold the short rest between two commits: then the file begins
//! anew.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{
    Receiver, RecvTimeoutError, SyncSender, TryRecvError, TrySendError, sync_channel,
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::Result;
use super::measured::Measured;
use super::piles::Piles;
use crate::StoreError;

/// So many pages (16 MB) that nobody folded back wake the keeper: few enough for one that dies to be
/// repaired fast at the next start, and enough for a page that is written again and again to be copied
/// once.
const MANY: u32 = 4_000;

/// Beyond so many pages (64 MB) the file must begin anew.
const LONG: u32 = 16_000;

/// So many pages (2 MB) the writer folds back in a few milliseconds.
const LITTLE: u32 = 500;

/// How often the keeper goes after what was written meanwhile: each round has less to do than the one
/// before, unless writing is faster than folding back.
const ROUNDS: u32 = 8;

/// After such a pause whatever is left is folded back.
const LULL: Duration = Duration::from_secs(1);

/// What writer and keeper tell each other.
#[derive(Default)]
struct Told {
    /// Pages in the write-ahead file, noted at each commit.
    pages: AtomicU32,
    /// Whether the writer is to fold back the rest.
    rest: AtomicBool,
    /// Held while the keeper folds back, and while the writer does what nobody may fold beside.
    folding: Mutex<()>,
    measured: Arc<Measured>,
}

impl Told {
    fn still(&self) -> MutexGuard<'_, ()> {
        self.folding.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The writer's end.
pub(super) struct Keeper {
    told: Arc<Told>,
    folds: bool,
    folded: u32,
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread. Where somebody else copies the write-ahead file as it grows, nothing here
    /// folds it back (REQ-173).
    pub(super) fn start(connection: Connection, piles: Arc<Piles>, folds: bool) -> Result<Self> {
        let told = Arc::new(Told::default());
        let (wake, woken) = sync_channel(1);
        let room = Room {
            connection,
            piles,
            told: Arc::clone(&told),
            folds,
        };
        let thread = Builder::new()
            .name("store-keeper".to_owned())
            .spawn(move || room.keep(&woken))
            .map_err(StoreError::unavailable)?;
        Ok(Self {
            told,
            folds,
            folded: 0,
            wake: Some(wake),
            thread: Some(thread),
        })
    }

    /// Where the writer's connection notes how long the write-ahead file is.
    pub(super) fn note(&self) -> impl Fn(i32) + Send + Sync + use<> {
        let told = Arc::clone(&self.told);
        move |pages| {
            let pages = u32::try_from(pages).unwrap_or(0);
            told.pages.store(pages, Ordering::Relaxed);
            told.measured.commit_ended(pages);
        }
    }

    /// What is measured here and by the writer.
    pub(super) fn measured(&self) -> Arc<Measured> {
        Arc::clone(&self.told.measured)
    }

    /// Nothing is folded back until what is answered is dropped.
    pub(super) fn still(&self) -> MutexGuard<'_, ()> {
        self.told.still()
    }

    /// Between two commits: wakes the keeper when there is much to do, and folds the rest where it asks
    /// for that.
    pub(super) fn look(&mut self, connection: &Connection) {
        if self.told.rest.swap(false, Ordering::Relaxed) {
            fold_back(connection, &self.told.measured);
        }
        let pages = self.told.pages.load(Ordering::Relaxed);
        // A file that is shorter than it was has begun anew.
        self.folded = self.folded.min(pages);
        if pages - self.folded >= MANY {
            self.folded = pages;
            // One that is awake already looks again when it is done.
            if let Some(Err(TrySendError::Disconnected(()))) =
                self.wake.as_ref().map(|wake| wake.try_send(()))
                && self.folds
            {
                fold_back(connection, &self.told.measured);
            }
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.wake.take());
        if self
            .thread
            .take()
            .is_some_and(|thread| thread.join().is_err())
        {
            tracing::error!(
                help = "report this fault with the lines before it; nothing acknowledged is lost",
                "the keeper of the store ended in a panic"
            );
        }
    }
}

/// The keeper's end.
struct Room {
    connection: Connection,
    piles: Arc<Piles>,
    told: Arc<Told>,
    folds: bool,
}

impl Room {
    fn keep(self, woken: &Receiver<()>) {
        let mut folded = 0;
        loop {
            self.fill_sieve(woken);
            match woken.recv_timeout(LULL) {
                // The writer is about to fold the rest, and could not beside this.
                Ok(()) if self.told.rest.load(Ordering::Relaxed) => continue,
                Ok(()) => {}
                // Nothing was written since.
                Err(RecvTimeoutError::Timeout) if self.pages() == folded => continue,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if self.folds {
                self.fold();
            }
            folded = self.pages();
        }
        if let Err((_, error)) = self.connection.close() {
            tracing::warn!(%error, "the keeper's connection was not closed cleanly");
        }
    }

    /// While a long file is folded back, much is written behind it, so that it is done again until little
    /// is left for the writer.
    fn fold(&self) {
        let _still = self.told.still();
        for _ in 0..ROUNDS {
            let folded = fold_back(&self.connection, &self.told.measured);
            if self.pages().saturating_sub(folded) <= LITTLE {
                break;
            }
        }
        if self.pages() > LONG {
            self.told.rest.store(true, Ordering::Relaxed);
        }
    }

    fn pages(&self) -> u32 {
        self.told.pages.load(Ordering::Relaxed)
    }

    /// Without a sieve, who has signed is looked up on disk: right, and slower.
    fn fill_sieve(&self, woken: &Receiver<()>) {
        let is_over = || matches!(woken.try_recv(), Err(TryRecvError::Disconnected));
        if let Err(error) = self.piles.fill_sieve(&self.connection, is_over) {
            tracing::warn!(%error, "the sieve of the tags was not filled");
        }
    }
}

/// Copies the write-ahead file into the database, as far as readers allow. The next write begins the
/// file anew if all of it was copied; what readers held back is tried again later. Answers how many
/// pages of it are copied.
fn fold_back(connection: &Connection, measured: &Measured) -> u32 {
    let began = Instant::now();
    let folded = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(2));
    measured.folds.took(began.elapsed());
    folded.unwrap_or_else(|error| {
        tracing::warn!(%error, "the write-ahead file was not folded back");
        0
    })
}
