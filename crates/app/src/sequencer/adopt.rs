//! Taking over entries that are signed already: those a restored backup lost, and those of a log that
//! is only carried.
//!
//! It stands beside the writer because it appends, and it appends as the writer does: each portion in
//! one transaction that names the size it was built on, so that a writer or a second import that was
//! faster makes it fail and change nothing. The caller has verified the tree that the entries are
//! from, and each bundle of them again as it was read; the last portion is compared with the root of
//! the published checkpoint **before** it is committed.
//!
//! If the process dies between two portions, the log is whole and shorter than it will be; the next
//! run goes on from there.

use domain::id::DeclarationId;
use jiff::Timestamp;
use store::{Batch, LogHead, NewSignature, Publication, Store, StoreError, SubtreeRow};
use thiserror::Error;
use tlog::note::{SigningKey, VerifierKey};
use tlog::tree::Frontier;
use tlog::{Checkpoint, Hash};

use super::{HeadError, LogName, Tools, lock};

/// Entries in their order, with the rows that follow from them.
#[derive(Default)]
pub(crate) struct Portion {
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) signatures: Vec<NewSignature>,
    pub(crate) departures: Vec<store::Departure>,
    /// What is published; `files` are the whole folder as it stands now.
    pub(crate) publication: Option<Publication>,
    pub(crate) closes: bool,
}

/// What stands over the log after a portion.
pub(crate) enum Seal<'a> {
    /// The checkpoint that was published for exactly this size, with its signed note.
    Published(&'a Checkpoint, &'a str),
    /// A checkpoint of our own key for a size in between. It is over a part of a tree that this key
    /// has signed, so it contradicts nothing.
    Own(&'a SigningKey),
    /// None yet, for a log whose key is elsewhere: it is not shown until the last portion.
    None,
}

/// Why a portion was not taken over. Nothing of it was written.
#[derive(Debug, Error)]
pub enum AdoptError {
    /// What is stored is no log that could be continued.
    #[error("the stored log contradicts itself: {0}; bring back another backup")]
    Corrupt(&'static str),
    /// The entries do not lead to the root that was verified.
    #[error("the entries changed after they were verified")]
    OtherRoot,
    /// Somebody else appended to the log meanwhile.
    #[error("another process wrote to this log at the same time")]
    Outrun,
    /// The store failed.
    #[error("the store cannot be used")]
    Store(#[source] StoreError),
}

impl From<StoreError> for AdoptError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } => Self::Outrun,
            error => Self::Store(error),
        }
    }
}

/// A stored log that takes entries over.
pub(crate) struct Adoption<'a> {
    store: &'a Store,
    declaration: DeclarationId,
    origin: &'a str,
    tree: Frontier,
}

impl<'a> Adoption<'a> {
    /// Goes on where a stored log ends.
    pub(crate) fn of(
        store: &'a Store,
        (declaration, origin): (DeclarationId, &'a str),
        head: &LogHead,
    ) -> Result<Self, AdoptError> {
        let edge = head.edge.iter().copied().map(Hash).collect();
        let tree = Frontier::from_parts(head.size, edge)
            .map_err(|_| AdoptError::Corrupt("the edge of the tree does not fit its size"))?;
        Ok(Self {
            store,
            declaration,
            origin,
            tree,
        })
    }

    /// The tree so far.
    pub(crate) const fn tree(&self) -> &Frontier {
        &self.tree
    }

    /// Takes one portion over; durable when this returns.
    pub(crate) async fn take(
        &mut self,
        portion: Portion,
        seal: &Seal<'_>,
        at: Timestamp,
    ) -> Result<(), AdoptError> {
        let mut batch = Batch::new(self.declaration, self.tree.size());
        let mut tree = self.tree.clone();
        for entry in &portion.entries {
            tree.append(Hash::leaf(entry), &mut |id, hash| {
                batch.subtrees.push(SubtreeRow {
                    level: id.level,
                    index: id.index,
                    hash: hash.0,
                });
            });
        }
        batch.edge = tree.parts().iter().map(|hash| hash.0).collect();
        batch.checkpoint = self.checkpoint(&tree, seal)?;
        batch.entries = portion.entries;
        batch.signatures = portion.signatures;
        batch.departures = portion.departures;
        batch.publication = portion.publication;
        batch.closes = portion.closes;
        batch.at = at;
        self.store.commit(batch).await?;
        self.tree = tree;
        Ok(())
    }

    fn checkpoint(&self, tree: &Frontier, seal: &Seal<'_>) -> Result<String, AdoptError> {
        let key = match seal {
            Seal::Published(published, _)
                if published.size != tree.size() || published.root != tree.root() =>
            {
                return Err(AdoptError::OtherRoot);
            }
            Seal::Published(_, note) => return Ok((*note).to_owned()),
            Seal::None => return Ok(String::new()),
            Seal::Own(key) => key,
        };
        let checkpoint = Checkpoint {
            origin: self.origin.to_owned(),
            size: tree.size(),
            root: tree.root(),
        };
        let note = checkpoint
            .sign(key)
            .map_err(|_| AdoptError::Corrupt("its origin is not the name of its key"))?;
        Ok(note.to_string())
    }
}

/// The last checkpoint that was released, as the lock file has it; nothing before the first release.
pub(crate) async fn released(
    tools: &Tools,
    log: &LogName,
    key: &VerifierKey,
) -> Result<Option<Checkpoint>, HeadError> {
    let note = lock::read(&tools.keys.lock_file(&log.slug)).await;
    let Some(note) = note.map_err(HeadError::Lock)? else {
        return Ok(None);
    };
    let opened = Checkpoint::open(&note, std::slice::from_ref(key));
    opened
        .map(Some)
        .map_err(|_| HeadError::Corrupt("the lock file is not signed with the key of the log"))
}

/// Remembers in the lock file that a checkpoint is known outside; durable when this returns. It never
/// goes backwards.
pub(crate) async fn release(tools: &Tools, log: &LogName, note: String) -> Result<(), HeadError> {
    let path = tools.keys.lock_file(&log.slug);
    let written = tokio::task::spawn_blocking(move || lock::write(&path, &note)).await;
    written
        .unwrap_or_else(|interrupted| Err(std::io::Error::other(interrupted)))
        .map_err(HeadError::Lock)
}
