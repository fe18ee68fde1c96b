//! The one connection that writes, and the thread that owns it.
//!
//! SQLite lets one transaction write at a time. With a single connection they queue here, in order and
//! without busy waiting; a lock held by another process is the only thing left to wait for. Writes that
//! wait at the same time share one transaction and its one sync (`group.rs`).

mod group;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Instant;

use rusqlite::hooks::Wal;
use rusqlite::{Connection, Transaction};
use tokio::sync::{mpsc, oneshot};

use self::group::{Watch, Work, Write};
use super::keeper::Keeper;
use super::measured::{Measured, time_commits};
use super::piles::Piles;
use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

/// What the thread is asked to do.
enum Job {
    /// A write that shares its transaction with those that wait beside it.
    Within(Box<dyn Work>),
    /// Work on the connection itself, outside of any transaction.
    Alone(Box<dyn FnOnce(&mut Connection) + Send>),
}

/// How many writes may wait inside; whoever comes later waits at the door, in the same order.
const QUEUE: usize = 256;

/// How many share one transaction: beyond it a sync gains little for each, and the first waits too long
/// for the last. A batch of the sequencer counts as one; there is one at a time for each log.
const TOGETHER: usize = 128;

/// The handle to the writing thread.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Hands the connection to a thread of its own.
    pub(super) fn start(connection: Connection, piles: Arc<Piles>, keeper: Keeper) -> Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let thread = Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || serve(connection, &piles, keeper, waiting))
            .map_err(StoreError::unavailable)?;
        Ok(Self {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Does the work in a transaction, which others may share: kept if it answers `Ok`, else undone, and
    /// answered when the transaction is durable.
    pub(super) async fn transact<T: Send + 'static>(
        &self,
        work: impl Fn(&Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Within(Box::new(Write::new(work, answer))))
            .await?;
        done(answered).await
    }

    /// Does the work on the connection itself, outside of any transaction.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let job = Job::Alone(Box::new(move |connection| {
            // Whoever asked may be gone; the work is done all the same.
            let _ = answer.send(work(connection));
        }));
        self.send(job).await?;
        done(answered).await
    }

    /// Keeps the thread busy until what is answered is dropped.
    #[cfg(feature = "testing")]
    pub(super) async fn hold(&self) -> Result<oneshot::Sender<()>> {
        let (release, released) = oneshot::channel();
        let (begun, has_begun) = oneshot::channel();
        let job = Job::Alone(Box::new(move |_| {
            let _ = begun.send(());
            let _ = released.blocking_recv();
        }));
        self.send(job).await?;
        has_begun
            .await
            .map_err(|_| StoreError::unavailable("the writer has ended"))?;
        Ok(release)
    }

    /// How many writes wait for the thread; those at the door are not among them.
    pub(super) fn waiting(&self) -> usize {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue
            .as_ref()
            .map_or(0, |queue| queue.max_capacity() - queue.capacity())
    }

    async fn send(&self, job: Job) -> Result<()> {
        let sent = self.queue()?.send(job).await;
        sent.map_err(|_| StoreError::unavailable("the writer has ended"))
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
            tracing::error!(
                help = "report this fault with the lines before it; nothing acknowledged is lost",
                "the writer of the store ended in a panic"
            );
        }
    }
}

async fn done<T>(answered: oneshot::Receiver<Result<T>>) -> Result<T> {
    answered
        .await
        .map_err(|_| StoreError::uncertain("the writer ended before it answered"))?
}

fn serve(
    mut connection: Connection,
    piles: &Piles,
    mut keeper: Keeper,
    mut waiting: mpsc::Receiver<Job>,
) {
    if let Err(error) = watch(&mut connection, keeper.note()) {
        tracing::warn!(%error, "the write-ahead file is folded back by SQLite itself");
    }
    let measured = keeper.measured();
    let times = Arc::clone(&measured);
    if let Err(error) = time_commits(&mut connection, move || times.commit_begins()) {
        tracing::warn!(%error, "the commits of the writer are not timed");
    }
    let mut next = waiting.blocking_recv();
    while let Some(job) = next.take() {
        match job {
            Job::Within(first) => {
                let (works, behind) = those_beside(first, &mut waiting);
                measured.writes.came(works.len());
                let watch = Around {
                    piles,
                    measured: &measured,
                    began: Instant::now(),
                };
                group::carry_out(&mut connection, works, &watch);
                next = behind;
            }
            Job::Alone(work) => {
                let _still = keeper.still();
                // A transaction that unwinds has been rolled back by its destructor, so the connection
                // is whole; the one who asked learns that the answer is missing.
                if catch_unwind(AssertUnwindSafe(|| work(&mut connection))).is_err() {
                    tracing::error!(
                        help = "report this fault with the lines before it; nothing acknowledged is lost",
                        "work on the store ended in a panic"
                    );
                }
            }
        }
        keeper.look(&connection);
        next = next.or_else(|| waiting.blocking_recv());
    }
    // The keeper's connection first: whoever closes the last one tidies up.
    drop(keeper);
    if let Err((_, error)) = connection.close() {
        tracing::warn!(%error, "the store was not closed cleanly; the next start repairs it");
    }
}

/// What a transaction means for what is in memory.
struct Around<'w> {
    piles: &'w Piles,
    measured: &'w Measured,
    began: Instant,
}

impl Watch for Around<'_> {
    fn ending(&self, transaction: &Transaction<'_>) {
        self.piles.ending(transaction);
    }

    fn ended(&self, is_durable: bool) {
        self.measured.transactions.took(self.began.elapsed());
        self.piles.ended(is_durable);
    }
}

/// Those that wait behind a write and may share its transaction, and the job that may not, if that is
/// why they are no more.
fn those_beside(
    first: Box<dyn Work>,
    waiting: &mut mpsc::Receiver<Job>,
) -> (Vec<Box<dyn Work>>, Option<Job>) {
    let mut works = vec![first];
    while works.len() < TOGETHER {
        match waiting.try_recv() {
            Ok(Job::Within(work)) => works.push(work),
            Ok(alone) => return (works, Some(alone)),
            Err(_) => break,
        }
    }
    (works, None)
}

/// Notes the length of the write-ahead file at each commit. This takes the place of SQLite's own rule,
/// which folds back inside the very commit that crosses a limit and makes it the slowest.
fn watch(
    connection: &mut Connection,
    note: impl Fn(i32) + Send + Sync + 'static,
) -> rusqlite::Result<()> {
    connection.wal_hook(Some(move |_: &mut Wal, length| {
        note(length);
        Ok(())
    }))
}
