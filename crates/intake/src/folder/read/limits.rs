//! How long the texts of a TOML file may be.
//!
//! They are kept for ever, stand in records of the log, and are shown beside numbers and in tables; a
//! megabyte in one of them would be shown to nobody. Walking the file instead of asking at each key
//! bounds keys that nobody thought of, and translations with what they translate.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::section::Reader;
use crate::finding::Finding;

/// A name, a title, a place: three lines of a page. Kept in characters.
const LINE: usize = 300;
/// A note, a reason, an answer: more than a page, which is longer than any that was ever read beside
/// a number. Kept in characters.
const PARAGRAPHS: usize = 4_000;
/// An address: what sitemaps allow (sitemaps.org, protocol 0.9), and more than some programs follow.
const ADDRESS: usize = 2_048;
/// The entries of one list inside of a figure: parts, reporters. A table of more is read by nobody.
const ENTRIES: usize = 100;

/// The keys whose texts are longer than a line.
const LONGER: [(&str, usize); 8] = [
    ("note", PARAGRAPHS),
    ("reason", PARAGRAPHS),
    ("retracted", PARAGRAPHS),
    ("series-break", PARAGRAPHS),
    ("text", PARAGRAPHS),
    ("contact", ADDRESS),
    ("url", ADDRESS),
    ("why", PARAGRAPHS),
];

/// Finds every text and list of a file that is too long.
pub(super) fn check(document: &Spanned<DeTable<'_>>, reader: &mut Reader<'_>) {
    table(document.get_ref(), LINE, reader);
}

/// A key that is not known has the bound of the table it stands in: `note.de` that of `note`.
fn table(table: &DeTable<'_>, bound: usize, reader: &mut Reader<'_>) {
    for (key, inner) in table {
        let name = key.get_ref().as_ref();
        let longer = LONGER.iter().find(|(known, _)| *known == name);
        let bound = longer.map_or(bound, |(_, longer)| *longer);
        value(name, inner, bound, reader);
    }
}

fn value(name: &str, found: &Spanned<DeValue<'_>>, bound: usize, reader: &mut Reader<'_>) {
    match found.get_ref() {
        DeValue::String(text) => {
            let length = text.chars().count();
            if length > bound {
                let message =
                    format!("`{name}` has {length} characters, at most {bound} are possible");
                let advice =
                    "shorten it; what is longer belongs into a report, or on a page to link to";
                let finding = Finding::error("value-too-long", message).help(advice);
                reader.find(&found.span(), finding);
            }
        }
        DeValue::Table(inner) => table(inner, bound, reader),
        DeValue::Array(entries) => {
            let is_list = !entries
                .iter()
                .any(|e| matches!(e.get_ref(), DeValue::Table(_)));
            if is_list && entries.len() > ENTRIES {
                let length = entries.len();
                let message =
                    format!("`{name}` has {length} entries, at most {ENTRIES} are possible");
                reader.error(&found.span(), "value-too-long", message);
            }
            for entry in entries {
                value(name, entry, bound, reader);
            }
        }
        _ => {}
    }
}
