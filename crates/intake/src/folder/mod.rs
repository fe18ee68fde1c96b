//! The declaration folder: read, check, write.
//!
//! Reading and writing are lossless in both directions that matter: `read(write(folder))` gives the
//! same folder again, and a text in canonical form comes back byte for byte. Comments in TOML files
//! are for people and do not survive writing.

mod accepted;
mod check;
mod disk;
mod files;
pub mod infomail;
mod method;
mod read;
mod write;

use domain::declaration::Declaration;
use domain::figure::{Figure, Series};
use domain::locale::Language;
use domain::raising::Raising;
use domain::report::Report;
use domain::revision::{Role, Wording};
use domain::text::{MarkId, Text};
use jiff::civil::Date;

use crate::finding::{self, Finding};

pub use accepted::{ACCEPTED, Acceptance, SAFETY, STALE};
pub use disk::{FolderIoError, MAX_FILE, MAX_FILES, MAX_LIST_FILES, Overwrite};
pub use files::Files;
pub use method::MethodPage;
pub(crate) use write::{drafted_report, figures as write_figures, toml_string};

/// The file that makes a folder a declaration.
pub const DECLARATION: &str = "declaration.toml";
/// The file that holds the figures.
pub const FIGURES: &str = "figures.toml";
/// The file that holds the raisings.
pub const RAISINGS: &str = "raisings.toml";

/// Where a report lies.
#[must_use]
pub fn report_path(id: &MarkId, language: &Language) -> String {
    format!("reports/{id}.{language}.md")
}

/// A declaration folder that could be read whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folder {
    /// Everything but texts, figures, raisings and reports.
    pub declaration: Declaration,
    /// The original first, then the translations in the order of their language tags.
    pub wordings: Vec<Wording>,
    /// The figures in the order of the file.
    pub figures: Vec<Figure>,
    /// What is said of series of figures, in the order of the file.
    pub series: Vec<Series>,
    /// How the figures are chosen, by language.
    pub methods: Vec<MethodPage>,
    /// The raisings in the order of the file.
    pub raisings: Vec<Raising>,
    /// The reports, by name and then by language.
    pub reports: Vec<Report>,
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
            series: parts.series,
            methods: parts.methods,
            raisings: parts.raisings,
            reports: parts.reports,
            acceptances: parts.acceptances,
        });
    Outcome { folder, findings }
}

/// Checks what was read for consistency: marks against figures and demands, raisings and reports
/// against demands, translations against the original, sources, dates, purposes, links. `files` are those it was read from; they give the
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

/// Reads one text by itself, with its front matter, as when it was published and the folder has another
/// by now. `original` is the language of the declaration's original; what does not read is nothing.
#[must_use]
pub fn read_wording(language: &Language, source: &str, original: &Language) -> Option<Wording> {
    read::published_wording(language, source, original)
}

/// Figures and demands of an original that a translation lacks or adds (REQ-109), for an original
/// that is not the one in the folder.
#[must_use]
pub fn differences(original: &Text, translation: &Wording, files: &Files) -> Vec<Finding> {
    check::differences_from(original, translation, files)
}

/// Figures that are used and were not looked at for too long on a day (REQ-161), and days that have
/// not come yet (REQ-159): what [`inspect()`] cannot find, because it has no clock.
#[must_use]
pub fn aged(files: &Files, today: Date) -> Vec<Finding> {
    let parts = read::parts(files);
    let mut findings = check::check_age(&check::Subject::of_parts(&parts, files), today);
    accepted::apply(&mut findings, &parts.acceptances, files, false);
    finding::sort(&mut findings);
    findings
}

/// Writes a folder in canonical form.
#[must_use]
pub fn write(folder: &Folder) -> Files {
    write::write(folder)
}

#[cfg(test)]
mod tests;
