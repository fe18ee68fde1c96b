//! One demand: its words, where it stands, and everything that was done about it (REQ-135).

use askama::Template;
use domain::raising::{DemandState, DemandStatus};
use jiff::civil::Date;

use super::raisings::RaisingNote;
use super::reports::ReportNote;
use crate::choice;
use crate::html::Html;
use crate::layout::Layout;
use crate::spoken::{self, Spoken};
use crate::urls;
use crate::words::direction;

/// A demand in one language.
#[derive(Clone, Debug, Template)]
#[template(path = "page/demand.html")]
pub struct Demand {
    /// What every page shares; its alternates are the languages of the text.
    pub page: Layout,
    /// The declaration's name in addresses.
    pub slug: String,
    /// The declaration's title in this language.
    pub title: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The demand's name in addresses, the same in every language.
    pub id: String,
    /// Its words in this language.
    pub words: String,
    /// Those it is addressed to.
    pub addressees: Vec<Spoken>,
    /// Where it stands.
    pub state: DemandState,
    /// Since when; nothing while it is open.
    pub since: Option<Date>,
    /// What was learnt last, and when; nothing while it was raised nowhere, and where that is what brought it
    /// there.
    pub newest: Option<(DemandStatus, Date)>,
    /// Where it was raised, the newest first; what was retracted stands among them.
    pub raisings: Vec<RaisingNote>,
    /// The reports that support it, the one of the latest date first.
    pub reports: Vec<ReportNote>,
    /// Digest of the newest wording in this language that makes the demand.
    pub digest: String,
    /// Whether that is the wording that is signed now.
    pub is_current: bool,
}

impl Demand {
    fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    fn state_key(&self) -> &'static str {
        choice::demand_state(self.state)
    }

    fn status_key(&self, status: &DemandStatus) -> &'static str {
        choice::demand_status(*status)
    }

    fn list(&self) -> Option<Html> {
        spoken::list(self.page.words, &self.addressees)
    }

    fn declaration_path(&self) -> String {
        urls::declaration(&self.slug, &self.language)
    }

    fn path(&self) -> String {
        urls::demand(&self.slug, &self.language, &self.id)
    }

    fn text_path(&self) -> String {
        urls::text(&self.slug, &self.digest)
    }

    fn feed_path(&self) -> String {
        urls::raisings_feed(&self.slug, &self.language)
    }
}
