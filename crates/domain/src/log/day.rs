//! The only time a log entry knows.

use jiff::Timestamp;
use jiff::civil::{Date, date};

/// Days since 1970-01-01 UTC. Days, not seconds, so that a place in time identifies nobody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(pub u32);

impl Day {
    /// The UTC day of a moment; moments before 1970 count as day 0.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        Self(u32::try_from(moment.as_second().div_euclid(86_400)).unwrap_or(0))
    }

    /// The calendar day, if it lies inside the range of the calendar.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        date(1970, 1, 1)
            .checked_add(jiff::Span::new().try_days(i64::from(self.0)).ok()?)
            .ok()
    }
}
