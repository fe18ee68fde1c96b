//! What an import gives.

use domain::locale::Language;

use crate::decode::decode;
use crate::finding::{self, Finding, Place};
use crate::folder::Files;
use crate::plain;

/// What a document turned out to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DraftKind {
    /// A declaration: the draft is a declaration folder with empty values to be filled in.
    Declaration,
    /// A report: the draft holds the report and its figures, to be put beside a declaration.
    Report,
    /// Nothing: the document could not be read. The findings say why, there are no files.
    Unreadable,
}

/// A document on its way to becoming a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    kind: DraftKind,
    files: Files,
    sources: Files,
    findings: Vec<Finding>,
}

impl Draft {
    pub(crate) const fn new(
        kind: DraftKind,
        files: Files,
        sources: Files,
        findings: Vec<Finding>,
    ) -> Self {
        Self {
            kind,
            files,
            sources,
            findings,
        }
    }

    /// What the document turned out to be.
    #[must_use]
    pub const fn kind(&self) -> DraftKind {
        self.kind
    }

    /// The files of the folder.
    #[must_use]
    pub const fn files(&self) -> &Files {
        &self.files
    }

    /// The imported document as decoded text, under its name: findings have their places in it.
    #[must_use]
    pub const fn sources(&self) -> &Files {
        &self.sources
    }

    /// What was found, in the order of the document; what concerns the whole comes first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings as text with the lines they speak of.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        finding::render(&self.findings, &self.sources, colour)
    }
}

/// Imports a document. `encoding` is a label that a person chose (`windows-1252`); without one,
/// UTF-8 and UTF-16 with a mark are read. A document that cannot be read gives a draft without
/// files and one error.
#[must_use]
pub fn import_bytes(
    name: &str,
    bytes: &[u8],
    language: &Language,
    encoding: Option<&str>,
) -> Draft {
    match decode(bytes, encoding) {
        Ok(text) => plain::import(name, &text, language),
        Err(error) => {
            let finding = Finding::error(error.code(), error.to_string())
                .at(Place::beginning(name))
                .help(error.help());
            Draft::new(
                DraftKind::Unreadable,
                Files::new(),
                Files::new(),
                vec![finding],
            )
        }
    }
}
