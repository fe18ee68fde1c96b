//! Tiles (tlog-tiles): which there are for a tree, what they are called, and their bytes.

pub mod bundle;
mod path;

pub use path::{TilePath, TilePathError};

use thiserror::Error;

use crate::tree::{HashStore, ReadError};

/// Hashes in a full tile, and entries in a full bundle.
pub const FULL_WIDTH: u16 = 256;

/// The largest tile level that the specification names.
pub const MAX_LEVEL: u8 = 63;

/// How many tiles a level of a tree has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileWidths {
    /// The number of full tiles.
    pub full: u64,
    /// The width of the partial tile after them, 1 to 255; 0 where there is none.
    pub partial: u16,
}

/// Why a tile cannot be built.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum TileError<E> {
    /// A tree of this size does not reach so far.
    #[error("{path} is not in a tree of {size} leaves")]
    OutsideTree {
        /// The tile asked for.
        path: TilePath,
        /// The size of the tree.
        size: u64,
    },
    /// The path names entries, which are not made of hashes; see [`bundle`].
    #[error("{path} holds entries, not hashes")]
    NotHashes {
        /// The path asked for.
        path: TilePath,
    },
    /// The hashes cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError<E>),
}

/// The number of hashes that tiles of `level` hold for a tree of `size` leaves: its full subtrees
/// of 256^`level`.
fn hashes_at(size: u64, level: u8) -> u64 {
    size.checked_shr(8 * u32::from(level)).unwrap_or(0)
}

/// How many full tiles `level` has in a tree of `size` leaves, and how wide the partial one is.
/// Level 0 also tells the entry bundles.
#[must_use]
pub fn tile_widths(size: u64, level: u8) -> TileWidths {
    let hashes = hashes_at(size, level);
    let width = u64::from(FULL_WIDTH);
    let partial = u16::try_from(hashes % width).expect("a remainder of 256 is below 256");
    TileWidths {
        full: hashes / width,
        partial,
    }
}

/// All hash tiles of a tree of `size` leaves, level by level from the leaves up, partial ones last
/// in their level.
pub fn hash_tiles(size: u64) -> impl Iterator<Item = TilePath> {
    (0..=MAX_LEVEL)
        .take_while(move |level| hashes_at(size, *level) > 0)
        .flat_map(move |level| {
            positions(size, level).map(move |(index, width)| TilePath::Hashes {
                level,
                index,
                width,
            })
        })
}

/// All entry bundles of a tree of `size` leaves, from the left.
pub fn entry_bundles(size: u64) -> impl Iterator<Item = TilePath> {
    positions(size, 0).map(|(index, width)| TilePath::Entries { index, width })
}

/// Index and width of every tile of one level.
fn positions(size: u64, level: u8) -> impl Iterator<Item = (u64, u16)> {
    let TileWidths { full, partial } = tile_widths(size, level);
    let last = (partial > 0).then_some((full, partial));
    (0..full).map(|index| (index, FULL_WIDTH)).chain(last)
}

/// The bytes of a hash tile in a tree of `size` leaves: its hashes one after another, 32 bytes
/// each.
///
/// A narrower tile than `size` has is given too: it belongs to an earlier tree, and never changes.
///
/// # Errors
///
/// A tile that reaches beyond the tree, a path of entries, or whatever the store refuses.
pub fn tile<S: HashStore>(
    path: TilePath,
    size: u64,
    store: &S,
) -> Result<Vec<u8>, TileError<S::Error>> {
    let TilePath::Hashes { level, width, .. } = path else {
        return Err(TileError::NotHashes { path });
    };
    let range = path
        .range_in(size)
        .ok_or(TileError::OutsideTree { path, size })?;
    let hashes = crate::tree::read_level(store, level, range.start, u64::from(width))?;
    Ok(hashes.iter().flat_map(|hash| hash.0).collect())
}
