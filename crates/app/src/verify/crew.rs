//! Pieces of work done by several threads and handed out in their order.
//!
//! A thread takes a run of pieces at once where there are many: handing over each by itself would
//! wake the one who waits more often than the work is worth.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZeroUsize;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc;

/// How many runs each thread may be ahead of the one that is waited for: enough that a slow
/// answer of a site does not make the others wait, and little enough to hold.
const AHEAD: u64 = 4;

/// The most pieces in a run.
const LONGEST: u64 = 16;

/// So many runs at least for each thread, so that all have work to the end.
const RUNS: u64 = 64;

/// Threads at work. They end when it is dropped, each after the piece it is at.
pub(super) struct Crew<T> {
    gate: Arc<Gate>,
    done: mpsc::UnboundedReceiver<(u64, Vec<T>)>,
    /// Runs done before their turn. No more than the gate lets through, so this and the channel are
    /// bounded.
    early: BTreeMap<u64, Vec<T>>,
    /// What is left of the run whose turn it is.
    turn: VecDeque<T>,
    next: u64,
    runs: u64,
}

/// Says which runs may be begun.
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// The next run that nobody has begun.
    fresh: u64,
    /// Runs below this may be begun.
    open: u64,
}

impl<T: Send + 'static> Crew<T> {
    /// Sets threads to work on the pieces from 0 up to, not including, `pieces`.
    ///
    /// Must be called within a runtime, whose threads for blocking work are used.
    pub(super) fn start(
        threads: NonZeroUsize,
        pieces: u64,
        work: impl Fn(u64) -> T + Send + Sync + 'static,
    ) -> Self {
        let at_once = threads.get() as u64;
        let length = (pieces / at_once / RUNS).clamp(1, LONGEST);
        let runs = pieces.div_ceil(length);
        let gate = Arc::new(Gate {
            state: Mutex::new(State {
                fresh: 0,
                open: runs.min(AHEAD * at_once),
            }),
            changed: Condvar::new(),
        });
        let (finished, done) = mpsc::unbounded_channel();
        let work = Arc::new(work);
        for _ in 0..threads.get() {
            let (gate, finished, work) = (Arc::clone(&gate), finished.clone(), Arc::clone(&work));
            tokio::task::spawn_blocking(move || {
                while let Some(run) = gate.take(runs) {
                    let end = pieces.min((run + 1) * length);
                    let done = (run * length..end).map(&*work).collect();
                    if finished.send((run, done)).is_err() {
                        break;
                    }
                }
            });
        }
        Self {
            gate,
            done,
            early: BTreeMap::new(),
            turn: VecDeque::new(),
            next: 0,
            runs,
        }
    }

    /// The next piece in order; nothing after the last, or when a thread died. Nothing is lost when
    /// the wait is given up.
    pub(super) async fn next(&mut self) -> Option<T> {
        loop {
            if let Some(piece) = self.turn.pop_front() {
                return Some(piece);
            }
            if let Some(run) = self.early.remove(&self.next) {
                self.next += 1;
                self.gate.open_one(self.runs);
                self.turn = run.into();
            } else {
                let (number, run) = self.done.recv().await?;
                self.early.insert(number, run);
            }
        }
    }
}

impl<T> Drop for Crew<T> {
    fn drop(&mut self) {
        self.gate.lock().fresh = u64::MAX;
        self.gate.changed.notify_all();
    }
}

impl Gate {
    /// The next run, waiting until it may be begun.
    fn take(&self, runs: u64) -> Option<u64> {
        let mut state = self.lock();
        while state.fresh >= state.open && state.fresh < runs {
            let waited = self.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        let run = state.fresh;
        (run < runs).then(|| {
            state.fresh += 1;
            run
        })
    }

    fn open_one(&self, runs: u64) {
        let mut state = self.lock();
        if state.open < runs {
            state.open += 1;
            self.changed.notify_one();
        } else {
            // Whoever waits for more has to be told that there is no more.
            self.changed.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    const THREADS: NonZeroUsize = NonZeroUsize::new(3).unwrap();

    #[tokio::test]
    async fn pieces_come_in_their_order_whoever_does_them() {
        let mut crew = Crew::start(THREADS, 1000, |piece| {
            if piece % 7 == 0 {
                std::thread::yield_now();
            }
            piece
        });
        for expected in 0..1000 {
            assert_eq!(crew.next().await, Some(expected));
        }
        assert_eq!(crew.next().await, None);
    }

    #[tokio::test]
    async fn nobody_runs_far_ahead_and_all_end_when_nobody_asks() {
        let begun = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&begun);
        let mut crew = Crew::start(THREADS, 1 << 60, move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        for _ in 0..10 {
            crew.next().await;
        }
        // The runs that are begun, and the one whose pieces were given.
        let most = 2 * LONGEST + LONGEST * AHEAD * 3;
        assert!(begun.load(Ordering::SeqCst) <= most);
        // The runtime of this test waits for its threads: it would not end if they did not.
        drop(crew);
    }

    #[tokio::test]
    async fn a_thread_that_dies_leaves_no_one_waiting() {
        let mut crew = Crew::start(NonZeroUsize::MIN, 3, |piece| assert_ne!(piece, 1));
        assert_eq!(crew.next().await, Some(()));
        assert_eq!(crew.next().await, None);
    }
}
