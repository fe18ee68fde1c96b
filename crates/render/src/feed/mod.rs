//! News of a declaration, as feeds (Atom, RFC 4287): what came of its demands, its reports, its figures.
//!
//! An entry keeps its identifier while it grows, and its `updated` moves when there is something new
//! in it, so that whoever follows the feed is told of the answer. One feed has everything, another the
//! demands alone; an entry of both bears one identifier, so that nobody is told twice.

mod figure;
mod infomail;
mod raising;
mod report;

use jiff::Timestamp;

use crate::html::{push_escaped, without_bidi_controls};
use crate::urls;
use crate::words::{Words, direction};

pub use figure::FigureEntry;
pub use infomail::{IssueEntry, IssueFeed};
pub use raising::RaisingEntry;
pub use report::ReportEntry;

/// What a feed tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// What came of the demands.
    Raisings,
    /// That, reports and figures.
    News,
}

/// A feed in one language.
#[derive(Clone, Debug)]
pub struct Feed {
    /// What it tells of.
    pub subject: Subject,
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
    /// When the feed last changed: with the newest entry, or with the publication.
    pub updated: Timestamp,
    /// The entries, the one that changed last first.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A raising.
    Raising(RaisingEntry),
    /// A report.
    Report(ReportEntry),
    /// A figure.
    Figure(Box<FigureEntry>),
}

impl Entry {
    /// When it last changed.
    #[must_use]
    pub const fn updated(&self) -> Timestamp {
        match self {
            Self::Raising(entry) => entry.updated,
            Self::Report(entry) => entry.updated,
            Self::Figure(entry) => entry.updated,
        }
    }
}

impl Feed {
    /// The document.
    #[must_use]
    pub fn xml(&self) -> String {
        let (own, title) = match self.subject {
            Subject::Raisings => (
                urls::raisings_feed(&self.slug, &self.language),
                self.words.say("raisings-feed-title"),
            ),
            Subject::News => (
                urls::news_feed(&self.slug, &self.language),
                self.words.say("report-feed-title"),
            ),
        };
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
            out.push_str("<entry>\n");
            match entry {
                Entry::Raising(entry) => raising::write(&mut out, self, entry),
                Entry::Report(entry) => report::write(&mut out, self, entry),
                Entry::Figure(entry) => figure::write(&mut out, self, entry),
            }
            out.push_str("</entry>\n");
        }
        out.push_str("</feed>\n");
        out
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

/// An element whose words are in a language of their own.
fn element_in(out: &mut String, name: &str, language: &str, text: &str) {
    out.push_str(&format!("<{name} xml:lang=\""));
    push_escaped(out, &plain(language));
    out.push_str("\">");
    // A reader knows no direction of a title but that of its first letter.
    if direction(language) == "rtl" {
        out.push('\u{200f}');
    }
    push_escaped(out, &plain(text));
    out.push_str(&format!("</{name}>\n"));
}

/// What an entry says, a paragraph a line, each already escaped. Lines hold words of several languages, so
/// that each says its own (RFC 4287, section 3.1.1.3: one `div`).
fn content(out: &mut String, words: &Words, lines: &[String]) {
    out.push_str("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"");
    let (language, dir) = (words.lang(), words.dir());
    out.push_str(&format!(
        " xml:lang=\"{language}\" lang=\"{language}\" dir=\"{dir}\">\n"
    ));
    for line in lines.iter().filter(|line| !line.is_empty()) {
        out.push_str(&format!("<p>{}</p>\n", plain(line)));
    }
    out.push_str("</div></content>\n");
}

/// RFC 4287 section 3.3 wants a moment; where only a day is known it is the first of the day.
fn moment(out: &mut String, name: &str, at: Timestamp) {
    out.push_str(&format!("<{name}>{at:.0}</{name}>\n"));
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
