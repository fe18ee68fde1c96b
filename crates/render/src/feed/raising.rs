//! A raising in a feed.

use domain::raising::DemandStatus;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Feed, content, element, link, moment};
use crate::choice;
use crate::page::raisings::Source;
use crate::spoken::Spoken;
use crate::urls;

/// A raising in a feed.
#[derive(Clone, Debug)]
pub struct RaisingEntry {
    /// The raising's name in the declaration.
    pub id: String,
    /// The demand whose page tells more.
    pub demand: String,
    /// Where it was raised.
    pub venue: Spoken,
    /// The day it was raised.
    pub on: Date,
    /// Each demand in its words, and what is said of it.
    pub demands: Vec<(Spoken, DemandStatus)>,
    /// What it was raised with.
    pub document: Option<Source>,
    /// The day and the words of the answer.
    pub answer: Option<(Date, Spoken)>,
    /// Why it must not be relied on any more.
    pub retracted: Option<Spoken>,
    /// The first moment of the day its first record went into the log, which knows days alone
    /// (LOG-FORMAT section 4).
    pub published: Timestamp,
    /// The same of its newest record.
    pub updated: Timestamp,
}

/// Writes what stands in the element `entry`.
pub(super) fn write(out: &mut String, feed: &Feed, entry: &RaisingEntry) {
    let page = feed.absolute(&urls::demand(&feed.slug, &feed.language, &entry.demand));
    let title = feed.words.say("raisings-feed-entry");
    let title = title.spoken("venue", &entry.venue).date("day", &entry.on);
    element(out, "id", &identifier(feed, entry));
    element(out, "title", &title.plain());
    moment(out, "published", entry.published);
    moment(out, "updated", entry.updated);
    link(out, "alternate", &format!("{page}#raising-{}", entry.id));
    let document = entry.document.as_ref().and_then(Source::link);
    if let Some(url) = document {
        link(out, "related", url);
    }
    content(out, feed.words, &lines(feed, entry));
}

/// Stable whatever becomes of titles, demands and languages; one for each language, since the
/// entries of two languages have different words.
fn identifier(feed: &Feed, entry: &RaisingEntry) -> String {
    let own = urls::raisings_feed(&feed.slug, &feed.language);
    format!("{}#{}", feed.absolute(&own), entry.id)
}

fn lines(feed: &Feed, entry: &RaisingEntry) -> Vec<String> {
    let words = feed.words;
    let mut lines: Vec<String> = Vec::new();
    if let Some(why) = &entry.retracted {
        let said = words.say("raisings-feed-retracted");
        lines.push(said.spoken("why", why).xml());
    }
    lines.extend(entry.demands.iter().map(|(demand, status)| {
        let line = words.say("raisings-feed-line").spoken("demand", demand);
        let status = words.t(choice::demand_status(*status));
        line.text("status", &status).xml()
    }));
    if let Some((day, answer)) = &entry.answer {
        let said = words.say("raisings-feed-answer");
        lines.push(said.date("day", day).spoken("answer", answer).xml());
    }
    lines
}
