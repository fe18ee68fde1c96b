//! Figures with their sources, below a text.

use app::declarations::Published;
use domain::figure::Figure;
use domain::locale::Language;
use domain::multilingual::Prose;
use domain::text::{MarkId, Text};
use jiff::civil::Date;
use render::figure::phrase;
use render::page::figures::{Claim, FigureNote};
use render::spoken::Spoken;
use render::urls;

use super::spoken;
use crate::reading::Reading;

/// The figures that a text uses, in its order, each once; beside each what became known since and the
/// rival claims of its series.
pub(crate) fn notes(reading: &Reading, today: Date) -> Vec<FigureNote> {
    let mut ids: Vec<MarkId> = Vec::new();
    let outline = Text::parse(&reading.revision().text)
        .ok()
        .and_then(|text| text.outline().ok());
    for mark in outline.unwrap_or_default().figures {
        if !ids.contains(&mark.id) {
            ids.push(mark.id);
        }
    }
    let language = &reading.revision().language;
    notes_of(&reading.published, &ids, language, today)
}

/// The same for figures that are named.
pub(crate) fn notes_of(
    published: &Published,
    ids: &[MarkId],
    language: &Language,
    today: Date,
) -> Vec<FigureNote> {
    let told = Told {
        published,
        language,
        today,
    };
    ids.iter()
        .filter_map(|id| published.figure(id.as_str()))
        .map(|figure| told.note(figure))
        .collect()
}

/// For whom claims are told: in which language, on which day.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) published: &'a Published,
    /// The language of the text.
    pub(crate) language: &'a Language,
    pub(crate) today: Date,
}

impl Told<'_> {
    fn note(&self, figure: &Figure) -> FigureNote {
        let claims = self.published.claims(&figure.series);
        let since = claims.since(figure);
        let is_rival = |other: &&Figure| {
            other.id != figure.id && since.iter().all(|later| later.id != other.id)
        };
        let rivals = claims.current().into_iter().filter(is_rival);
        let slug = self.published.declaration.slug.as_str();
        FigureNote {
            id: figure.id.to_string(),
            series_path: urls::series(slug, self.language.as_str(), figure.series.as_str()),
            claim: self.claim(figure),
            rivals: rivals.map(|one| self.claim(one)).collect(),
            since: since.iter().map(|one| self.claim(one)).collect(),
        }
    }

    /// A claim without the details that stand on the page of its series alone.
    pub(crate) fn claim(&self, figure: &Figure) -> Claim {
        let series = self.published.series(&figure.series);
        let most = series.and_then(|series| series.max_age_days);
        let is_old = figure.staleness(self.today, most).is_some()
            && self.published.claims(&figure.series).stands(figure);
        let retraction = figure.retraction.as_ref();
        let verbatim = figure.verbatim.as_ref();
        let verbatim = verbatim.map(|said| Spoken::new(&said.text, said.language.as_str()));
        Claim {
            id: figure.id.to_string(),
            measure: figure.measure,
            unit: figure.unit,
            population: self.maybe_spoken(figure.population.as_ref()),
            phrase: self.phrase(figure),
            language: self.language.to_string(),
            status: figure.standing(),
            as_of: figure.as_of.map(|day| (day, figure.as_of_precision)),
            age: figure.age(self.today).filter(|_| is_old),
            claimed_by: figure.claimed_by.clone(),
            reported_by: figure.reported_by.clone(),
            url: figure.url.clone(),
            verbatim,
            note: self.maybe_spoken(figure.note.as_ref()),
            retracted: retraction.map(|one| (one.on, self.spoken(&one.reason))),
            detail: None,
        }
    }

    /// Words of the organisers, for a reader of the text.
    pub(crate) fn spoken(&self, prose: &Prose) -> Spoken {
        spoken(self.published, prose, self.language)
    }

    pub(crate) fn maybe_spoken(&self, prose: Option<&Prose>) -> Option<Spoken> {
        prose.map(|prose| self.spoken(prose))
    }

    /// The number as it is said in the language of the text.
    pub(crate) fn phrase(&self, figure: &Figure) -> String {
        phrase(&figure.bounds, self.language.as_str()).unwrap_or_default()
    }
}
