//! The date of a report, as exactly as it is known.

use std::fmt;

use jiff::civil::Date;

/// A day, or a month of which the day is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ReportDate {
    /// The day, or the first of the month.
    first: Date,
    is_month: bool,
}

impl ReportDate {
    /// A day.
    #[must_use]
    pub const fn day(day: Date) -> Self {
        Self {
            first: day,
            is_month: false,
        }
    }

    /// Parses `2022-01-06` or `2022-01`; answers nothing for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_month = text.len() == "2022-01".len();
        let whole = if is_month {
            format!("{text}-01")
        } else {
            text.to_owned()
        };
        let first: Date = whole.parse().ok()?;
        (first.to_string() == whole).then_some(Self { first, is_month })
    }

    /// The day, or the first of the month: what reports are ordered by.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// Whether only the month is known.
    #[must_use]
    pub const fn is_month(self) -> bool {
        self.is_month
    }
}

/// `2022-01-06` or `2022-01`.
impl fmt::Display for ReportDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_month {
            write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
        } else {
            self.first.fmt(f)
        }
    }
}
