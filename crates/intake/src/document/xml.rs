//! XML event by event, within bounds. There is no document type, no entity but the five of XML
//! 1.0 section 4.6 and the numbered ones, and nothing is ever fetched.

use std::collections::BTreeMap;

use quick_xml::Reader as Inner;
use quick_xml::events::{BytesStart, Event as Read};

use super::{Format, ReadError};

/// How deep elements may lie in each other: word processors stay below forty, with tables in text
/// boxes in tables.
const MAX_DEPTH: usize = 200;
/// The most elements: a text of the longest kind with an element for every third letter.
const MAX_ELEMENTS: usize = 2_000_000;

/// Namespaces with the prefix under which readers ask for them; both editions of ECMA-376.
const NAMESPACES: [(&str, &str); 13] = [
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w",
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "r",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "r",
    ),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "mc",
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "",
    ),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    (
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "fo",
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "manifest",
    ),
    ("http://www.w3.org/1999/xlink", "xlink"),
];

/// One thing in an XML text.
pub(super) enum Event {
    /// An element begins; an empty one ends at once.
    Start(Element),
    /// An element ends.
    End(String),
    /// Characters.
    Text(String),
    /// Nothing more.
    Over,
}

/// The beginning of an element.
pub(super) struct Element {
    /// Its name, with the prefix of [`NAMESPACES`].
    pub(super) name: String,
    attributes: BTreeMap<String, String>,
}

impl Element {
    /// An attribute, by its name with the prefix of [`NAMESPACES`].
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// An XML text being read.
pub(super) struct Reader<'x> {
    inner: Inner<&'x [u8]>,
    format: Format,
    /// Prefixes of this text with those of [`NAMESPACES`].
    prefixes: BTreeMap<String, &'static str>,
    depth: usize,
    elements: usize,
}

impl<'x> Reader<'x> {
    pub(super) fn new(xml: &'x str, format: Format) -> Self {
        let mut inner = Inner::from_str(xml);
        inner.config_mut().expand_empty_elements = true;
        Self {
            inner,
            format,
            prefixes: BTreeMap::new(),
            depth: 0,
            elements: 0,
        }
    }

    /// The next thing that matters.
    pub(super) fn next(&mut self) -> Result<Event, ReadError> {
        loop {
            let event = self.inner.read_event();
            match event.map_err(|error| self.malformed(&error.to_string()))? {
                Read::Start(start) => return self.start(&start).map(Event::Start),
                Read::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Event::End(self.canonical(end.name().as_ref())));
                }
                Read::Text(text) => return Ok(Event::Text(text.to_string())),
                Read::CData(text) => return Ok(Event::Text(text.to_string())),
                Read::GeneralRef(reference) => {
                    let resolved = reference.resolve_char_ref();
                    let c = match (resolved, &*reference) {
                        (Ok(Some(c)), _) => c,
                        (_, "amp") => '&',
                        (_, "lt") => '<',
                        (_, "gt") => '>',
                        (_, "quot") => '"',
                        (_, "apos") => '\'',
                        (_, other) => {
                            return Err(self.malformed(&format!("`&{other};` has no meaning")));
                        }
                    };
                    return Ok(Event::Text(c.to_string()));
                }
                Read::DocType(_) => {
                    let format = self.format;
                    let what = "it declares a document type of its own".to_owned();
                    return Err(ReadError::Overwhelming { format, what });
                }
                Read::Eof if self.depth > 0 => return Err(self.malformed("it ends too early")),
                Read::Eof => return Ok(Event::Over),
                Read::Empty(_) | Read::Comment(_) | Read::Decl(_) | Read::PI(_) => {}
            }
        }
    }

    /// Passes over the element that has just begun and answers its words.
    pub(super) fn skip(&mut self) -> Result<String, ReadError> {
        let outside = self.depth - 1;
        let mut words = String::new();
        while self.depth > outside {
            match self.next()? {
                Event::Text(text) => words.push_str(&text),
                Event::End(_) => words.push(' '),
                Event::Start(_) => {}
                Event::Over => break,
            }
        }
        Ok(words)
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<Element, ReadError> {
        self.depth += 1;
        self.elements += 1;
        let format = self.format;
        if self.depth > MAX_DEPTH || self.elements > MAX_ELEMENTS {
            let what = format!(
                "more than {MAX_DEPTH} elements lie in each other, or there are more than {MAX_ELEMENTS}"
            );
            return Err(ReadError::Overwhelming { format, what });
        }
        let mut attributes = BTreeMap::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.malformed(&error.to_string()))?;
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let value = value.map_err(|error| self.malformed(&error.to_string()))?;
            let key: &str = attribute.key.as_ref();
            if let Some(prefix) = key.strip_prefix("xmlns:") {
                let known = NAMESPACES.iter().find(|(uri, _)| *uri == value);
                if let Some((_, canonical)) = known {
                    self.prefixes.insert(prefix.to_owned(), canonical);
                }
            } else {
                attributes.insert(key.to_owned(), value.into_owned());
            }
        }
        let attributes = attributes
            .into_iter()
            .map(|(key, value)| (self.canonical(&key), value))
            .collect();
        let name = self.canonical(start.name().as_ref());
        Ok(Element { name, attributes })
    }

    fn canonical(&self, name: &str) -> String {
        match name.split_once(':') {
            Some((prefix, local)) => match self.prefixes.get(prefix) {
                Some(known) => format!("{known}:{local}"),
                None => name.to_owned(),
            },
            None => name.to_owned(),
        }
    }

    fn malformed(&self, what: &str) -> ReadError {
        ReadError::Malformed {
            format: self.format,
            what: what.to_owned(),
        }
    }
}

/// The text of an XML part: UTF-8, or UTF-16 with its mark (XML 1.0 section 4.3.3).
pub(super) fn text(bytes: &[u8], format: Format) -> Result<String, ReadError> {
    let encoding = encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::UTF_8, |(e, _)| e);
    let (text, _, had_errors) = encoding.decode(bytes);
    if had_errors {
        let what = format!("a part of it is not {}", encoding.name());
        return Err(ReadError::Malformed { format, what });
    }
    Ok(text.into_owned())
}
