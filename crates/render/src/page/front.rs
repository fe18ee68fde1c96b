//! The front page: what this site is, and what can be signed here.

use askama::Template;

use crate::layout::Layout;
use crate::urls;
use crate::words::direction;

/// The front page.
#[derive(Clone, Debug, Template)]
#[template(path = "page/front.html")]
pub struct Front {
    /// What every page shares.
    pub page: Layout,
    /// The published declarations, the newest first.
    pub declarations: Vec<Entry>,
    /// The lists of the Infomail.
    pub lists: Vec<ListEntry>,
}

/// A list of the Infomail as named on the front page.
#[derive(Clone, Debug)]
pub struct ListEntry {
    /// Its page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the title.
    pub language: String,
    /// Who sends it.
    pub organisation: String,
}

impl ListEntry {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}

/// A declaration as listed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name in addresses.
    pub slug: String,
    /// The language it is shown in: that of the visitor where there is a translation, else the original's.
    pub language: String,
    /// Its title in that language.
    pub title: String,
    /// How many have signed.
    pub count: u64,
    /// In how many languages it can be read.
    pub languages: u64,
    /// Whether it can still be signed.
    pub open: bool,
}

impl Entry {
    fn path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}
