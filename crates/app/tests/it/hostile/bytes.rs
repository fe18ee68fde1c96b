//! Every byte of a log is changed, and every file cut, lengthened, emptied, removed and exchanged.

use proptest::prelude::*;

use super::forge::Forge;
use super::harmless::{Honest, Says, recount, says};

/// In files up to this size every bit is flipped, in larger ones one bit of a byte.
const SMALL: usize = 1200;

/// Flips bits of all files whose path passes; in the large ones of every byte or every so many.
async fn flip(forge: Forge, every: usize, passes: fn(&str) -> bool) {
    let honest = Honest::of(&forge).await;
    let (mut flipped, mut found) = (0_u32, 0_u32);
    for path in honest.files.paths().filter(|path| passes(path)) {
        let was = honest.files.was(path);
        let (step, bits) = if was.len() <= SMALL {
            (1, 8)
        } else {
            (every, 1)
        };
        for at in (0..was.len()).step_by(step) {
            for bit in 0..bits {
                let mut bytes = was.to_vec();
                bytes[at] ^= 1 << ((at + bit) % 8);
                flipped += 1;
                found += u32::from(honest.check(path, bytes).await);
            }
        }
    }
    assert!(found * 5 > flipped * 4, "only {found} of {flipped}");
}

fn is_entries(path: &str) -> bool {
    path.starts_with("tile/entries/")
}

fn is_hashes(path: &str) -> bool {
    path.starts_with("tile/") && !is_entries(path)
}

fn is_opening(path: &str) -> bool {
    path.starts_with("openings/")
}

fn is_signed(path: &str) -> bool {
    path.starts_with("checkpoint") || path == "policy"
}

fn is_beside(path: &str) -> bool {
    !is_entries(path) && !is_hashes(path) && !is_opening(path) && !is_signed(path)
}

#[tokio::test]
async fn every_bit_of_what_is_signed_matters() {
    flip(Forge::small(), 1, is_signed).await;
}

#[tokio::test]
async fn every_bit_of_the_count_and_of_every_record_matters() {
    flip(Forge::small(), 1, is_beside).await;
}

#[tokio::test]
async fn every_byte_of_every_entry_matters() {
    flip(Forge::small(), 1, is_entries).await;
}

#[tokio::test]
async fn every_byte_of_every_hash_tile_matters() {
    flip(Forge::small(), 1, is_hashes).await;
}

#[tokio::test]
async fn every_byte_of_every_opening_matters() {
    flip(Forge::small(), 1, is_opening).await;
}

/// Every 37th byte, so that signatures, which are all of one length, and hashes are met in all places.
#[tokio::test]
async fn the_bytes_of_a_log_of_two_bundles_matter() {
    let is_below = |path: &str| is_entries(path) || is_hashes(path) || is_opening(path);
    flip(Forge::open(), 37, is_below).await;
}

#[tokio::test]
async fn every_file_is_read_to_its_end_and_no_further() {
    let honest = Honest::of(&Forge::small()).await;
    for path in honest.files.paths() {
        let was = honest.files.was(path);
        for length in (0..was.len()).step_by(was.len() / 50 + 1) {
            let cut = was[..length].to_vec();
            let found = honest.check(path, cut).await;
            // Its last line is a cosignature.
            assert!(found || path == "checkpoint", "{path} cut to {length}");
        }
        for more in [&b"\n"[..], b" ", b"\0", b"x", b"[]", b"\0\0", &[0; 32], was] {
            honest.check(path, [was, more].concat()).await;
            honest.check(path, [more, was].concat()).await;
        }
        let without = recount(&honest.files.without(path)).await;
        let found = says(&honest.report, &without) == Says::False;
        assert_eq!(found, path != "checkpoint.witnessed", "{path} was removed");
    }
}

#[tokio::test]
async fn no_file_stands_in_for_another() {
    let honest = Honest::of(&Forge::open()).await;
    for path in honest.files.paths() {
        for other in honest.files.paths().filter(|other| *other != path) {
            let (was, instead) = (honest.files.was(path), honest.files.was(other));
            honest.check(path, instead.to_vec()).await;
            let swapped = honest.files.with(path, instead).with(other, was);
            assert!(!recount(&swapped).await.is_fine(), "{path} and {other}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_written_over_a_part_of_a_file_is_found_or_harms_nobody(
        file: prop::sample::Index,
        at: prop::sample::Index,
        length in 0_usize..60,
        with in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let honest = Honest::of(&Forge::small()).await;
            let paths: Vec<&str> = honest.files.paths().collect();
            let path = paths[file.index(paths.len())];
            let mut bytes = honest.files.was(path).to_vec();
            let start = at.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, with);
            if bytes != honest.files.was(path) {
                honest.check(path, bytes).await;
            }
        });
    }
}
