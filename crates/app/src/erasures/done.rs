//! Which lines this process knows to be done.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What this process did.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Stretches of lines that were done or taken back: the number of the first, and the number behind
    /// the last.
    stretches: Mutex<BTreeMap<u64, u64>>,
    /// The highest mark that was seen on disk.
    risen: AtomicU64,
}

impl Done {
    /// Says that so many lines, from a number on, need not be done again.
    pub(super) fn add(&self, first: u64, number: u64) {
        self.with(|stretches| {
            let end = first.saturating_add(number);
            let end = stretches.remove(&end).unwrap_or(end);
            match stretches.range_mut(..first).next_back() {
                Some((_, before)) if *before == first => *before = end,
                _ => drop(stretches.insert(first, end)),
            }
        });
    }

    /// How far a mark may rise: over lines that follow on it without a gap. A line in a gap is in the hand
    /// of somebody, perhaps of another process, and may have to be done again.
    pub(super) fn behind(&self, mark: u64) -> u64 {
        self.with(|stretches| {
            stretches.retain(|_, end| *end > mark);
            let next = stretches.first_key_value();
            next.map_or(
                mark,
                |(first, end)| if *first <= mark { *end } else { mark },
            )
        })
    }

    /// Says that the database has this mark.
    pub(super) fn rise(&self, mark: u64) {
        self.risen.fetch_max(mark, Ordering::SeqCst);
    }

    /// A mark that is read after this was asked and is lower is that of a database that became older
    /// meanwhile, such as a standby that lacked something: what was done is not done in it.
    pub(super) fn risen(&self) -> u64 {
        self.risen.load(Ordering::SeqCst)
    }

    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<u64, u64>) -> T) -> T {
        let stretches = self.stretches.lock();
        work(&mut stretches.unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_rises_over_what_is_done_and_stops_at_what_is_open() {
        let done = Done::default();
        assert_eq!(done.behind(1), 1);
        done.add(2, 2);
        assert_eq!(done.behind(1), 1, "the first is open");
        done.add(5, 1);
        done.add(1, 1);
        assert_eq!(done.behind(1), 4);
        assert_eq!(done.behind(1), 4, "until the mark has risen");
        assert_eq!(done.behind(4), 4);
        done.add(4, 1);
        assert_eq!(done.behind(4), 6);
        assert_eq!(done.behind(9), 9, "a mark that is further on");
        done.add(7, 1);
        assert_eq!(done.behind(9), 9);
    }
}
