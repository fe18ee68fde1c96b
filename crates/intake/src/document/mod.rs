//! A document as it was read, whatever format it came in: one text with the structure that the
//! format gave it. Readers end here, and the one road from a text to a draft begins here.
//!
//! The text is the measure of everything that follows: findings have their places in it, and no
//! word of it may be lost. In a document with structure each line of it is one paragraph.

mod build;
mod docx;
mod error;
mod format;
mod guard;
mod html;
mod markdown;
mod odt;
mod pages;
mod pdf;
mod xml;
mod zip;

use std::ops::Range;

use crate::decode::decode;
use crate::finding::Finding;

pub use error::ReadError;
pub use format::Format;
pub use pages::Pages;

/// The largest file taken, in bytes: office documents carry pictures and typefaces. Plain text has
/// the smaller bound [`crate::decode::MAX_DOCUMENT`], and so has the text of every other format.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// A document as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    format: Format,
    text: String,
    /// In the order of the text. Empty where the format has no structure: then it is found in the
    /// text as it lies.
    blocks: Vec<Block>,
    pages: Pages,
    findings: Vec<Finding>,
}

/// A paragraph with its part in the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Whether it stands in a quotation.
    pub is_quoted: bool,
    /// Its bytes in the text; line feeds in it are line breaks of its author.
    pub span: Range<usize>,
    /// Markup inside it, in the order of their beginnings.
    pub marks: Vec<Mark>,
}

/// What a paragraph is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// A heading, with its level from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// The beginning of an item of a list.
    Item {
        /// How deep its list lies in others, from 0.
        depth: u8,
        /// Whether its list is numbered.
        is_ordered: bool,
    },
    /// A footnote, by the label its references have.
    Footnote(String),
    /// The row of a table, its cells set apart by bars.
    Row,
}

/// Markup inside a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Its bytes in the text; empty for a reference.
    pub span: Range<usize>,
    /// What it means.
    pub kind: MarkKind,
}

/// What markup means.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MarkKind {
    /// A link to an address.
    Link(String),
    /// Strong emphasis.
    Strong,
    /// Emphasis.
    Emphasis,
    /// A reference to the footnote with this label.
    Reference(String),
}

impl Document {
    /// A text without any structure but what lies in its lines.
    #[must_use]
    pub fn plain(text: String) -> Self {
        Self {
            format: Format::Text,
            text,
            blocks: Vec::new(),
            pages: Pages::default(),
            findings: Vec::new(),
        }
    }

    /// The format it was read from.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Everything that was read, as text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The structure that the format gave; empty where it gave none.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The pages, where the format has pages.
    #[must_use]
    pub const fn pages(&self) -> &Pages {
        &self.pages
    }

    /// What reading found: what was left out, above all.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Replaces parts of the text and keeps the structure around them. The parts follow each other in
    /// order, and what replaces them has as many line feeds; others are passed over.
    pub fn replace<'r>(&mut self, edits: impl IntoIterator<Item = (Range<usize>, &'r str)>) {
        let mut text = String::with_capacity(self.text.len());
        let mut done: Vec<(Range<usize>, usize)> = Vec::new();
        let mut at = 0;
        for (span, words) in edits {
            let fits = span.start >= at
                && self
                    .text
                    .get(span.clone())
                    .is_some_and(|old| old.matches('\n').count() == words.matches('\n').count());
            if fits {
                text.push_str(&self.text[at..span.start]);
                text.push_str(words);
                at = span.end;
                done.push((span, text.len()));
            }
        }
        text.push_str(&self.text[at..]);
        self.text = text;
        let moved = |byte: usize| moved(&done, byte);
        for block in &mut self.blocks {
            block.span = moved(block.span.start)..moved(block.span.end);
            for mark in &mut block.marks {
                mark.span = moved(mark.span.start)..moved(mark.span.end);
            }
        }
    }
}

/// Where a byte lies after edits, each with the byte after its new words; a byte inside replaced
/// words lies behind the new ones.
fn moved(edits: &[(Range<usize>, usize)], byte: usize) -> usize {
    let before = edits.partition_point(|(span, _)| span.start < byte);
    match before.checked_sub(1).map(|index| &edits[index]) {
        None => byte,
        Some((span, end)) => end + byte.saturating_sub(span.end),
    }
}

/// Whether a file is read by an outside parser that has no bounds of its own (PDF). Everything it
/// would unpack or repeat is measured before; a process of its own is the second fence, since only a
/// process can be ended.
#[must_use]
pub fn needs_guard(bytes: &[u8]) -> bool {
    format::is_pdf(bytes)
}

/// Reads a document; its format follows from its content, never from its name. `encoding` is the
/// label of an encoding that a person chose; it matters for text, Markdown and HTML.
///
/// Work and memory are bounded for every input; a fault inside a reader is an error, not a panic.
///
/// # Errors
/// See [`ReadError`].
pub fn read(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Document, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge(bytes.len()));
    }
    let format = Format::of(bytes)?;
    let document = match format {
        Format::Docx => guard::caught(format, || docx::read(name, bytes)),
        Format::Odt => guard::caught(format, || odt::read(name, bytes)),
        Format::Pdf => guard::caught(format, || pdf::read(bytes)),
        Format::Html => {
            let text = html::decode(bytes, encoding)?;
            guard::caught(format, || html::read(name, &text))
        }
        Format::Text | Format::Markdown => {
            let text = decode(bytes, encoding)?;
            if format::is_markdown(&text) {
                guard::caught(Format::Markdown, || markdown::read(name, &text))
            } else {
                return Ok(Document::plain(text));
            }
        }
    }?;
    if document.text.len() > crate::decode::MAX_DOCUMENT {
        return Err(ReadError::TextTooLong(document.text.len()));
    }
    if !document.text.contains(char::is_alphanumeric) {
        return Err(ReadError::NoText(format));
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_replaced_and_the_structure_moves_with_them() {
        let mut build = build::Builder::new(Format::Docx);
        build.open(Role::Heading(1));
        build.words("Fiir alle");
        build.open(Role::Paragraph);
        build.words("Die ");
        build.start(MarkKind::Strong);
        build.words("Strafse");
        build.end(&MarkKind::Strong);
        build.words(" hier");
        let mut document = build.finish();
        document.replace([(0..4, "Für"), (14..21, "Straße"), (3..4, "x"), (9..11, "y")]);
        assert_eq!(document.text(), "Für alle\nDie Straße hier\n");
        let marked = &document.blocks()[1].marks[0];
        assert_eq!(&document.text()[marked.span.clone()], "Straße");
        assert_eq!(
            &document.text()[document.blocks()[0].span.clone()],
            "Für alle"
        );
    }
}
