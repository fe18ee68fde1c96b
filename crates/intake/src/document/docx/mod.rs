//! DOCX: Office Open XML (ECMA-376 part 1, section 17).
//!
//! Only what people wrote is read: paragraphs with their styles, lists, links, emphasis, notes and
//! tables. What a reader of the page would not see as its text (deleted words, comments, page
//! headers) is left out and found.

mod body;
mod numbering;
mod styles;

use std::collections::BTreeMap;

use super::build::Builder;
use super::xml::{self, Event, Reader};
use super::zip::Archive;
use super::{Document, Format, ReadError};
use crate::finding::{Finding, Place};
use body::{Parts, Story};

const FORMAT: Format = Format::Docx;

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes, FORMAT)?;
    let text = |archive: &mut Archive<'_>, part: &str| match archive.part(part)? {
        Some(bytes) => xml::text(&bytes, FORMAT).map(Some),
        None => Ok(None),
    };
    let styles = text(&mut archive, "word/styles.xml")?.unwrap_or_default();
    let numbering = text(&mut archive, "word/numbering.xml")?.unwrap_or_default();
    let mut parts = Parts {
        styles: styles::read(&styles)?,
        lists: numbering::read(&numbering)?,
        links: BTreeMap::new(),
    };
    let mut builder = Builder::new(FORMAT);
    let mut deleted = String::new();
    let stories = [
        ("document", Story::Body),
        ("footnotes", Story::Footnotes),
        ("endnotes", Story::Endnotes),
    ];
    for (part, story) in stories {
        let path = format!("word/{part}.xml");
        let story_text = match story {
            Story::Body => Some(xml::text(&archive.needed(&path)?, FORMAT)?),
            _ => text(&mut archive, &path)?,
        };
        let Some(story_text) = story_text else {
            continue;
        };
        let links = text(&mut archive, &format!("word/_rels/{part}.xml.rels"))?;
        parts.links = relationships(&links.unwrap_or_default())?;
        deleted.push_str(&body::read(&story_text, story, &parts, &mut builder)?);
    }
    left_out(name, &mut archive, &deleted, &mut builder)?;
    Ok(builder.finish())
}

/// The addresses that links name by an identifier.
fn relationships(xml: &str) -> Result<BTreeMap<String, String>, ReadError> {
    let mut reader = Reader::new(xml, FORMAT);
    let mut links = BTreeMap::new();
    loop {
        match reader.next()? {
            Event::Start(element) if element.name.ends_with("Relationship") => {
                let is_link = element
                    .get("Type")
                    .is_some_and(|kind| kind.ends_with("/hyperlink"));
                if let (Some(id), Some(target), true) =
                    (element.get("Id"), element.get("Target"), is_link)
                {
                    links.insert(id.to_owned(), target.to_owned());
                }
            }
            Event::Over => return Ok(links),
            _ => {}
        }
    }
}

/// Says which words were left out, word for word: whoever misses them finds them.
fn left_out(
    name: &str,
    archive: &mut Archive<'_>,
    deleted: &str,
    builder: &mut Builder,
) -> Result<(), ReadError> {
    let mut say = |code, what: &str, words: &str, help: &str| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.contains(char::is_alphanumeric) {
            let finding = Finding::warning(code, format!("{what} left out: `{words}`"));
            builder.find(finding.at(Place::beginning(name)).help(help));
        }
    };
    say(
        "changes-left-out",
        "deleted words that the file still keeps were",
        deleted,
        "tracked changes were not settled; look whether this is the text that was agreed",
    );
    let mut comments = String::new();
    let mut frame = String::new();
    for part in archive.names() {
        let is_comment = part == "word/comments.xml";
        let is_frame = part.starts_with("word/header") || part.starts_with("word/footer");
        if !(is_comment || is_frame) || !part.ends_with(".xml") {
            continue;
        }
        let xml = xml::text(&archive.needed(&part)?, FORMAT)?;
        let words = all_words(&xml)?;
        if is_comment {
            &mut comments
        } else {
            &mut frame
        }
        .push_str(&words);
    }
    say(
        "comments-left-out",
        "comments were",
        &comments,
        "they stand beside the text, and may be meant for colleagues alone",
    );
    say(
        "page-frame-left-out",
        "what stands above and below each page was",
        &frame,
        "add what belongs to the text",
    );
    Ok(())
}

fn all_words(xml: &str) -> Result<String, ReadError> {
    let mut reader = Reader::new(xml, FORMAT);
    let mut words = String::new();
    let mut is_text = false;
    loop {
        match reader.next()? {
            Event::Start(element) => is_text = element.name == "w:t",
            Event::End(name) => {
                is_text = false;
                if name == "w:p" {
                    words.push(' ');
                }
            }
            Event::Text(text) if is_text => words.push_str(&text),
            Event::Text(_) => {}
            Event::Over => return Ok(words),
        }
    }
}
