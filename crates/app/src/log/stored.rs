//! The stored tree as the Merkle code wants to read it.

use domain::id::DeclarationId;
use store::{Store, StoreError};
use thiserror::Error;
use tlog::Hash;
use tlog::proof::{
    ConsistencyProof, InclusionProof, ProveError, prove_consistency, prove_inclusion,
};
use tlog::tile::{TileError, TilePath};
use tlog::tree::{HashStore, ReadError, StoredNodes, SubtreeId};
use tokio::runtime::Handle;

/// One log in the store.
#[derive(Clone)]
pub struct StoredLog {
    store: Store,
    id: DeclarationId,
}

/// Why a stored log could not be read.
#[derive(Debug, Error)]
pub enum ReadLogError {
    /// The store failed.
    #[error("the log cannot be read")]
    Store(#[from] StoreError),
    /// Entries or hashes are missing that must be there.
    #[error("the stored log has a gap")]
    Gap,
    /// No such entry, proof or tile at this size.
    #[error("the log has no such part")]
    NoSuchPart,
    /// The reading task ended early.
    #[error("reading the log was interrupted")]
    Interrupted,
}

impl StoredLog {
    /// The log of a declaration.
    #[must_use]
    pub const fn new(store: Store, id: DeclarationId) -> Self {
        Self { store, id }
    }

    /// The proof that entry `index` is in the tree of `size` entries.
    ///
    /// # Errors
    /// See [`ReadLogError`].
    pub async fn inclusion(&self, index: u64, size: u64) -> Result<InclusionProof, ReadLogError> {
        self.read(move |hashes| {
            prove_inclusion(index, size, &StoredNodes(hashes)).map_err(prove_error)
        })
        .await
    }

    /// The proof that the tree of `new` entries continues the tree of `old` entries.
    ///
    /// # Errors
    /// See [`ReadLogError`].
    pub async fn consistency(&self, old: u64, new: u64) -> Result<ConsistencyProof, ReadLogError> {
        self.read(move |hashes| {
            prove_consistency(old, new, &StoredNodes(hashes)).map_err(prove_error)
        })
        .await
    }

    /// The bytes of a hash tile, as it is in the tree of `size` entries.
    ///
    /// # Errors
    /// See [`ReadLogError`].
    pub async fn tile(&self, path: TilePath, size: u64) -> Result<Vec<u8>, ReadLogError> {
        self.read(move |hashes| {
            tlog::tile::tile(path, size, hashes).map_err(|error| match error {
                TileError::Read(read) => read_error(read),
                _ => ReadLogError::NoSuchPart,
            })
        })
        .await
    }

    /// Entries from `start` up to, not including, `end`: exactly that many.
    ///
    /// # Errors
    /// See [`ReadLogError`].
    pub async fn entries(&self, start: u64, end: u64) -> Result<Vec<Vec<u8>>, ReadLogError> {
        let entries = self.store.log_entries(self.id, start, end).await?;
        let whole = entries.len() as u64 == end.saturating_sub(start);
        if whole {
            Ok(entries)
        } else {
            Err(ReadLogError::Gap)
        }
    }

    /// The Merkle code reads hashes when it needs them and knows nothing of tasks, so it runs on a
    /// thread that may block.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&StoredHashes) -> Result<T, ReadLogError> + Send + 'static,
    ) -> Result<T, ReadLogError> {
        let hashes = StoredHashes {
            log: self.clone(),
            runtime: Handle::current(),
        };
        tokio::task::spawn_blocking(move || work(&hashes))
            .await
            .map_err(|_| ReadLogError::Interrupted)?
    }
}

struct StoredHashes {
    log: StoredLog,
    runtime: Handle,
}

impl HashStore for StoredHashes {
    type Error = ReadLogError;

    fn leaf_hash_range(&self, start: u64, end: u64) -> Result<Vec<Hash>, ReadLogError> {
        let entries = self.runtime.block_on(self.log.entries(start, end))?;
        Ok(entries.iter().map(|entry| Hash::leaf(entry)).collect())
    }

    fn subtree(&self, id: SubtreeId) -> Result<Hash, ReadLogError> {
        let hashes = self.subtree_range(id.level, id.index, id.index + 1)?;
        hashes.first().copied().ok_or(ReadLogError::Gap)
    }

    fn subtree_range(&self, level: u8, start: u64, end: u64) -> Result<Vec<Hash>, ReadLogError> {
        let read = self.log.store.log_subtrees(self.log.id, level, start, end);
        let hashes = self.runtime.block_on(read)?;
        if hashes.len() as u64 != end - start {
            return Err(ReadLogError::Gap);
        }
        Ok(hashes.into_iter().map(Hash).collect())
    }
}

fn prove_error(error: ProveError<ReadError<ReadLogError>>) -> ReadLogError {
    match error {
        ProveError::NoSuchProof(_) => ReadLogError::NoSuchPart,
        ProveError::Read(read) => read_error(read),
    }
}

fn read_error(error: ReadError<ReadLogError>) -> ReadLogError {
    match error {
        ReadError::Store(error) => error,
        ReadError::WrongCount { .. } => ReadLogError::Gap,
    }
}
