//! The stories of a DOCX: body, footnotes, endnotes (ECMA-376 part 1, sections 17.2, 17.3, 17.11).

use std::collections::BTreeMap;

use super::numbering::Lists;
use super::styles::{Styles, outline_level};
use crate::document::build::Builder;
use crate::document::xml::{Element, Event, Reader};
use crate::document::{Format, MarkKind, ReadError, Role};

/// What paragraphs refer to.
pub(super) struct Parts {
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    pub(super) links: BTreeMap<String, String>,
}

/// Which story is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Body,
    Footnotes,
    Endnotes,
}

/// What the properties of a paragraph say.
#[derive(Default)]
struct Properties {
    style: String,
    level: Option<u8>,
    list: Option<String>,
    depth: Option<u8>,
}

/// A field that may be a link: `HYPERLINK "address"`, written over several runs.
#[derive(Default)]
struct Field {
    instruction: String,
    is_link: bool,
}

struct Walk<'p, 'b> {
    parts: &'p Parts,
    story: Story,
    builder: &'b mut Builder,
    properties: Option<Properties>,
    /// The emphasis of the run that is open.
    run: Vec<MarkKind>,
    in_run_properties: bool,
    fields: Vec<Field>,
    is_text: bool,
    is_instruction: bool,
    deletions: usize,
    deleted: String,
    /// The label of the note that is open.
    note: Option<String>,
    is_quoted: bool,
    /// For each open table whether it has several columns; those of one column only frame text.
    tables: Vec<bool>,
    cells: usize,
}

/// Reads a story into the builder and answers the words it marks as deleted.
pub(super) fn read(
    xml: &str,
    story: Story,
    parts: &Parts,
    builder: &mut Builder,
) -> Result<String, ReadError> {
    let mut reader = Reader::new(xml, Format::Docx);
    let mut walk = Walk {
        parts,
        story,
        builder,
        properties: None,
        run: Vec::new(),
        in_run_properties: false,
        fields: Vec::new(),
        is_text: false,
        is_instruction: false,
        deletions: 0,
        deleted: String::new(),
        note: None,
        is_quoted: false,
        tables: Vec::new(),
        cells: 0,
    };
    loop {
        match reader.next()? {
            // Older programs find the same words here once more.
            Event::Start(element) if element.name == "mc:Fallback" => {
                reader.skip()?;
            }
            // The lines between text and notes.
            Event::Start(element)
                if matches!(element.name.as_str(), "w:footnote" | "w:endnote")
                    && element.get("w:type").is_some_and(|kind| kind != "normal") =>
            {
                reader.skip()?;
            }
            Event::Start(element) => walk.start(&element),
            Event::End(name) => walk.end(&name),
            Event::Text(text) => walk.text(&text),
            Event::Over => break,
        }
    }
    walk.unquote();
    walk.builder.close();
    Ok(walk.deleted)
}

impl Walk<'_, '_> {
    fn start(&mut self, element: &Element) {
        match element.name.as_str() {
            "w:p" => self.paragraph(),
            "w:pPr" => self.properties = Some(Properties::default()),
            "w:rPr" => self.in_run_properties = true,
            "w:t" => self.is_text = true,
            "w:delText" => self.is_text = true,
            "w:instrText" => self.is_instruction = true,
            "w:del" | "w:moveFrom" if self.properties.is_none() => self.deletions += 1,
            "w:hyperlink" => {
                let target = element.get("r:id").and_then(|id| self.parts.links.get(id));
                let target = target.cloned().unwrap_or_default();
                self.builder.start(MarkKind::Link(target));
            }
            "w:footnoteReference" => self.reference('f', element),
            "w:endnoteReference" => self.reference('e', element),
            "w:footnote" | "w:endnote" => {
                let kind = if self.story == Story::Footnotes {
                    'f'
                } else {
                    'e'
                };
                self.note = element.get("w:id").map(|id| format!("{kind}{id}"));
            }
            "w:fldChar" => self.field(element.get("w:fldCharType").unwrap_or_default()),
            "w:tbl" => self.tables.push(false),
            "w:tblGrid" => self.cells = 0,
            "w:gridCol" => self.cells += 1,
            "w:tr" if self.in_table() => {
                self.unquote();
                self.builder.open(Role::Row);
                self.cells = 0;
            }
            "w:tc" if self.in_table() => {
                self.cells += 1;
                if self.cells > 1 {
                    self.builder.words(" | ");
                }
            }
            _ if self.properties.is_some() => self.property(element),
            _ if self.in_run_properties => self.run_property(element),
            _ => self.sign(element),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:p" if self.in_table() => self.builder.words(" "),
            "w:p" => self.builder.close(),
            "w:pPr" => self.settle(),
            "w:rPr" => {
                self.in_run_properties = false;
                if self.properties.is_none() {
                    for kind in self.run.clone() {
                        self.builder.start(kind);
                    }
                }
            }
            "w:r" => {
                for kind in std::mem::take(&mut self.run) {
                    self.builder.end(&kind);
                }
            }
            "w:t" | "w:delText" => self.is_text = false,
            "w:instrText" => self.is_instruction = false,
            "w:del" | "w:moveFrom" if self.properties.is_none() => {
                self.deletions = self.deletions.saturating_sub(1);
                self.deleted.push(' ');
            }
            "w:hyperlink" => self.builder.end(&MarkKind::Link(String::new())),
            "w:footnote" | "w:endnote" => self.note = None,
            "w:tblGrid" => {
                if let Some(is_table) = self.tables.last_mut() {
                    *is_table = self.cells > 1;
                }
            }
            "w:tbl" => {
                self.tables.pop();
                self.builder.close();
            }
            "w:tr" if self.in_table() => self.builder.close(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_instruction {
            if let Some(field) = self.fields.last_mut() {
                field.instruction.push_str(text);
            }
        } else if self.is_text && self.deletions > 0 {
            self.deleted.push_str(text);
        } else if self.is_text {
            self.builder.words(text);
        }
    }

    fn in_table(&self) -> bool {
        self.tables.contains(&true)
    }

    fn paragraph(&mut self) {
        if !self.in_table() {
            self.unquote();
            let role = self.note.clone().map_or(Role::Paragraph, Role::Footnote);
            self.builder.open(role);
        }
    }

    fn property(&mut self, element: &Element) {
        let (Some(properties), Some(value)) = (&mut self.properties, element.get("w:val")) else {
            return;
        };
        match element.name.as_str() {
            "w:pStyle" => value.clone_into(&mut properties.style),
            "w:outlineLvl" => properties.level = outline_level(value),
            "w:numId" => properties.list = Some(value.to_owned()),
            "w:ilvl" => properties.depth = value.parse().ok(),
            _ => {}
        }
    }

    /// What the paragraph is, now that its properties are known.
    fn settle(&mut self) {
        let Some(properties) = self.properties.take() else {
            return;
        };
        self.in_run_properties = false;
        self.run.clear();
        if self.note.is_some() || self.in_table() {
            return;
        }
        let styles = &self.parts.styles;
        if styles.is_quotation(&properties.style) {
            self.builder.quote();
            self.is_quoted = true;
            self.builder.open(Role::Paragraph);
        }
        let heading = properties
            .level
            .or_else(|| styles.heading(&properties.style));
        let by_style = styles.list(&properties.style);
        // List number 0 takes a paragraph out of the list of its style (17.9.18).
        let list = properties
            .list
            .as_deref()
            .or(by_style.map(|(list, _)| list));
        let list = list.filter(|list| *list != "0");
        let depth = properties
            .depth
            .or(by_style.map(|(_, depth)| depth))
            .unwrap_or(0);
        if let Some(level) = heading {
            self.builder.becomes(Role::Heading(level));
        } else if let Some(list) = list {
            let is_ordered = self.parts.lists.is_ordered(list, depth);
            self.builder.becomes(Role::Item { depth, is_ordered });
        }
    }

    fn unquote(&mut self) {
        if std::mem::take(&mut self.is_quoted) {
            self.builder.unquote();
        }
    }

    fn run_property(&mut self, element: &Element) {
        let is_on = !matches!(element.get("w:val"), Some("0" | "false" | "off" | "none"));
        let kind = match element.name.as_str() {
            "w:b" => MarkKind::Strong,
            "w:i" => MarkKind::Emphasis,
            _ => return,
        };
        if is_on {
            self.run.push(kind);
        }
    }

    fn reference(&mut self, kind: char, element: &Element) {
        if let Some(id) = element.get("w:id").filter(|_| self.deletions == 0) {
            self.builder.reference(format!("{kind}{id}"));
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                let Some(field) = self.fields.last_mut() else {
                    return;
                };
                let target = field.instruction.trim().strip_prefix("HYPERLINK");
                let target = target.and_then(|rest| rest.split('"').nth(1));
                field.is_link = target.is_some();
                if let Some(target) = target {
                    self.builder.start(MarkKind::Link(target.to_owned()));
                }
            }
            _ => {
                if self.fields.pop().is_some_and(|field| field.is_link) {
                    self.builder.end(&MarkKind::Link(String::new()));
                }
            }
        }
    }

    /// Signs that are elements of their own.
    fn sign(&mut self, element: &Element) {
        match element.name.as_str() {
            "w:tab" => self.builder.words("\t"),
            "w:br" | "w:cr" if self.in_table() => self.builder.words(" "),
            "w:br" if element.get("w:type") == Some("page") => self.builder.words(" "),
            "w:br" | "w:cr" => self.builder.line_break(),
            "w:noBreakHyphen" => self.builder.words("\u{2011}"),
            "w:softHyphen" => self.builder.words("\u{ad}"),
            "w:sym" => {
                let code = element.get("w:char").unwrap_or_default();
                let code = u32::from_str_radix(code, 16).ok();
                if let Some(c) = code.and_then(char::from_u32) {
                    self.builder.words(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }
}
