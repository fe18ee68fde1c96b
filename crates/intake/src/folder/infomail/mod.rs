//! The folder of an Infomail list: read, check, write.
//!
//! ```text
//! list.toml              who sends it, who answers for the data, what it is called in each language
//! issues/0007/issue.toml date, declarations it is about, audience, what it corrects
//! issues/0007/en.md      its text in one language; front matter: preheader, translator
//! ```
//!
//! `read(write(folder))` gives the same folder again, and a text in canonical form comes back byte for
//! byte.

use std::collections::BTreeSet;

use domain::infomail::{Issue, IssueNumber, List};
use domain::locale::Language;
use domain::slug::Slug;
use domain::text::MarkId;

use super::Files;
use crate::finding::{self, Finding};

/// The file that makes a folder a list.
pub const LIST: &str = "list.toml";

/// A list with its issues, read whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListFolder {
    /// The list.
    pub list: List,
    /// Its issues by number.
    pub issues: Vec<Issue>,
}

/// What reading gave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListOutcome {
    /// The folder; nothing where an error stands among the findings of reading.
    pub folder: Option<ListFolder>,
    /// Everything that was found, in the order of files and lines.
    pub findings: Vec<Finding>,
}

/// What is known of declarations beside the folder.
pub trait Declarations {
    /// The figures of a declaration; nothing where there is no such declaration.
    fn figures(&self, slug: &Slug) -> Option<BTreeSet<MarkId>>;
}

/// Whether the files are those of a list, going by what they are called.
#[must_use]
pub fn is_list(files: &Files) -> bool {
    files.get(LIST).is_some()
}

/// Where the settings of an issue lie.
#[must_use]
pub fn issue_path(number: IssueNumber) -> String {
    format!("issues/{}/issue.toml", number.folder())
}

/// Where a text of an issue lies.
#[must_use]
pub fn text_path(number: IssueNumber, language: &Language) -> String {
    format!("issues/{}/{language}.md", number.folder())
}

/// Reads a folder. Every fault of every file is found at once.
#[must_use]
pub fn read(files: &Files) -> ListOutcome {
    let mut parts = super::read::infomail::parts(files);
    finding::sort(&mut parts.findings);
    let is_whole = !finding::any_error(&parts.findings);
    let issues = parts.issues;
    let folder = parts.list.filter(|_| is_whole);
    ListOutcome {
        folder: folder.map(|list| ListFolder { list, issues }),
        findings: parts.findings,
    }
}

/// Reads and checks: numbers against each other, texts against languages, marks and audiences against the
/// declarations. What can be read is checked even where something else cannot be read. Without
/// `declarations`, as where the folder lies alone, what depends on them is left unchecked.
#[must_use]
pub fn inspect(files: &Files, declarations: Option<&dyn Declarations>) -> ListOutcome {
    let parts = super::read::infomail::parts(files);
    let mut findings = super::check::infomail::check(&parts, files, declarations);
    findings.extend(parts.findings);
    finding::sort(&mut findings);
    ListOutcome {
        findings,
        ..read(files)
    }
}

/// Writes a folder in canonical form.
#[must_use]
pub fn write(folder: &ListFolder) -> Files {
    super::write::infomail::write(folder)
}

#[cfg(test)]
mod tests;
