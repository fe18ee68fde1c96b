//! Proving one entry of a large log from its tiles.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use app::verify::{FolderSource, LogSource, Reader, SourceError};
use tlog::note::Note;
use tlog::proof::{prove_inclusion, verify_inclusion};
use tlog::tile::{FULL_WIDTH, TilePath, tile_widths};
use tlog::tree::{HashStore, StoredNodes, SubtreeId};
use tlog::{Checkpoint, Hash};

use crate::process;
use crate::table::{Rates, row};

/// Proofs in one round.
const PROOFS: u64 = 5_000;

/// Makes proofs for entries all over the log, and checks each.
///
/// # Errors
/// When a tile is missing or a proof does not hold.
pub fn run(log: &Path, size: u64, rounds: usize) -> anyhow::Result<()> {
    let source = FolderSource::new(log);
    let reader = source.reader().context("a folder is read by threads")?;
    let note = reader
        .read("checkpoint")?
        .context("there is no checkpoint")?;
    let checkpoint = Checkpoint::parse(Note::parse(&note)?.text())?;
    let tiles = Tiles { reader, size };
    let mut rates = Rates::default();
    for _ in 0..rounds {
        let used = process::processor_time()?;
        for number in 0..PROOFS {
            // A stride that has no common divisor with the size goes everywhere.
            let index = number.wrapping_mul(7_368_787) % size;
            let proof = prove_inclusion(index, size, &StoredNodes(&tiles))?;
            let leaf = tiles.leaf_hash_range(index, index + 1)?[0];
            verify_inclusion(&leaf, index, size, &proof, &checkpoint.root)?;
        }
        rates.add(PROOFS, process::processor_time()?.saturating_sub(used));
    }
    row(
        &format!("proofs made and checked at {size}, by processor time"),
        &rates,
        None,
    );
    Ok(())
}

/// Hashes from the tiles of a folder.
struct Tiles {
    reader: Arc<dyn Reader>,
    size: u64,
}

impl Tiles {
    fn range(&self, level: u8, start: u64, end: u64) -> Result<Vec<Hash>, SourceError> {
        let width = u64::from(FULL_WIDTH);
        let widths = tile_widths(self.size, level);
        let index = start / width;
        let path = TilePath::Hashes {
            level,
            index,
            width: if index < widths.full {
                FULL_WIDTH
            } else {
                widths.partial
            },
        };
        let bytes = self.reader.read(&path.to_string())?.unwrap_or_default();
        let hashes = bytes.as_chunks::<32>().0.iter().map(|hash| Hash(*hash));
        let (skip, take) = (start % width, end - start);
        Ok(hashes.skip(skip as usize).take(take as usize).collect())
    }
}

impl HashStore for Tiles {
    type Error = SourceError;

    fn leaf_hash_range(&self, start: u64, end: u64) -> Result<Vec<Hash>, SourceError> {
        self.range(0, start, end)
    }

    fn subtree(&self, id: SubtreeId) -> Result<Hash, SourceError> {
        let hashes = self.range(id.level, id.index, id.index + 1)?;
        Ok(hashes.first().copied().unwrap_or(Hash::EMPTY_ROOT))
    }

    fn subtree_range(&self, level: u8, start: u64, end: u64) -> Result<Vec<Hash>, SourceError> {
        self.range(level, start, end)
    }
}
