//! Figures with their sources, below a text.

use app::declarations::Published;
use domain::figure::{self, Figure};
use domain::text::{MarkId, Text};
use render::figure::phrase;
use render::page::figures::{Claim, FigureNote, Verbatim};

use crate::reading::Reading;

/// The figures that a text uses, in its order, each once; beside each the rival claims of its series
/// from the lowest to the highest.
pub(crate) fn notes(reading: &Reading) -> Vec<FigureNote> {
    let mut ids: Vec<MarkId> = Vec::new();
    let outline = Text::parse(&reading.revision().text)
        .ok()
        .and_then(|text| text.outline().ok());
    for mark in outline.unwrap_or_default().figures {
        if !ids.contains(&mark.id) {
            ids.push(mark.id);
        }
    }
    let published = &reading.published;
    ids.iter()
        .filter_map(|id| published.figure(id.as_str()))
        .map(|figure| note(published, figure, reading.tag()))
        .collect()
}

fn note(published: &Published, figure: &Figure, language: &str) -> FigureNote {
    let mut rivals: Vec<&Figure> = published
        .figures
        .iter()
        .map(|(other, _)| other)
        .filter(|other| other.series == figure.series && other.id != figure.id)
        .collect();
    rivals.sort_by_key(|rival| {
        let bounds = &rival.bounds;
        bounds.lower().or(bounds.value()).or(bounds.upper())
    });
    FigureNote {
        id: figure.id.to_string(),
        measure: figure.measure,
        population: figure.population.clone(),
        claims: std::iter::once(figure)
            .chain(rivals)
            .map(|one| claim(one, language))
            .collect(),
    }
}

fn claim(figure: &Figure, language: &str) -> Claim {
    Claim {
        phrase: phrase(&figure.bounds, language).unwrap_or_default(),
        status: figure.status,
        as_of: figure.as_of,
        claimed_by: figure.claimed_by.clone(),
        reported_by: figure.reported_by.clone(),
        url: figure.url.clone(),
        verbatim: figure.verbatim.as_ref().map(verbatim),
        note: figure.note.clone(),
    }
}

fn verbatim(verbatim: &figure::Verbatim) -> Verbatim {
    Verbatim {
        text: verbatim.text.clone(),
        language: verbatim.language.to_string(),
    }
}
