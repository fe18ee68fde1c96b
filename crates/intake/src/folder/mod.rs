//! The declaration folder: read, check, write.
//!
//! Reading and writing are lossless in both directions that matter: `read(write(folder))` gives the
//! same folder again, and a text in canonical form comes back byte for byte. Comments in TOML files
//! are for people and do not survive writing.

mod accepted;
mod check;
mod disk;
mod files;
mod read;
mod report;
mod write;

use domain::declaration::Declaration;
use domain::figure::Figure;
use domain::raising::Raising;
use domain::revision::{Role, Wording};

use crate::finding::{self, Finding};

pub use accepted::{ACCEPTED, Acceptance, SAFETY};
pub use disk::{FolderIoError, MAX_FILE, MAX_FILES, Overwrite};
pub use files::Files;
pub use report::{Quotation, Report};
pub(crate) use write::{figures as write_figures, report as write_report, toml_string};

/// The file that makes a folder a declaration.
pub const DECLARATION: &str = "declaration.toml";
/// The file that holds the figures.
pub const FIGURES: &str = "figures.toml";
/// The file that holds the raisings.
pub const RAISINGS: &str = "raisings.toml";

/// A declaration folder that could be read whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folder {
    /// Everything but texts, figures and raisings.
    pub declaration: Declaration,
    /// The original first, then the translations in the order of their language tags.
    pub wordings: Vec<Wording>,
    /// The figures in the order of the file.
    pub figures: Vec<Figure>,
    /// The raisings in the order of the file.
    pub raisings: Vec<Raising>,
    /// The findings that are accepted, in the order of the file.
    pub acceptances: Vec<Acceptance>,
}

impl Folder {
    /// The original wording.
    #[must_use]
    pub fn original(&self) -> Option<&Wording> {
        self.wordings
            .iter()
            .find(|wording| wording.role == Role::Original)
    }
}

/// What reading gave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The folder; nothing where an error stands among the findings of reading, or where there is
    /// no declaration but only reports.
    pub folder: Option<Folder>,
    /// Everything that was found, in the order of files and lines.
    pub findings: Vec<Finding>,
}

/// Reads a folder. Every fault of every file is found at once; consistency across files is the
/// affair of [`check()`].
#[must_use]
pub fn read(files: &Files) -> Outcome {
    let parts = read::parts(files);
    let mut findings = parts.findings;
    accepted::apply(&mut findings, &parts.acceptances, files, false);
    finding::sort(&mut findings);
    let is_whole = !finding::any_error(&findings);
    let folder = parts
        .declaration
        .filter(|_| is_whole)
        .map(|declaration| Folder {
            declaration,
            wordings: parts.wordings,
            figures: parts.figures,
            raisings: parts.raisings,
            acceptances: parts.acceptances,
        });
    Outcome { folder, findings }
}

/// Checks what was read for consistency: marks against figures and demands, raisings against
/// demands, translations against the original, sources, dates, purposes, links. `files` are those it was read from; they give the
/// findings their places.
#[must_use]
pub fn check(folder: &Folder, files: &Files) -> Vec<Finding> {
    let mut findings = check::check(&check::Subject::of(folder, files));
    accepted::apply(&mut findings, &folder.acceptances, files, false);
    finding::sort(&mut findings);
    findings
}

/// Reads and checks in one: what can be read is checked even where something else cannot be read,
/// so that a person sees every fault at once.
#[must_use]
pub fn inspect(files: &Files) -> Outcome {
    let parts = read::parts(files);
    let mut findings = check::check(&check::Subject::of_parts(&parts, files));
    findings.extend(parts.findings);
    accepted::apply(&mut findings, &parts.acceptances, files, true);
    finding::sort(&mut findings);
    Outcome {
        findings,
        ..read(files)
    }
}

/// Writes a folder in canonical form.
#[must_use]
pub fn write(folder: &Folder) -> Files {
    write::write(folder)
}

#[cfg(test)]
mod tests;
