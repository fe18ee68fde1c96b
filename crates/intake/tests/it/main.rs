//! Documents on their way to becoming folders.

mod bare_numbers;
mod degraded;
mod demands;
mod documents;
mod documents_hostile;
mod documents_pdf;
mod figure_rules;
mod figures;
mod fixtures;
mod folder;
mod limits;
mod lossless;
mod malformed;
mod preflight;
mod qualifiers;
mod raisings;
mod real;
mod reports;
mod repository;
mod scanned;
mod scanned_copy;

use domain::locale::Language;
use intake::Draft;

/// A language of the tests.
fn language(tag: &str) -> Language {
    Language::parse(tag).expect("tests use languages that exist")
}

/// The codes of the findings, each with its line; 0 where a finding has no place.
fn codes(draft: &Draft) -> Vec<(&'static str, usize)> {
    draft
        .findings()
        .iter()
        .map(|finding| {
            (
                finding.code,
                finding.place.as_ref().map_or(0, |place| place.line),
            )
        })
        .collect()
}

/// How often a code was found.
fn count(draft: &Draft, code: &str) -> usize {
    codes(draft)
        .iter()
        .filter(|(found, _)| *found == code)
        .count()
}
