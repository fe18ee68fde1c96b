//! Who signed just now: what the next confirmations may be built on without asking the store.
//!
//! Nearly everybody who confirms has not signed before, by a link that is good. So a batch of
//! confirmations is built as if that were so of all of them, and the commit looks: it conflicts where a
//! tag has signed, a pending row is not pending any more or the log is closed, and only then the store is
//! asked who that was. Whoever presses twice within moments would make every such batch conflict; so what
//! the last batches have taken is remembered.

use std::collections::HashMap;

use store::BatchFacts;

/// How many signatures are remembered: some of the largest batches, for those are the moments between a
/// look at a link and its confirmation.
const MOST: usize = 1_024;

/// Tags and pending rows that a batch has taken, or found taken, with the leaf they got.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) tags: HashMap<[u8; 32], u64>,
    pub(super) pendings: HashMap<[u8; 32], u64>,
}

/// What is known of the newest signatures, behind which nothing else was appended.
#[derive(Default)]
pub(super) struct Recent(BatchFacts);

impl Recent {
    /// As much as a batch of confirmations is built on.
    pub(super) const fn facts(&self) -> &BatchFacts {
        &self.0
    }

    /// A batch of nothing but confirmations is durable, and has taken these.
    pub(super) fn learn(&mut self, taken: Taken) {
        if self.0.signed.len() + taken.tags.len() > MOST {
            self.forget();
        }
        self.0.signed.extend(taken.tags);
        self.0.confirmed.extend(taken.pendings);
    }

    /// Something else was appended, here or elsewhere: those who signed may have left.
    pub(super) fn forget(&mut self) {
        self.0 = BatchFacts::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(leaves: std::ops::Range<u64>) -> Taken {
        let hash = |leaf: u64| {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&leaf.to_be_bytes());
            hash
        };
        let all: HashMap<_, _> = leaves.map(|leaf| (hash(leaf), leaf)).collect();
        Taken {
            tags: all.clone(),
            pendings: all,
        }
    }

    #[test]
    fn the_last_signatures_are_remembered_and_no_more_than_some_batches_of_them() {
        let mut recent = Recent::default();
        let mut most = 0;
        for batch in 0..40 {
            recent.learn(taken(batch * 256..(batch + 1) * 256));
            let newest = taken(batch * 256..(batch + 1) * 256);
            let facts = recent.facts();
            assert!(
                newest
                    .tags
                    .iter()
                    .all(|(tag, leaf)| facts.signed.get(tag) == Some(leaf))
            );
            assert!(
                newest
                    .pendings
                    .iter()
                    .all(|(row, leaf)| facts.confirmed.get(row) == Some(leaf))
            );
            most = most.max(facts.signed.len()).max(facts.confirmed.len());
        }
        assert_eq!(most, MOST);
        recent.forget();
        assert_eq!(*recent.facts(), BatchFacts::default());
    }
}
