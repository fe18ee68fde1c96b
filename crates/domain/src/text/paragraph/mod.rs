//! The paragraphs of a canonical text, their names, and which of them belong together across revisions
//! and languages.
//!
//! A paragraph is what an editor changes and a reader compares: the title, a heading, a paragraph, an
//! item of a list, a paragraph of a quotation. Lines decide, in the way CommonMark reads them, so that
//! whoever renders the text finds the beginning of each of its blocks in exactly one paragraph.

mod align;
mod id;

use super::MarkId;

pub use align::{Pair, align_revisions, align_translation};
pub use id::{ParagraphId, name_paragraphs};

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ParagraphKind {
    /// The first line.
    Title,
    /// A heading below the title.
    Heading,
    /// Running text.
    Text,
    /// An item of a list.
    Item,
    /// A paragraph of a quotation.
    Quotation,
}

/// One paragraph of a canonical text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paragraph<'t> {
    /// What it is.
    pub kind: ParagraphKind,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Its lines as they are written, without the line feed of the last.
    pub source: &'t str,
    /// The demand it is.
    pub demand: Option<MarkId>,
}

/// The paragraphs of a canonical text, in its order.
#[must_use]
pub fn paragraphs(canonical: &str) -> Vec<Paragraph<'_>> {
    let mut splitter = Splitter {
        text: canonical,
        found: Vec::new(),
        open: None,
        demands: false,
        listed: false,
    };
    let mut start = 0;
    for line in canonical.split_inclusive('\n') {
        splitter.line(start, line.trim_end_matches('\n'));
        start += line.len();
    }
    splitter.end(canonical.len());
    splitter.found
}

struct Splitter<'t> {
    text: &'t str,
    found: Vec<Paragraph<'t>>,
    /// Kind and beginning of the paragraph that may go on.
    open: Option<(ParagraphKind, usize)>,
    /// Whether the heading above flags a section of demands.
    demands: bool,
    /// Whether a list is open: what is indented below an item belongs to it.
    listed: bool,
}

impl<'t> Splitter<'t> {
    fn line(&mut self, start: usize, line: &'t str) {
        let words = line.trim_start();
        let quoted = words.strip_prefix('>');
        if words.is_empty() || quoted.is_some_and(|rest| rest.trim().is_empty()) {
            self.end(start);
        } else if is_heading(words) {
            self.end(start);
            self.demands = words.trim_end().ends_with("{.demands}");
            self.listed = false;
            let kind = if start == 0 {
                ParagraphKind::Title
            } else {
                ParagraphKind::Heading
            };
            self.open = Some((kind, start));
            self.end(start + line.len());
        } else if let Some(kind) = self.begins(words, quoted.is_some()) {
            self.end(start);
            self.open = Some((kind, start));
            let indented = words.len() < line.len();
            self.listed = kind == ParagraphKind::Item || (self.listed && indented);
        }
    }

    /// What begins with this line; nothing where it goes on with the paragraph that is open.
    fn begins(&self, words: &str, quoted: bool) -> Option<ParagraphKind> {
        let open = self.open.map(|(kind, _)| kind);
        if quoted {
            return (open != Some(ParagraphKind::Quotation)).then_some(ParagraphKind::Quotation);
        }
        // Only a list that begins with one interrupts running text (CommonMark 0.31, section 5.3).
        match item_mark(words) {
            Some(Mark::Bullet | Mark::Number(1)) => Some(ParagraphKind::Item),
            Some(Mark::Number(_)) if self.listed || open != Some(ParagraphKind::Text) => {
                Some(ParagraphKind::Item)
            }
            _ => open.is_none().then_some(ParagraphKind::Text),
        }
    }

    fn end(&mut self, end: usize) {
        let Some((kind, start)) = self.open.take() else {
            return;
        };
        let source = self.text[start..end].trim_end_matches('\n');
        let demand = (self.demands && kind == ParagraphKind::Item)
            .then(|| demand_of(source))
            .flatten();
        self.found.push(Paragraph {
            kind,
            start,
            source,
            demand,
        });
    }
}

fn is_heading(words: &str) -> bool {
    let rest = words.trim_start_matches('#');
    let level = words.len() - rest.len();
    (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with(' '))
}

enum Mark {
    Bullet,
    Number(u32),
}

fn item_mark(words: &str) -> Option<Mark> {
    if words.starts_with("- ") || words.starts_with("* ") || words.starts_with("+ ") {
        return Some(Mark::Bullet);
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let number = words[..digits].parse().ok().filter(|_| digits <= 9)?;
    let rest = &words[digits..];
    (rest.starts_with(". ") || rest.starts_with(") ")).then_some(Mark::Number(number))
}

fn demand_of(item: &str) -> Option<MarkId> {
    let (_, id) = item.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    MarkId::parse(id)
}

#[cfg(test)]
mod tests;
