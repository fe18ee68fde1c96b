//! REQ-112: what has to travel before the first words can be read.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use render::asset;
use render::page::previews;
use render::words::Words;

fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn the_style_sheet_is_small() {
    assert!(
        compressed(asset::STYLE_SHEET) < 6 * 1024,
        "{}",
        compressed(asset::STYLE_SHEET)
    );
}

#[test]
fn the_style_sheet_knows_start_and_end_but_not_left_and_right() {
    for line in asset::STYLE_SHEET
        .lines()
        .filter(|line| !line.starts_with("pre "))
    {
        for side in ["left:", "right:", "-left", "-right", ": left", ": right"] {
            assert!(!line.contains(side), "{line}");
        }
    }
}

#[test]
fn the_style_sheet_loads_nothing() {
    for call in ["url(", "@import", "@font-face"] {
        assert!(!asset::STYLE_SHEET.contains(call), "{call}");
    }
}

#[test]
fn a_declaration_with_its_style_sheet_leaves_room_for_a_thousand_words_in_the_first_round_trip() {
    // A thousand words of English prose are about 6 KB and compress to about 2.7 KB.
    const WORDS: usize = 2_800;
    for words in Words::all() {
        let page = previews(words)
            .into_iter()
            .find(|page| page.name == "declaration-1")
            .unwrap();
        let size = compressed(&page.html) + compressed(asset::STYLE_SHEET);
        assert!(size + WORDS < 14 * 1024, "{size} in {}", words.lang());
    }
}

#[test]
fn no_page_is_heavy() {
    for words in Words::all() {
        for page in previews(words) {
            assert!(compressed(&page.html) < 30 * 1024, "{}", page.name);
        }
    }
}
