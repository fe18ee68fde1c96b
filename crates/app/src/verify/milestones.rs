//! What must hold at certain sizes on the way: roots that were seen, signed or published before,
//! and counts that were published.

use std::collections::BTreeMap;

use domain::log::Fold;
use tlog::Hash;

use super::Problem;

/// Expectations, by the size at which they must hold.
#[derive(Default)]
pub(super) struct Milestones(BTreeMap<u64, Vec<Milestone>>);

/// One expectation.
pub(super) enum Milestone {
    /// The root of the tree is this, or the problem is found.
    Root(Hash, Problem),
    /// The page in a language shows this count.
    Page {
        /// The page.
        language: String,
        /// What it shows.
        shown: u64,
    },
    /// The published count belongs here.
    Count,
}

impl Milestones {
    pub(super) fn expect(&mut self, size: u64, milestone: Milestone) {
        self.0.entry(size).or_default().push(milestone);
    }

    /// The sizes, in ascending order.
    pub(super) fn sizes(&self) -> Vec<u64> {
        self.0.keys().copied().collect()
    }

    /// What is expected at a size, which is passed once.
    pub(super) fn reached(&mut self, size: u64) -> Vec<Milestone> {
        self.0.remove(&size).unwrap_or_default()
    }
}

impl Milestone {
    /// What of it is false, except for the count, which is compared when its revisions are known.
    pub(super) fn fails(self, root: Hash, fold: &Fold) -> Option<Problem> {
        match self {
            Self::Root(expected, problem) => (expected != root).then_some(problem),
            Self::Page { language, shown } => {
                let counted = fold.tally().values().sum();
                (shown != counted).then_some(Problem::Page {
                    language,
                    shown,
                    counted,
                })
            }
            Self::Count => None,
        }
    }
}
