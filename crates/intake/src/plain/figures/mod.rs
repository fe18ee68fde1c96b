//! Numbers of people in running text: found with their bounds, drafted as figures without a source
//! (REQ-150, REQ-152).
//!
//! A number is a figure when it counts people or stands beside a word of killing, injury or arrest.
//! Years, days, times, percentages, references and spans of time ("ten years ago") are not.

mod subject;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use domain::figure::{Bounds, Figure, FigureStatus, Measure, Unit, Verbatim};
use domain::locale::Language;
use domain::multilingual::Prose;
use domain::slug::Slug;
use domain::text::MarkId;

use super::Context;
use super::footnotes::{self, Source};
use super::markdown::inline;
use super::naming::numbered;
use super::passage::Passage;
use crate::document::{Mark, MarkKind};
use crate::finding::Finding;
use crate::folder::write_figures;
use crate::numbers::said;
use crate::words::Words;
use crate::words::latin::latin;
use crate::words::token::tokens;

/// A number found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Candidate {
    /// Qualifier and number: what the mark takes the place of.
    span: Range<usize>,
    /// The same and what is counted, as far as it follows directly.
    verbatim: Range<usize>,
    bounds: Bounds,
    measure: Measure,
    unit: Unit,
    population: Option<String>,
    /// The words that its identifier is made of.
    id: String,
}

/// The figures of a text, in the order of the text.
fn candidates(text: &str, words: &Words) -> Vec<Candidate> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let Some(said) = said(text, &tokens, index, words) else {
            index += 1;
            continue;
        };
        let after = said.after;
        match subject::candidate(text, &tokens, &said, words) {
            Some(candidate) => {
                found.push(candidate);
                index = after;
            }
            None => index += 1,
        }
    }
    found
}

/// The figures drafted so far; identifiers are unique over a document.
#[derive(Default)]
pub(super) struct Figures {
    drafts: Vec<Figure>,
    taken: BTreeSet<String>,
    /// How often each identifier was wanted.
    wanted: BTreeMap<String, usize>,
}

impl Figures {
    /// The Markdown of a passage, with a mark for each number that was found.
    pub(super) fn mark(&mut self, passage: &Passage, context: &mut Context<'_>) -> String {
        let marks = passage.marks();
        let found = candidates(&passage.text, context.words);
        let mut sources = sources(passage, &marks, &found, context);
        let mut replaced = Vec::new();
        for (index, candidate) in found.into_iter().enumerate() {
            let Some(id) = self.new_id(&latin(&candidate.id, context.language.primary())) else {
                continue;
            };
            let verbatim = &passage.text[candidate.verbatim.clone()];
            let place = passage.place(context.file, &candidate.span);
            replaced.push((candidate.span.clone(), format!("{{figure:{id}}}")));
            let source = sources.remove(&index);
            let finding = became(verbatim, &id, source.as_ref());
            context.findings.push(finding.at(place));
            let mut figure = draft(candidate, id, verbatim, context.language);
            if let Some(source) = source {
                figure.url = Some(source.url);
                figure.note = source.words.map(Prose::new);
            }
            self.drafts.push(figure);
        }
        for mark in &marks {
            if let MarkKind::Reference(label) = &mark.kind
                && let Some(number) = context.footnotes.shown(label)
            {
                let at = outside(mark.span.start, &replaced);
                replaced.push((at..at, format!("\\[{number}]")));
            }
        }
        replaced.sort_by_key(|(span, _)| (span.start, span.end));
        inline(&passage.text, &marks, &replaced)
    }

    /// `figures.toml` with the drafts, each saying what is missing in it; nothing where no figure was
    /// found.
    pub(super) fn file(&self, language: &Language) -> Option<String> {
        let entry = |figure: &Figure| {
            let missing = match figure.url {
                Some(_) => "# Add `claimed-by`: who counted?",
                None => "# Source missing: add `claimed-by`, and `url` if there is one.",
            };
            format!(
                "{missing}\n{}",
                write_figures(std::slice::from_ref(figure), &[], language)
            )
        };
        let entries: Vec<String> = self.drafts.iter().map(entry).collect();
        (!entries.is_empty()).then(|| entries.join("\n"))
    }

    fn new_id(&mut self, wanted: &str) -> Option<MarkId> {
        let base = Slug::from_title(wanted, "figure");
        let times = self.wanted.entry(base.as_str().to_owned()).or_default();
        loop {
            *times += 1;
            let id = numbered(base.as_str(), *times);
            if self.taken.insert(id.clone()) {
                return MarkId::parse(&id);
            }
        }
    }
}

/// The footnotes that are sources, by the candidate they belong to: the only one in the sentence that
/// refers to the footnote.
fn sources(
    passage: &Passage,
    marks: &[Mark],
    found: &[Candidate],
    context: &mut Context<'_>,
) -> BTreeMap<usize, Source> {
    let mut sources = BTreeMap::new();
    for mark in marks {
        let MarkKind::Reference(label) = &mark.kind else {
            continue;
        };
        let sentence = footnotes::sentence(&passage.text, mark.span.start);
        let mut inside = found
            .iter()
            .enumerate()
            .filter(|(_, candidate)| sentence.contains(&candidate.span.start));
        if let (Some((index, _)), None) = (inside.next(), inside.next())
            && !sources.contains_key(&index)
            && let Some(source) = context.footnotes.become_source(label)
        {
            sources.insert(index, source);
        }
    }
    sources
}

/// Where something can be put in without standing inside of a figure.
fn outside(at: usize, replaced: &[(Range<usize>, String)]) -> usize {
    let inside = replaced
        .iter()
        .find(|(span, _)| span.start < at && at < span.end);
    inside.map_or(at, |(span, _)| span.end)
}

fn became(verbatim: &str, id: &MarkId, source: Option<&Source>) -> Finding {
    match source {
        Some(source) => {
            let number = source.number;
            let message = format!(
                "`{verbatim}` became the figure `{id}`, with footnote {number} as its source"
            );
            Finding::note("source-found", message)
                .help("add who counted as `claimed-by` to `figures.toml`")
        }
        None => {
            let message = format!("`{verbatim}` became the figure `{id}`; source missing");
            Finding::warning("source-missing", message)
                .help("add `claimed-by` and what else is known to `figures.toml`")
        }
    }
}

fn draft(candidate: Candidate, id: MarkId, verbatim: &str, language: &Language) -> Figure {
    Figure {
        population: candidate.population.map(Prose::new),
        verbatim: Some(Verbatim {
            text: verbatim.to_owned(),
            language: language.clone(),
        }),
        ..Figure::new(
            id.clone(),
            id,
            (candidate.measure, candidate.unit),
            candidate.bounds,
            FigureStatus::Reported,
        )
    }
}

#[cfg(test)]
mod tests;
