//! The mails of the Infomail: what starts, explains and ends a subscription, and the issues themselves.
//!
//! The former are service mails, with nothing in them that would be read as an issue (REQ-24). What an
//! issue links to can end the subscription and nothing else (REQ-41): whoever wants to change it asks
//! for a fresh mail on the page of the list.

mod issue;
mod known;
mod opt_in;
mod permission;
mod welcome;

use crate::urls;
use crate::words::direction;

pub use issue::{Content, Issue};
pub use known::Known;
pub use opt_in::OptIn;
pub use permission::Permission;
pub use welcome::Welcome;

use super::Sender;

/// A list as mails name it.
#[derive(Clone, Debug)]
pub struct ListName {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of the title, and of the pages that mails link to.
    pub language: String,
    /// Who sends it.
    pub organisation: String,
}

impl ListName {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    /// The page with the form and the issues so far.
    fn page(&self, sender: &Sender) -> String {
        let path = urls::infomail(&self.slug, &self.language);
        urls::absolute(&sender.base_url, &path)
    }
}
