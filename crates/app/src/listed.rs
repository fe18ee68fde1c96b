//! The stored list beside the stored log: every name on it is one that somebody signed with.

use domain::id::DeclarationId;
use domain::log::{Body, Entry};
use sha2::{Digest, Sha256};
use store::{Store, StoreError};
use thiserror::Error;

use crate::opening;

/// Entries that are read at once: four bundles.
const PORTION: u64 = 1024;

/// A list that was gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Names and initials on it.
    pub shown: u64,
    /// SHA-256 of all openings with their places, in order.
    pub digest: [u8; 32],
}

/// Why a stored list is not that of its log.
#[derive(Debug, Error)]
pub enum ListedError {
    /// The store cannot be read.
    #[error("the stored list cannot be read")]
    Store(#[from] StoreError),
    /// What is shown is not what was signed.
    #[error("what the list shows for entry {0} is not what was signed")]
    Wrong(u64),
}

/// Opens the commitment of everybody on the list of a log of this size. Memory does not grow with it.
///
/// # Errors
/// See [`ListedError`].
pub async fn listed(store: &Store, id: DeclarationId, size: u64) -> Result<Listed, ListedError> {
    let (mut shown, mut hash) = (0, Sha256::new());
    let mut end = 0;
    while end < size {
        let start = end;
        end = size.min(start + PORTION);
        let openings = store.openings(id, start, end).await?;
        if openings.is_empty() {
            continue;
        }
        let entries = store.log_entries(id, start, end).await?;
        for (leaf, bytes) in openings {
            let place = usize::try_from(leaf.saturating_sub(start)).ok();
            let entry = place.and_then(|place| entries.get(place));
            if !belongs(entry.map_or(&[], Vec::as_slice), &bytes) {
                return Err(ListedError::Wrong(leaf));
            }
            shown += 1;
            hash.update(leaf.to_be_bytes());
            hash.update(&bytes);
        }
    }
    Ok(Listed {
        shown,
        digest: hash.finalize().into(),
    })
}

/// Whether an opening is that of the signature in an entry.
fn belongs(entry: &[u8], bytes: &[u8]) -> bool {
    let Ok(entry) = Entry::decode(entry) else {
        return false;
    };
    let opened = opening::decode(bytes).map(|opening| opening.commitment());
    match entry.body {
        Body::Signature { commitment, .. } => opened == Some(commitment),
        _ => false,
    }
}
