//! Connections that read. Each sees the last committed state and never waits for the writer.
//!
//! Each has a thread of its own that takes what waits from one queue and sleeps only when there is
//! nothing. A look-up by key takes some ten microseconds, waking a thread for it as long again: lending
//! connections to the threads of the runtime made that the larger part of a confirmation.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

/// Reads, or learns why it cannot, and answers what tells the one who asked.
type Job = Box<dyn FnOnce(Result<&Connection>) -> Tell + Send>;
type Tell = Box<dyn FnOnce()>;

/// A fixed number of connections with their threads.
pub(super) struct Readers {
    queue: Arc<Queue>,
    threads: Vec<JoinHandle<()>>,
}

struct Queue {
    state: Mutex<State>,
    /// Rung once for each thread that is to wake.
    bell: Condvar,
    /// How many jobs one thread takes at a time.
    share: usize,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Job>,
    /// Threads that sleep and for which nobody is about to ring.
    asleep: usize,
    closed: bool,
}

impl Readers {
    /// Gives each connection its thread. With a `share` of more than one, jobs that wait are taken
    /// together and read one moment: right where all of them are short.
    pub(super) fn start(connections: Vec<Connection>, share: usize) -> Result<Self> {
        let queue = Arc::new(Queue {
            state: Mutex::default(),
            bell: Condvar::new(),
            share,
        });
        let mut readers = Self {
            queue,
            threads: Vec::new(),
        };
        for connection in connections {
            let queue = Arc::clone(&readers.queue);
            let thread = Builder::new()
                .name("store-reader".to_owned())
                .spawn(move || serve(&connection, &queue))
                .map_err(StoreError::unavailable)?;
            readers.threads.push(thread);
        }
        Ok(readers)
    }

    /// Does the work inside one transaction, so that all it reads is of one moment. It is dropped where
    /// nobody waits for it any more when its turn comes.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            if answer.is_closed() {
                return Box::new(|| {});
            }
            let read = connection.and_then(|connection| {
                catch_unwind(AssertUnwindSafe(|| work(connection)))
                    .unwrap_or_else(|_| Err(StoreError::unavailable("a reading ended in a panic")))
            });
            Box::new(move || {
                // Whoever asked may be gone.
                let _ = answer.send(read);
            })
        });
        let bell = self.queue.push(job)?;
        if bell.is_some() && self.queue.share > 1 {
            // Whoever else is ready to run asks first, so that the thread wakes once for all of them. Woken
            // for one it would take the processor from whoever is about to ask, for each anew.
            tokio::task::yield_now().await;
        }
        drop(bell);
        let early = |_| StoreError::unavailable("the reading thread ended early");
        answered.await.map_err(early)?
    }

    /// Takes every connection until what is answered is dropped.
    #[cfg(feature = "testing")]
    pub(super) async fn hold(&self) -> Result<Vec<oneshot::Sender<()>>> {
        let mut held = Vec::new();
        for _ in &self.threads {
            let (release, released) = oneshot::channel::<()>();
            let (begun, has_begun) = oneshot::channel();
            let job: Job = Box::new(move |_| {
                let _ = begun.send(());
                let _ = released.blocking_recv();
                Box::new(|| {})
            });
            drop(self.queue.push(job)?);
            has_begun.await.map_err(|_| closed())?;
            held.push(release);
        }
        Ok(held)
    }

    /// How many readings wait for a connection.
    pub(super) fn waiting(&self) -> usize {
        self.queue.state().waiting.len()
    }

    /// Takes no more work. Connections close when what waits is done.
    pub(super) fn close(&self) {
        self.queue.state().closed = true;
        self.queue.bell.notify_all();
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.close();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!(
                    help =
                        "report this fault with the lines before it; nothing acknowledged is lost",
                    "a reader of the store ended in a panic"
                );
            }
        }
    }
}

/// Wakes a thread when it is dropped, also with whoever was about to ring.
struct Bell<'q>(&'q Condvar);

impl Drop for Bell<'_> {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

impl Queue {
    /// Answers the bell of a thread that sleeps; until it is rung nobody else rings for that thread.
    fn push(&self, job: Job) -> Result<Option<Bell<'_>>> {
        let mut state = self.state();
        if state.closed {
            return Err(closed());
        }
        state.waiting.push_back(job);
        // A thread that is rung for is no longer counted as asleep, however long it takes to wake.
        let sleeps = state.asleep > 0;
        state.asleep -= usize::from(sleeps);
        Ok(sleeps.then(|| Bell(&self.bell)))
    }

    /// What is to be done next; nothing once it is closed and done.
    fn take(&self) -> Option<Vec<Job>> {
        let mut state = self.state();
        while state.waiting.is_empty() {
            if state.closed {
                return None;
            }
            state.asleep += 1;
            state = self
                .bell
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let share = self.share.min(state.waiting.len());
        Some(state.waiting.drain(..share).collect())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn serve(connection: &Connection, queue: &Queue) {
    while let Some(jobs) = queue.take() {
        // Answers are told when the transaction has ended: whoever has one finds no trace of its reading.
        for tell in within_one_moment(connection, jobs) {
            tell();
        }
    }
}

fn within_one_moment(connection: &Connection, jobs: Vec<Job>) -> Vec<Tell> {
    match connection.unchecked_transaction() {
        Ok(moment) => {
            let told = jobs.into_iter().map(|job| job(Ok(&moment))).collect();
            if let Err(error) = moment.finish() {
                tracing::warn!(%error, "a reading was not ended cleanly");
            }
            told
        }
        Err(error) => {
            let why = error.to_string();
            let refuse = |job: Job| job(Err(StoreError::unavailable(why.clone())));
            jobs.into_iter().map(refuse).collect()
        }
    }
}

fn closed() -> StoreError {
    StoreError::unavailable("the store is closed")
}
