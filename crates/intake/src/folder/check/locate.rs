//! Where things stand: the places of keys and of lines of texts in their files.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::rc::Rc;

use domain::revision::Wording;
use domain::text::Place as TextPlace;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::Place;
use crate::folder::Files;
use crate::folder::read::split_front_matter;
use crate::source::Source;

/// A step towards a value in a TOML file.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// The entry of a list.
    Entry(usize),
}

/// The files of a folder, each parsed once when a place in it is first asked for: a folder of
/// thousands of figures has as many findings.
pub(in crate::folder) struct Indexed<'f> {
    files: &'f Files,
    parsed: RefCell<BTreeMap<String, Rc<Parsed<'f>>>>,
}

/// A file with the TOML in it.
struct Parsed<'f> {
    source: Source<'f>,
    document: Spanned<DeTable<'f>>,
    /// Where the TOML begins in the file.
    base: usize,
}

impl<'f> Indexed<'f> {
    pub(in crate::folder) const fn new(files: &'f Files) -> Self {
        Self {
            files,
            parsed: RefCell::new(BTreeMap::new()),
        }
    }

    fn parsed(&self, file: &str) -> Option<Rc<Parsed<'f>>> {
        if let Some(known) = self.parsed.borrow().get(file) {
            return Some(Rc::clone(known));
        }
        let text = self.files.text(file)?;
        let (front, base) = if file.ends_with(".md") {
            let front = split_front_matter(text).front;
            (&text[front.clone()], front.start)
        } else {
            (text, 0)
        };
        let parsed = Rc::new(Parsed {
            source: Source::new(file, text),
            document: DeTable::parse_recoverable(front).0,
            base,
        });
        let mut all = self.parsed.borrow_mut();
        all.insert(file.to_owned(), Rc::clone(&parsed));
        Some(parsed)
    }
}

impl Deref for Indexed<'_> {
    type Target = Files;

    fn deref(&self) -> &Files {
        self.files
    }
}

/// The place of a value, or of the nearest thing around it that is there. Nothing where the folder
/// was not read from files.
pub(super) fn value(files: &Indexed<'_>, file: &str, path: &[Step<'_>]) -> Option<Place> {
    let parsed = files.parsed(file)?;
    let span = deepest(parsed.document.get_ref(), path).unwrap_or(0..1);
    let span = span.start + parsed.base..span.end + parsed.base;
    Some(parsed.source.place(&span))
}

fn deepest(table: &DeTable<'_>, path: &[Step<'_>]) -> Option<Range<usize>> {
    let (Step::Key(key), rest) = path.split_first()? else {
        return None;
    };
    let (_, found) = table.iter().find(|(name, _)| name.get_ref() == key)?;
    let mut found = found;
    let mut rest = rest;
    while let Some((step, further)) = rest.split_first() {
        let next = match (found.get_ref(), step) {
            (DeValue::Table(inner), Step::Key(key)) => inner
                .iter()
                .find(|(name, _)| name.get_ref() == key)
                .map(|(_, value)| value),
            (DeValue::Array(inner), Step::Entry(index)) => inner.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        found = next;
        rest = further;
    }
    Some(found.span())
}

/// Turns places in a canonical text into places in its file.
pub(super) struct Lines {
    file: String,
    /// The line of the file on which the text begins, from 1; nothing where there is no file.
    first: Option<usize>,
}

impl Lines {
    pub(super) fn of_wording(files: &Files, wording: &Wording) -> Self {
        Self::of_file(files, &format!("text/{}.md", wording.language))
    }

    /// The text of a Markdown file, behind its front matter.
    pub(super) fn of_file(files: &Files, file: &str) -> Self {
        let first = files.text(file).map(|text| {
            let body = split_front_matter(text).body;
            let blank =
                text[body.clone()].len() - text[body.clone()].trim_start_matches('\n').len();
            text[..body.start + blank].matches('\n').count() + 1
        });
        Self {
            file: file.to_owned(),
            first,
        }
    }

    pub(super) fn place(&self, place: TextPlace) -> Option<Place> {
        Some(Place {
            file: self.file.clone(),
            line: self.first? + place.line - 1,
            column: place.column,
            length: place.length,
        })
    }

    /// The line of the file on which the text begins, from 1; nothing where there is no file.
    pub(super) const fn first(&self) -> Option<usize> {
        self.first
    }

    /// The place of a span of one line of the text.
    pub(super) fn span(&self, number: usize, line: &str, span: &Range<usize>) -> Option<Place> {
        self.place(TextPlace {
            line: number,
            column: line[..span.start].chars().count() + 1,
            length: line[span.clone()].chars().count().max(1),
        })
    }
}
