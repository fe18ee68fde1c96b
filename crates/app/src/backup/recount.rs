//! Counting a stored log again, from its first entry to its last: what a database that was brought back
//! holds is what its checkpoint says.

use domain::listing::Listing;
use domain::log::{Entry, Fold, Tally};
use domain::signer::Class;
use store::{DeclarationRow, Store, StoreError};
use thiserror::Error;
use tlog::note::VerifierKey;
use tlog::tree::Frontier;
use tlog::{Checkpoint, Hash};

/// Entries that are read at once: four bundles.
const PORTION: u64 = 1024;

/// A log that was counted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recounted {
    /// Entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// Signatures that count, of persons.
    pub persons: u64,
    /// Signatures that count, of organisations.
    pub organisations: u64,
    /// Of these, shown on the list.
    pub shown: u64,
}

impl Recounted {
    /// Signatures that count.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.persons + self.organisations
    }
}

/// Why a stored log is not what it says.
#[derive(Debug, Error)]
pub enum RecountError {
    /// The store cannot be read.
    #[error("the stored log cannot be read")]
    Store(#[from] StoreError),
    /// It contradicts itself.
    #[error("the stored log contradicts itself: {0}")]
    Wrong(&'static str),
    /// An entry breaks the rules of the log.
    #[error("the entry {leaf} is wrong")]
    Entry {
        /// Its leaf index.
        leaf: u64,
        /// Why.
        source: domain::log::Fault,
    },
}

/// Counts the log of a declaration again. Memory grows by two bytes for each entry.
///
/// # Errors
/// See [`RecountError`].
pub async fn recount(store: &Store, row: &DeclarationRow) -> Result<Recounted, RecountError> {
    let head = store.log_head(row.id).await?;
    let head = head.ok_or(RecountError::Wrong("there is none"))?;
    let (mut tree, mut fold) = (Frontier::default(), Fold::default());
    while tree.size() < head.size {
        let start = tree.size();
        let end = head.size.min(start + PORTION);
        let entries = store.log_entries(row.id, start, end).await?;
        if entries.len() as u64 != end - start {
            return Err(RecountError::Wrong("entries are missing"));
        }
        for bytes in &entries {
            let leaf = tree.size();
            let entry =
                Entry::decode(bytes).map_err(|_| RecountError::Wrong("an entry cannot be read"))?;
            fold.push(&entry)
                .map_err(|source| RecountError::Entry { leaf, source })?;
            tree.append(Hash::leaf(bytes), &mut |_, _| {});
        }
    }
    check_checkpoint(&head.checkpoint, row, &tree)?;
    count(store, row, (&fold.tally(), &tree)).await
}

/// A carried log that is not whole yet has no checkpoint, and is shown to nobody.
fn check_checkpoint(note: &str, row: &DeclarationRow, tree: &Frontier) -> Result<(), RecountError> {
    if note.is_empty() && row.carried {
        return Ok(());
    }
    let key = VerifierKey::parse(&row.verifier_key)
        .map_err(|_| RecountError::Wrong("its key cannot be read"))?;
    let checkpoint = Checkpoint::open(note.as_bytes(), &[key])
        .map_err(|_| RecountError::Wrong("its checkpoint is not signed with its key"))?;
    if (checkpoint.size, checkpoint.root) != (tree.size(), tree.root()) {
        let what = "its entries do not lead to the root under its checkpoint";
        return Err(RecountError::Wrong(what));
    }
    Ok(())
}

/// The counters are what anybody counts who reads the log.
async fn count(
    store: &Store,
    row: &DeclarationRow,
    (tally, tree): (&Tally, &Frontier),
) -> Result<Recounted, RecountError> {
    let counters = store.counters(row.id).await?;
    let mut counted = Tally::new();
    for counter in counters.iter().filter(|counter| counter.n > 0) {
        *counted.entry(counter.bucket).or_default() += counter.n;
    }
    let tally: Tally = tally
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(bucket, n)| (*bucket, *n))
        .collect();
    if counted != tally {
        return Err(RecountError::Wrong(
            "its counters are not what is counted in it",
        ));
    }
    let of = |class: Class| {
        let buckets = tally.iter().filter(|(bucket, _)| bucket.class == class);
        buckets.map(|(_, n)| n).sum()
    };
    let shown = counters
        .iter()
        .filter(|counter| counter.listing != Listing::Counted)
        .map(|counter| counter.n)
        .sum();
    Ok(Recounted {
        size: tree.size(),
        root: tree.root(),
        persons: of(Class::Person),
        organisations: of(Class::Organisation),
        shown,
    })
}
