//! Findings for programs: the shape behind `--json`.

use serde::Serialize;

use super::{Finding, Place};

/// One finding as a program reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FindingWire<'a> {
    /// `error`, `warning`, `note` or `accepted`.
    pub severity: &'static str,
    /// The kind of finding.
    pub code: &'static str,
    /// What was found.
    pub message: &'a str,
    /// What to do about it; absent where there is no advice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<&'a str>,
    /// Where; absent where it has no place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceWire<'a>>,
    /// Who accepted it, when and why; absent where nobody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<AcceptedWire<'a>>,
}

/// An acceptance as a program reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AcceptedWire<'a> {
    /// What it would be without: `error`, `warning` or `note`.
    pub instead_of: &'static str,
    /// Who.
    pub who: &'a str,
    /// The day (`2026-01-06`).
    pub when: String,
    /// Why.
    pub why: &'a str,
}

/// A place as a program reads it; line and column from 1, in characters.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PlaceWire<'a> {
    /// Path inside the folder, or the name of an imported document.
    pub file: &'a str,
    /// Line.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// How many characters are meant.
    pub length: usize,
}

/// The findings as serialisable values, in the same order.
#[must_use]
pub fn to_json(findings: &[Finding]) -> Vec<FindingWire<'_>> {
    findings.iter().map(FindingWire::from).collect()
}

impl<'a> From<&'a Finding> for FindingWire<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            severity: finding.word(),
            code: finding.code,
            message: &finding.message,
            help: finding.help.as_deref(),
            place: finding.place.as_ref().map(PlaceWire::from),
            accepted: finding.accepted.as_ref().map(|accepted| AcceptedWire {
                instead_of: finding.severity.word(),
                who: &accepted.who,
                when: accepted.when.to_string(),
                why: &accepted.why,
            }),
        }
    }
}

impl<'a> From<&'a Place> for PlaceWire<'a> {
    fn from(place: &'a Place) -> Self {
        Self {
            file: &place.file,
            line: place.line,
            column: place.column,
            length: place.length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_reads_what_a_person_reads() {
        let findings = [
            Finding::error("title-missing", "no title").at(Place::beginning("text/de.md")),
            Finding::note("lines-joined", "2 lines").help("look"),
        ];
        let wire = to_json(&findings);
        assert_eq!(
            (wire[0].severity, wire[0].code, wire[0].help),
            ("error", "title-missing", None)
        );
        let place = wire[0].place.as_ref().unwrap();
        assert_eq!((place.file, place.line, place.column), ("text/de.md", 1, 1));
        assert_eq!((wire[1].help, &wire[1].place), (Some("look"), &None));
    }
}
