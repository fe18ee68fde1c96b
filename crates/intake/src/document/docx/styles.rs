//! What the styles of a DOCX make of a paragraph (ECMA-376 part 1, section 17.7).

use std::collections::BTreeMap;

use crate::document::xml::{Event, Reader};
use crate::document::{Format, ReadError};

/// How far a style may lie from the one it is based on.
const MAX_CHAIN: usize = 16;

/// One style, as far as it says what a paragraph is.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    level: Option<u8>,
    list: Option<String>,
    list_depth: Option<u8>,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// The level of the heading that a style makes; a title is of the first level.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        // Word calls its own styles by their English names in every language.
        self.chain(id).find_map(|style| match style.name.as_str() {
            "title" => Some(1),
            "subtitle" => None,
            name => name
                .strip_prefix("heading ")
                .and_then(|level| level.parse().ok())
                .or(style.level),
        })
    }

    /// Whether a style is that of quotations.
    pub(super) fn is_quotation(&self, id: &str) -> bool {
        self.chain(id).any(|style| {
            matches!(
                style.name.as_str(),
                "quote" | "intense quote" | "block text"
            )
        })
    }

    /// The list a style puts its paragraphs into, and how deep.
    pub(super) fn list(&self, id: &str) -> Option<(&str, u8)> {
        self.chain(id)
            .find_map(|style| Some((style.list.as_deref()?, style.list_depth.unwrap_or(0))))
    }

    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let first = self.0.get(id);
        let next = |style: &&'s Style| style.based_on.as_ref().and_then(|id| self.0.get(id));
        std::iter::successors(first, next).take(MAX_CHAIN)
    }
}

/// Reads `word/styles.xml`.
pub(super) fn read(xml: &str) -> Result<Styles, ReadError> {
    let mut reader = Reader::new(xml, Format::Docx);
    let mut styles = Styles::default();
    let mut current: Option<(String, Style)> = None;
    loop {
        match reader.next()? {
            Event::Start(element) if element.name == "w:style" => {
                let id = element.get("w:styleId").unwrap_or_default();
                current = Some((id.to_owned(), Style::default()));
            }
            Event::Start(element) => {
                let (Some((_, style)), Some(value)) = (&mut current, element.get("w:val")) else {
                    continue;
                };
                match element.name.as_str() {
                    "w:name" => style.name = value.to_lowercase(),
                    "w:basedOn" => style.based_on = Some(value.to_owned()),
                    "w:outlineLvl" => style.level = outline_level(value),
                    "w:numId" => style.list = Some(value.to_owned()),
                    "w:ilvl" => style.list_depth = value.parse().ok(),
                    _ => {}
                }
            }
            Event::End(name) if name == "w:style" => styles.0.extend(current.take()),
            Event::Over => return Ok(styles),
            Event::End(_) | Event::Text(_) => {}
        }
    }
}

/// Outline levels count from 0; 9 stands for running text.
pub(super) fn outline_level(value: &str) -> Option<u8> {
    let level: u8 = value.parse().ok()?;
    (level < 9).then_some(level + 1)
}
