//! Which lists of a DOCX are numbered (ECMA-376 part 1, section 17.9).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::xml::{Event, Reader};
use crate::document::{Format, ReadError};

/// The lists of a document.
#[derive(Default)]
pub(super) struct Lists {
    /// The definition of each list.
    definitions: BTreeMap<String, String>,
    /// Definitions and depths that have bullets.
    bullets: BTreeSet<(String, u8)>,
}

impl Lists {
    /// Whether a list is numbered at a depth.
    pub(super) fn is_ordered(&self, list: &str, depth: u8) -> bool {
        self.definitions
            .get(list)
            .is_some_and(|definition| !self.bullets.contains(&(definition.clone(), depth)))
    }
}

/// Reads `word/numbering.xml`.
pub(super) fn read(xml: &str) -> Result<Lists, ReadError> {
    let mut reader = Reader::new(xml, Format::Docx);
    let mut lists = Lists::default();
    let mut definition = String::new();
    let mut depth = 0;
    let mut list = None;
    loop {
        let element = match reader.next()? {
            Event::Start(element) => element,
            Event::Over => return Ok(lists),
            Event::End(_) | Event::Text(_) => continue,
        };
        let value = element.get("w:val").unwrap_or_default();
        match element.name.as_str() {
            "w:abstractNum" => {
                definition = element
                    .get("w:abstractNumId")
                    .unwrap_or_default()
                    .to_owned();
                list = None;
            }
            "w:lvl" => {
                let level = element.get("w:ilvl").and_then(|level| level.parse().ok());
                depth = level.unwrap_or(0);
            }
            "w:numFmt" if matches!(value, "bullet" | "none") => {
                lists.bullets.insert((definition.clone(), depth));
            }
            "w:num" => list = element.get("w:numId").map(str::to_owned),
            "w:abstractNumId" => {
                if let Some(list) = &list {
                    lists.definitions.insert(list.clone(), value.to_owned());
                }
            }
            _ => {}
        }
    }
}
