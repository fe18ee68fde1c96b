//! Which hour has room for the next mail that a stranger causes (REQ-43): the rule of every engine.
//!
//! A mail that finds its hour full is not dropped: it goes to the next hour with room, and mails of
//! one hour are spread over it. Hours fill in order: where the present one is full, the last one that has
//! any mail is the one that may have room, and finding it is one step however many wait. The present one
//! is looked at first, so that hours which a clock that ran ahead has begun make nobody wait.

use jiff::Timestamp;

use crate::{Accepted, Asker, Cap, Submission};

/// Seconds of an hour.
const HOUR: i64 = 3_600;

/// Where a mail found its place.
pub(crate) struct Place {
    /// The hour, counted from the epoch.
    pub(crate) hour: i64,
    /// Not to be sent before.
    pub(crate) due: Timestamp,
    /// Whether that is a later hour.
    pub(crate) is_later: bool,
    /// Whether it is the first mail there.
    pub(crate) is_first: bool,
}

impl Place {
    /// What it means for the one who asked.
    pub(crate) const fn accepted(&self) -> Accepted {
        if self.is_later {
            Accepted::Held {
                is_first: self.is_first,
            }
        } else {
            Accepted::ConfirmMailed
        }
    }
}

/// What a mail counts for that somebody asks for.
pub(crate) struct Ration<'a> {
    /// The moment.
    pub(crate) now: Timestamp,
    /// Limits that count it.
    pub(crate) caps: &'a [Cap],
    /// How many may leave in one hour.
    pub(crate) most_per_hour: u32,
}

impl<'a> From<&'a Submission> for Ration<'a> {
    fn from(submission: &'a Submission) -> Self {
        Self {
            now: submission.now,
            caps: &submission.caps,
            most_per_hour: submission.most_per_hour,
        }
    }
}

impl<'a> From<&'a Asker> for Ration<'a> {
    fn from(asker: &'a Asker) -> Self {
        Self {
            now: asker.now,
            caps: &asker.caps,
            most_per_hour: asker.most_per_hour,
        }
    }
}

/// The hour of a moment, counted from the epoch.
pub(crate) fn hour_of(moment: Timestamp) -> i64 {
    moment.as_second().div_euclid(HOUR)
}

/// Whether an hour with so many mails has room for one more.
pub(crate) fn has_room(mails: i64, most: u32) -> bool {
    mails < i64::from(most.max(1))
}

/// The place behind the mails of `last`, the hour that may have room and how many it has: the present one,
/// or where that is full the last one from now on that has any; nothing where that is behind the end of what the mail is about.
pub(crate) fn next_place(
    now: Timestamp,
    ends: Timestamp,
    last: Option<(i64, i64)>,
    most: u32,
) -> Option<Place> {
    let most = i64::from(most.max(1));
    let present = hour_of(now);
    let (hour, before) = match last {
        None => (present, 0),
        Some((hour, n)) if n < most => (hour, n),
        Some((hour, _)) => (hour + 1, 0),
    };
    let is_later = hour > present;
    let due = if is_later {
        let second = hour * HOUR + before * HOUR / most;
        Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
    } else {
        now
    };
    (!is_later || due < ends).then_some(Place {
        hour,
        due,
        is_later,
        is_first: before == 0,
    })
}
