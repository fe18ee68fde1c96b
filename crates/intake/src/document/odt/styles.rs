//! What the styles of an ODT make of words and paragraphs (OpenDocument 1.3 part 3, section 16).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::xml::{Element, Event, Reader};
use crate::document::{Format, MarkKind, ReadError};

/// How far a style may lie from the one it is based on.
const MAX_CHAIN: usize = 16;

/// One style.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    marks: Vec<MarkKind>,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// List styles and depths, from 1, that are numbered.
    numbered: BTreeSet<(String, u8)>,
}

impl Styles {
    /// Adds the styles of `styles.xml` or `content.xml`.
    pub(super) fn read(&mut self, xml: &str) -> Result<(), ReadError> {
        let mut reader = Reader::new(xml, Format::Odt);
        let mut style = None;
        let mut list = None;
        loop {
            match reader.next()? {
                Event::Start(element) => match element.name.as_str() {
                    "style:style" => style = self.begin(&element),
                    "style:text-properties" => {
                        let current = style.as_ref().and_then(|name| self.styles.get_mut(name));
                        if let Some(current) = current {
                            current.marks = emphasis(&element);
                        }
                    }
                    "text:list-style" => list = element.get("style:name").map(str::to_owned),
                    "text:list-level-style-number" => {
                        let level = element
                            .get("text:level")
                            .and_then(|level| level.parse().ok());
                        // A level without a number format shows nothing.
                        let shows = element
                            .get("style:num-format")
                            .is_some_and(|f| !f.is_empty());
                        if let (Some(list), Some(level), true) = (&list, level, shows) {
                            self.numbered.insert((list.clone(), level));
                        }
                    }
                    "office:body" => {
                        reader.skip()?;
                    }
                    _ => {}
                },
                Event::Over => return Ok(()),
                Event::End(_) | Event::Text(_) => {}
            }
        }
    }

    fn begin(&mut self, element: &Element) -> Option<String> {
        let name = element.get("style:name")?.to_owned();
        let parent = element.get("style:parent-style-name").map(str::to_owned);
        let marks = Vec::new();
        self.styles.insert(name.clone(), Style { parent, marks });
        Some(name)
    }

    /// The emphasis of a span with this style; what a paragraph's style gives to all its words is
    /// none.
    pub(super) fn marks(&self, name: &str) -> Vec<MarkKind> {
        let mut marks: Vec<MarkKind> = self
            .chain(name)
            .filter_map(|name| self.styles.get(name))
            .flat_map(|style| style.marks.iter().cloned())
            .collect();
        marks.sort();
        marks.dedup();
        marks
    }

    /// Whether a paragraph style is, or rests on, the one of quotations.
    pub(super) fn is_quotation(&self, name: &str) -> bool {
        self.chain(name)
            .any(|name| matches!(name, "Quotations" | "Quotation"))
    }

    /// Whether a paragraph style is, or rests on, the one of the title.
    pub(super) fn is_title(&self, name: &str) -> bool {
        self.chain(name).any(|name| name == "Title")
    }

    /// Whether a list is numbered at a depth from 1.
    pub(super) fn is_numbered(&self, list: &str, depth: u8) -> bool {
        self.numbered.contains(&(list.to_owned(), depth))
    }

    fn chain<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        let parent = |name: &&'s str| self.styles.get(*name)?.parent.as_deref();
        std::iter::successors(Some(name), parent).take(MAX_CHAIN)
    }
}

fn emphasis(element: &Element) -> Vec<MarkKind> {
    let mut marks = Vec::new();
    if element.get("fo:font-weight") == Some("bold") {
        marks.push(MarkKind::Strong);
    }
    if element.get("fo:font-style") == Some("italic") {
        marks.push(MarkKind::Emphasis);
    }
    marks
}
