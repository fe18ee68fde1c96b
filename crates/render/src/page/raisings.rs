//! What came of the demands, as it stands on pages (REQ-135).

use domain::raising::{DemandState, DemandStatus, VenueKind};
use jiff::civil::Date;

use crate::choice;
use crate::html::{self, Html};
use crate::spoken::Spoken;
use crate::urls;
use crate::words::{Words, direction};

/// A demand that was raised, and everything that was done about it.
#[derive(Clone, Debug)]
pub struct RaisedDemand {
    /// The demand's name in addresses.
    pub id: String,
    /// Its words, in the language of the page's text.
    pub words: String,
    /// Where it stands.
    pub state: DemandState,
    /// Where it was raised, the newest first.
    pub raisings: Vec<RaisingNote>,
}

/// One raising, as far as it is about one demand.
#[derive(Clone, Debug)]
pub struct RaisingNote {
    /// The raising's name in the declaration.
    pub id: String,
    /// The day.
    pub on: Date,
    /// What kind of place it was raised in.
    pub kind: VenueKind,
    /// What that place is called.
    pub venue: Spoken,
    /// Who raised it.
    pub by: Vec<String>,
    /// What it was raised with.
    pub document: Option<Source>,
    /// Where the demand stands there.
    pub status: DemandStatus,
    /// What was answered.
    pub answer: Option<AnswerNote>,
    /// Why it must not be relied on any more.
    pub retracted: Option<Spoken>,
    /// Where the log holds its record.
    pub record: Option<RecordNote>,
}

/// Something that can be read elsewhere.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its title.
    pub title: Spoken,
    /// Its address, if it has one.
    pub url: Option<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct AnswerNote {
    /// The day.
    pub on: Date,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// BCP 47 tag of the paragraphs.
    pub language: String,
    /// Its address, if it has one.
    pub url: Option<String>,
}

/// A record in the log.
#[derive(Clone, Debug)]
pub struct RecordNote {
    /// Its leaf index.
    pub leaf: u64,
    /// Lower-case hexadecimal SHA-256 of the record.
    pub digest: String,
}

impl RaisedDemand {
    pub(super) fn path(&self, slug: &str, language: &str) -> String {
        urls::demand(slug, language, &self.id)
    }

    pub(super) fn state_key(&self) -> &'static str {
        choice::demand_state(self.state)
    }
}

impl RaisingNote {
    /// The day of the newest thing known of it.
    pub(super) fn newest(&self) -> &Date {
        self.answer.as_ref().map_or(&self.on, |answer| &answer.on)
    }

    pub(super) fn status_key(&self) -> &'static str {
        choice::demand_status(self.status)
    }

    pub(super) fn kind_key(&self) -> Option<&'static str> {
        choice::venue_kind(self.kind)
    }

    pub(super) fn raisers(&self, words: &Words) -> Option<Html> {
        html::list(words, &self.by)
    }
}

impl Source {
    /// The address where it is one that a browser should follow.
    pub(crate) fn link(&self) -> Option<&str> {
        web(self.url.as_deref())
    }
}

impl AnswerNote {
    pub(super) fn dir(&self) -> &'static str {
        direction(&self.language)
    }

    /// The address where it is one that a browser should follow.
    pub(super) fn link(&self) -> Option<&str> {
        web(self.url.as_deref())
    }
}

impl RecordNote {
    pub(super) fn path(&self, slug: &str) -> String {
        urls::raising_record(slug, &self.digest)
    }
}

fn web(url: Option<&str>) -> Option<&str> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}
