//! `raisings.toml`.

use std::collections::BTreeSet;

use domain::locale::Language;
use domain::name::Name;
use domain::raising::{Answer, DemandStatus, Document, Raising, Venue, VenueKind};
use domain::text::MarkId;
use jiff::civil::Date;

use super::section::{Reader, Section};
use super::value::{whole, words};
use crate::folder::RAISINGS;

/// Reads the file: the raisings that could be read.
pub(super) fn read(
    text: &str,
    original: Option<&Language>,
    findings: &mut Vec<crate::finding::Finding>,
) -> Vec<Raising> {
    let mut reader = Reader::new(RAISINGS, text, &(0..text.len())).told_in(original);
    let document = reader.parse(text);
    super::limits::check(&document, &mut reader);
    let mut top = Section::top(&document);
    let mut raisings = Vec::new();
    let mut ids = BTreeSet::new();
    for section in top.tables("raising", &mut reader) {
        raisings.extend(raising(section, &mut ids, &mut reader));
    }
    top.finish(&mut reader);
    findings.append(&mut reader.findings);
    raisings
}

/// Reads every key before any is missed, so that all faults are found at once.
fn raising(
    mut section: Section<'_, '_>,
    ids: &mut BTreeSet<MarkId>,
    reader: &mut Reader<'_>,
) -> Option<Raising> {
    let s = &mut section;
    let id = id(s, ids, reader);
    let on = s.day("on", reader);
    let on = s.needed("on", on, reader, "the day, such as 2026-01-06");
    let by = raisers(s, reader);
    let venue = venue(s, reader);
    let demands = s.table("demands", reader);
    let demands = demands.map(|mut inner| {
        let known = words(DemandStatus::ALL, DemandStatus::word);
        inner.words_by_name(reader, &known)
    });
    let why = "a line for each demand that was raised, such as `free-prisoners = \"raised\"`";
    let demands = demands.filter(|demands| !demands.is_empty());
    let demands = s.needed("demands", demands, reader, why);
    let document = s.table("document", reader);
    let document = document.map(|inner| read_document(inner, reader));
    let answer = s.table("answer", reader);
    let answer = answer.map(|inner| read_answer(inner, reader));
    let retracted = s.prose_paragraphs("retracted", reader);
    section.finish(reader);
    Some(Raising {
        id: id?,
        venue: venue?,
        on: on?,
        by: by?,
        document: whole(document)?,
        demands: demands?,
        answer: whole(answer)?,
        retracted,
    })
}

fn id(
    s: &mut Section<'_, '_>,
    ids: &mut BTreeSet<MarkId>,
    reader: &mut Reader<'_>,
) -> Option<MarkId> {
    let id = s.mark_id("id", reader);
    let id = s.needed("id", id, reader, "a name for it, such as `council-june`")?;
    if !ids.insert(id.clone()) {
        let span = s.get("id").map(toml::Spanned::span);
        let span = span.unwrap_or_else(|| s.span.clone());
        let message = format!("two raisings are called `{id}`");
        reader.error(&span, "raising-twice", message);
    }
    Some(id)
}

fn raisers(s: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Vec<Name>> {
    let by = Some(s.names("by", reader)).filter(|by| !by.is_empty());
    let why = "a list of those who raised them, such as `[\"Works Council\"]`";
    s.needed("by", by, reader, why)
}

fn venue(s: &mut Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Venue> {
    let inner = s.table("where", reader);
    let why = "the place: `kind` and `name`";
    let mut inner = s.needed("where", inner, reader, why)?;
    let kind = inner.word("kind", reader, &words(VenueKind::ALL, VenueKind::word));
    let kind = inner.needed("kind", kind, reader, "for example `parliament`");
    let name = inner.multilingual_name("name", reader);
    let name = inner.needed("name", name, reader, "what the place is called");
    inner.finish(reader);
    Some(Venue {
        kind: kind?,
        name: name?,
    })
}

fn read_document(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Document> {
    let title = section.prose("title", reader);
    let title = section.needed("title", title, reader, "its title, as it bears it");
    let url = section.plain("url", reader);
    section.finish(reader);
    Some(Document { title: title?, url })
}

fn read_answer(mut section: Section<'_, '_>, reader: &mut Reader<'_>) -> Option<Answer> {
    let on: Option<Date> = section.day("on", reader);
    let on = section.needed("on", on, reader, "the day it was given");
    let text = section.prose_paragraphs("text", reader);
    let text = section.needed("text", text, reader, "its words, or what it comes to");
    let url = section.plain("url", reader);
    section.finish(reader);
    Some(Answer {
        on: on?,
        text: text?,
        url,
    })
}
