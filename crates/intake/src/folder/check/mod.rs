//! Consistency across the files of a folder.

mod blocks;
mod demands;
mod figures;
mod future;
mod inclusive;
pub(super) mod infomail;
mod links;
mod locate;
mod numbers;
mod preflight;
mod publishing;
mod quotations;
mod raisings;
mod reports;
mod wordings;

use std::collections::{BTreeMap, BTreeSet};

use domain::declaration::Declaration;
use domain::figure::{Figure, Series};
use domain::raising::Raising;
use domain::report::Report;
use domain::revision::{Role, Wording};
use domain::text::{MarkId, Text};
use jiff::civil::Date;

pub(super) use locate::Indexed;

use super::read::Parts;
use super::{Files, Folder, MethodPage};
use crate::finding::{Finding, Place};

/// What is checked: a whole folder, or as much of one as could be read.
pub(super) struct Subject<'a> {
    files: Indexed<'a>,
    declaration: Option<&'a Declaration>,
    wordings: &'a [Wording],
    figures: &'a [Figure],
    series: &'a [Series],
    methods: &'a [MethodPage],
    /// The first figure of each name.
    by_id: BTreeMap<&'a MarkId, usize>,
    /// Figures that are in the file, also where they could not be read.
    known: BTreeSet<&'a MarkId>,
    raisings: &'a [Raising],
    reports: &'a [Report],
    /// Whether every text could be read; only then is it known what stands in no text.
    is_complete: bool,
}

impl<'a> Subject<'a> {
    /// A whole folder.
    pub(super) fn of(folder: &'a Folder, files: &'a Files) -> Self {
        Self {
            files: Indexed::new(files),
            declaration: Some(&folder.declaration),
            wordings: &folder.wordings,
            figures: &folder.figures,
            series: &folder.series,
            methods: &folder.methods,
            by_id: by_id(&folder.figures),
            known: folder.figures.iter().map(|figure| &figure.id).collect(),
            raisings: &folder.raisings,
            reports: &folder.reports,
            is_complete: true,
        }
    }

    /// What could be read.
    pub(super) fn of_parts(parts: &'a Parts, files: &'a Files) -> Self {
        Self {
            files: Indexed::new(files),
            declaration: parts.declaration.as_ref(),
            wordings: &parts.wordings,
            figures: &parts.figures,
            series: &parts.series,
            methods: &parts.methods,
            by_id: by_id(&parts.figures),
            known: parts.figure_ids.iter().collect(),
            raisings: &parts.raisings,
            reports: &parts.reports,
            is_complete: parts.unread == 0,
        }
    }

    /// The figure of a name, with its index.
    fn figure(&self, id: &MarkId) -> Option<(usize, &'a Figure)> {
        let index = *self.by_id.get(id)?;
        Some((index, self.figures.get(index)?))
    }

    fn original(&self) -> Option<&'a Wording> {
        self.wordings
            .iter()
            .find(|wording| wording.role == Role::Original)
    }
}

fn by_id(figures: &[Figure]) -> BTreeMap<&MarkId, usize> {
    let mut by_id = BTreeMap::new();
    for (index, figure) in figures.iter().enumerate() {
        by_id.entry(&figure.id).or_insert(index);
    }
    by_id
}

/// Everything that is not consistent.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    publishing::check(subject, &mut findings);
    figures::check(subject, &mut findings);
    demands::check(subject, &mut findings);
    raisings::check(subject, &mut findings);
    reports::check(subject, &mut findings);
    wordings::check(subject, &mut findings);
    preflight::check(subject, &mut findings);
    quotations::check(subject, &mut findings);
    for wording in subject.wordings {
        let lines = locate::Lines::of_wording(&subject.files, wording);
        let language = wording.language.primary();
        links::check(wording.text.as_str(), &lines, &mut findings);
        numbers::check(wording.text.as_str(), language, &lines, &mut findings);
        let figure_of = |id: &MarkId| subject.figure(id).map(|(_, figure)| figure);
        let text = wording.text.as_str();
        figures::check_qualifiers(text, language, &figure_of, &lines, &mut findings);
        inclusive::check(wording.text.as_str(), language, &lines, &mut findings);
    }
    findings
}

/// What a translation lacks or adds, against an original from elsewhere.
pub(super) fn differences_from(original: &Text, wording: &Wording, files: &Files) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let (Ok(original), Ok(outline)) = (original.outline(), wording.text.outline()) {
        let lines = locate::Lines::of_wording(files, wording);
        wordings::differences(&original, &outline, wording, &lines, &mut findings);
    }
    findings
}

/// What is old on a day, and what lies behind it.
pub(super) fn check_age(subject: &Subject<'_>, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    figures::check_age(subject, today, &mut findings);
    future::check(subject, today, &mut findings);
    findings
}

/// The place of an entry of an array of tables.
pub(super) fn entry(files: &Indexed<'_>, file: &str, key: &str, index: usize) -> Option<Place> {
    let path = [locate::Step::Key(key), locate::Step::Entry(index)];
    locate::value(files, file, &path)
}
