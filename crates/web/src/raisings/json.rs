//! What came of the demands as data, its fields named one by one (REQ-56).

use std::collections::BTreeMap;

use app::declarations::Published;
use domain::demand::{Demand, demands};
use domain::name::Name;
use domain::raising::{Raising, history, standing};
use domain::text::{MarkId, Text};
use render::urls;
use serde::Serialize;

use super::view;
use crate::translations::{self, Translations};

/// Everything.
#[derive(Serialize)]
pub(super) struct RaisingsJson<'p> {
    /// Language of the original, in which the words of the raisings stand.
    language: &'p str,
    /// The demands of the newest original, in its order.
    demands: Vec<DemandJson<'p>>,
    /// The raisings, in the order of the folder.
    raisings: Vec<RaisingJson<'p>>,
}

/// A demand.
#[derive(Serialize)]
struct DemandJson<'p> {
    id: String,
    /// In the language of the original.
    words: String,
    /// The same in each language whose newest text makes it.
    texts: BTreeMap<String, String>,
    /// Those it is addressed to.
    addressees: Vec<&'p str>,
    /// The same in each other language in which any of them is named.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    addressees_in: BTreeMap<&'p str, Vec<&'p str>>,
    /// `open`, `acknowledged`, `partly-met`, `met`, `refused` or `overtaken`.
    status: &'static str,
    /// The day on which it got there; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    /// What was learnt of it, the newest first.
    history: Vec<EvidenceJson>,
}

/// What one raising says of a demand, and where it left it.
#[derive(Serialize)]
struct EvidenceJson {
    raising: String,
    on: String,
    said: &'static str,
    status: &'static str,
}

/// A raising.
#[derive(Serialize)]
struct RaisingJson<'p> {
    id: &'p str,
    on: String,
    #[serde(rename = "where")]
    venue: VenueJson<'p>,
    by: Vec<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<DocumentJson<'p>>,
    /// Each demand with its status.
    demands: BTreeMap<&'p str, &'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<AnswerJson<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted: Option<&'p str>,
    /// What is said of it in other languages: `venue`, `document`, `answer`, `retracted`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    translations: Translations<'p>,
    /// Its newest record in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<RecordJson>,
}

#[derive(Serialize)]
struct VenueJson<'p> {
    kind: &'static str,
    name: &'p str,
}

#[derive(Serialize)]
struct DocumentJson<'p> {
    title: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'p str>,
}

#[derive(Serialize)]
struct AnswerJson<'p> {
    on: String,
    text: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'p str>,
}

#[derive(Serialize)]
struct RecordJson {
    leaf: u64,
    digest: String,
    path: String,
}

/// Everything about the raisings of a declaration.
pub(super) fn all(published: &Published) -> RaisingsJson<'_> {
    let original = published.original();
    let text = original.and_then(|revision| Text::parse(&revision.text).ok());
    let outline = text.and_then(|text| text.outline().ok());
    let demands = demands(&outline.unwrap_or_default());
    RaisingsJson {
        language: published.declaration.language.as_str(),
        demands: demands
            .into_iter()
            .map(|made| demand(published, made))
            .collect(),
        raisings: published
            .raisings
            .iter()
            .map(|raising| one(published, raising))
            .collect(),
    }
}

fn demand(published: &Published, demand: Demand) -> DemandJson<'_> {
    let declaration = &published.declaration;
    let addressees = declaration.addressees_of(&demand.id);
    let found = standing(&published.raisings, &demand.id);
    let history = history(&published.raisings, &demand.id);
    DemandJson {
        texts: view::in_languages(published, &demand.id),
        addressees: addressees
            .iter()
            .map(|name| name.original().as_str())
            .collect(),
        addressees_in: translations::lists(addressees, &declaration.language),
        status: found.state.word(),
        since: found.since.map(|day| day.to_string()),
        history: history
            .into_iter()
            .map(|evidence| EvidenceJson {
                raising: evidence.raising.id.to_string(),
                on: evidence.on.to_string(),
                said: evidence.status.word(),
                status: evidence.state.word(),
            })
            .collect(),
        id: demand.id.to_string(),
        words: demand.words,
    }
}

fn translated(raising: &Raising) -> Translations<'_> {
    let document = raising.document.as_ref().map(|document| &document.title);
    let answer = raising.answer.as_ref().map(|answer| &answer.text);
    let mut translated = Translations::new();
    translations::add(&mut translated, "venue", Some(&raising.venue.name));
    translations::add(&mut translated, "document", document);
    translations::add(&mut translated, "answer", answer);
    translations::add(&mut translated, "retracted", raising.retracted.as_ref());
    translated
}

fn one<'p>(published: &'p Published, raising: &'p Raising) -> RaisingJson<'p> {
    let slug = published.declaration.slug.as_str();
    RaisingJson {
        id: raising.id.as_str(),
        on: raising.on.to_string(),
        venue: VenueJson {
            kind: raising.venue.kind.word(),
            name: raising.venue.name.original().as_str(),
        },
        by: raising.by.iter().map(Name::as_str).collect(),
        document: raising.document.as_ref().map(|document| DocumentJson {
            title: document.title.original(),
            url: document.url.as_deref(),
        }),
        demands: raising
            .demands
            .iter()
            .map(|(id, status)| (MarkId::as_str(id), status.word()))
            .collect(),
        answer: raising.answer.as_ref().map(|answer| AnswerJson {
            on: answer.on.to_string(),
            text: answer.text.original(),
            url: answer.url.as_deref(),
        }),
        retracted: raising
            .retracted
            .as_ref()
            .map(|why| why.original().as_str()),
        translations: translated(raising),
        record: published.raising_row(raising).map(|row| {
            let digest = hex::encode(row.digest);
            RecordJson {
                leaf: row.leaf,
                path: urls::raising_record(slug, &digest),
                digest,
            }
        }),
    }
}
