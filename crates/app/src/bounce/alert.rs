//! What came back, for the operator.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::SignedDuration;
use mail::report::Class;
use store::{ReturnedCount, StoreError};

use crate::housekeeping::in_portions;
use crate::site::Site;

/// Its recipient called it spam.
pub(super) const COMPLAINT: &str = "complaint";

/// A person has to look at it.
pub(super) const REVIEW: &str = "review";

/// How long it is known which mails came back: providers repeat themselves for days.
const KNOWN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How many days counts are kept.
const COUNTED_DAYS: u32 = 400;

/// What came back in the last days, and what the operator should do something about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lately {
    /// Refusals that are about us, by status code; empty where none was given.
    pub policy: Vec<(String, u64)>,
    /// How many complaints.
    pub complaints: u64,
    /// How many messages nobody but a person can read.
    pub review: u64,
    /// How many mails came back since their recipient cannot be reached, for good or for now.
    pub recipients: u64,
}

impl Lately {
    /// What such counts say.
    #[must_use]
    pub fn of(counts: &[ReturnedCount]) -> Self {
        let mut lately = Self::default();
        let mut policy = BTreeMap::new();
        for count in counts {
            match count.class.as_str() {
                COMPLAINT => lately.complaints += count.n,
                REVIEW => lately.review += count.n,
                word if word == Class::Policy.word() => {
                    *policy.entry(count.status.clone()).or_default() += count.n;
                }
                _ => lately.recipients += count.n,
            }
        }
        lately.policy = policy.into_iter().collect();
        lately.policy.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        lately
    }

    /// Whether there is anything the operator should look at.
    #[must_use]
    pub fn is_alarming(&self) -> bool {
        !self.policy.is_empty() || self.complaints > 0 || self.review > 0
    }
}

/// What the log was told of the present day: how many there were of each class and status, so that it
/// is told again only when there are ten times as many.
#[derive(Default)]
pub(crate) struct Told(Mutex<BTreeMap<(u32, String, String), u64>>);

impl Told {
    /// Whether that many are worth a line, which is then taken as written.
    fn is_news(&self, count: &ReturnedCount) -> bool {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|(day, _, _), _| *day >= count.day);
        let key = (count.day, count.class.clone(), count.status.clone());
        let before = told.entry(key).or_default();
        let is_news = count.n >= before.saturating_mul(10).max(1);
        if is_news {
            *before = count.n;
        }
        is_news
    }
}

impl Site {
    /// What came back in the last days, today included.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn returned_lately(&self, days: u32) -> Result<Lately, StoreError> {
        let from = self.day_number().saturating_sub(days.saturating_sub(1));
        Ok(Lately::of(&self.store.returned_counts(from).await?))
    }

    /// Writes into the log what the operator should do something about, and forgets what is old. Reports
    /// may be taken by another process than the one whose log is read, so it is the store that is
    /// looked at.
    pub(crate) async fn tell_of_returns(&self) -> Result<(), StoreError> {
        let today = self.day_number();
        for count in self.store.returned_counts(today).await? {
            let (n, status) = (count.n, count.status.as_str());
            match count.class.as_str() {
                word if word == Class::Policy.word() && self.told.is_news(&count) => {
                    tracing::error!(
                        n,
                        status,
                        kind = %count.kind,
                        help = "see `undersigned mail doctor` and `undersigned mail status`",
                        "other mail servers refuse us"
                    );
                }
                COMPLAINT if self.told.is_news(&count) => {
                    tracing::error!(
                        n,
                        kind = %count.kind,
                        help = "see docs/operate/mail.md, and pause what they complain of",
                        "recipients call our mails spam"
                    );
                }
                REVIEW if self.told.is_news(&count) => {
                    tracing::warn!(n, "messages came back that only a person can read");
                }
                _ => {}
            }
        }
        let known_since = self.now() - KNOWN;
        in_portions(|most| self.store.returned_expire(known_since, most)).await?;
        let before = today.saturating_sub(COUNTED_DAYS);
        self.store.returned_counts_expire(before).await?;
        Ok(())
    }

    fn day_number(&self) -> u32 {
        u32::try_from(self.now().as_second() / 86_400).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(day: u32, class: &str, status: &str, n: u64) -> ReturnedCount {
        ReturnedCount {
            day,
            kind: "mail".to_owned(),
            class: class.to_owned(),
            status: status.to_owned(),
            n,
        }
    }

    #[test]
    fn the_log_is_told_again_when_there_are_ten_times_as_many() {
        let told = Told::default();
        let check = |day, n, expected| {
            let is_news = told.is_news(&count(day, "policy", "5.7.1", n));
            assert_eq!(is_news, expected, "{n} on {day}");
        };
        check(1, 3, true);
        check(1, 29, false);
        check(1, 30, true);
        check(1, 31, false);
        check(2, 1, true);
        assert!(told.is_news(&count(2, "policy", "5.7.26", 1)));
    }

    #[test]
    fn what_is_about_us_is_told_apart_from_what_is_about_recipients() {
        let lately = Lately::of(&[
            count(1, "policy", "5.7.1", 1),
            count(2, "policy", "5.7.26", 5),
            count(2, "policy", "5.7.1", 1),
            count(2, "gone", "5.1.1", 4),
            count(2, "soft", "", 2),
        ]);
        let expected = Lately {
            policy: vec![("5.7.26".to_owned(), 5), ("5.7.1".to_owned(), 2)],
            recipients: 6,
            ..Lately::default()
        };
        assert_eq!(lately, expected);
        assert!(lately.is_alarming());
        assert!(!Lately::of(&[count(1, "gone", "5.1.1", 9)]).is_alarming());
    }
}
