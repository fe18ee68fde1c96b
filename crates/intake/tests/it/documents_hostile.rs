//! Files that are broken, empty, or built to overwhelm whoever reads them.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use intake::document::{MAX_BYTES, read};
use intake::{Request, import};
use proptest::prelude::*;

use crate::fixtures::{Line, archive, docx, odt, pdf, pdf_of_streams, run, word_paragraph};
use crate::language;

/// Long enough for a machine that does other things, and far below what the bombs would take.
const PATIENCE: Duration = Duration::from_secs(30);

fn check(bytes: &[u8], code: &str) {
    let began = Instant::now();
    let refused = read("x", bytes, None).expect_err("it was read");
    assert_eq!(refused.code(), code, "{refused}");
    assert!(!refused.help().is_empty());
    assert!(
        began.elapsed() < PATIENCE,
        "{code} took {:?}",
        began.elapsed()
    );
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    check(b"{\\rtf1 x}", "document-other-format");
    check(b"\x89PNG\r\n\x1a\n", "document-other-format");
    check(b"GIF89a", "document-other-format");
    check(
        &archive(&[("xl/workbook.xml", b"<x/>")]),
        "document-other-format",
    );
    check(&archive(&[("a.txt", b"x")]), "document-other-format");
    check(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument",
        "document-other-format",
    );
    check(b"", "document-empty");
    check(&vec![b'a'; MAX_BYTES + 1], "document-too-long");
}

#[test]
fn protected_documents_are_told_from_damaged_ones() {
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
    check(&ole, "document-encrypted");
    let locked = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"\x00\x01"),
    ]);
    check(&locked, "document-encrypted");
    let open = pdf(&[vec![Line {
        foot: 700,
        size: 11,
        text: "Text",
    }]]);
    let text = String::from_utf8_lossy(&open).replace(
        "/Root 1 0 R",
        "/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (0123456789abcdef0123456789abcdef) /U (0123456789abcdef0123456789abcdef) /P -4 >> /ID [(a) (a)]",
    );
    check(text.as_bytes(), "document-encrypted");
}

#[test]
fn a_scan_without_letters_is_named_as_such() {
    let picture =
        "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray".to_owned();
    check(
        &pdf_of_streams(&[(picture, vec![0])], ""),
        "document-without-text",
    );
    check(&docx(&word_paragraph("", ""), &[]), "document-without-text");
    check(
        b"<html><body><script>text</script></body></html>",
        "document-without-text",
    );
}

#[test]
fn what_unpacks_without_end_is_not_unpacked() {
    let zeros = vec![b' '; 300 * 1024 * 1024];
    check(
        &archive(&[("word/document.xml", &zeros)]),
        "document-overwhelming",
    );
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&zeros).unwrap();
    let packed = packed.finish().unwrap();
    let flate = "/Filter /FlateDecode".to_owned();
    check(
        &pdf_of_streams(&[(flate, packed.clone())], ""),
        "document-overwhelming",
    );
    let hidden = "/Subtype /#49mage /Filter /FlateDecode".to_owned();
    check(
        &pdf_of_streams(&[(hidden, packed.clone())], ""),
        "document-overwhelming",
    );
    let mut twice = ZlibEncoder::new(Vec::new(), Compression::best());
    twice.write_all(&packed).unwrap();
    let filters = "/Filter [/FlateDecode /FlateDecode]".to_owned();
    check(
        &pdf_of_streams(&[(filters, twice.finish().unwrap())], ""),
        "document-overwhelming",
    );
}

#[test]
fn entities_are_never_laughed_at() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w>&b;</w>";
    check(
        &archive(&[("word/document.xml", laughs.as_bytes())]),
        "document-overwhelming",
    );
    let outside = "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w>&a;</w>";
    check(
        &archive(&[("word/document.xml", outside.as_bytes())]),
        "document-overwhelming",
    );
    check(
        &docx("<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>", &[]),
        "document-malformed",
    );
}

#[test]
fn what_nests_without_end_is_refused() {
    let deep = |tag: &str| {
        format!(
            "{}{}",
            format!("<{tag}>").repeat(100_000),
            format!("</{tag}>").repeat(100_000)
        )
    };
    check(&docx(&deep("w:p"), &[]), "document-overwhelming");
    check(&odt("", &deep("text:list")), "document-overwhelming");
    check(
        format!("<html>{}", "<div>".repeat(200_000)).as_bytes(),
        "document-overwhelming",
    );
    check(
        format!("<html>{}", "<b><i>".repeat(100_000)).as_bytes(),
        "document-overwhelming",
    );
    check(
        format!("<html>{}", "<table><td>".repeat(100_000)).as_bytes(),
        "document-overwhelming",
    );
    check(
        format!("# T\n\n{} x", "> ".repeat(100_000)).as_bytes(),
        "document-overwhelming",
    );
    check(
        format!("<html>{}", "<p>x".repeat(500_000)).as_bytes(),
        "document-overwhelming",
    );
}

#[test]
fn drawings_that_call_themselves_are_refused() {
    let itself = "/Type /XObject /Subtype /Form /BBox [0 0 1 1]".to_owned();
    let page = pdf_of_streams(
        &[(itself, b"/X Do /X Do".to_vec())],
        "/XObject << /X 7 0 R >>",
    );
    check(&page, "document-overwhelming");
}

#[test]
fn a_truncated_file_is_damaged_and_nothing_worse() {
    let word = docx(&word_paragraph("", &run("Text and more text")), &[]);
    let page = pdf(&[vec![Line {
        foot: 700,
        size: 11,
        text: "Text and more text",
    }]]);
    for whole in [word, page] {
        for length in (5..whole.len()).step_by(97) {
            let _ = read("x", &whole[..length], None);
        }
    }
    check(&docx("<w:p><w:r>", &[]), "document-malformed");
    check(b"%PDF-1.7\nnothing", "document-malformed");
}

fn begun() -> impl Strategy<Value = Vec<u8>> {
    let beginnings: Vec<Vec<u8>> = vec![
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nstream\n".to_vec(),
        b"PK\x03\x04".to_vec(),
        b"<!DOCTYPE html>".to_vec(),
        b"# T\n\n".to_vec(),
        b"\xff\xfe<\0".to_vec(),
        Vec::new(),
    ];
    let rest = prop::collection::vec(any::<u8>(), 0..300);
    (prop::sample::select(beginnings), rest).prop_map(|(begun, rest)| [begun, rest].concat())
}

/// Markup of every kind, in any order.
fn markup(parts: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40)
        .prop_map(|parts| parts.concat())
}

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<a href='#x'>",
    "</a>",
    "<b id=x>",
    "</b>",
    "<table><tr><td>",
    "</table>",
    "<blockquote>",
    "</blockquote>",
    "<h2>",
    "</h2>",
    "<br>",
    "<sup>",
    "1",
    "mehr als 8 Tote ",
    "\u{202e}",
    "<nav>",
    "</nav>",
    "<main>",
    "<a href='https://e.org/)('>",
    "*",
    "&amp;",
    "<q>",
    "Wir fordern",
    "\u{a0}",
    "{figure:x}",
];
const WORD: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:p/>",
    "<w:r><w:t>Wir fordern </w:t></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t>8.000 Tote</w:t></w:r>",
    "<w:pPr><w:numPr><w:ilvl w:val=\"3\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>",
    "</w:tbl>",
    "<w:tr><w:tc>",
    "</w:tc></w:tr>",
    "<w:r><w:br/></w:r>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:hyperlink>",
    "</w:hyperlink>",
    "<w:del>",
    "</w:del>",
    "<w:r><w:t>{#x} *_</w:t></w:r>",
];
const MARKDOWN: &[&str] = &[
    "# T\n",
    "\n\n",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "**",
    "*",
    "[a](https://e.org)",
    "[^1]",
    "[^1]: x https://e.org\n",
    "| a | b |\n",
    "| --- | --- |\n",
    "<b>",
    "`",
    "mehr als 8 Tote",
    "Wir fordern:\n",
    "\\",
    "{figure:x}",
    "{.demands}",
    "+++\n",
    "---\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in begun()) {
        let _ = import("x", &bytes, &Request::default()).render(false);
    }

    #[test]
    fn no_markup_loses_a_word(html in markup(HTML), word in markup(WORD), marked in markup(MARKDOWN)) {
        let language = language("de");
        let request = Request { language: Some(&language), ..Request::default() };
        let all = [
            format!("<html><h1>T</h1>{html}").into_bytes(),
            docx(&word, &[]),
            format!("# T\n\n{marked}").into_bytes(),
        ];
        for bytes in all {
            let Ok(document) = read("x", &bytes, None) else { continue };
            let draft = import("x", &bytes, &request);
            let missing = intake::coverage::missing_words(document.text(), &draft);
            prop_assert_eq!(missing, vec![], "{}\n{}", document.text(), draft.render(false));
            let broken = intake::folder::inspect(draft.files()).findings;
            let broken = broken.iter().find(|finding| crate::lossless::BROKEN.contains(&finding.code));
            prop_assert!(broken.is_none(), "{:?}", broken);
        }
    }
}
