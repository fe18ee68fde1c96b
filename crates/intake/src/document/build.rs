//! Building a document paragraph by paragraph, as readers come upon its parts.

use super::{Block, Document, Format, Mark, MarkKind, Pages, Role};
use crate::finding::Finding;

/// A document being read.
pub(super) struct Builder {
    document: Document,
    role: Role,
    quotations: usize,
    is_open: bool,
    start: usize,
    marks: Vec<Mark>,
    /// Marks that began and have not ended; those that are open when a paragraph ends go on in the
    /// next.
    running: Vec<(MarkKind, usize)>,
}

impl Builder {
    pub(super) fn new(format: Format) -> Self {
        Self {
            document: Document {
                format,
                text: String::new(),
                blocks: Vec::new(),
                pages: Pages::default(),
                findings: Vec::new(),
            },
            role: Role::Paragraph,
            quotations: 0,
            is_open: false,
            start: 0,
            marks: Vec::new(),
            running: Vec::new(),
        }
    }

    /// Begins a paragraph; the one before ends.
    pub(super) fn open(&mut self, role: Role) {
        self.close();
        self.role = role;
        self.is_open = true;
    }

    /// Ends the paragraph; one without words leaves no trace.
    pub(super) fn close(&mut self) {
        let text = &mut self.document.text;
        let end = text.trim_end().len().max(self.start);
        text.truncate(end);
        let running = self.running.iter();
        let going_on = running.map(|(kind, from)| (kind.clone(), *from));
        self.marks.extend(going_on.map(|(kind, from)| Mark {
            kind,
            span: from..end,
        }));
        if end > self.start {
            let mut marks = std::mem::take(&mut self.marks);
            for mark in &mut marks {
                mark.span = mark.span.start.min(end)..mark.span.end.min(end);
            }
            marks.retain(|mark| {
                !mark.span.is_empty() || matches!(mark.kind, MarkKind::Reference(_))
            });
            marks.sort_by_key(|mark| mark.span.start);
            self.document.blocks.push(Block {
                role: std::mem::replace(&mut self.role, Role::Paragraph),
                is_quoted: self.quotations > 0,
                span: self.start..end,
                marks,
            });
            self.document.text.push('\n');
        }
        self.marks.clear();
        self.role = Role::Paragraph;
        self.is_open = false;
        self.start = self.document.text.len();
        for (_, from) in &mut self.running {
            *from = self.start;
        }
    }

    /// Whether the open paragraph has words.
    pub(super) fn has_words(&self) -> bool {
        self.document.text.len() > self.start
    }

    /// Changes what the open paragraph is.
    pub(super) fn becomes(&mut self, role: Role) {
        self.role = role;
    }

    /// Whether a paragraph was opened and has not ended.
    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Adds words; white space in them counts as one space, as it does on a page.
    pub(super) fn words(&mut self, words: &str) {
        for c in words.chars() {
            let text = &mut self.document.text;
            if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                text.push(c);
            } else if text.len() > self.start && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        }
        self.is_open |= self.has_words();
    }

    /// A line break of the author.
    pub(super) fn line_break(&mut self) {
        let text = &mut self.document.text;
        if text.len() > self.start && !text.ends_with('\n') {
            let end = text.trim_end_matches(' ').len();
            text.truncate(end);
            text.push('\n');
        }
    }

    /// Markup begins.
    pub(super) fn start(&mut self, kind: MarkKind) {
        self.running.push((kind, self.document.text.len()));
    }

    /// The markup of a kind that began last ends; a link of any address is of one kind.
    pub(super) fn end(&mut self, kind: &MarkKind) {
        let kind = std::mem::discriminant(kind);
        let is_kind = |running: &(MarkKind, usize)| std::mem::discriminant(&running.0) == kind;
        if let Some(index) = self.running.iter().rposition(is_kind) {
            let (kind, from) = self.running.remove(index);
            let span = from..self.document.text.len();
            self.marks.push(Mark { span, kind });
        }
    }

    /// Adds all paragraphs of another document, each as what `role` makes of it.
    pub(super) fn append(&mut self, other: Document, role: impl Fn(Role) -> Role) {
        self.close();
        let offset = self.document.text.len();
        let moved = |span: std::ops::Range<usize>| span.start + offset..span.end + offset;
        self.document.text.push_str(&other.text);
        self.start = self.document.text.len();
        for mut block in other.blocks {
            block.role = role(block.role);
            block.span = moved(block.span);
            for mark in &mut block.marks {
                mark.span = moved(mark.span.clone());
            }
            self.document.blocks.push(block);
        }
        self.document.findings.extend(other.findings);
    }

    /// A reference to a footnote.
    pub(super) fn reference(&mut self, label: String) {
        let end = self.document.text.trim_end_matches(' ').len();
        let at = end.max(self.start);
        self.marks.push(Mark {
            span: at..at,
            kind: MarkKind::Reference(label),
        });
    }

    /// A quotation begins.
    pub(super) fn quote(&mut self) {
        self.close();
        self.quotations += 1;
    }

    /// A quotation ends.
    pub(super) fn unquote(&mut self) {
        self.close();
        self.quotations = self.quotations.saturating_sub(1);
    }

    /// Something a person should know.
    pub(super) fn find(&mut self, finding: Finding) {
        self.document.findings.push(finding);
    }

    /// The document with everything that was added.
    pub(super) fn finish(mut self) -> Document {
        self.running.clear();
        self.close();
        self.document
    }
}
