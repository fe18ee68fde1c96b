//! Reading a folder: every file on its own, every fault at once.

mod accepted;
mod declaration;
mod figures;
mod front;
pub(super) mod infomail;
mod limits;
mod method;
mod multilingual;
mod raisings;
mod report;
mod section;
mod value;
mod wording;

use std::collections::BTreeSet;

use domain::declaration::Declaration;
use domain::figure::{Figure, Series};
use domain::locale::Language;
use domain::raising::Raising;
use domain::report::Report;
use domain::revision::{Role, Wording};
use domain::text::MarkId;

use super::{ACCEPTED, Acceptance, DECLARATION, FIGURES, Files, MethodPage, RAISINGS};
use crate::decode::decode;
use crate::finding::{Finding, Place};
use crate::fold::nearest;

pub(super) use front::split as split_front_matter;

/// What could be read of a folder, however little that is.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) declaration: Option<Declaration>,
    /// The original first, then by language.
    pub(super) wordings: Vec<Wording>,
    pub(super) figures: Vec<Figure>,
    /// The identifiers of all figures, also of those that could not be read.
    pub(super) figure_ids: BTreeSet<MarkId>,
    /// What is said of series of figures.
    pub(super) series: Vec<Series>,
    /// How the figures are chosen, by language.
    pub(super) methods: Vec<MethodPage>,
    pub(super) raisings: Vec<Raising>,
    pub(super) acceptances: Vec<Acceptance>,
    /// By name, then by language.
    pub(super) reports: Vec<Report>,
    /// How many texts and reports could not be read.
    pub(super) unread: usize,
    pub(super) findings: Vec<Finding>,
}

/// Reads every file of a folder.
pub(super) fn parts(files: &Files) -> Parts {
    let mut parts = Parts::default();
    let mut original = None;
    match text_of(files, DECLARATION, &mut parts.findings) {
        Some(text) => {
            let read = declaration::read(&text, &mut parts.findings);
            original = read.language;
            parts.declaration = read.declaration;
        }
        None if files.get(DECLARATION).is_some() => {}
        None if files.paths().any(is_report) && !files.paths().any(is_wording) => {}
        None => parts.findings.push(
            Finding::error(
                "declaration-missing",
                format!("there is no `{DECLARATION}`"),
            )
            .help("name the folder that holds it, or begin with `undersigned import`"),
        ),
    }
    if let Some(text) = text_of(files, FIGURES, &mut parts.findings) {
        let read = figures::read(&text, original.as_ref(), &mut parts.findings);
        parts.figures = read.figures;
        parts.figure_ids = read.ids;
        parts.series = read.series;
    }
    if let Some(text) = text_of(files, RAISINGS, &mut parts.findings) {
        parts.raisings = raisings::read(&text, original.as_ref(), &mut parts.findings);
    }
    if let Some(text) = text_of(files, ACCEPTED, &mut parts.findings) {
        parts.acceptances = accepted::read(&text, &mut parts.findings);
    }
    for path in files.paths() {
        if is_wording(path) {
            let text = text_of(files, path, &mut parts.findings);
            let read = text.and_then(|text| {
                wording::read(path, &text, original.as_ref(), &mut parts.findings)
            });
            parts.unread += usize::from(read.is_none());
            parts.wordings.extend(read);
        } else if is_report(path) {
            let text = text_of(files, path, &mut parts.findings);
            let read = text.and_then(|text| report::read(path, &text, &mut parts.findings));
            parts.unread += usize::from(read.is_none());
            parts.reports.extend(read);
        } else if method::is_method(path) {
            let text = text_of(files, path, &mut parts.findings);
            let read = text.and_then(|text| method::read(path, &text, &mut parts.findings));
            parts.methods.extend(read);
        } else if !is_known(path) {
            parts.findings.push(unknown_file(path));
        }
    }
    settle_wordings(&mut parts, original.as_ref(), files);
    parts
        .reports
        .sort_by(|a, b| (&a.id, &a.language).cmp(&(&b.id, &b.language)));
    parts
}

/// One text alone, as it was published once.
pub(super) fn published_wording(
    language: &Language,
    source: &str,
    original: &Language,
) -> Option<Wording> {
    let path = format!("text/{language}.md");
    wording::read(&path, source, Some(original), &mut Vec::new())
}

/// Puts the original first and says when there is none, or two files are one language.
fn settle_wordings(parts: &mut Parts, original: Option<&Language>, files: &Files) {
    parts
        .wordings
        .sort_by_key(|wording| (wording.role != Role::Original, wording.language.clone()));
    let languages = parts.wordings.iter().map(|wording| &wording.language);
    let twice: BTreeSet<&Language> = languages
        .clone()
        .zip(languages.skip(1))
        .filter(|(a, b)| a == b)
        .map(|(a, _)| a)
        .collect();
    let mut findings: Vec<Finding> = twice
        .into_iter()
        .map(|language| {
            let message = format!("two files hold the text in `{language}`");
            Finding::error("language-twice", message).help(format!("keep `text/{language}.md`"))
        })
        .collect();
    if let Some(language) = original
        && files.get(&format!("text/{language}.md")).is_none()
    {
        let message = format!("the original text is missing: there is no `text/{language}.md`");
        findings.push(
            Finding::error("original-missing", message)
                .at(Place::beginning(DECLARATION))
                .help("`language` in `declaration.toml` names the language of the original"),
        );
    }
    parts.findings.extend(findings);
}

/// A file as text; an unreadable one is a finding.
fn text_of(files: &Files, path: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let bytes = files.get(path)?;
    if bytes.is_empty() {
        return Some(String::new());
    }
    match decode(bytes, Some("utf-8")) {
        Ok(text) => Some(text.replace("\r\n", "\n")),
        Err(crate::decode::DecodeError::Empty) => Some(String::new()),
        Err(error) => {
            let finding = Finding::error(error.code(), error.to_string());
            let help = "the files of a declaration folder are texts in UTF-8";
            findings.push(finding.at(Place::beginning(path)).help(help));
            None
        }
    }
}

fn is_wording(path: &str) -> bool {
    is_markdown_in(path, "text/")
}

fn is_report(path: &str) -> bool {
    is_markdown_in(path, "reports/")
}

fn is_markdown_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|name| name.ends_with(".md") && !name.contains('/'))
}

/// Files that other parts of the product read, or that people put beside a declaration.
fn is_known(path: &str) -> bool {
    const BESIDE: [&str; 2] = ["README.md", "LICENSE"];
    [DECLARATION, FIGURES, RAISINGS, ACCEPTED].contains(&path)
        || BESIDE.contains(&path)
        || path.starts_with("ledger/")
}

fn unknown_file(path: &str) -> Finding {
    let finding = Finding::warning("file-unknown", format!("`{path}` has no meaning here"));
    let known = [DECLARATION, FIGURES, RAISINGS, ACCEPTED];
    let advice = match nearest(path, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "texts are `text/LANG.md`, reports `reports/DATE-NAME.LANG.md`, the method of \
                 the figures `method/LANG.md`"
            .to_owned(),
    };
    finding.at(Place::beginning(path)).help(advice)
}
