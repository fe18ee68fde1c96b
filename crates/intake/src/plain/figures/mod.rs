//! Numbers of people in running text: found with their bounds, drafted as figures without a source
//! (REQ-150, REQ-152).
//!
//! A number is a figure when it counts people or stands beside a word of killing, injury or arrest,
//! and also in "ten years ago". Years, days, times, percentages, references and durations are not.

mod number;
mod subject;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use domain::figure::{Bounds, Figure, FigureStatus, Measure, Qualifier, Unit, Verbatim};
use domain::locale::Language;
use domain::slug::Slug;
use domain::text::MarkId;

use super::Context;
use super::markdown::escape;
use super::naming::numbered;
use super::passage::Passage;
use crate::finding::Finding;
use crate::folder::write_figures;
use crate::words::Words;
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
    id: String,
}

/// The figures of a text, in the order of the text.
fn candidates(text: &str, words: &Words) -> Vec<Candidate> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let Some(said) = number::said(text, &tokens, index, words) else {
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
        let mut markdown = String::new();
        let mut at = 0;
        for candidate in candidates(&passage.text, context.words) {
            let Some(id) = self.new_id(&candidate.id) else {
                continue;
            };
            let verbatim = &passage.text[candidate.verbatim.clone()];
            let finding = Finding::warning(
                "source-missing",
                format!("`{verbatim}` became the figure `{id}`; source missing"),
            );
            let place = passage.place(context.file, &candidate.span);
            context.findings.push(
                finding
                    .at(place)
                    .help("add `claimed-by` and what else is known to `figures.toml`"),
            );
            markdown.push_str(&escape(&passage.text[at..candidate.span.start]));
            markdown.push_str(&format!("{{figure:{id}}}"));
            at = candidate.span.end;
            self.drafts
                .push(draft(candidate, id, verbatim, context.language));
        }
        markdown.push_str(&escape(&passage.text[at..]));
        markdown
    }

    /// `figures.toml` with the drafts, each saying that its source is missing; nothing where no
    /// figure was found.
    pub(super) fn file(&self) -> Option<String> {
        const HEAD: &str = "[[figure]]\n";
        let says =
            format!("# Source missing: add `claimed-by`, and `url` if there is one.\n{HEAD}");
        (!self.drafts.is_empty()).then(|| write_figures(&self.drafts).replace(HEAD, &says))
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

fn draft(candidate: Candidate, id: MarkId, verbatim: &str, language: &Language) -> Figure {
    Figure {
        series: id.clone(),
        id,
        measure: candidate.measure,
        unit: candidate.unit,
        population: candidate.population,
        bounds: candidate.bounds,
        status: FigureStatus::Reported,
        as_of: None,
        published: None,
        retrieved: None,
        place: None,
        claimed_by: None,
        reported_by: Vec::new(),
        source_type: None,
        url: None,
        verbatim: Some(Verbatim {
            text: verbatim.to_owned(),
            language: language.clone(),
        }),
        note: None,
        supersedes: None,
    }
}

/// The bounds that a qualifier gives to a number.
fn bounds(qualifier: Qualifier, number: Option<u64>, upper: Option<u64>) -> Option<Bounds> {
    use Qualifier as Q;
    let (value, lower, upper) = match qualifier {
        Q::Exactly | Q::About => (number, None, None),
        Q::AtLeast | Q::MoreThan => (None, number, None),
        Q::UpTo | Q::FewerThan => (None, None, number),
        Q::Between => (None, number, upper),
        Q::Tens | Q::Dozens | Q::Hundreds | Q::Thousands | Q::UnknownNumber => (None, None, None),
    };
    Bounds::new(qualifier, value, lower, upper).ok()
}

#[cfg(test)]
mod tests;
