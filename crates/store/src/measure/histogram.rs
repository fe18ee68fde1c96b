//! How a quantity is spread.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds of times in microseconds: a look-up from memory takes some ten, a sync of a disk some
/// hundred to some ten thousand, and after ten seconds whoever waits is gone.
const MICROSECONDS: &[u64] = &[
    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
    1_000_000, 2_500_000, 5_000_000, 10_000_000,
];

/// Upper bounds of sizes: what is counted here comes in batches of 256 at most.
const NUMBERS: &[u64] = &[1, 2, 4, 8, 16, 32, 64, 128, 256];

/// What a quantity is measured in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Microseconds.
    Microseconds,
    /// Things.
    Things,
}

/// What was measured until now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// What bounds and sum are measured in.
    pub unit: Unit,
    /// The upper bound of each bucket but the last, which has none.
    pub bounds: &'static [u64],
    /// How many fell into each bucket, the last included.
    pub counts: Vec<u64>,
    /// All of them together.
    pub sum: u64,
}

impl Spread {
    /// How many were measured.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }
}

/// How long something takes.
#[derive(Debug)]
pub struct Times(Buckets);

impl Times {
    /// Notes one of them.
    pub fn took(&self, time: Duration) {
        let microseconds = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.0.note(microseconds);
    }

    /// What was measured until now.
    #[must_use]
    pub fn read(&self) -> Spread {
        self.0.read(Unit::Microseconds)
    }
}

impl Default for Times {
    fn default() -> Self {
        Self(Buckets::new(MICROSECONDS))
    }
}

/// How many things come together.
#[derive(Debug)]
pub struct Sizes(Buckets);

impl Sizes {
    /// Notes one number of things.
    pub fn came(&self, together: usize) {
        self.0.note(together as u64);
    }

    /// What was measured until now.
    #[must_use]
    pub fn read(&self) -> Spread {
        self.0.read(Unit::Things)
    }
}

impl Default for Sizes {
    fn default() -> Self {
        Self(Buckets::new(NUMBERS))
    }
}

#[derive(Debug)]
struct Buckets {
    bounds: &'static [u64],
    counts: Box<[AtomicU64]>,
    sum: AtomicU64,
}

impl Buckets {
    fn new(bounds: &'static [u64]) -> Self {
        Self {
            bounds,
            counts: (0..=bounds.len()).map(|_| AtomicU64::new(0)).collect(),
            sum: AtomicU64::new(0),
        }
    }

    fn note(&self, value: u64) {
        let place = self.bounds.partition_point(|bound| *bound < value);
        self.counts[place].fetch_add(1, Ordering::Relaxed);
        self.sum.fetch_add(value, Ordering::Relaxed);
    }

    fn read(&self, unit: Unit) -> Spread {
        let counts = self.counts.iter();
        Spread {
            unit,
            bounds: self.bounds,
            counts: counts.map(|count| count.load(Ordering::Relaxed)).collect(),
            sum: self.sum.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_the_bucket_below_it() {
        let sizes = Sizes::default();
        for together in [0, 1, 2, 3, 256, 257] {
            sizes.came(together);
        }
        let spread = sizes.read();
        assert_eq!(spread.counts, [2, 1, 1, 0, 0, 0, 0, 0, 1, 1]);
        assert_eq!((spread.count(), spread.sum), (6, 519));
    }

    #[test]
    fn times_are_kept_in_microseconds() {
        let times = Times::default();
        times.took(Duration::from_millis(3));
        times.took(Duration::from_secs(60));
        let spread = times.read();
        assert_eq!((spread.sum, spread.count()), (60_003_000, 2));
        assert_eq!(spread.counts.last(), Some(&1), "longer than any bound");
    }
}
