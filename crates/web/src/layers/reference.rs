//! The number of a request: what its lines in the log have in common, and what the page of an error shows.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

/// A number that says nothing of its request, and that people can read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference(u32);

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}-{:04x}", self.0 >> 16, self.0 & 0xffff)
    }
}

/// Where they come from.
#[derive(Default)]
pub(crate) struct References {
    // Scattered by a key of this process, so that two starts do not give out the same numbers, and a
    // number does not tell how many there were.
    key: RandomState,
    given: AtomicU64,
}

impl References {
    /// The next. Of a hundred thousand requests two may share one.
    pub(crate) fn next(&self) -> Reference {
        let place = self.given.fetch_add(1, Ordering::Relaxed);
        Reference(self.key.hash_one(place) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_differ_and_can_be_read_aloud() {
        assert_eq!(Reference(0x00ab_0c1d).to_string(), "00ab-0c1d");
        let references = References::default();
        assert_ne!(references.next(), references.next());
    }
}
