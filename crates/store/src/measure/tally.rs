//! A number that only grows.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts. On a cache line of its own, so that two processors which count different things do not wait
/// for each other.
#[derive(Debug, Default)]
#[repr(align(64))]
pub struct Tally(AtomicU64);

impl Tally {
    /// Counts one.
    pub fn one(&self) {
        self.add(1);
    }

    /// Counts several.
    pub fn add(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }

    /// How many there were.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
