//! What a recount cannot be faster than: each leaf hashed once and one node for each.

use std::hint::black_box;
use std::path::Path;
use std::thread;

use tlog::Hash;
use tlog::tile::TilePath;

use super::folder;

/// Hashes as many leaves and nodes as a log of so many entries has, on all cores, from memory that
/// is warm, and with nothing around it.
pub fn hash_everything(size: u64) {
    let entries: Vec<Vec<u8>> = (1..=256).map(folder::entry).collect();
    let cores = folder::cores();
    thread::scope(|scope| {
        for core in 0..cores as u64 {
            let (entries, cores) = (&entries, cores as u64);
            scope.spawn(move || {
                let share = size / cores + u64::from(core < size % cores);
                hash_share(entries, share);
            });
        }
    });
}

fn hash_share(entries: &[Vec<u8>], share: u64) {
    let mut node = Hash::EMPTY_ROOT;
    for (_, entry) in (0..share).zip(entries.iter().cycle()) {
        node = Hash::node(&node, &Hash::leaf(entry));
    }
    black_box(node);
}

/// Reads every file that a recount reads once for each bundle, on all cores.
///
/// # Errors
/// When one is missing.
pub fn read_everything(log: &Path, size: u64) -> anyhow::Result<()> {
    let bundles = size / 256;
    let cores = folder::cores() as u64;
    let share = |core: u64| -> anyhow::Result<u64> {
        let mut bytes = 0;
        for index in (core..bundles).step_by(usize::try_from(cores)?) {
            let width = 256;
            let tile = TilePath::Hashes {
                level: 0,
                index,
                width,
            };
            let paths = [
                TilePath::Entries { index, width }.to_string(),
                tile.to_string(),
                format!("openings/{index}.json"),
            ];
            for path in paths {
                bytes += std::fs::read(log.join(path))?.len() as u64;
            }
        }
        Ok(bytes)
    };
    let read: anyhow::Result<u64> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores)
            .map(|core| scope.spawn(move || share(core)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a thread that panics says why"))
            .sum()
    });
    black_box(read?);
    Ok(())
}
