//! What follows when copies of an issue are refused.
//!
//! A refusal is believed only while most copies are taken. One wrong setting of our own, or of the server
//! we send through, makes it refuse everybody with the same words that mean a mailbox which is gone; so
//! nothing ends at the first word: a copy whose address is refused is tried once more, minutes later, and
//! meanwhile the others tell whether that was about the address. An issue of which too many are refused
//! is paused, and keeps every copy.
//!
//! What is remembered for that is in memory. After a crash nothing is believed until copies are taken.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use domain::infomail::{IssueNumber, Returned, StopReason};
use domain::log::Day;
use domain::slug::Slug;
use jiff::{SignedDuration, Timestamp};
use store::{IssueFate, IssueMail, IssueMailId, IssueOutcome, Lane, StoreError, SubscriptionKey};

use super::InfomailError;
use super::issues::{IssueMoved, LEAST_TO_NAME};
use crate::outbox::{DeadClass, Outcome, Settlement};
use crate::site::Site;

/// Why an issue was paused: too many addresses of it are refused, or the sender is.
pub const REFUSALS: &str = "refusals";
/// See [`REFUSALS`].
pub const POLICY: &str = "policy";

/// How many of the newest copies are looked at.
const NEWEST: usize = 200;

/// So many refused addresses among them, and at least so many of a hundred, are no chance: everybody on a
/// list has confirmed their address.
const LEAST_REFUSED: usize = 5;
const PERCENT_REFUSED: usize = 5;

/// So many refusals of the sender in a row, without one copy taken, and the next would fare the same.
const POLICY_IN_A_ROW: u32 = 5;

/// Issues of which something is remembered.
const REMEMBERED: usize = 64;

/// How the copies of the issues fare that are being sent, by the store's number of the issue.
#[derive(Default)]
pub(crate) struct Watches {
    fares: Mutex<HashMap<u64, Fare>>,
    names: Mutex<HashMap<u64, (Slug, u32)>>,
}

/// How the newest copies of one issue fared.
#[derive(Clone, Default)]
struct Fare {
    /// Whether the address was refused. Each copy stands here once.
    newest: VecDeque<bool>,
    policy_in_a_row: u32,
}

impl Fare {
    fn saw(&mut self, one: &Settlement) {
        if one.outcome == Outcome::Sent {
            self.policy_in_a_row = 0;
        } else if one.refused.is_some_and(is_of_the_sender) {
            self.policy_in_a_row = self.policy_in_a_row.saturating_add(1);
        }
        let is_first_refusal = one.attempts == 0 && refused_address(one).is_some();
        if one.outcome == Outcome::Sent || is_first_refusal {
            self.newest.push_back(is_first_refusal);
            if self.newest.len() > NEWEST {
                self.newest.pop_front();
            }
        }
    }

    fn refused(&self) -> usize {
        self.newest.iter().filter(|refused| **refused).count()
    }

    fn why_to_rest(&self) -> Option<&'static str> {
        if self.policy_in_a_row >= POLICY_IN_A_ROW {
            Some(POLICY)
        } else {
            self.are_too_many_refused().then_some(REFUSALS)
        }
    }

    fn are_too_many_refused(&self) -> bool {
        let refused = self.refused();
        refused >= LEAST_REFUSED && refused * 100 >= PERCENT_REFUSED * self.newest.len()
    }

    /// Whether a refusal is about the address: the server takes others.
    fn is_normal(&self) -> bool {
        let refused = self.refused();
        let taken = self.newest.len() - refused;
        taken > 0 && taken >= refused && !self.are_too_many_refused()
    }
}

/// What a refusal for good says of the recipient's address, if it says something of it.
fn refused_address(one: &Settlement) -> Option<DeadClass> {
    match one.outcome {
        Outcome::Dead(
            class
            @ (DeadClass::Gone | DeadClass::Address | DeadClass::Mailbox | DeadClass::Refused),
        ) => Some(class),
        _ => None,
    }
}

/// Every copy is of the same text and from the same sender: what is refused for these, all are.
fn is_of_the_sender(class: DeadClass) -> bool {
    matches!(class, DeadClass::Policy | DeadClass::Content)
}

impl Watches {
    /// Remembers which issue a mail belongs to.
    pub(super) fn note(&self, mail: &IssueMail) {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= REMEMBERED && !names.contains_key(&mail.id.issue()) {
            names.clear();
        }
        let name = names.entry(mail.id.issue());
        name.or_insert_with(|| (mail.list.clone(), mail.number));
    }

    fn name(&self, issue: u64) -> Option<(Slug, u32)> {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(&issue).cloned()
    }

    fn fares(&self) -> HashMap<u64, Fare> {
        let fares = self.fares.lock().unwrap_or_else(PoisonError::into_inner);
        fares.clone()
    }

    fn keep(&self, mut fares: HashMap<u64, Fare>) {
        if fares.len() > REMEMBERED {
            fares.clear();
        }
        *self.fares.lock().unwrap_or_else(PoisonError::into_inner) = fares;
    }
}

impl Site {
    /// Writes down what became of copies, ends the subscriptions of mailboxes that are gone, and pauses
    /// issues that are refused.
    pub(super) async fn settle_copies(
        &self,
        settled: &[Settlement],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut fares = self.infomail.watches.fares();
        for one in settled {
            let fare = fares.entry(IssueMailId::from_bytes(one.id.0).issue());
            fare.or_default().saw(one);
        }
        let fates: Vec<IssueFate> = settled
            .iter()
            .map(|one| self.fate_of_copy(one, &fares, now))
            .collect();
        let outcomes = settled.iter().zip(&fates).map(|(one, fate)| IssueOutcome {
            id: IssueMailId::from_bytes(one.id.0),
            fate: *fate,
            domain: Some((self.domain_hash(&one.domain), one.domain.clone())),
        });
        let store = &self.store;
        store
            .issue_mails_settle(outcomes.collect(), LEAST_TO_NAME)
            .await?;
        let rests: Vec<(u64, &'static str)> = fares
            .iter()
            .filter_map(|(issue, fare)| fare.why_to_rest().map(|why| (*issue, why)))
            .collect();
        // Whoever resumes an issue has looked at it: it is judged anew.
        fares.retain(|issue, _| rests.iter().all(|(rests, _)| rests != issue));
        self.infomail.watches.keep(fares);
        for (issue, why) in rests {
            self.rest_issue(issue, why).await?;
        }
        // If the process dies here, the next issue finds the mailbox missing again.
        for (one, fate) in settled.iter().zip(&fates) {
            if let (IssueFate::GivenUp { .. }, Outcome::Dead(class)) = (fate, one.outcome) {
                self.mind_refusal(one, class).await?;
            }
        }
        Ok(())
    }

    fn fate_of_copy(
        &self,
        one: &Settlement,
        fares: &HashMap<u64, Fare>,
        now: Timestamp,
    ) -> IssueFate {
        let class = match one.outcome {
            Outcome::Sent => return IssueFate::Sent,
            Outcome::Later(due) => return IssueFate::Later(due),
            Outcome::Back(due) => return IssueFate::Back(due),
            Outcome::Dead(class) => class,
        };
        let fare = fares.get(&IssueMailId::from_bytes(one.id.0).issue());
        let is_believed = one.attempts > 0 && fare.is_some_and(Fare::is_normal);
        let is_kept = match refused_address(one) {
            Some(_) => !is_believed,
            None => is_of_the_sender(class),
        };
        match self.next_try_of_copy(one.attempts, now).filter(|_| is_kept) {
            Some(due) => IssueFate::Later(due),
            None => IssueFate::GivenUp {
                class: class.as_str(),
                day: Day::of(now).0,
            },
        }
    }

    fn next_try_of_copy(&self, attempts: u32, now: Timestamp) -> Option<Timestamp> {
        let retries = self.lanes.of(Lane::Issue).retries;
        let minutes = usize::try_from(attempts)
            .ok()
            .and_then(|index| retries.get(index))?;
        Some(now + SignedDuration::from_mins(i64::from(*minutes)))
    }

    /// A mailbox that is gone ends the subscription, if that was believed; what else is said of an
    /// address counts as a mail that came back.
    async fn mind_refusal(&self, one: &Settlement, class: DeadClass) -> Result<(), StoreError> {
        let id = IssueMailId::from_bytes(one.id.0);
        let fares = self.infomail.watches.fares();
        let is_normal = fares.get(&id.issue()).is_some_and(Fare::is_normal);
        let key = id.subscription();
        match class {
            DeadClass::Gone if is_normal => {
                let stopped = self
                    .store
                    .subscription_stop(key, StopReason::Returned, None);
                stopped.await.map(|_| ())
            }
            DeadClass::Gone | DeadClass::Address | DeadClass::Mailbox => {
                let row = self
                    .store
                    .subscription(SubscriptionKey::Number(key))
                    .await?;
                match row {
                    Some(row) => self.mind(&row, Returned::Soft).await,
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    async fn rest_issue(&self, issue: u64, why: &'static str) -> Result<(), StoreError> {
        let Some((list, number)) = self.infomail.watches.name(issue) else {
            return Ok(());
        };
        let Some(number) = IssueNumber::new(number) else {
            return Ok(());
        };
        match self.issue_pause(&list, number, why).await {
            Ok(IssueMoved::Done(_)) => {
                tracing::error!(
                    %list,
                    %number,
                    why,
                    help = "see `undersigned infomail report`, set right what it says, then `undersigned infomail resume`",
                    "an issue was paused: its copies are refused"
                );
                Ok(())
            }
            Err(InfomailError::Store(error)) => Err(error),
            Ok(_) | Err(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::ParcelId;

    fn one(outcome: Outcome, refused: Option<DeadClass>, attempts: u32) -> Settlement {
        Settlement {
            id: ParcelId([0; 16]),
            domain: "example.org".into(),
            outcome,
            attempts,
            refused,
        }
    }

    fn fare(taken: usize, gone: usize) -> Fare {
        let mut fare = Fare::default();
        for _ in 0..taken {
            fare.saw(&one(Outcome::Sent, None, 0));
        }
        let class = DeadClass::Gone;
        for _ in 0..gone {
            fare.saw(&one(Outcome::Dead(class), Some(class), 0));
        }
        fare
    }

    #[test]
    fn a_refusal_is_believed_while_most_copies_are_taken() {
        for (taken, gone, is_normal, rests) in [
            (0, 1, false, false),
            (1, 1, true, false),
            (1, 2, false, false),
            (10, 4, true, false),
            (10, 5, false, true),
            (196, 4, true, false),
            (150, 7, true, false),
            (0, 5, false, true),
            (100_000, 10, false, true),
        ] {
            let fare = fare(taken, gone);
            assert_eq!(fare.is_normal(), is_normal, "{taken} taken, {gone} gone");
            let why = fare.why_to_rest();
            assert_eq!(why, rests.then_some(REFUSALS), "{taken} taken, {gone} gone");
        }
    }

    #[test]
    fn the_second_try_of_a_copy_is_no_new_refusal() {
        let mut fare = fare(10, 4);
        let class = DeadClass::Gone;
        for attempts in 1..9 {
            fare.saw(&one(Outcome::Dead(class), Some(class), attempts));
        }
        assert!(fare.is_normal() && fare.why_to_rest().is_none());
    }

    #[test]
    fn five_refusals_of_the_sender_in_a_row_are_enough() {
        let mut fare = Fare::default();
        let refusal = one(
            Outcome::Later(Timestamp::UNIX_EPOCH),
            Some(DeadClass::Policy),
            0,
        );
        for _ in 0..2 {
            for _ in 0..4 {
                fare.saw(&refusal);
            }
            assert_eq!(fare.why_to_rest(), None);
            fare.saw(&one(Outcome::Sent, None, 0));
        }
        for _ in 0..5 {
            fare.saw(&refusal);
        }
        assert_eq!(fare.why_to_rest(), Some(POLICY));
    }
}
