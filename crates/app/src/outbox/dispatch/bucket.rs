//! A bound on mails in a minute.

use std::num::NonZeroU32;

use jiff::{SignedDuration, Timestamp};

/// A minute in milliseconds: what one mail costs, where a lane earns its mails in a minute each
/// millisecond.
const MAIL: i64 = 60_000;

/// Milliseconds: further back than this no clock runs by itself.
const SET_BACK: i64 = 60_000;

/// A bucket that fills evenly with permissions to send. It holds those of one second, and at least
/// one, so that a quiet hour is not made up for in a burst.
pub(super) struct Bucket {
    per_minute: Option<NonZeroU32>,
    /// What was earned and not spent; a mail costs [`MAIL`].
    earned: i64,
    at: Timestamp,
}

impl Bucket {
    pub(super) fn new(per_minute: Option<NonZeroU32>, now: Timestamp) -> Self {
        let mut bucket = Self {
            per_minute,
            earned: 0,
            at: now,
        };
        bucket.earned = bucket.most();
        bucket
    }

    /// Takes up to `most` permissions.
    pub(super) fn take(&mut self, most: usize, now: Timestamp) -> usize {
        if self.per_minute.is_none() {
            return most;
        }
        self.fill(now);
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let taken = most.min(self.earned / MAIL);
        self.earned -= taken * MAIL;
        usize::try_from(taken).unwrap_or(0)
    }

    /// Puts back what was not needed.
    pub(super) fn give_back(&mut self, unused: usize) {
        let unused = i64::try_from(unused).unwrap_or(i64::MAX);
        self.earned = self
            .earned
            .saturating_add(unused.saturating_mul(MAIL))
            .min(self.most());
    }

    /// How long until there is a permission again.
    pub(super) fn wait(&mut self, now: Timestamp) -> SignedDuration {
        let Some(per_minute) = self.per_minute else {
            return SignedDuration::ZERO;
        };
        self.fill(now);
        let missing = (MAIL - self.earned).max(0);
        let rate = i64::from(per_minute.get());
        SignedDuration::from_millis((missing + rate - 1) / rate)
    }

    fn fill(&mut self, now: Timestamp) {
        let rate = self.per_minute.map_or(0, |rate| i64::from(rate.get()));
        let elapsed = now.duration_since(self.at).as_millis();
        let elapsed = i64::try_from(elapsed).unwrap_or(i64::MAX);
        // A clock that runs a little back earns nothing until it is where it was; one that was set back
        // begins anew.
        if elapsed < -SET_BACK {
            self.at = now;
        }
        if elapsed > 0 {
            self.earned = self
                .earned
                .saturating_add(elapsed.saturating_mul(rate))
                .min(self.most());
            self.at = now;
        }
    }

    fn most(&self) -> i64 {
        let rate = self.per_minute.map_or(0, |rate| i64::from(rate.get()));
        (rate * 1_000).max(MAIL)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).unwrap()
    }

    fn bucket(per_minute: u32) -> Bucket {
        Bucket::new(NonZeroU32::new(per_minute), at(0))
    }

    #[test]
    fn a_second_may_bring_what_a_second_earns() {
        let mut bucket = bucket(600);
        assert_eq!(bucket.take(100, at(0)), 10);
        assert_eq!(bucket.take(100, at(0)), 0);
        assert_eq!(bucket.wait(at(0)), SignedDuration::from_millis(100));
        assert_eq!(bucket.take(100, at(250)), 2);
        assert_eq!(bucket.take(100, at(300)), 1, "what was left over counts");
        assert_eq!(
            bucket.take(100, at(3_600_000)),
            10,
            "a quiet hour is no debt"
        );
    }

    #[test]
    fn one_mail_in_a_minute_can_be_kept() {
        let mut bucket = bucket(1);
        assert_eq!(bucket.take(5, at(0)), 1);
        assert_eq!(bucket.take(5, at(59_999)), 0);
        assert_eq!(bucket.wait(at(59_999)), SignedDuration::from_millis(1));
        assert_eq!(bucket.take(5, at(60_000)), 1);
    }

    #[test]
    fn what_was_not_needed_is_there_again() {
        let mut bucket = bucket(600);
        assert_eq!(bucket.take(10, at(0)), 10);
        bucket.give_back(4);
        assert_eq!(bucket.take(10, at(0)), 4);
    }

    #[test]
    fn without_a_bound_there_is_no_waiting() {
        let mut free = Bucket::new(None, at(0));
        assert_eq!(free.take(1_000, at(0)), 1_000);
        assert_eq!(free.wait(at(0)), SignedDuration::ZERO);
    }

    proptest! {
        #[test]
        fn no_minute_brings_more_than_its_number_and_a_second(
            per_minute in 1_u32..2_000,
            steps in proptest::collection::vec((-500_i64..5_000, 0_usize..50), 1..80),
        ) {
            let mut bucket = bucket(per_minute);
            let (mut now, mut latest, mut taken) = (0, 0, 0_u64);
            for (step, most) in steps {
                now = (now + step).max(0);
                latest = latest.max(now);
                taken += bucket.take(most, at(now)) as u64;
            }
            let earned = latest as u64 * u64::from(per_minute) / 60_000;
            prop_assert!(taken <= earned + u64::from(per_minute / 60).max(1));
        }
    }
}
