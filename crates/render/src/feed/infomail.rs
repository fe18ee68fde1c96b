//! The issues of a list as a feed (Atom, RFC 4287), for those who would rather not give an address.

use jiff::Timestamp;

use super::{element, element_in, link, moment};
use crate::html::{Html, push_escaped, without_bidi_controls};
use crate::urls;
use crate::words::Words;

/// A feed of issues in one language.
#[derive(Clone, Debug)]
pub struct IssueFeed {
    /// The language of the interface.
    pub words: &'static Words,
    /// Scheme and host of the site.
    pub base_url: String,
    /// The list's name in addresses.
    pub list: String,
    /// BCP 47 tag of the list's words.
    pub language: String,
    /// The list's title.
    pub title: String,
    /// Who sends it.
    pub organisation: String,
    /// When an issue appeared last, or the list was made.
    pub updated: Timestamp,
    /// The newest issues, the newest first.
    pub entries: Vec<IssueEntry>,
}

/// An issue in a feed.
#[derive(Clone, Debug)]
pub struct IssueEntry {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of title and text.
    pub language: String,
    /// When it appeared.
    pub appeared: Timestamp,
    /// Its text as it is mailed.
    pub text: Html,
}

impl IssueFeed {
    /// The document.
    #[must_use]
    pub fn xml(&self) -> String {
        let own = self.absolute(&urls::infomail_feed(&self.list, &self.language));
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
        push_escaped(&mut out, self.words.lang());
        out.push_str("\">\n");
        element(&mut out, "id", &own);
        element_in(&mut out, "title", &self.language, &self.title);
        moment(&mut out, "updated", self.updated);
        out.push_str("<author>");
        element(&mut out, "name", &self.organisation);
        out.push_str("</author>\n");
        link(&mut out, "self", &own);
        let page = urls::infomail(&self.list, &self.language);
        link(&mut out, "alternate", &self.absolute(&page));
        for entry in &self.entries {
            self.entry(&mut out, entry);
        }
        out.push_str("</feed>\n");
        out
    }

    /// Its page is its name for ever (REQ-86), so it is the identifier too.
    fn entry(&self, out: &mut String, entry: &IssueEntry) {
        let path = urls::infomail_issue(&self.list, &entry.language, entry.number);
        let page = self.absolute(&path);
        out.push_str("<entry>\n");
        element(out, "id", &page);
        element_in(out, "title", &entry.language, &entry.title);
        moment(out, "published", entry.appeared);
        moment(out, "updated", entry.appeared);
        link(out, "alternate", &page);
        out.push_str("<content type=\"html\" xml:lang=\"");
        push_escaped(out, &entry.language);
        out.push_str("\">");
        push_escaped(out, &without_bidi_controls(entry.text.as_str()));
        out.push_str("</content>\n</entry>\n");
    }

    fn absolute(&self, path: &str) -> String {
        urls::absolute(&self.base_url, path)
    }
}
