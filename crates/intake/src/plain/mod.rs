//! The road from a document to a draft: a circulated copy or a report, in whatever state it is.
//!
//! What the format of the document says of its structure is believed. Everything else is a guess
//! from the shape of the text and small tables of words, and every guess is a finding. No word is
//! dropped: what is not in the draft's files is in a finding, and
//! [`crate::coverage::missing_words`] checks it.

mod body;
mod contradiction;
mod dates;
mod declaration;
mod faults;
mod figures;
mod footnotes;
mod head;
mod items;
mod lines;
mod links;
mod list;
mod markdown;
mod naming;
mod note;
mod passage;
mod pieces;
mod quotation;
mod relative;
mod report;
mod review;
mod settings;

use domain::locale::Language;

use crate::document::{Document, Pages};
use crate::draft::Draft;
use crate::finding::{self, Finding};
use crate::repair::Lexicon;
use crate::words::Words;
use footnotes::Footnotes;

pub(crate) use review::{Body, review};

/// What every step of an import needs to know, and where it puts what it finds.
struct Context<'a> {
    file: &'a str,
    language: &'a Language,
    words: &'static Words,
    lexicon: &'a Lexicon,
    pages: Pages,
    footnotes: Footnotes,
    findings: Vec<Finding>,
}

impl<'a> Context<'a> {
    fn new(file: &'a str, language: &'a Language, lexicon: &'a Lexicon) -> Self {
        Self {
            file,
            language,
            words: Words::of(language.primary()),
            lexicon,
            pages: Pages::default(),
            footnotes: Footnotes::default(),
            findings: Vec::new(),
        }
    }
}

/// Imports a plain text; its words are judged without a dictionary.
#[must_use]
pub fn import(source_name: &str, text: &str, language: &Language) -> Draft {
    let document = Document::plain(text.to_owned());
    import_document(source_name, &document, language, &Lexicon::none())
}

/// Imports a document. Whether it is a declaration or a report follows from its shape.
#[must_use]
pub fn import_document(
    source_name: &str,
    document: &Document,
    language: &Language,
    lexicon: &Lexicon,
) -> Draft {
    let mut context = Context::new(source_name, language, lexicon);
    context.pages = document.pages().clone();
    context.findings.extend_from_slice(document.findings());
    let mut blocks = lines::blocks(source_name, document, &mut context.findings);
    links::settle(&mut blocks, &mut context);
    footnotes::take(&mut blocks, &mut context);
    let text = document.text();
    let (kind, files) = if report::looks_like_one(&blocks, &context) {
        report::import(blocks, text, &mut context)
    } else {
        declaration::import(blocks, text, &mut context)
    };
    document.pages().place(source_name, &mut context.findings);
    finding::sort(&mut context.findings);
    let sources = document.pages().files(source_name, text);
    Draft::new(kind, files, sources, context.findings)
}
