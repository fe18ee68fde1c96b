//! PDF with a text layer (ISO 32000-1).
//!
//! A PDF knows letters and places, not words and paragraphs. Lines are put together from places,
//! and an empty line goes wherever the distance or the size of letters changes; from there the text
//! is read as plain text is, with its lines joined and its broken words mended.

mod bounds;
mod layout;
mod running;

use pdf_extract::{Document as Inner, output_doc_page};

use super::format::find;
use super::{Document, Format, Pages, ReadError};
use layout::{Layout, Page};

/// The most pages: the longest text that can be published, in large print.
const MAX_PAGES: usize = 400;
/// Of a hundred letters, how many may be of a script that runs from right to left: names and single
/// words.
const MAX_RIGHT_TO_LEFT: usize = 5;
/// The stack of the thread that reads: the outside parser calls itself for what lies in each other.
const STACK: usize = 64 * 1024 * 1024;

/// Reads a document, on a thread of its own for its stack.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    bounds::check_packed(bytes)?;
    let pages = std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(STACK);
        let reader = reader.spawn_scoped(scope, || pages(bytes));
        match reader.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(pages)) => pages,
            Ok(Err(_)) | Err(_) => Err(malformed("its parts do not fit together")),
        }
    })?;
    document(pages)
}

fn pages(bytes: &[u8]) -> Result<Vec<Page>, ReadError> {
    let mut inner = Inner::load_mem(bytes).map_err(|error| match error {
        pdf_extract::Error::InvalidPassword => ReadError::Encrypted(Format::Pdf),
        error => malformed(&error.to_string()),
    })?;
    if inner.is_encrypted() {
        return Err(ReadError::Encrypted(Format::Pdf));
    }
    let numbers: Vec<u32> = inner.get_pages().into_keys().collect();
    if numbers.len() > MAX_PAGES {
        let what = format!(
            "it has {} pages, at most {MAX_PAGES} are taken",
            numbers.len()
        );
        return Err(overwhelming(what));
    }
    bounds::check_loaded(&mut inner)?;
    let is_locked = find(bytes, b"/Encrypt").is_some();
    let mut layout = Layout::default();
    for number in numbers {
        output_doc_page(&inner, &mut layout, number).map_err(|error| {
            if layout.is_full() {
                overwhelming(format!("page {number} has more letters than fit on paper"))
            } else {
                malformed(&error.to_string())
            }
        })?;
    }
    let pages = layout.finish();
    let has_letters = |page: &Page| {
        page.lines
            .iter()
            .any(|line| line.text.contains(char::is_alphanumeric))
    };
    if is_locked && !pages.iter().any(has_letters) {
        return Err(ReadError::Encrypted(Format::Pdf));
    }
    Ok(pages)
}

fn document(mut pages: Vec<Page>) -> Result<Document, ReadError> {
    let findings = running::take(&mut pages);
    let mut text = String::new();
    let mut first_lines = Vec::new();
    for page in &pages {
        // A form feed is where a page ended; the sentence may go on.
        first_lines.push(text.matches('\n').count() + 1);
        text.push_str(&page.text());
        text.push_str("\n\u{c}\n");
    }
    if is_right_to_left(&text) {
        return Err(ReadError::RightToLeft);
    }
    let mut document = Document::plain(text);
    document.format = Format::Pdf;
    document.pages = Pages::new(first_lines);
    document.findings = findings;
    Ok(document)
}

fn is_right_to_left(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let against = text
        .chars()
        .filter(|c| {
            matches!(*c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        })
        .count();
    against * 100 > letters * MAX_RIGHT_TO_LEFT
}

fn malformed(what: &str) -> ReadError {
    ReadError::Malformed {
        format: Format::Pdf,
        what: what.to_owned(),
    }
}

const fn overwhelming(what: String) -> ReadError {
    ReadError::Overwhelming {
        format: Format::Pdf,
        what,
    }
}
