//! The one connection that writes, and the thread that owns it.
//!
//! SQLite lets one transaction write at a time. With a single connection they queue here, in order
//! and without busy waiting; a lock held by another process is the only thing left to wait for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use rusqlite::hooks::Wal;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::error::of_commit;
use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;
type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// How many writes may wait inside; whoever comes later waits at the door, in the same order.
const QUEUE: usize = 64;

/// When nobody waits, the write-ahead file is folded back beyond this many pages (4 MB): rarely
/// enough to cost nothing, and small enough to be read fast at the next start.
const FOLD_IN_A_LULL: i32 = 1_000;

/// When there is no lull, beyond this many (64 MB): the file must not grow for ever, and one commit
/// in thousands pays for it.
const FOLD_AT_ONCE: i32 = 16_000;

/// The handle to the writing thread.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Hands the connection to a thread of its own.
    pub(super) fn start(connection: Connection) -> Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let thread = Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || serve(connection, waiting))
            .map_err(StoreError::unavailable)?;
        Ok(Self {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Does the work in one transaction: committed if it answers `Ok`, else undone.
    pub(super) async fn transact<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(move |connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = work(&transaction)?;
            transaction.commit().map_err(of_commit)?;
            Ok(answer)
        })
        .await
    }

    /// Does the work on the connection itself, outside of any transaction.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Whoever asked may be gone; the work is done all the same.
            let _ = answer.send(work(connection));
        });
        let sent = self.queue()?.send(job).await;
        sent.map_err(|_| StoreError::unavailable("the writer has ended"))?;
        answered
            .await
            .map_err(|_| StoreError::uncertain("the writer ended before it answered"))?
    }

    /// Keeps the thread busy until what is answered is dropped.
    #[cfg(feature = "testing")]
    pub(super) async fn hold(&self) -> Result<oneshot::Sender<()>> {
        let (release, released) = oneshot::channel();
        let (begun, has_begun) = oneshot::channel();
        let job: Job = Box::new(move |_| {
            let _ = begun.send(());
            let _ = released.blocking_recv();
        });
        self.queue()?
            .send(job)
            .await
            .map_err(|_| StoreError::unavailable("the writer has ended"))?;
        has_begun
            .await
            .map_err(|_| StoreError::unavailable("the writer has ended"))?;
        Ok(release)
    }

    /// Where work is handed over. A clone keeps the queue open: not to be held while an answer is
    /// awaited.
    fn queue(&self) -> Result<mpsc::Sender<Job>> {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue
            .clone()
            .ok_or_else(|| StoreError::unavailable("the store is closed"))
    }

    /// Lets the thread finish what waits, without blocking a task meanwhile.
    pub(super) async fn close(&self) -> Result<()> {
        let Some(thread) = self.end() else {
            return Ok(());
        };
        let joined = tokio::task::spawn_blocking(move || thread.join());
        match joined.await {
            Ok(Ok(())) => Ok(()),
            _ => Err(StoreError::unavailable("the writer ended in a panic")),
        }
    }

    /// Takes no more work. Answers the thread, if nobody waits for it yet.
    fn end(&self) -> Option<JoinHandle<()>> {
        let queue = self
            .queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        drop(queue);
        self.thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.end().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the writer of the store ended in a panic");
        }
    }
}

fn serve(mut connection: Connection, mut waiting: mpsc::Receiver<Job>) {
    let pages = Arc::new(AtomicI32::new(0));
    if let Err(error) = watch(&mut connection, Arc::clone(&pages)) {
        tracing::warn!(%error, "the write-ahead file is folded back by SQLite itself");
    }
    while let Some(job) = waiting.blocking_recv() {
        // A transaction that unwinds has been rolled back by its destructor, so the connection is
        // whole; the one who asked learns that the answer is missing.
        if catch_unwind(AssertUnwindSafe(|| job(&mut connection))).is_err() {
            tracing::error!("a write ended in a panic and was undone");
        }
        let limit = if waiting.is_empty() {
            FOLD_IN_A_LULL
        } else {
            FOLD_AT_ONCE
        };
        if pages.load(Ordering::Relaxed) > limit {
            pages.store(0, Ordering::Relaxed);
            fold_back(&connection);
        }
    }
    if let Err((_, error)) = connection.close() {
        tracing::warn!(%error, "the store was not closed cleanly; the next start repairs it");
    }
}

/// Notes the length of the write-ahead file at each commit. This takes the place of SQLite's own
/// rule, which folds back inside the very commit that crosses a limit and makes it the slowest.
fn watch(connection: &mut Connection, pages: Arc<AtomicI32>) -> rusqlite::Result<()> {
    connection.wal_hook(Some(move |_: &mut Wal, length| {
        pages.store(length, Ordering::Relaxed);
        Ok(())
    }))
}

/// Copies the write-ahead file into the database, as far as readers allow. The next write begins
/// the file anew if all of it was copied; what readers held back is tried again later.
fn fold_back(connection: &Connection) {
    let folded = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    if let Err(error) = folded {
        tracing::warn!(%error, "the write-ahead file was not folded back");
    }
}
