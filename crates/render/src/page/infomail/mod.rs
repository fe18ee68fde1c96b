//! The Infomail on the web: a list with its form and its issues, one issue, and what subscribers do behind the
//! links in their mails.

mod issue;
mod list;
mod mailed;
mod manage;

pub use issue::{Issue, Neighbour};
pub use list::{Entry, Form, List, Sent};
pub use mailed::{Confirm, Confirmed, Leave, Left, Stay, Stayed};
pub use manage::{Choice, Manage, News, Noted};

use crate::urls;
use crate::words::{Words, direction};

/// A list as its pages name it.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the title, and of the page that it links to.
    pub language: String,
    /// Who sends it.
    pub organisation: String,
}

impl Name {
    fn path(&self) -> String {
        urls::infomail(&self.slug, &self.language)
    }

    fn dir(&self) -> &'static str {
        direction(&self.language)
    }
}

/// The sentence a subscriber agrees to, as it is kept word for word.
#[must_use]
pub fn consent(words: &Words, title: &str, controller: &str) -> String {
    words
        .say("infomail-consent")
        .text("title", title)
        .text("controller", controller)
        .plain()
}
