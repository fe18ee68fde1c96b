//! From published raisings to what pages show of them.

use std::collections::BTreeMap;

use app::declarations::Published;
use app::site::Site;
use domain::demand::{self, demands};
use domain::locale::Language;
use domain::raising::{Raising, standing};
use domain::text::{MarkId, Text};
use render::page::demand::Demand;
use render::page::raisings::{AnswerNote, RaisedDemand, RaisingNote, RecordNote, Source};
use render::urls;
use store::RevisionRow;

use crate::reading::Reading;
use crate::reports;
use crate::view;

/// The demands of a text that were raised, in its order.
pub(crate) fn raised(reading: &Reading) -> Vec<RaisedDemand> {
    demands_of(reading.revision())
        .into_iter()
        .filter_map(|demand| {
            let raisings = notes(reading, &demand.id);
            (!raisings.is_empty()).then(|| RaisedDemand {
                id: demand.id.to_string(),
                state: standing(&reading.published.raisings, &demand.id).state,
                words: demand.words,
                raisings,
            })
        })
        .collect()
}

/// The page of one demand; nothing where no text in this language ever made it.
pub(super) fn demand(site: &Site, reading: &Reading, id: &MarkId) -> Option<Demand> {
    let published = &reading.published;
    let (revision, words) = made_in(published, &reading.revision().language, id)?;
    let path = |slug: &str, language: &str| urls::demand(slug, language, id.as_str());
    let stands = standing(&published.raisings, id);
    Some(Demand {
        page: view::layout_in_languages(site, reading, path)
            .indexed_at(path(reading.slug(), reading.tag())),
        slug: reading.slug().to_owned(),
        title: reading.title().to_owned(),
        language: reading.tag().to_owned(),
        id: id.to_string(),
        words,
        addressees: view::spoken_names(
            published,
            published.declaration.addressees_of(id),
            &reading.revision().language,
        ),
        state: stands.state,
        since: stands.since,
        newest: stands
            .newest
            .filter(|newest| Some(newest.on) != stands.since)
            .map(|newest| (newest.status, newest.on)),
        raisings: notes(reading, id),
        reports: reports::supporting(reading, id),
        digest: revision.digest.to_string(),
        is_current: revision.leaf == reading.revision().leaf,
    })
}

/// The newest revision in a language that makes a demand, and its words there.
pub(crate) fn made_in<'p>(
    published: &'p Published,
    language: &Language,
    id: &MarkId,
) -> Option<(&'p RevisionRow, String)> {
    let revisions = published.revisions.iter().rev();
    revisions
        .filter(|revision| &revision.language == language)
        .find_map(|revision| {
            let found = demands_of(revision).into_iter().find(|d| &d.id == id)?;
            Some((revision, found.words))
        })
}

/// The words of a demand in each language whose newest text makes it.
pub(super) fn in_languages(published: &Published, id: &MarkId) -> BTreeMap<String, String> {
    let languages = published.languages().into_iter();
    languages
        .filter_map(|revision| {
            let found = demands_of(revision).into_iter().find(|d| &d.id == id)?;
            Some((revision.language.to_string(), found.words))
        })
        .collect()
}

fn demands_of(revision: &RevisionRow) -> Vec<demand::Demand> {
    let outline = Text::parse(&revision.text)
        .ok()
        .and_then(|text| text.outline().ok());
    demands(&outline.unwrap_or_default())
}

/// Where a demand was raised, the newest first; what was retracted stands among them.
fn notes(reading: &Reading, id: &MarkId) -> Vec<RaisingNote> {
    let mut raisings: Vec<&Raising> = reading
        .published
        .raisings
        .iter()
        .rev()
        .filter(|raising| raising.demands.contains_key(id))
        .collect();
    raisings.sort_by_key(|raising| std::cmp::Reverse(raising.newest()));
    raisings
        .into_iter()
        .filter_map(|raising| note(reading, raising, id))
        .collect()
}

fn note(reading: &Reading, raising: &Raising, id: &MarkId) -> Option<RaisingNote> {
    let published = &reading.published;
    let wanted = &reading.revision().language;
    let record = published.raising_row(raising).map(|row| RecordNote {
        leaf: row.leaf,
        digest: hex::encode(row.digest),
    });
    Some(RaisingNote {
        id: raising.id.to_string(),
        on: raising.on,
        kind: raising.venue.kind,
        venue: view::spoken(published, &raising.venue.name, wanted),
        by: view::texts(&raising.by),
        document: source(published, raising, wanted),
        status: *raising.demands.get(id)?,
        answer: raising.answer.as_ref().map(|answer| {
            let said = view::spoken(published, &answer.text, wanted);
            AnswerNote {
                on: answer.on,
                text: paragraphs(&said.words),
                language: said.language,
                url: answer.url.clone(),
            }
        }),
        retracted: raising
            .retracted
            .as_ref()
            .map(|why| view::spoken(published, why, wanted)),
        record,
    })
}

/// What a raising was raised with.
pub(super) fn source(
    published: &Published,
    raising: &Raising,
    wanted: &Language,
) -> Option<Source> {
    raising.document.as_ref().map(|document| Source {
        title: view::spoken(published, &document.title, wanted),
        url: document.url.clone(),
    })
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(str::to_owned)
        .collect()
}
