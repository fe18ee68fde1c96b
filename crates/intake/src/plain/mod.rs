//! Import of plain text: a circulated copy or a report, in whatever state it is, becomes a draft.
//!
//! Everything is a guess from the shape of the text and small tables of words, and every guess is a
//! finding. No word is dropped: what is not in the draft's files is in a finding, and
//! [`crate::coverage::missing_words`] checks it.

mod body;
mod contradiction;
mod dates;
mod declaration;
mod faults;
mod figures;
mod head;
mod items;
mod lines;
mod markdown;
mod naming;
mod note;
mod passage;
mod quotation;
mod relative;
mod report;
mod settings;

use domain::locale::Language;

use crate::draft::Draft;
use crate::finding::{self, Finding};
use crate::folder::Files;
use crate::words::Words;

/// What every step of an import needs to know, and where it puts what it finds.
struct Context<'a> {
    file: &'a str,
    language: &'a Language,
    words: &'static Words,
    findings: Vec<Finding>,
}

impl<'a> Context<'a> {
    fn new(file: &'a str, language: &'a Language) -> Self {
        Self {
            file,
            language,
            words: Words::of(language.primary()),
            findings: Vec::new(),
        }
    }
}

/// Imports a text. Whether it is a declaration or a report follows from its shape.
#[must_use]
pub fn import(source_name: &str, text: &str, language: &Language) -> Draft {
    let mut context = Context::new(source_name, language);
    let blocks = lines::blocks(source_name, text, &mut context.findings);
    let (kind, files) = if report::looks_like_one(&blocks, &context) {
        report::import(blocks, text, &mut context)
    } else {
        declaration::import(blocks, text, &mut context)
    };
    let mut sources = Files::new();
    sources.insert(source_name, text.as_bytes());
    finding::sort(&mut context.findings);
    Draft::new(kind, files, sources, context.findings)
}
