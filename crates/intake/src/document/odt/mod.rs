//! ODT: OpenDocument text (version 1.3, part 3).

mod body;
mod styles;

use super::build::Builder;
use super::format::find;
use super::zip::Archive;
use super::{Document, Format, ReadError, xml};
use crate::finding::{Finding, Place};
use styles::Styles;

const FORMAT: Format = Format::Odt;

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes, FORMAT)?;
    let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
    if find(&manifest, b"encryption-data").is_some() {
        return Err(ReadError::Encrypted(FORMAT));
    }
    let content = xml::text(&archive.needed("content.xml")?, FORMAT)?;
    let mut styles = Styles::default();
    if let Some(named) = archive.part("styles.xml")? {
        styles.read(&xml::text(&named, FORMAT)?)?;
    }
    styles.read(&content)?;
    let mut builder = Builder::new(FORMAT);
    let left_out = body::read(&content, &styles, &mut builder)?;
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
        &left_out.deleted,
        "recorded changes were not settled; look whether this is the text that was agreed",
    );
    say(
        "comments-left-out",
        "comments were",
        &left_out.comments,
        "they stand beside the text, and may be meant for colleagues alone",
    );
    Ok(builder.finish())
}
