//! One issue, under the same address for ever (REQ-86).

use askama::Template;
use jiff::civil::Date;

use super::Name;
use crate::layout::Layout;
use crate::page::figures::FigureNote;
use crate::text::Body;
use crate::urls;
use crate::words::direction;

/// The page of an issue.
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/issue.html")]
pub struct Issue {
    /// What every page shares.
    pub page: Layout,
    /// Its list.
    pub list: Name,
    /// Its number.
    pub number: u32,
    /// The day it bears.
    pub day: Date,
    /// BCP 47 tag of its text.
    pub language: String,
    /// Its text.
    pub body: Body,
    /// Who translated it, where that is said.
    pub translator: Option<String>,
    /// The issue that it puts right.
    pub corrects: Option<Neighbour>,
    /// The issues that put it right.
    pub corrected: Vec<Neighbour>,
    /// The figures in it, with their sources.
    pub figures: Vec<FigureNote>,
    /// The declarations that it is about: address, title, and the title's language.
    pub about: Vec<(String, String, String)>,
    /// The issue before it.
    pub before: Option<Neighbour>,
    /// The issue after it.
    pub after: Option<Neighbour>,
}

/// Another issue of the list.
#[derive(Clone, Debug)]
pub struct Neighbour {
    /// Its number.
    pub number: u32,
    /// BCP 47 tag of the text that suits this page.
    pub language: String,
    /// Its title in that language.
    pub title: String,
}

impl Issue {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn shown_number(&self) -> u64 {
        self.number.into()
    }

    fn path(&self, neighbour: &Neighbour) -> String {
        urls::infomail_issue(&self.list.slug, &neighbour.language, neighbour.number)
    }

    fn feed(&self) -> String {
        urls::infomail_feed(&self.list.slug, &self.list.language)
    }
}

impl Neighbour {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn shown_number(&self) -> u64 {
        self.number.into()
    }
}
