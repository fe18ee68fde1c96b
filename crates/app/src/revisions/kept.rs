//! Comparisons that were made before. Anybody may ask for one, texts never change, and what was compared
//! once need not cost anything again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::text::{Changes, Effort, Pair, TextDigest, word_diff};
use sha2::{Digest, Sha256};
use store::RevisionRow;

use super::paragraphs::aligned;

/// How many of each kind are kept: those of the texts that people look at now. One of two texts of a
/// megabyte takes some megabytes.
const KEPT: usize = 24;

/// Comparisons by the digests of what was compared; those asked for last stay.
#[derive(Debug, Default)]
pub struct Comparisons {
    aligned: Kept<(TextDigest, TextDigest, bool), Arc<[Pair]>>,
    changes: Kept<(WordsDigest, WordsDigest), Arc<[Changes]>>,
}

/// SHA-256 of the wordings on one side of a comparison.
type WordsDigest = [u8; 32];

impl Comparisons {
    /// Which paragraphs of two revisions belong together.
    pub(super) fn aligned(&self, source: &RevisionRow, revision: &RevisionRow) -> Arc<[Pair]> {
        let same_language = source.language == revision.language;
        let key = (source.digest, revision.digest, same_language);
        self.aligned.get(key, || aligned(source, revision).into())
    }

    /// What changed from the one to the other in each of these pairs of wordings, all of which stand on one
    /// page: together they cost no more than [`Effort::PAGE`].
    #[must_use]
    pub fn changes(&self, wordings: &[(String, String)]) -> Arc<[Changes]> {
        let key = (
            digest(wordings.iter().map(|(old, _)| old)),
            digest(wordings.iter().map(|(_, new)| new)),
        );
        self.changes.get(key, || {
            let mut effort = Effort::PAGE.clone();
            let compared = wordings.iter();
            compared
                .map(|(old, new)| word_diff(old, new, &mut effort))
                .collect()
        })
    }
}

fn digest<'w>(wordings: impl Iterator<Item = &'w String>) -> WordsDigest {
    let mut digest = Sha256::new();
    for words in wordings {
        digest.update((words.len() as u64).to_be_bytes());
        digest.update(words.as_bytes());
    }
    digest.finalize().into()
}

/// What was made last.
#[derive(Debug)]
struct Kept<K, V>(Mutex<VecDeque<(K, V)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, V: Clone> Kept<K, V> {
    /// What is kept under a key, or else is made; the lock is not held meanwhile.
    fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        if let Some(value) = self.touch(&key) {
            return value;
        }
        let value = make();
        let mut kept = self.kept();
        kept.truncate(KEPT - 1);
        kept.push_front((key, value.clone()));
        value
    }

    fn touch(&self, key: &K) -> Option<V> {
        let mut kept = self.kept();
        let at = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(at)?;
        let value = found.1.clone();
        kept.push_front(found);
        Some(value)
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<(K, V)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_last_stays_and_is_not_made_twice() {
        let kept: Kept<usize, usize> = Kept::default();
        for key in 0..KEPT {
            assert_eq!(kept.get(key, || key * 2), key * 2);
        }
        assert_eq!(kept.get(0, || unreachable!("it is kept")), 0);
        kept.get(KEPT, || 1);
        assert_eq!(kept.get(0, || unreachable!("it was asked for")), 0);
        assert_eq!(kept.get(1, || 7), 7, "the one that nobody asked for");
    }

    #[test]
    fn a_comparison_is_made_once_for_the_same_wordings_and_anew_for_others() {
        let comparisons = Comparisons::default();
        let pair = |old: &str, new: &str| [(old.to_owned(), new.to_owned())];
        let first = comparisons.changes(&pair("forty days", "sixty days"));
        let again = comparisons.changes(&pair("forty days", "sixty days"));
        assert!(Arc::ptr_eq(&first, &again));
        let back = comparisons.changes(&pair("sixty days", "forty days"));
        assert_ne!(first, back);
    }
}
