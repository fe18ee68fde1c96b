//! What an importer or checker says about a document, with its place.

mod render;
mod wire;

use jiff::civil::Date;

pub use render::{render, summary};
pub use wire::{AcceptedWire, FindingWire, PlaceWire, to_json};

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Publishing refuses while it stands.
    Error,
    /// A person should look at it.
    Warning,
    /// A hint: something was done or noticed that a person may want to know.
    Note,
}

impl Severity {
    /// The word in reports and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// Path inside the folder, or the name of an imported document.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// Column of the first character, from 1, counted in characters.
    pub column: usize,
    /// How many characters are meant; at least 1.
    pub length: usize,
}

impl Place {
    /// The beginning of a file, where nothing smaller can be named.
    #[must_use]
    pub fn beginning(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            length: 1,
        }
    }
}

/// That a person accepts a finding, in writing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accepted {
    /// Who.
    pub who: String,
    /// On which day.
    pub when: Date,
    /// Why.
    pub why: String,
}

/// One thing to know about a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Stable kebab-case name of the kind of finding, for programs and for searching.
    pub code: &'static str,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// What was found, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// That a person accepts it; it then counts neither as error nor as warning.
    pub accepted: Option<Accepted>,
}

impl Finding {
    /// An error: publishing refuses while it stands.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning: a person should look at it.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    /// A note: good to know.
    #[must_use]
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message.into())
    }

    const fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self {
            severity,
            code,
            place: None,
            message,
            help: None,
            accepted: None,
        }
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(self, place: impl Into<Option<Place>>) -> Self {
        Self {
            place: place.into(),
            ..self
        }
    }

    /// The same finding with advice.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// Whether publishing refuses because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error && self.accepted.is_none()
    }

    /// The word for how much it matters, in reports and in JSON: its severity, or `accepted`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        if self.accepted.is_some() {
            "accepted"
        } else {
            self.severity.word()
        }
    }
}

/// Whether an error stands among these findings.
#[must_use]
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}

/// Brings findings into the order of the files and places they speak of; those without a place
/// come first.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (&a.place, a.severity).cmp(&(&b.place, b.severity)));
}
