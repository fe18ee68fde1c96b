//! Claims with everything that is known of them.

use domain::figure::{Breakdown, Claims, Counting, Figure, FigureDigest, canonical_record};
use render::page::claim_detail::{Counted, Detail, Other, Parts};
use render::page::figures::Claim;
use render::urls;

use crate::view::Told;

/// A claim with its details; `claims` are those of its series.
pub(super) fn full(told: Told<'_>, claims: &Claims<'_>, figure: &Figure) -> Claim {
    Claim {
        detail: Some(Box::new(detail(told, claims, figure))),
        ..told.claim(figure)
    }
}

fn detail(told: Told<'_>, claims: &Claims<'_>, figure: &Figure) -> Detail {
    let replaces = figure.supersedes.as_ref();
    let replaces = replaces.and_then(|id| claims.all().iter().find(|other| &other.id == id));
    let slug = told.published.declaration.slug.as_str();
    let method = figure.method.as_ref();
    let archive = figure.archive.as_ref();
    let place = figure.place.as_ref();
    let confidence = figure.confidence.as_ref();
    Detail {
        source_type: figure.source_type,
        counting: figure.counting.and_then(counted),
        published: figure.published,
        retrieved: figure.retrieved,
        place: place.map(|place| (told.spoken(&place.label), place.precision)),
        actor: told.maybe_spoken(figure.actor.as_ref()),
        confidence: confidence.map(|one| (one.level, told.spoken(&one.reason))),
        method: told.maybe_spoken(method.and_then(|method| method.note.as_ref())),
        method_url: method.and_then(|method| method.url.clone()),
        archive_url: archive.and_then(|archive| archive.url.clone()),
        snapshot: archive.and_then(|archive| Some(archive.sha256?.to_string())),
        parts: figure.breakdown.as_ref().map(|one| parts(told, one)),
        series_break: told.maybe_spoken(figure.series_break.as_ref()),
        replaces: replaces.map(|other| named(told, other)),
        replaced_by: claims.successor(figure).map(|other| named(told, other)),
        record: record_path(slug, figure),
    }
}

/// Where the record of a figure can be read: `log/figures/<digest>.txt`.
pub(super) fn record_path(slug: &str, figure: &Figure) -> String {
    urls::figure_record(slug, &record_digest(figure))
}

/// The digest under which the log holds a figure.
pub(super) fn record_digest(figure: &Figure) -> String {
    FigureDigest::of(&canonical_record(figure)).to_string()
}

fn counted(counting: Counting) -> Option<Counted> {
    match counting {
        Counting::Cumulative { start } => start.map(Counted::Since),
        Counting::Period { start, end } => Some(Counted::Between(start, end)),
    }
}

fn parts(told: Told<'_>, breakdown: &Breakdown) -> Parts {
    let parts = breakdown.parts.iter();
    let parts = parts.filter_map(|id| told.published.figure(id.as_str()));
    Parts {
        mode: breakdown.mode,
        parts: parts
            .map(|part| {
                let who = told.maybe_spoken(part.population.as_ref());
                (told.phrase(part), who)
            })
            .collect(),
        note: told.maybe_spoken(breakdown.note.as_ref()),
    }
}

fn named(told: Told<'_>, figure: &Figure) -> Other {
    Other {
        id: figure.id.to_string(),
        phrase: told.phrase(figure),
        language: told.language.to_string(),
    }
}
