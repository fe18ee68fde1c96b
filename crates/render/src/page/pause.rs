//! What pages say while an operator lets signing rest, or everything but reading (REQ-176).

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::spoken::Spoken;

/// What is said of a pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paused {
    /// Whether nothing can be changed at all: links that were mailed wait, too.
    pub read_only: bool,
    /// When it ends, if that was said.
    pub until: Option<Timestamp>,
    /// The operator's own words.
    pub said: Option<Spoken>,
}

impl Paused {
    /// What stands in the place of the form.
    pub(crate) const fn key(&self) -> &'static str {
        if self.read_only {
            "pause-read-only"
        } else {
            "pause-signing"
        }
    }

    /// The day of its end in UTC, and the time of day.
    pub(crate) fn end(&self) -> Option<(Date, String)> {
        let end = self.until?.to_zoned(TimeZone::UTC);
        Some((end.date(), format!("{:02}:{:02}", end.hour(), end.minute())))
    }
}
