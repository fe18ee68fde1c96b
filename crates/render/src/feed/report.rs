//! A report in a feed.

use domain::report::{ReportDate, ReportKind};
use jiff::Timestamp;

use super::{Feed, content, element, element_in, link, moment};
use crate::choice;
use crate::spoken::Spoken;
use crate::urls;

/// A report in a feed.
#[derive(Clone, Debug)]
pub struct ReportEntry {
    /// The report's name in the declaration.
    pub id: String,
    /// BCP 47 tag of the language it can be read in from here.
    pub language: String,
    /// Its title in that language.
    pub title: String,
    /// The day or month it bears.
    pub date: ReportDate,
    /// What kind of account it is.
    pub kind: ReportKind,
    /// Whom it quotes.
    pub speakers: Vec<String>,
    /// The demands it supports, in their words.
    pub demands: Vec<Spoken>,
    /// Why it must not be relied on any more.
    pub retracted: Option<Spoken>,
    /// When it was first published.
    pub published: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

/// Writes what stands in the element `entry`. Its address is its identifier.
pub(super) fn write(out: &mut String, feed: &Feed, entry: &ReportEntry) {
    let page = feed.absolute(&urls::report(&feed.slug, &entry.language, &entry.id));
    element(out, "id", &page);
    element_in(out, "title", &entry.language, &entry.title);
    moment(out, "published", entry.published);
    moment(out, "updated", entry.updated);
    link(out, "alternate", &page);
    content(out, feed.words, &lines(feed, entry));
}

fn lines(feed: &Feed, entry: &ReportEntry) -> Vec<String> {
    let words = feed.words;
    let mut lines: Vec<String> = Vec::new();
    if let Some(why) = &entry.retracted {
        let said = words.say("raisings-feed-retracted");
        lines.push(said.spoken("why", why).xml());
    }
    let about = words.say("report-feed-line");
    let about = about.text("kind", &words.t(choice::report_kind(entry.kind)));
    lines.push(about.text("date", &words.report_date(entry.date)).xml());
    if !entry.speakers.is_empty() {
        let said = words.say("report-feed-quotes");
        lines.push(said.list("speakers", &entry.speakers).xml());
    }
    lines.extend(entry.demands.iter().map(|demand| {
        let said = words.say("report-feed-supports");
        said.spoken("demand", demand).xml()
    }));
    lines
}
