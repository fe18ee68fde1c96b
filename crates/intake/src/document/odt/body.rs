//! The text of an ODT (OpenDocument 1.3 part 3, sections 5 to 9).

use super::styles::Styles;
use crate::document::build::Builder;
use crate::document::xml::{Element, Event, Reader};
use crate::document::{Format, MarkKind, ReadError, Role};

/// Words that are in the file but not in its text.
#[derive(Default)]
pub(super) struct LeftOut {
    pub(super) deleted: String,
    pub(super) comments: String,
}

/// A list that is open.
struct List {
    style: String,
    /// Whether the item that is open has its first paragraph behind it.
    item_began: bool,
}

/// A note whose body is being read.
struct Note {
    label: String,
    builder: Builder,
}

struct Walk<'s, 'b> {
    styles: &'s Styles,
    main: &'b mut Builder,
    lists: Vec<List>,
    /// The marks of each open span.
    spans: Vec<Vec<MarkKind>>,
    notes: Vec<(String, crate::document::Document)>,
    note: Option<Note>,
    label: String,
    tables: Vec<bool>,
    cells: usize,
    is_quoted: bool,
    /// How many paragraphs and headings are open: words outside of them are none.
    paragraphs: usize,
}

/// Reads `content.xml` into the builder and answers the words that were left out.
pub(super) fn read(
    xml: &str,
    styles: &Styles,
    builder: &mut Builder,
) -> Result<LeftOut, ReadError> {
    let mut reader = Reader::new(xml, Format::Odt);
    let mut left_out = LeftOut::default();
    let mut walk = Walk {
        styles,
        main: builder,
        lists: Vec::new(),
        spans: Vec::new(),
        notes: Vec::new(),
        note: None,
        label: String::new(),
        tables: Vec::new(),
        cells: 0,
        is_quoted: false,
        paragraphs: 0,
    };
    loop {
        match reader.next()? {
            Event::Start(element) => match element.name.as_str() {
                "office:annotation" => {
                    left_out.comments.push_str(&reader.skip()?);
                    left_out.comments.push(' ');
                }
                "text:tracked-changes" => left_out.deleted.push_str(&reader.skip()?),
                "text:note-citation" | "office:automatic-styles" | "office:font-face-decls" => {
                    reader.skip()?;
                }
                _ => walk.start(&element),
            },
            Event::End(name) => walk.end(&name),
            Event::Text(text) if walk.paragraphs > 0 => walk.builder().words(&text),
            Event::Text(_) => {}
            Event::Over => break,
        }
    }
    walk.finish();
    Ok(left_out)
}

impl Walk<'_, '_> {
    fn builder(&mut self) -> &mut Builder {
        match &mut self.note {
            Some(note) => &mut note.builder,
            None => self.main,
        }
    }

    fn in_table(&self) -> bool {
        self.note.is_none() && self.tables.contains(&true)
    }

    fn start(&mut self, element: &Element) {
        match element.name.as_str() {
            "text:p" | "text:h" => self.paragraph(element),
            "text:list" => {
                let outer = self.lists.last().map(|list| list.style.clone());
                let own = element.get("text:style-name").map(str::to_owned);
                self.lists.push(List {
                    style: own.or(outer).unwrap_or_default(),
                    item_began: false,
                });
            }
            "text:list-item" | "text:list-header" => {
                if let Some(list) = self.lists.last_mut() {
                    list.item_began = false;
                }
            }
            "text:span" => {
                let style = element.get("text:style-name").unwrap_or_default();
                let marks = self.styles.marks(style);
                for kind in &marks {
                    self.builder().start(kind.clone());
                }
                self.spans.push(marks);
            }
            "text:a" => {
                let target = element.get("xlink:href").unwrap_or_default().to_owned();
                self.builder().start(MarkKind::Link(target));
            }
            "text:note" => {
                element
                    .get("text:id")
                    .unwrap_or_default()
                    .clone_into(&mut self.label);
                let label = self.label.clone();
                self.builder().reference(label);
            }
            "text:note-body" if self.note.is_none() => {
                self.note = Some(Note {
                    label: self.label.clone(),
                    builder: Builder::new(Format::Odt),
                });
            }
            "text:s" | "text:tab" => self.builder().words(" "),
            "text:line-break" if self.in_table() => self.builder().words(" "),
            "text:line-break" => self.builder().line_break(),
            _ => self.table(element),
        }
    }

    fn table(&mut self, element: &Element) {
        match element.name.as_str() {
            "table:table" => {
                self.tables.push(false);
                self.cells = 0;
            }
            "table:table-column" => {
                let repeated = element.get("table:number-columns-repeated");
                self.cells += repeated
                    .and_then(|n| n.parse().ok())
                    .unwrap_or(1_usize)
                    .min(1000);
                if let Some(is_table) = self.tables.last_mut() {
                    *is_table = self.cells > 1;
                }
            }
            "table:table-row" if self.in_table() => {
                self.unquote();
                self.builder().open(Role::Row);
                self.cells = 0;
            }
            "table:table-cell" if self.in_table() => {
                self.cells += 1;
                if self.cells > 1 {
                    self.builder().words(" | ");
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, element: &Element) {
        self.paragraphs += 1;
        if self.in_table() {
            return;
        }
        let style = element.get("text:style-name").unwrap_or_default();
        let is_heading = element.name == "text:h" || self.styles.is_title(style);
        let depth = self.lists.len();
        let in_list = self.note.is_none() && depth > 0 && !is_heading;
        if in_list
            && self.lists.last().is_some_and(|list| list.item_began)
            && self.builder().is_open()
        {
            // A second paragraph of one item.
            self.builder().line_break();
            return;
        }
        self.unquote();
        if self.styles.is_quotation(style) && self.note.is_none() {
            self.is_quoted = true;
            self.builder().quote();
        }
        let role = if is_heading {
            let level = element.get("text:outline-level");
            Role::Heading(level.and_then(|level| level.parse().ok()).unwrap_or(1))
        } else if let (true, Some(list)) = (in_list, self.lists.last_mut()) {
            list.item_began = true;
            let from_one = u8::try_from(depth).unwrap_or(u8::MAX);
            Role::Item {
                depth: from_one - 1,
                is_ordered: self.styles.is_numbered(&list.style, from_one),
            }
        } else {
            Role::Paragraph
        };
        self.builder().open(role);
    }

    fn unquote(&mut self) {
        if self.note.is_none() && std::mem::take(&mut self.is_quoted) {
            self.builder().unquote();
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "text:p" | "text:h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                let stays_open = !self.lists.is_empty() && self.note.is_none();
                if self.in_table() {
                    self.builder().words(" ");
                } else if !stays_open {
                    self.builder().close();
                }
            }
            "text:list-item" | "text:list-header" => self.builder().close(),
            "text:list" => {
                self.lists.pop();
                self.builder().close();
            }
            "text:span" => {
                for kind in self.spans.pop().unwrap_or_default() {
                    self.builder().end(&kind);
                }
            }
            "text:a" => self.builder().end(&MarkKind::Link(String::new())),
            "text:note-body" => {
                if let Some(note) = self.note.take() {
                    self.notes.push((note.label, note.builder.finish()));
                }
            }
            "table:table" => {
                self.tables.pop();
                self.builder().close();
            }
            "table:table-row" if self.in_table() => self.builder().close(),
            _ => {}
        }
    }

    fn finish(mut self) {
        self.unquote();
        self.main.close();
        for (label, note) in self.notes {
            self.main.append(note, |_| Role::Footnote(label.clone()));
        }
    }
}
