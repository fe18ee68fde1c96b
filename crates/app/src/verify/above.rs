//! The tree above the bundles, as it grows: nothing of it is kept but its right edge and the tiles
//! that are not full yet.

use tlog::Hash;
use tlog::tile::{FULL_WIDTH, TilePath};
use tlog::tree::Frontier;

/// Full bundles, joined. A bundle is a leaf of this tree, so its level L is L + 1 of the log's tiles.
#[derive(Default)]
pub(super) struct Above {
    bundles: Frontier,
    levels: Vec<Level>,
}

/// The newest tile of one level.
#[derive(Default)]
struct Level {
    full: u64,
    hashes: Vec<Hash>,
}

/// A tile and the hashes it must hold.
pub(super) type Expected = (TilePath, Vec<Hash>);

impl Above {
    /// How many entries lie below.
    pub(super) fn size(&self) -> u64 {
        self.bundles.size() * u64::from(FULL_WIDTH)
    }

    /// The root of the tree of these bundles and the entries behind them, as their frontier.
    pub(super) fn root(&self, behind: u64, parts: &[Hash]) -> Hash {
        let parts = [self.bundles.parts(), parts].concat();
        let whole = Frontier::from_parts(self.size() + behind, parts);
        whole
            .expect("the parts of full bundles and of a beginning of one are those of both")
            .root()
    }

    /// Takes the root of the next full bundle and gives the tiles that are full with it.
    pub(super) fn push(&mut self, bundle: Hash) -> Vec<Expected> {
        let mut completed = vec![(0, bundle)];
        self.bundles.append(bundle, &mut |id, hash| {
            completed.push((usize::from(id.level), hash));
        });
        let mut tiles = Vec::new();
        for (level, hash) in completed {
            if self.levels.len() <= level {
                self.levels.push(Level::default());
            }
            let newest = &mut self.levels[level];
            newest.hashes.push(hash);
            if newest.hashes.len() == usize::from(FULL_WIDTH) {
                tiles.extend(newest.tile(level));
                newest.full += 1;
                newest.hashes.clear();
            }
        }
        tiles
    }

    /// The tiles that are not full, from the lowest level up.
    pub(super) fn rest(&self) -> Vec<Expected> {
        let levels = self.levels.iter().enumerate();
        levels
            .filter_map(|(level, newest)| newest.tile(level))
            .collect()
    }
}

impl Level {
    fn tile(&self, above: usize) -> Option<Expected> {
        let width = u16::try_from(self.hashes.len()).ok()?;
        let path = TilePath::Hashes {
            level: u8::try_from(above + 1).ok()?,
            index: self.full,
            width,
        };
        (width > 0).then(|| (path, self.hashes.clone()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tlog::tile::hash_tiles;

    use super::*;

    /// The tiles it has named so far.
    fn named(above: &Above, full: &BTreeSet<TilePath>) -> BTreeSet<TilePath> {
        let rest = above.rest().into_iter().map(|(path, _)| path);
        full.iter().copied().chain(rest).collect()
    }

    #[test]
    fn it_is_the_tree_of_single_leaves() {
        let (mut above, mut plain) = (Above::default(), Frontier::empty());
        let (mut full, mut bundle) = (BTreeSet::new(), Frontier::empty());
        for size in 0..70_000 {
            if [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 69_888].contains(&size) {
                let expected = hash_tiles(size)
                    .filter(|path| !matches!(path, TilePath::Hashes { level: 0, .. }));
                assert_eq!(named(&above, &full), expected.collect(), "{size}");
                let root = above.root(bundle.size(), bundle.parts());
                assert_eq!(root, plain.root(), "{size}");
            }
            let leaf = Hash::leaf(&size.to_be_bytes());
            plain.push(leaf);
            bundle.push(leaf);
            if bundle.size() == u64::from(FULL_WIDTH) {
                full.extend(above.push(bundle.root()).into_iter().map(|(path, _)| path));
                bundle = Frontier::empty();
            }
        }
    }
}
