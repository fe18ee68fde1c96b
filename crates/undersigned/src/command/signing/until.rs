//! A moment as operators type it.

use std::str::FromStr;

use anyhow::{Context, Result};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A moment, or so long from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// A moment.
    At(Timestamp),
    /// So long from now.
    In(SignedDuration),
}

impl Until {
    /// The moment, counted from another.
    ///
    /// # Errors
    /// When it lies beyond the calendar.
    pub fn from(self, now: Timestamp) -> Result<Timestamp> {
        match self {
            Self::At(moment) => Ok(moment),
            Self::In(long) => now
                .checked_add(long)
                .context("--until lies beyond the calendar"),
        }
    }
}

impl FromStr for Until {
    type Err = String;

    /// RFC 3339 with its zone, the same without seconds in UTC, or a number with its unit.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Ok(Self::At(moment));
        }
        let in_utc = text.strip_suffix('Z').unwrap_or(text);
        if in_utc.contains('T')
            && let Ok(moment) = in_utc.parse::<DateTime>()
            && let Ok(moment) = moment.to_zoned(TimeZone::UTC)
        {
            return Ok(Self::At(moment.timestamp()));
        }
        long(text).map(Self::In).ok_or_else(|| {
            "write a moment as 2026-11-25T18:00Z, or how long as 90m, 2h or 3d".to_owned()
        })
    }
}

fn long(text: &str) -> Option<SignedDuration> {
    let unit = text.chars().next_back()?;
    let number: i64 = text.strip_suffix(unit)?.parse().ok()?;
    let minutes = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => return None,
    };
    let seconds = number.checked_mul(minutes)?.checked_mul(60)?;
    (number > 0).then(|| SignedDuration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let now: Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
        let until = text.parse::<Until>().ok();
        let until = until.map(|until| until.from(now).unwrap().to_string());
        assert_eq!(until.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_moment_is_read_with_its_zone_and_a_time_is_counted_from_now() {
        check("2026-11-25T18:00:00Z", Some("2026-11-25T18:00:00Z"));
        check("2026-11-25T18:00:00+01:00", Some("2026-11-25T17:00:00Z"));
        check("2026-11-25T18:00Z", Some("2026-11-25T18:00:00Z"));
        check("2026-11-25T18:00", Some("2026-11-25T18:00:00Z"));
        check("90m", Some("2026-11-21T13:30:00Z"));
        check("2h", Some("2026-11-21T14:00:00Z"));
        check("3d", Some("2026-11-24T12:00:00Z"));
        for wrong in [
            "",
            "h",
            "-2h",
            "0m",
            "2",
            "2w",
            "tomorrow",
            "9223372036854775807d",
        ] {
            check(wrong, None);
        }
    }
}
