//! What came of the demands of a declaration, as a feed (Atom, RFC 4287).
//!
//! An entry is a raising. It keeps its identifier while it grows, and its `updated` moves when the
//! log gains another record of it, so that whoever follows the feed is told of the answer.

use domain::raising::DemandStatus;
use jiff::civil::Date;

use crate::choice;
use crate::html::{push_escaped, without_bidi_controls};
use crate::page::raisings::Source;
use crate::urls;
use crate::words::Words;

/// A feed in one language.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The language of the sentences.
    pub words: &'static Words,
    /// Scheme and host of the site.
    pub base_url: String,
    /// The site's name, which stands as the author of what the organisers entered.
    pub site: String,
    /// The declaration's name in addresses.
    pub slug: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The declaration's title.
    pub title: String,
    /// The day on which the feed last changed: of the newest entry, or of the publication.
    pub updated: Date,
    /// The entries, the one that changed last first.
    pub entries: Vec<Entry>,
}

/// A raising in a feed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The raising's name in the declaration.
    pub id: String,
    /// The demand whose page tells more.
    pub demand: String,
    /// Where it was raised.
    pub venue: String,
    /// The day it was raised.
    pub on: Date,
    /// Each demand in its words, and where it stands.
    pub demands: Vec<(String, DemandStatus)>,
    /// What it was raised with.
    pub document: Option<Source>,
    /// The day and the words of the answer.
    pub answer: Option<(Date, String)>,
    /// Why it must not be relied on any more.
    pub retracted: Option<String>,
    /// The day its first record went into the log.
    pub published: Date,
    /// The day its newest record went into the log.
    pub updated: Date,
}

impl Feed {
    /// The document.
    #[must_use]
    pub fn xml(&self) -> String {
        let own = urls::raisings_feed(&self.slug, &self.language);
        let title = self.words.say("raisings-feed-title");
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
        push_escaped(&mut out, self.words.lang());
        out.push_str("\">\n");
        element(&mut out, "id", &self.absolute(&own));
        element(&mut out, "title", &title.text("title", &self.title).plain());
        moment(&mut out, "updated", self.updated);
        out.push_str("<author>");
        element(&mut out, "name", &self.site);
        out.push_str("</author>\n");
        link(&mut out, "self", &self.absolute(&own));
        let page = urls::declaration(&self.slug, &self.language);
        link(&mut out, "alternate", &self.absolute(&page));
        for entry in &self.entries {
            self.entry(&mut out, entry);
        }
        out.push_str("</feed>\n");
        out
    }

    fn entry(&self, out: &mut String, entry: &Entry) {
        let page = self.absolute(&urls::demand(&self.slug, &self.language, &entry.demand));
        let title = self.words.say("raisings-feed-entry");
        let title = title.text("venue", &entry.venue).date("day", &entry.on);
        let anchor = format!("{page}#raising-{}", entry.id);
        out.push_str("<entry>\n");
        element(out, "id", &self.identifier(entry));
        element(out, "title", &title.plain());
        moment(out, "published", entry.published);
        moment(out, "updated", entry.updated);
        link(out, "alternate", &anchor);
        let document = entry.document.as_ref().and_then(Source::link);
        if let Some(url) = document {
            link(out, "related", url);
        }
        element(out, "content", &self.content(entry));
        out.push_str("</entry>\n");
    }

    /// Stable whatever becomes of titles, demands and languages; one for each language, since the
    /// entries of two languages have different words.
    fn identifier(&self, entry: &Entry) -> String {
        let feed = urls::raisings_feed(&self.slug, &self.language);
        format!("{}#{}", self.absolute(&feed), entry.id)
    }

    fn content(&self, entry: &Entry) -> String {
        let mut lines: Vec<String> = Vec::new();
        if let Some(why) = &entry.retracted {
            let said = self.words.say("raisings-feed-retracted");
            lines.push(said.text("why", why).plain());
        }
        lines.extend(entry.demands.iter().map(|(words, status)| {
            let line = self.words.say("raisings-feed-line");
            let line = line.text("demand", words);
            let status = self.words.t(choice::demand_status(*status));
            line.text("status", &status).plain()
        }));
        if let Some((day, answer)) = &entry.answer {
            let said = self.words.say("raisings-feed-answer");
            lines.push(said.date("day", day).text("answer", answer).plain());
        }
        lines.join("\n")
    }

    fn absolute(&self, path: &str) -> String {
        urls::absolute(&self.base_url, path)
    }
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    push_escaped(out, &plain(text));
    out.push_str(&format!("</{name}>\n"));
}

/// RFC 4287 section 3.3 wants a moment; the log knows days (LOG-FORMAT section 4).
fn moment(out: &mut String, name: &str, day: Date) {
    out.push_str(&format!("<{name}>{day}T00:00:00Z</{name}>\n"));
}

fn link(out: &mut String, relation: &str, address: &str) {
    out.push_str(&format!("<link rel=\"{relation}\" href=\""));
    push_escaped(out, &plain(address));
    out.push_str("\"/>\n");
}

/// Without what no document may hold (XML 1.0 section 2.2), and without what turns the direction.
fn plain(text: &str) -> String {
    let stands = |c: char| {
        matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
    };
    without_bidi_controls(text)
        .chars()
        .filter(|c| stands(*c))
        .collect()
}
