//! A series as data, its fields named one by one (REQ-56). Who entered and reviewed a figure is not
//! among them.

use std::collections::BTreeMap;

use app::declarations::Published;
use domain::figure::{Claims, Counting, Figure};
use domain::multilingual::Prose;
use domain::text::MarkId;
use jiff::civil::Date;
use serde::Serialize;

use super::detail::{record_digest, record_path};
use super::view::are_independent;
use crate::translations::{self, Translations};

/// A series.
#[derive(Serialize)]
pub(super) struct SeriesJson<'p> {
    id: &'p str,
    /// Language of the original, in which the organisers' words stand.
    language: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'p str>,
    /// The claim that the texts use.
    #[serde(skip_serializing_if = "Option::is_none")]
    primary: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'p str>,
    /// The day on which its first figure went into the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    /// The fingerprint of question, choice and reason, as `docs/figures.md` makes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    settings_sha256: Option<String>,
    /// Question and reason in other languages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    translations: Translations<'p>,
    /// How many sources stand behind what is said now.
    sources: usize,
    /// Whether it is known of all of them what they go back to, so that they are independent of each other.
    independent: bool,
    /// In the order in which they were written down.
    claims: Vec<ClaimJson<'p>>,
}

/// A claim. What is not known is left out.
#[derive(Serialize)]
struct ClaimJson<'p> {
    id: &'p str,
    /// Neither replaced nor taken back.
    current: bool,
    /// Pending or a forecast: never to be added to the others.
    apart: bool,
    measure: &'static str,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    population: Option<&'p str>,
    #[serde(flatten)]
    bounds: BoundsJson,
    status: &'static str,
    #[serde(flatten)]
    days: DaysJson,
    #[serde(flatten)]
    source: SourceJson<'p>,
    #[serde(flatten)]
    around: AroundJson<'p>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retraction: Option<RetractionJson<'p>>,
    /// What is said in free text, in other languages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    translations: Translations<'p>,
    record: RecordJson,
}

#[derive(Serialize)]
struct BoundsJson {
    qualifier: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lower: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lower_inclusive: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper_inclusive: Option<bool>,
}

#[derive(Serialize)]
struct DaysJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    as_of_precision: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counting: Option<CountingJson>,
}

#[derive(Serialize)]
struct CountingJson {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
}

#[derive(Serialize)]
struct SourceJson<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_by: Option<&'p str>,
    reported_by: Vec<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    independence_group: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_url: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snapshot_sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verbatim: Option<VerbatimJson<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method_url: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method_note: Option<&'p str>,
}

#[derive(Serialize)]
struct VerbatimJson<'p> {
    text: &'p str,
    language: &'p str,
}

#[derive(Serialize)]
struct AroundJson<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceJson<'p>>,
    /// Who did it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    attributed_by_source: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<ConfidenceJson<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breakdown: Option<BreakdownJson<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series_break: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'p str>,
}

#[derive(Serialize)]
struct PlaceJson<'p> {
    label: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'static str>,
}

#[derive(Serialize)]
struct ConfidenceJson<'p> {
    level: &'static str,
    reason: &'p str,
}

#[derive(Serialize)]
struct BreakdownJson<'p> {
    mode: &'static str,
    parts: Vec<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'p str>,
}

#[derive(Serialize)]
struct RetractionJson<'p> {
    on: String,
    reason: &'p str,
}

/// Its record in the log.
#[derive(Serialize)]
struct RecordJson {
    digest: String,
    path: String,
}

/// Everything that is known of a series.
pub(super) fn all<'p>(
    published: &'p Published,
    id: &'p MarkId,
    claims: &Claims<'p>,
    begun: Option<Date>,
) -> SeriesJson<'p> {
    let described = published.series(id);
    let title = described.and_then(|series| series.title.as_ref());
    let why = described.and_then(|series| series.why.as_ref());
    let mut translated = Translations::new();
    translations::add(&mut translated, "title", title);
    translations::add(&mut translated, "why", why);
    let slug = published.declaration.slug.as_str();
    let one = |figure: &&'p Figure| claim(slug, claims, figure);
    SeriesJson {
        id: id.as_str(),
        language: published.declaration.language.as_str(),
        title: original(title),
        primary: described.and_then(|series| Some(series.primary.as_ref()?.as_str())),
        why: original(why),
        since: begun.map(|day| day.to_string()),
        settings_sha256: described.map(Published::series_digest),
        translations: translated,
        sources: claims.sources(),
        independent: are_independent(claims),
        claims: claims.all().iter().map(one).collect(),
    }
}

fn original(prose: Option<&Prose>) -> Option<&str> {
    prose.map(|prose| prose.original().as_str())
}

fn claim<'p>(slug: &str, claims: &Claims<'p>, figure: &'p Figure) -> ClaimJson<'p> {
    let retraction = figure.retraction.as_ref();
    let mut translated = Translations::new();
    for (field, prose) in figure.prose() {
        translations::add(&mut translated, field, Some(prose));
    }
    ClaimJson {
        id: figure.id.as_str(),
        current: claims.stands(figure),
        apart: figure.status.is_apart(),
        measure: figure.measure.word(),
        unit: figure.unit.word(),
        population: original(figure.population.as_ref()),
        bounds: bounds(figure),
        status: figure.standing().word(),
        days: days(figure),
        source: source(figure),
        around: around(figure),
        supersedes: figure.supersedes.as_ref().map(MarkId::as_str),
        superseded_by: claims.successor(figure).map(|other| other.id.as_str()),
        retraction: retraction.map(|one| RetractionJson {
            on: one.on.to_string(),
            reason: one.reason.original(),
        }),
        translations: translated,
        record: RecordJson {
            digest: record_digest(figure),
            path: record_path(slug, figure),
        },
    }
}

fn bounds(figure: &Figure) -> BoundsJson {
    let bounds = &figure.bounds;
    BoundsJson {
        qualifier: bounds.qualifier().word(),
        value: bounds.value(),
        lower: bounds.lower(),
        lower_inclusive: bounds.lower_inclusive(),
        upper: bounds.upper(),
        upper_inclusive: bounds.upper_inclusive(),
    }
}

fn days(figure: &Figure) -> DaysJson {
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    DaysJson {
        as_of: text(figure.as_of),
        as_of_precision: figure.as_of_precision.word(),
        published: text(figure.published),
        retrieved: text(figure.retrieved),
        counting: figure.counting.map(|counting| CountingJson {
            kind: counting.word(),
            start: text(counting.start()),
            end: text(Counting::end(counting)),
        }),
    }
}

fn source(figure: &Figure) -> SourceJson<'_> {
    let archive = figure.archive.as_ref();
    let method = figure.method.as_ref();
    SourceJson {
        claimed_by: figure.claimed_by.as_deref(),
        reported_by: figure.reported_by.iter().map(String::as_str).collect(),
        source_type: figure.source_type.map(domain::figure::SourceType::word),
        independence_group: figure.independence_group.as_deref(),
        url: figure.url.as_deref(),
        archive_url: archive.and_then(|archive| archive.url.as_deref()),
        snapshot_sha256: archive.and_then(|archive| Some(archive.sha256?.to_string())),
        verbatim: figure.verbatim.as_ref().map(|verbatim| VerbatimJson {
            text: &verbatim.text,
            language: verbatim.language.as_str(),
        }),
        method_url: method.and_then(|method| method.url.as_deref()),
        method_note: original(method.and_then(|method| method.note.as_ref())),
    }
}

fn around(figure: &Figure) -> AroundJson<'_> {
    AroundJson {
        place: figure.place.as_ref().map(|place| PlaceJson {
            label: place.label.original(),
            country: place.country.as_deref(),
            level: place.level.map(domain::figure::PlaceLevel::word),
            precision: place.precision.map(domain::figure::PlacePrecision::word),
        }),
        attributed_by_source: original(figure.actor.as_ref()),
        confidence: figure.confidence.as_ref().map(|one| ConfidenceJson {
            level: one.level.word(),
            reason: one.reason.original(),
        }),
        breakdown: figure.breakdown.as_ref().map(|one| BreakdownJson {
            mode: one.mode.word(),
            parts: one.parts.iter().map(MarkId::as_str).collect(),
            note: original(one.note.as_ref()),
        }),
        series_break: original(figure.series_break.as_ref()),
        note: original(figure.note.as_ref()),
    }
}
