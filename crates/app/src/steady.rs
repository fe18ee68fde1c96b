//! Whether the clock of the machine can be believed (docs/operate/durability.md).
//!
//! A clock that is wrong for a while must not delete what is not due: it may run a year ahead after a
//! start without a time service, until one sets it right. So whoever deletes asks here first. The wall
//! clock is compared with one that nobody sets: where it leaps ahead nothing is deleted for an hour,
//! which is time to set it right; where it is set back, what it had dated ahead is taken back.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

/// Less than this is a time service at work.
const LEAP: SignedDuration = SignedDuration::from_mins(5);

/// A site that was not served for longer than this comes back to a clock that is doubted.
const AWAY: SignedDuration = SignedDuration::from_hours(24);

/// How long a clock that leapt ahead is doubted.
const DOUBT: Duration = Duration::from_secs(3_600);

/// How the clock moved since it was looked at last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moved {
    /// As time passed.
    Steadily,
    /// It was set ahead, or this process slept.
    Ahead,
    /// It was set back.
    Back,
}

/// What is remembered of the clock from one process to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// What it showed when it was believed last.
    pub(crate) believed: Timestamp,
    /// What it showed last, believed or not.
    pub(crate) shown: Timestamp,
}

impl Mark {
    /// From the text of [`Self::text`].
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (believed, shown) = text.split_once(' ')?;
        let second = |text: &str| Timestamp::from_second(text.parse().ok()?).ok();
        Some(Self {
            believed: second(believed)?,
            shown: second(shown)?,
        })
    }

    /// Both in seconds.
    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.believed.as_second(), self.shown.as_second())
    }
}

/// What is known of the clock.
pub(crate) struct Steady {
    believed: Timestamp,
    shown: Timestamp,
    at: Instant,
    doubted_until: Option<Instant>,
}

impl Steady {
    /// Begins to look. `mark` is what a process before this one remembered.
    pub(crate) fn begin(mark: Option<Mark>, now: Timestamp, at: Instant) -> (Self, Moved) {
        let (believed, shown) = mark.map_or((now, now), |mark| (mark.believed, mark.shown));
        let mut steady = Self {
            believed,
            shown: now,
            at,
            doubted_until: None,
        };
        let moved = if now.duration_since(believed) > AWAY {
            Moved::Ahead
        } else if now.duration_since(shown) < -LEAP {
            Moved::Back
        } else {
            Moved::Steadily
        };
        steady.judge(moved, at);
        (steady, moved)
    }

    /// Looks again.
    pub(crate) fn look(&mut self, now: Timestamp, at: Instant) -> Moved {
        let passed = SignedDuration::try_from(at.duration_since(self.at));
        let expected = passed.unwrap_or(SignedDuration::MAX);
        let leap = now.duration_since(self.shown).saturating_sub(expected);
        (self.shown, self.at) = (now, at);
        let moved = if leap > LEAP {
            Moved::Ahead
        } else if leap < -LEAP {
            Moved::Back
        } else {
            Moved::Steadily
        };
        self.judge(moved, at);
        moved
    }

    /// Whether what it says is due may be deleted.
    pub(crate) fn is_believed(&self, at: Instant) -> bool {
        self.doubted_until.is_none_or(|until| until <= at)
    }

    /// What the next process is to know.
    pub(crate) fn mark(&mut self, at: Instant) -> Mark {
        if self.is_believed(at) {
            self.believed = self.shown;
        }
        Mark {
            believed: self.believed,
            shown: self.shown,
        }
    }

    /// A clock that is behind deletes too late, which does no harm.
    fn judge(&mut self, moved: Moved, at: Instant) {
        match moved {
            Moved::Steadily => {}
            Moved::Ahead => self.doubted_until = Some(at + DOUBT),
            Moved::Back => self.doubted_until = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_795_262_400, 0);
    const TICK: Duration = Duration::from_secs(10);

    /// Looks at each of these minutes the clock shows after noon, ten seconds apart.
    fn check(shown: &[i64], moved: &[Moved], believed: bool) {
        let mut at = Instant::now();
        let (mut steady, begun) = Steady::begin(None, NOON, at);
        assert_eq!(begun, Moved::Steadily);
        let seen: Vec<Moved> = shown
            .iter()
            .map(|minutes| {
                at += TICK;
                steady.look(NOON + SignedDuration::from_mins(*minutes), at)
            })
            .collect();
        assert_eq!(seen, moved, "{shown:?}");
        assert_eq!(steady.is_believed(at), believed, "{shown:?}");
        assert!(steady.is_believed(at + DOUBT), "no doubt lasts");
    }

    #[test]
    fn a_leap_ahead_is_doubted_for_an_hour_unless_it_is_taken_back() {
        use Moved::{Ahead, Back, Steadily};
        check(&[0, 0, 1, 1], &[Steadily; 4], true);
        check(&[0, 525_600], &[Steadily, Ahead], false);
        check(&[525_600, 525_600], &[Ahead, Steadily], false);
        check(&[525_600, 1], &[Ahead, Back], true);
        check(&[-60, 0], &[Back, Ahead], false);
        check(&[4], &[Steadily], true);
    }

    #[test]
    fn a_start_compares_the_clock_with_what_was_believed_before() {
        let begin = |believed: i64, shown: i64| {
            let at = Instant::now();
            let before = |hours| NOON - SignedDuration::from_hours(hours);
            let mark = Mark {
                believed: before(believed),
                shown: before(shown),
            };
            let mark = Mark::parse(&mark.text());
            let (mut steady, moved) = Steady::begin(mark, NOON, at);
            let next = steady.mark(at);
            assert_eq!(next.shown, NOON);
            let is_believed = steady.is_believed(at);
            assert_eq!(next.believed == NOON, is_believed);
            (moved, is_believed)
        };
        assert_eq!(begin(8, 8), (Moved::Steadily, true));
        assert_eq!(begin(8_760, 8_760), (Moved::Ahead, false));
        assert_eq!(begin(8_760, 1), (Moved::Ahead, false));
        assert_eq!(begin(1, -8_760), (Moved::Back, true));
        assert_eq!(Mark::parse("1"), None);
    }
}
