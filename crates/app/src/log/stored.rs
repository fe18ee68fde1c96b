//! The stored tree as the Merkle code wants to read it.

use std::collections::HashMap;
use std::ops::Range;

use domain::id::DeclarationId;
use store::{LogPart, LogRange, Store, StoreError};
use thiserror::Error;
use tlog::Hash;
use tlog::proof::{
    ConsistencyProof, InclusionProof, consistency_nodes, inclusion_nodes, prove_consistency,
    prove_inclusion,
};
use tlog::tile::{FULL_WIDTH, TilePath, bundle};
use tlog::tree::{HashStore, NodeId, Span, StoredNodes, SubtreeId};

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
        let spans = inclusion_nodes(index, size).map_err(|_| ReadLogError::NoSuchPart)?;
        let hashes = self.hashes_under(&spans).await?;
        prove_inclusion(index, size, &StoredNodes(&hashes)).map_err(|_| ReadLogError::Gap)
    }

    /// The proof that the tree of `new` entries continues the tree of `old` entries.
    ///
    /// # Errors
    /// See [`ReadLogError`].
    pub async fn consistency(&self, old: u64, new: u64) -> Result<ConsistencyProof, ReadLogError> {
        let spans = consistency_nodes(old, new).map_err(|_| ReadLogError::NoSuchPart)?;
        let hashes = self.hashes_under(&spans).await?;
        prove_consistency(old, new, &StoredNodes(&hashes)).map_err(|_| ReadLogError::Gap)
    }

    /// The bytes of a hash tile or an entry bundle; nothing where the log does not reach so far.
    ///
    /// One read, whatever the size of the log. Entries and roots of subtrees are stored in the
    /// transaction that stores the checkpoint over them, so that what is there has been signed, and
    /// what has been signed never changes.
    ///
    /// # Errors
    /// See [`ReadLogError`].
    pub async fn tile(&self, path: TilePath) -> Result<Option<Vec<u8>>, ReadLogError> {
        let Some(Range { start, end }) = path.range_in(u64::MAX) else {
            return Ok(None);
        };
        match path {
            TilePath::Hashes { level, .. } if level > 0 => {
                let hashes = self.store.log_subtrees(self.id, level, start, end).await?;
                let is_whole = hashes.len() as u64 == end - start;
                Ok(is_whole.then(|| hashes.concat()))
            }
            TilePath::Hashes { index, width, .. } => {
                let bundle = self.bundle(index, width).await?;
                bundle.map(|bundle| leaf_hashes(&bundle)).transpose()
            }
            TilePath::Entries { index, width } => self.bundle(index, width).await,
        }
    }

    /// The bytes of an entry bundle; nothing where the log does not reach so far. A full one is stored
    /// as it is served.
    async fn bundle(&self, index: u64, width: u16) -> Result<Option<Vec<u8>>, ReadLogError> {
        if width == FULL_WIDTH {
            return Ok(self.store.log_bundle(self.id, index).await?);
        }
        let start = index * u64::from(FULL_WIDTH);
        let end = start + u64::from(width);
        let entries = self.store.log_entries(self.id, start, end).await?;
        let is_whole = entries.len() == usize::from(width);
        let bytes = bundle::encode(entries.iter().map(Vec::as_slice));
        Ok(bytes.ok().filter(|_| is_whole))
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

    /// All that is stored of the roots of these subtrees, in one read: which hashes a proof is made
    /// of is known before any of them.
    async fn hashes_under(&self, spans: &[Span]) -> Result<ReadHashes, ReadLogError> {
        let nodes = spans.iter().flat_map(|span| span.nodes());
        let ranges: Vec<LogRange> = nodes.map(stored_under).collect();
        let parts = self.store.log_parts(self.id, ranges.clone()).await?;
        let hashes = parts.into_iter().map(|part| match part {
            LogPart::Entries(entries) => entries.iter().map(|entry| Hash::leaf(entry)).collect(),
            LogPart::Subtrees(roots) => roots.into_iter().map(Hash).collect(),
        });
        Ok(ReadHashes(ranges.into_iter().zip(hashes).collect()))
    }
}

/// The hash tile over a bundle.
pub(crate) fn leaf_hashes(bundle: &[u8]) -> Result<Vec<u8>, ReadLogError> {
    let entries = bundle::entries(bundle).map_err(|_| ReadLogError::Gap)?;
    Ok(entries
        .iter()
        .flat_map(|entry| Hash::leaf(entry).0)
        .collect())
}

/// What is stored of a node: 2^(level mod 8) neighbours of the tile level below it, as
/// [`StoredNodes`] asks for them.
fn stored_under(node: NodeId) -> LogRange {
    let count = 1 << (node.level % 8);
    let start = node.index * count;
    let end = start + count;
    match node.level / 8 {
        0 => LogRange::Entries { start, end },
        level => LogRange::Subtrees { level, start, end },
    }
}

/// Hashes that were read for one proof.
struct ReadHashes(HashMap<LogRange, Vec<Hash>>);

impl ReadHashes {
    fn get(&self, range: LogRange) -> Result<Vec<Hash>, ReadLogError> {
        self.0.get(&range).cloned().ok_or(ReadLogError::Gap)
    }
}

impl HashStore for ReadHashes {
    type Error = ReadLogError;

    fn leaf_hash_range(&self, start: u64, end: u64) -> Result<Vec<Hash>, ReadLogError> {
        self.get(LogRange::Entries { start, end })
    }

    fn subtree(&self, id: SubtreeId) -> Result<Hash, ReadLogError> {
        let hashes = self.subtree_range(id.level, id.index, id.index + 1)?;
        hashes.first().copied().ok_or(ReadLogError::Gap)
    }

    fn subtree_range(&self, level: u8, start: u64, end: u64) -> Result<Vec<Hash>, ReadLogError> {
        self.get(LogRange::Subtrees { level, start, end })
    }
}
