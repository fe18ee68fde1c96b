//! Tiles, bundles and their paths.

use proptest::prelude::*;
use tlog::tile::bundle::{self, BundleError};
use tlog::tile::{
    FULL_WIDTH, TileError, TilePath, TilePathError, TileWidths, entry_bundles, hash_tiles, tile,
    tile_widths,
};

use crate::naive::{self, Memory};

#[test]
fn a_tree_of_70_000_has_the_tiles_that_the_specification_lists() {
    assert_eq!(
        tile_widths(70_000, 0),
        TileWidths {
            full: 273,
            partial: 112
        }
    );
    assert_eq!(
        tile_widths(70_000, 1),
        TileWidths {
            full: 1,
            partial: 17
        }
    );
    assert_eq!(
        tile_widths(70_000, 2),
        TileWidths {
            full: 0,
            partial: 1
        }
    );
    assert_eq!(
        tile_widths(70_000, 3),
        TileWidths {
            full: 0,
            partial: 0
        }
    );
    assert_eq!(hash_tiles(70_000).count(), 274 + 2 + 1);
    assert_eq!(entry_bundles(70_000).count(), 274);

    let of_256: Vec<String> = hash_tiles(256).map(|path| path.to_string()).collect();
    assert_eq!(of_256, ["tile/0/000", "tile/1/000.p/1"]);
    assert_eq!(hash_tiles(0).count() + entry_bundles(0).count(), 0);
    assert_eq!(
        tile_widths(u64::MAX, 63),
        TileWidths {
            full: 0,
            partial: 0
        }
    );
}

#[test]
fn every_tile_of_every_released_size_holds_the_roots_of_the_definition() {
    let memory = Memory::of(&naive::leaves(70_000));
    for size in naive::EDGES {
        for path in hash_tiles(size) {
            let TilePath::Hashes {
                level,
                index,
                width,
            } = path
            else {
                panic!("{path}")
            };
            let below = 256_usize.pow(u32::from(level));
            let first = usize::try_from(index).unwrap() * 256;
            let expected: Vec<u8> = (first..first + usize::from(width))
                .flat_map(|at| naive::root(&memory.leaves[at * below..(at + 1) * below]).0)
                .collect();
            assert_eq!(
                tile(path, size, &memory).unwrap(),
                expected,
                "{path} of {size}"
            );
        }
    }
}

#[test]
fn a_partial_tile_of_an_earlier_size_stays_what_it_was() {
    let memory = Memory::of(&naive::leaves(600));
    let path = TilePath::Hashes {
        level: 0,
        index: 1,
        width: 7,
    };
    assert_eq!(tile(path, 263, &memory), tile(path, 600, &memory));
}

#[test]
fn a_tile_beyond_the_tree_is_refused() {
    let memory = Memory::of(&naive::leaves(300));
    let check = |level, index, width| {
        let path = TilePath::Hashes {
            level,
            index,
            width,
        };
        assert_eq!(
            tile(path, 300, &memory),
            Err(TileError::OutsideTree { path, size: 300 })
        );
    };
    check(0, 1, 45);
    check(0, 1, 256);
    check(0, 2, 1);
    check(1, 0, 2);
    check(2, 0, 1);
    check(0, 0, 0);
    check(0, 0, 257);
    check(0, u64::MAX, 256);
    let path = TilePath::Entries { index: 0, width: 1 };
    assert_eq!(tile(path, 300, &memory), Err(TileError::NotHashes { path }));
    assert_eq!(
        TilePath::Entries {
            index: 1,
            width: 44
        }
        .range_in(300),
        Some(256..300)
    );
    assert_eq!(
        TilePath::Entries {
            index: 1,
            width: 45
        }
        .range_in(300),
        None
    );
}

#[test]
fn paths_are_spelt_as_the_specification_says() {
    let check = |text: &str, path: TilePath| {
        assert_eq!(path.to_string(), text);
        assert_eq!(TilePath::parse(text), Ok(path));
    };
    check(
        "tile/0/000",
        TilePath::Hashes {
            level: 0,
            index: 0,
            width: 256,
        },
    );
    check(
        "tile/63/x001/000",
        TilePath::Hashes {
            level: 63,
            index: 1000,
            width: 256,
        },
    );
    check(
        "tile/0/999.p/255",
        TilePath::Hashes {
            level: 0,
            index: 999,
            width: 255,
        },
    );
    check(
        "tile/entries/x001/x234/067",
        TilePath::Entries {
            index: 1_234_067,
            width: 256,
        },
    );
    check(
        "tile/entries/x001/x234/067.p/8",
        TilePath::Entries {
            index: 1_234_067,
            width: 8,
        },
    );
    check(
        "tile/1/x072/x057/x594/x037/x927/935",
        TilePath::Hashes {
            level: 1,
            index: u64::MAX / 256,
            width: 256,
        },
    );
}

#[test]
fn every_other_spelling_is_refused() {
    let check = |text: &str, error: TilePathError| {
        assert_eq!(TilePath::parse(text), Err(error), "{text}");
    };
    for text in [
        "",
        "tile",
        "tile/",
        "tile/0",
        "/tile/0/000",
        "tile/64/000",
        "tile/00/000",
        "tile/-1/000",
    ] {
        check(text, TilePathError::NotATile);
    }
    for text in [
        "",
        "0",
        "0000",
        "x000",
        "x000/000",
        "001/000",
        "x1/000",
        "+01",
        "000/",
        "/000",
        "x001/x000",
        "é0",
    ] {
        check(&format!("tile/0/{text}"), TilePathError::BadIndex);
    }
    for text in ["", "0", "00", "01", "256", "1/", "+1", "1.p/1"] {
        check(
            &format!("tile/entries/000.p/{text}"),
            TilePathError::BadWidth,
        );
    }
    check(
        "tile/1/x072/x057/x594/x037/x927/936",
        TilePathError::IndexTooLarge,
    );
    check(
        "tile/1/x999/x999/x999/x999/x999/x999/999",
        TilePathError::IndexTooLarge,
    );
}

#[test]
fn a_bundle_gives_back_its_entries() {
    let entries: [&[u8]; 3] = [b"", b"one", &[7; 65_535]];
    let bytes = bundle::encode(entries.into_iter()).unwrap();
    assert_eq!(bytes[..7], [0, 0, 0, 3, b'o', b'n', b'e']);
    assert_eq!(bytes[7..9], [0xff, 0xff]);
    assert_eq!(bundle::entries(&bytes).unwrap(), entries);
    let full = vec![b"e".as_slice(); usize::from(FULL_WIDTH)];
    let bytes = bundle::encode(full.iter().copied()).unwrap();
    assert_eq!(bundle::entries(&bytes).unwrap(), full);
}

#[test]
fn what_is_not_a_bundle_is_refused() {
    assert_eq!(bundle::encode(std::iter::empty()), Err(BundleError::Empty));
    let long = vec![0; 65_536];
    assert_eq!(
        bundle::encode([b"".as_slice(), &long].into_iter()),
        Err(BundleError::TooLong {
            position: 1,
            length: 65_536
        })
    );
    let many = [b"".as_slice(); 257];
    assert_eq!(bundle::encode(many.into_iter()), Err(BundleError::TooMany));
    assert_eq!(bundle::entries(&[]), Err(BundleError::Empty));
    assert_eq!(bundle::entries(&[0; 2 * 257]), Err(BundleError::TooMany));
    assert_eq!(
        bundle::entries(&[0, 0, 0]),
        Err(BundleError::Truncated { position: 1 })
    );
    assert_eq!(
        bundle::entries(&[0, 2, 1]),
        Err(BundleError::Truncated { position: 0 })
    );
}

proptest! {
    #[test]
    fn a_path_that_is_read_is_written_the_same(
        text in prop_oneof![
            any::<String>(),
            "tile/([0-9]{1,2}|entries)/(x?[0-9]{3}/){0,4}x?[0-9]{2,4}(\\.p/[0-9]{0,3})?",
        ],
    ) {
        if let Ok(path) = TilePath::parse(&text) {
            prop_assert_eq!(path.to_string(), text);
        }
    }

    #[test]
    fn a_path_that_is_written_is_read_the_same(
        level in 0..=63_u8,
        index in 0..=u64::MAX / 256,
        width in 1..=256_u16,
    ) {
        for path in [TilePath::Hashes { level, index, width }, TilePath::Entries { index, width }] {
            prop_assert_eq!(TilePath::parse(&path.to_string()), Ok(path));
        }
    }

    #[test]
    fn bytes_that_are_a_bundle_are_written_the_same(
        bytes in prop::collection::vec(prop_oneof![4 => Just(0_u8), 1 => any::<u8>()], 0..600),
    ) {
        if let Ok(entries) = bundle::entries(&bytes) {
            prop_assert_eq!(bundle::encode(entries.into_iter()).unwrap(), bytes);
        }
    }
}
