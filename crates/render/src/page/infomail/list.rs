//! A list: what it is about, the form to subscribe, the issues so far.

use askama::Template;
use jiff::civil::Date;

use super::Name;
use crate::layout::Layout;
use crate::page::sign::{Mistake, Trouble};
use crate::urls;
use crate::words::{Sentence, direction};

/// The page of a list, which is its archive too.
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/list.html")]
pub struct List {
    /// What every page shares; [`Layout::failed`] is to be set with mistakes or trouble.
    pub page: Layout,
    /// Which list.
    pub list: Name,
    /// What subscribers get, and how often.
    pub description: String,
    /// The form.
    pub form: Form,
    /// The issues that appeared, the newest first.
    pub issues: Vec<Entry>,
}

/// The form to subscribe.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// The value of the hidden field `form-token`.
    pub token: String,
    /// The address as it was entered.
    pub email: String,
    /// What the subscriber agrees to by pressing the button.
    pub consent: String,
    /// What was wrong with the address.
    pub mistakes: Vec<Mistake>,
    /// What was wrong with the form as a whole.
    pub trouble: Option<Trouble>,
    /// Who answers for the data.
    pub controller: String,
    /// How to reach them.
    pub contact: String,
    /// Who takes complaints about them.
    pub authority: String,
    /// On what the processing rests.
    pub legal_basis: String,
    /// Days for which backups keep what was deleted; nothing where the site says nothing of backups.
    pub backup_days: Option<u64>,
}

/// An issue as listed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the title.
    pub language: String,
    /// The day it bears.
    pub day: Date,
}

/// The page after the form: the same for every address (REQ-42).
#[derive(Clone, Debug, Template)]
#[template(path = "page/infomail/sent.html")]
pub struct Sent {
    /// What every page shares.
    pub page: Layout,
    /// Which list.
    pub list: Name,
    /// The form with what was entered, to correct it.
    pub form: Form,
}

impl List {
    fn feed(&self) -> String {
        urls::infomail_feed(&self.list.slug, &self.list.language)
    }

    fn issue_path(&self, entry: &Entry) -> String {
        urls::infomail_issue(&self.list.slug, &entry.language, entry.number)
    }
}

impl Entry {
    pub(super) fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    pub(super) fn shown_number(&self) -> u64 {
        self.number.into()
    }
}

impl Form {
    fn is_wrong(&self) -> bool {
        !self.mistakes.is_empty()
    }

    /// What went wrong, for the summary above the form.
    fn problems(&self, page: &Layout) -> Vec<Sentence<'static>> {
        let trouble = self.trouble.map(|trouble| page.say(trouble.key()));
        let mistakes = self.mistakes.iter();
        let mistakes = mistakes.map(|mistake| mistake.sentence(page.words));
        trouble.into_iter().chain(mistakes).collect()
    }
}
