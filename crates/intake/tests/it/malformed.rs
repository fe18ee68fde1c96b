//! Documents that cannot be read, and those that can only be read with care.

use intake::coverage::missing_words;
use intake::{Draft, DraftKind, import_bytes};
use proptest::prelude::*;

use crate::{codes, count, language};

fn import(bytes: &[u8]) -> Draft {
    import_bytes("x.txt", bytes, &language("de"), None)
}

#[test]
fn what_cannot_be_read_is_refused_with_reason_place_and_advice() {
    let check = |bytes: &[u8], code: &str| {
        let draft = import(bytes);
        assert_eq!(draft.kind(), DraftKind::Unreadable);
        assert!(draft.files().is_empty());
        assert_eq!(codes(&draft), [(code, 1)]);
        assert!(draft.findings()[0].help.is_some());
    };
    check(
        "Aufruf\n\nFür"
            .replace('ü', "?")
            .replace('?', "\u{fc}")
            .chars()
            .map(|c| c as u8)
            .collect::<Vec<u8>>()
            .as_slice(),
        "encoding-wrong",
    );
    check(b"", "document-empty");
    check(b" \n\t \n", "document-empty");
    check(b"a\0b", "document-binary");
    check(b"%PDF-1.4 ...", "document-malformed");
    check(b"<!DOCTYPE html><title>x</title>", "document-without-text");
    check(&vec![b'a'; 5 * 1024 * 1024], "document-too-long");
}

#[test]
fn latin_1_is_read_when_a_person_says_so() {
    let bytes = b"Aufruf\n\nF\xfcr alle.\n";
    let refused = import(bytes);
    assert!(refused.findings()[0].message.contains("line 3, column 2"));
    assert!(
        refused.findings()[0]
            .help
            .as_ref()
            .unwrap()
            .contains("--encoding windows-1252")
    );
    let draft = import_bytes("x.txt", bytes, &language("de"), Some("windows-1252"));
    assert!(
        draft
            .files()
            .text("text/de.md")
            .unwrap()
            .contains("Für alle.")
    );
}

#[test]
fn utf_16_with_a_mark_is_read() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(
        "Aufruf\n\nFür alle.\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    let draft = import(&bytes);
    assert!(
        draft
            .files()
            .text("text/de.md")
            .unwrap()
            .contains("Für alle.")
    );
}

#[test]
fn invisible_characters_are_taken_out_and_named() {
    let source = "Auf\u{202e}ruf\n\nFür\u{1} alle\u{7f}.\n";
    let draft = import(source.as_bytes());
    assert_eq!(count(&draft, "character-removed"), 3);
    assert!(
        draft
            .files()
            .text("text/de.md")
            .unwrap()
            .starts_with("# Aufruf\n\nFür alle.")
    );
    assert_eq!(missing_words(source, &draft), []);
}

#[test]
fn a_very_long_line_is_read_like_any_other() {
    for text in [
        "a".repeat(1 << 20),
        "Wort ".repeat(1 << 15),
        "„(…) mehr als 8 Menschen ".repeat(1 << 11),
    ] {
        let draft = import(text.as_bytes());
        assert_eq!(draft.kind(), DraftKind::Declaration);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_import_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let draft = import(&bytes);
        let _ = draft.render(true);
    }
}
