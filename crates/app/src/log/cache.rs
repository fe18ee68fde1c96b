//! Tiles and bundles that were asked for lately.
//!
//! They never change, and whoever mirrors a log asks for the same ones as everybody else: the partial
//! ones of the newest checkpoint most of all. Somebody who asks for all widths of all tiles pushes
//! them out, which costs the others one read each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::DeclarationId;
use tlog::tile::TilePath;

/// The most that one generation holds, in bytes: the tiles over a quarter of a million entries. Two
/// generations are kept.
const GENERATION: usize = 8 << 20;

type Key = (DeclarationId, TilePath);
type Tiles = HashMap<Key, Arc<[u8]>>;

/// Tiles in two generations. What is asked for moves to the young one; when that is full it becomes
/// the old one, and what nobody asked for since is forgotten.
#[derive(Default)]
pub(crate) struct TileCache(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: Tiles,
    old: Tiles,
    /// Bytes in the young one.
    held: usize,
}

impl TileCache {
    /// A tile, if it is still known.
    pub(super) fn get(&self, id: DeclarationId, tile: TilePath) -> Option<Arc<[u8]>> {
        let mut generations = self.generations();
        let key = (id, tile);
        if let Some(bytes) = generations.young.get(&key) {
            return Some(Arc::clone(bytes));
        }
        let bytes = generations.old.remove(&key)?;
        generations.keep(key, Arc::clone(&bytes));
        Some(bytes)
    }

    /// Keeps a tile.
    pub(super) fn put(&self, id: DeclarationId, tile: TilePath, bytes: &Arc<[u8]>) {
        self.generations().keep((id, tile), Arc::clone(bytes));
    }

    fn generations(&self) -> MutexGuard<'_, Generations> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generations {
    fn keep(&mut self, key: Key, bytes: Arc<[u8]>) {
        if self.held + bytes.len() > GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.held = 0;
        }
        let length = bytes.len();
        if self.young.insert(key, bytes).is_none() {
            self.held += length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(index: u64) -> TilePath {
        TilePath::Entries { index, width: 256 }
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_makes_room() {
        let cache = TileCache::default();
        let (one, other) = (
            DeclarationId::new(1, [0; 10]),
            DeclarationId::new(2, [0; 10]),
        );
        let bytes: Arc<[u8]> = vec![7; 64 << 10].into();
        for index in 0..1_000 {
            cache.put(one, tile(index), &bytes);
            assert!(cache.get(one, tile(0)).is_some(), "asked for all the time");
        }
        assert!(cache.get(one, tile(999)).is_some());
        assert!(cache.get(one, tile(500)).is_none());
        assert!(cache.get(other, tile(0)).is_none(), "logs are apart");
        let generations = cache.generations();
        let held = |tiles: &Tiles| tiles.values().map(|bytes| bytes.len()).sum::<usize>();
        assert_eq!(generations.held, held(&generations.young));
        assert!(held(&generations.young) + held(&generations.old) <= 2 * GENERATION);
    }
}
