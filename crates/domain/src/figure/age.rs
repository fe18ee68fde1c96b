//! How old a figure is, and when somebody has to look again (REQ-161).

use jiff::Unit as TimeUnit;
use jiff::civil::Date;

use super::Figure;

/// After how many days a figure is old where its series says nothing else: a season, in which counts
/// of most events change and organisers can be asked to look once.
pub const MAX_AGE_DAYS: u32 = 90;

/// How long ago something was, in the largest unit that still says enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// Days, fewer than 60.
    Days(u64),
    /// Whole months, fewer than 24.
    Months(u64),
    /// Whole years.
    Years(u64),
}

/// Why somebody has to look at a figure again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Staleness {
    /// The day on which it was to be reviewed is over.
    Due(Date),
    /// It is older than figures of its series may be; the days since it was counted.
    Aged(u64),
}

impl Age {
    /// The time from a day to another; nothing where the first is the later one.
    #[must_use]
    pub fn between(day: Date, today: Date) -> Option<Self> {
        let days = days_between(day, today)?;
        let whole = |unit| {
            let span = day.until((unit, today)).ok()?;
            let total = match unit {
                TimeUnit::Year => i64::from(span.get_years()),
                _ => i64::from(span.get_months()),
            };
            u64::try_from(total).ok()
        };
        let months = whole(TimeUnit::Month)?;
        Some(match (days, months) {
            (..60, _) => Self::Days(days),
            (_, ..24) => Self::Months(months),
            _ => Self::Years(whole(TimeUnit::Year)?),
        })
    }
}

impl Figure {
    /// How long ago the count was made; nothing where no source says when.
    #[must_use]
    pub fn age(&self, today: Date) -> Option<Age> {
        Age::between(self.as_of?, today)
    }

    /// Why somebody has to look at it again, if so; `max_age_days` is what its series says.
    #[must_use]
    pub fn staleness(&self, today: Date, max_age_days: Option<u32>) -> Option<Staleness> {
        if let Some(due) = self.review.due.filter(|due| *due < today) {
            return Some(Staleness::Due(due));
        }
        // A day that was set for the next look speaks against the age alone.
        if self.review.due.is_some() {
            return None;
        }
        let days = days_between(self.as_of?, today)?;
        let most = u64::from(max_age_days.unwrap_or(MAX_AGE_DAYS));
        (days > most).then_some(Staleness::Aged(days))
    }
}

fn days_between(day: Date, today: Date) -> Option<u64> {
    u64::try_from(day.until((TimeUnit::Day, today)).ok()?.get_days()).ok()
}
