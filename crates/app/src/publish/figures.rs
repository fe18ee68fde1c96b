//! What was published of figures against what the folder says of them now, and whether they can be
//! said in the languages of the texts.

use std::collections::BTreeSet;

use domain::figure::{Figure, canonical_record, figure_of, takes_back};
use domain::text::MarkId;
use intake::finding::{Finding, Place};
use intake::folder::{FIGURES, Files, Folder};
use render::figure;
use store::{FigureRow, RevisionRow, StoreError};

use crate::declarations::Published;
use crate::sequencer::NewText;
use crate::site::Site;

impl Site {
    /// What is wrong with the figures, compared with the log (REQ-160, REQ-162, REQ-168).
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) async fn figure_findings(
        &self,
        folder: &Folder,
        before: Option<&Published>,
    ) -> Result<Vec<Finding>, StoreError> {
        let mut findings = unsayable(folder);
        if let Some(before) = before {
            let known = self.store.figure_records(before.id).await?;
            let figures = folder.figures.iter();
            findings.extend(figures.clone().filter_map(|f| changed(f, &known)));
            findings.extend(gone(folder, &known));
            findings.extend(figures.filter_map(|f| signed(f, &before.revisions)));
        }
        Ok(findings)
    }
}

/// A published figure that says something else now. Only taking it back is no change.
fn changed(figure: &Figure, known: &[FigureRow]) -> Option<Finding> {
    let id = figure.id.as_str();
    let mut published = known.iter().rev();
    let newest = published.find(|row| figure_of(&row.record) == Some(id))?;
    let record = canonical_record(figure);
    if record == newest.record || takes_back(&record, &newest.record) {
        return None;
    }
    let message = format!("`{id}` was published and says something else now");
    let help = format!(
        "leave it as it was and add a new figure with `supersedes = \"{id}\"`; if it was wrong, take \
         it back with `[figure.retraction]`, once and for all (REQ-160)"
    );
    let finding = Finding::error("figure-changed", message).help(help);
    Some(finding.at(Some(Place::beginning(FIGURES))))
}

/// A published figure that is not in the folder any more: texts that were signed would lose it.
fn gone<'a>(folder: &'a Folder, known: &'a [FigureRow]) -> impl Iterator<Item = Finding> + 'a {
    let mut published: Vec<&str> = known.iter().filter_map(|r| figure_of(&r.record)).collect();
    published.sort_unstable();
    published.dedup();
    let is_kept = |id: &str| folder.figures.iter().any(|figure| figure.id.as_str() == id);
    published
        .into_iter()
        .filter(move |id| !is_kept(id))
        .map(|id| {
            let message =
                format!("the figure `{id}` was published and is not in the folder any more");
            Finding::error("figure-gone", message)
                .at(Some(Place::beginning(FIGURES)))
                .help("bring it back; if it is wrong, take it back with `[figure.retraction]`")
        })
}

/// A figure that was taken back and stands in texts that people signed (REQ-162).
fn signed(figure: &Figure, revisions: &[RevisionRow]) -> Option<Finding> {
    if !figure.is_retracted() {
        return None;
    }
    let mark = format!("{{figure:{}}}", figure.id);
    let texts = revisions
        .iter()
        .filter(|revision| revision.text.contains(&mark));
    let texts: Vec<String> = texts
        .map(|revision| format!("revision {} in {}", revision.number, revision.language))
        .collect();
    (!texts.is_empty()).then(|| {
        let message = format!(
            "`{}` was taken back, and these signed texts use it: {}",
            figure.id,
            texts.join(", ")
        );
        Finding::warning("figure-retracted-signed", message)
            .at(Some(Place::beginning(FIGURES)))
            .help("their pages say so; consider a new revision, and tell whoever received the text")
    })
}

/// Figures that were taken back and stand in texts that are to be published now (REQ-162). A text that
/// was published before stays as it was signed and shows that they were taken back; nobody signs them
/// anew.
pub(super) fn taken_back(folder: &Folder, texts: &[NewText], files: &Files) -> Vec<Finding> {
    let figures = folder.figures.iter().filter(|figure| figure.is_retracted());
    let retracted: BTreeSet<&MarkId> = figures.map(|figure| &figure.id).collect();
    let mut findings = Vec::new();
    for text in texts {
        let used: BTreeSet<MarkId> = marks(&text.text).collect();
        for id in used.iter().filter(|id| retracted.contains(id)) {
            let path = format!("text/{}.md", text.language);
            let message = format!("`{id}` was taken back, and a text that is new uses it");
            let help = format!(
                "take `{{figure:{id}}}` out of it, or name a figure that stands; signed texts keep \
                 it and show that it was taken back (REQ-162)"
            );
            let finding = Finding::error("figure-retracted-new", message).help(help);
            findings.push(finding.at(Some(place_of(id, &path, files))));
        }
    }
    findings
}

/// Where a mark stands first in a file.
fn place_of(id: &MarkId, path: &str, files: &Files) -> Place {
    let mark = format!("{{figure:{id}}}");
    let lines = files.text(path).unwrap_or_default().lines().enumerate();
    let mut found = lines.filter_map(|(index, line)| Some((index, line, line.find(&mark)?)));
    let beginning = Place::beginning(path);
    found.next().map_or_else(
        || beginning.clone(),
        |(index, line, at)| Place {
            line: index + 1,
            column: line[..at].chars().count() + 1,
            length: mark.chars().count(),
            ..beginning.clone()
        },
    )
}

/// Texts with figures in a language for which nobody wrote down how figures are said (REQ-168).
fn unsayable(folder: &Folder) -> Vec<Finding> {
    let texts = folder.wordings.iter().filter(|wording| !wording.is_draft());
    let silent = texts.filter(|wording| {
        let is_known = figure::languages().any(|known| known == wording.language.primary());
        !is_known && has_figures(wording.text.as_str())
    });
    silent
        .map(|wording| {
            let language = &wording.language;
            let message = format!("how figures are said in `{language}` is not known here");
            Finding::error("qualifiers-missing", message)
                .at(Some(Place::beginning(&format!("text/{language}.md"))))
                .help("a speaker has to write the table of qualifiers: CONTRIBUTING.md, \"A language\"")
        })
        .collect()
}

fn has_figures(text: &str) -> bool {
    marks(text).next().is_some()
}

fn marks(text: &str) -> impl Iterator<Item = MarkId> {
    let marks = text.split("{figure:").skip(1);
    marks.filter_map(|rest| MarkId::parse(rest.split('}').next()?))
}
