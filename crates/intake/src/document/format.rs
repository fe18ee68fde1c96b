//! What a file is, from its content alone: names lie, and mail renames.

use std::fmt;

use super::{ReadError, zip};

/// A format that can be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark 0.31, with tables and footnotes).
    Markdown,
    /// A web page (HTML).
    Html,
    /// A word processor's document (Office Open XML, ECMA-376).
    Docx,
    /// A word processor's document (OpenDocument 1.3).
    Odt,
    /// Portable Document Format (ISO 32000).
    Pdf,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "web page",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
            Self::Pdf => "PDF",
        })
    }
}

/// How far into a file its kind may show: mail programs and servers put lines before a page.
const HEAD: usize = 1024;

impl Format {
    /// The format of these bytes. Text and Markdown are told apart once they are decoded.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, ReadError> {
        let head = &bytes[..bytes.len().min(HEAD)];
        if is_pdf(bytes) {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return zip::format(bytes);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") && is_encrypted_office(bytes) {
            return Err(ReadError::Encrypted(Self::Docx));
        }
        Ok(if is_html(head) {
            Self::Html
        } else {
            Self::Text
        })
    }
}

/// Whether a file is a PDF (ISO 32000-1 annex H.3.4.1).
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    find(&bytes[..bytes.len().min(HEAD)], b"%PDF-").is_some()
}

/// The stream that an Office document with a password lies in ([MS-OFFCRYPTO] 2.3.4.4), as the
/// directory of its container writes its name.
fn is_encrypted_office(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    find(bytes, &name).is_some()
}

pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes[from..].iter().position(|b| *b == first)?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Whether a file begins as web pages do, after a byte order mark, white space, comments and an XML
/// declaration.
fn is_html(head: &[u8]) -> bool {
    // A page in UTF-16 shows its letters with zeros between.
    let head: String = head
        .iter()
        .filter(|byte| **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let mut rest = head.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{ef}' | '\u{bb}' | '\u{bf}' | '\u{ff}' | '\u{fe}')
    });
    loop {
        let end = match rest.get(..2) {
            Some("<?") => rest.find("?>").map(|at| at + 2),
            Some("<!") if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            _ => None,
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => break,
        }
    }
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
        "<article",
        "<div",
        "<h1",
        "<p>",
        "<p ",
        "<!--",
    ]
    .iter()
    .any(|opening| rest.starts_with(opening))
}

/// Whether a text is Markdown: it begins with a title as Markdown writes it or with front matter,
/// or has links or footnotes that nothing else writes.
pub(super) fn is_markdown(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let mut first = lines.by_ref().skip_while(|line| line.trim().is_empty());
    let opening = first.next().unwrap_or("");
    let second = first.next().unwrap_or("");
    let is_title = opening
        .strip_prefix("# ")
        .is_some_and(|title| !title.trim().is_empty());
    let is_underlined = second.len() >= 3
        && !opening.trim().is_empty()
        && (second.bytes().all(|b| b == b'=') || second.bytes().all(|b| b == b'-'));
    let is_front = matches!(opening.trim_end(), "+++" | "---")
        && text
            .lines()
            .skip(1)
            .take(200)
            .any(|line| line.trim_end() == opening.trim_end());
    let is_title = is_title && (second.trim().is_empty() || !second.starts_with("# "));
    let has_links = text.contains("](http") || text.contains("](mailto:");
    let has_notes = text
        .lines()
        .any(|line| line.starts_with("[^") && line.contains("]:"));
    let has_headings = text.lines().filter(|line| line.starts_with("## ")).count() > 1;
    is_title || is_underlined || is_front || has_links || has_notes || has_headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_page_is_known_by_its_first_tag() {
        let check = |text: &[u8], expected: Format| {
            assert_eq!(
                Format::of(text).unwrap(),
                expected,
                "{}",
                String::from_utf8_lossy(text)
            );
        };
        check(b"\xef\xbb\xbf\n<!DOCTYPE html><p>x", Format::Html);
        check(
            b"<!-- saved from url=(0014)about:internet --><html>",
            Format::Html,
        );
        check(b"<?xml version='1.0'?><!DOCTYPE html>", Format::Html);
        check(b"<\0h\0t\0m\0l\0>\0", Format::Html);
        check(b"a < b and <html>", Format::Text);
        check(b"", Format::Text);
        check(b"\r\n%PDF-1.4", Format::Pdf);
    }

    #[test]
    fn markdown_is_told_from_text_that_only_uses_its_signs() {
        let check = |text: &str, expected: bool| assert_eq!(is_markdown(text), expected, "{text}");
        check("# Clean rivers\n\nText", true);
        check("Clean rivers\n============\n\nText", true);
        check("+++\ntitle = \"x\"\n+++\nText", true);
        check("Text with a [link](https://example.org).", true);
        check("Text[^1]\n\n[^1]: Source", true);
        check("Appeal\n\n- one\n- two\n", false);
        check("# one\n# two\n# three", false);
        check("Appeal\n\n* one *\n", false);
        check("-- \nSignature", false);
    }
}
