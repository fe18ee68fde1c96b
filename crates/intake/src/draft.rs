//! What an import gives.

use std::path::PathBuf;

use domain::locale::Language;

use crate::document::{self, Document};
use crate::finding::{self, Finding, Place};
use crate::folder::Files;
use crate::repair::{self, Lexicon};
use crate::{language, plain};

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

    fn unreadable(sources: Files, findings: Vec<Finding>) -> Self {
        Self::new(DraftKind::Unreadable, Files::new(), sources, findings)
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

/// How a document is imported.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// The language a person named; otherwise it is guessed.
    pub language: Option<&'a Language>,
    /// The label of an encoding that a person chose (`windows-1252`).
    pub encoding: Option<&'a str>,
    /// Folders in which Hunspell dictionaries may lie.
    pub dictionaries: &'a [PathBuf],
    /// From which confidence on, in 0 to 1, probable scanning faults are repaired; nothing repairs
    /// none.
    pub fix: Option<f64>,
}

/// Imports a document in any format that is read, see [`document::read`]. A document that cannot be
/// read, or whose language nobody can tell, gives a draft without files and one error.
#[must_use]
pub fn import(name: &str, bytes: &[u8], request: &Request<'_>) -> Draft {
    let mut document = match document::read(name, bytes, request.encoding) {
        Ok(document) => document,
        Err(error) => {
            let finding = Finding::error(error.code(), error.to_string())
                .at(Place::beginning(name))
                .help(error.help());
            return Draft::unreadable(Files::new(), vec![finding]);
        }
    };
    let (language, mut findings) = language::settle(name, document.text(), request.language);
    let Some(language) = language else {
        let sources = document.pages().files(name, document.text());
        return Draft::unreadable(sources, findings);
    };
    let lexicon = Lexicon::installed(&language, request.dictionaries).unwrap_or_else(|error| {
        let finding = Finding::warning("dictionary-unreadable", error.to_string());
        findings.push(finding.help("without it, words are judged by the text alone"));
        Lexicon::none()
    });
    if let Some(threshold) = request.fix {
        findings.extend(repair(name, &mut document, &language, &lexicon, threshold));
    }
    document.pages().place(name, &mut findings);
    let mut draft = plain::import_document(name, &document, &language, &lexicon);
    draft.findings.extend(findings);
    finding::sort(&mut draft.findings);
    draft
}

/// How often repairs are looked for: one may make the next one plain.
const ROUNDS: usize = 4;

/// Repairs what is sure enough before the structure of the text is read, so that titles, demands and
/// figures are found in what was meant.
fn repair(
    name: &str,
    document: &mut Document,
    language: &Language,
    lexicon: &Lexicon,
    threshold: f64,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for _ in 0..ROUNDS {
        let mut repairs = repair::propose(document.text(), language, lexicon);
        repairs.retain(|repair| repair.confidence >= threshold && repair.meant.is_some());
        if repairs.is_empty() {
            break;
        }
        findings.extend(repair::applied_findings(name, document.text(), &repairs));
        let edits: Vec<_> = repairs
            .iter()
            .filter_map(|repair| Some((repair.span.clone(), repair.meant.as_deref()?)))
            .collect();
        document.replace(edits);
    }
    findings
}

/// Imports a document whose language is known, judging its words without a dictionary.
#[must_use]
pub fn import_bytes(
    name: &str,
    bytes: &[u8],
    language: &Language,
    encoding: Option<&str>,
) -> Draft {
    let request = Request {
        language: Some(language),
        encoding,
        ..Request::default()
    };
    import(name, bytes, &request)
}
