//! What an attempt means for its mail, for its domain and for the server.

use jiff::{SignedDuration, Timestamp};
use mail::smtp::{Event, Fault, Reason, SendError, Step};

use super::domains::Landing;
use crate::outbox::{ComposeError, DeadClass, Outcome};

/// How an attempt failed.
pub(super) enum Failure {
    /// There is no message.
    Compose(ComposeError),
    /// The message was not taken.
    Send(SendError),
}

/// What follows from an attempt.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fate {
    pub(super) outcome: Fated,
    pub(super) landing: Landing,
    /// Whose fault a failure was that the mail server had a part in.
    pub(super) fault: Option<Fault>,
    /// What a refusal for good (5xx) said, whether or not the mail is tried again.
    pub(super) refused: Option<DeadClass>,
}

/// The outcome, as far as the attempt alone decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fated {
    /// This is what became of it.
    As(Outcome),
    /// Nothing was tried; it comes back when the server has rested.
    Untried,
}

/// Judges an attempt. `attempts` counts the failures before it, `retries` are minutes until the next.
pub(super) fn fate(
    attempt: &Result<(), Failure>,
    attempts: u32,
    retries: &[u32],
    now: Timestamp,
) -> Fate {
    let next = usize::try_from(attempts)
        .ok()
        .and_then(|index| retries.get(index))
        .map(|minutes| now + SignedDuration::from_mins(i64::from(*minutes)));
    let later = |dead| Fated::As(next.map_or(Outcome::Dead(dead), Outcome::Later));
    let dead = |class| Fated::As(Outcome::Dead(class));
    let (outcome, landing) = match attempt {
        Ok(()) => (Fated::As(Outcome::Sent), Landing::Fine),
        Err(Failure::Compose(error)) if error.may_pass() => {
            (later(DeadClass::Exhausted), Landing::Unasked)
        }
        Err(Failure::Compose(_)) => (dead(DeadClass::Unsendable), Landing::Unasked),
        Err(Failure::Send(error)) => match error {
            SendError::Permanent(reason) => (dead(class(*reason)), Landing::Fine),
            SendError::Transient(reason) if error.fault() == Fault::Server => {
                (later(exhausted(*reason)), Landing::Unasked)
            }
            SendError::Transient(reason) => (later(exhausted(*reason)), Landing::Deferred),
            SendError::Unreachable(_) => (Fated::Untried, Landing::Unasked),
        },
    };
    let sent = match attempt {
        Err(Failure::Send(error)) => Some(error),
        _ => None,
    };
    Fate {
        outcome,
        landing,
        fault: sent.map(SendError::fault),
        refused: sent.and_then(refused),
    }
}

fn refused(error: &SendError) -> Option<DeadClass> {
    let reason = error.reason();
    let is_refusal = matches!(
        reason.event,
        Event::Answer { code: 500.., .. } | Event::TooLarge
    );
    is_refusal.then(|| match error {
        SendError::Permanent(_) => class(reason),
        SendError::Transient(_) | SendError::Unreachable(_) => exhausted(reason),
    })
}

/// Why a mail that was refused for good was refused (RFC 3463, REQ-81).
fn class(reason: Reason) -> DeadClass {
    match (about(reason), reason.step, reason.event) {
        (Some((1, 1 | 6 | 10)), ..) => DeadClass::Gone,
        (Some((1, _)), ..) | (_, Step::Recipient, Event::Unwritable) => DeadClass::Address,
        (Some((2, _)), ..) => DeadClass::Mailbox,
        (Some(_), ..) | (_, _, Event::TooLarge | Event::Missing(_)) => DeadClass::Content,
        _ => DeadClass::Refused,
    }
}

/// Of a mail that was tried to the end, the last answer may say more than that.
fn exhausted(reason: Reason) -> DeadClass {
    match (reason.event, about(reason)) {
        (Event::Answer { code: 500.., .. }, Some((2, _))) => DeadClass::Mailbox,
        (Event::Answer { code: 500.., .. }, _) => DeadClass::Policy,
        _ => DeadClass::Exhausted,
    }
}

/// Subject and detail of the status.
fn about(reason: Reason) -> Option<(u16, u16)> {
    match reason.event {
        Event::Answer { status, .. } => status.map(|status| (status.subject, status.detail)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use mail::smtp::Status;

    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const RETRIES: [u32; 2] = [1, 5];

    fn answered(step: Step, code: u16, status: Option<(u8, u16, u16)>) -> Result<(), Failure> {
        let status = status.map(|(class, subject, detail)| Status {
            class,
            subject,
            detail,
        });
        Err(Failure::Send(SendError::answered(step, code, status)))
    }

    fn check(attempt: &Result<(), Failure>, attempts: u32, expected: Fated) {
        assert_eq!(fate(attempt, attempts, &RETRIES, NOW).outcome, expected);
    }

    fn in_minutes(minutes: i64) -> Fated {
        Fated::As(Outcome::Later(NOW + SignedDuration::from_mins(minutes)))
    }

    fn dead(class: DeadClass) -> Fated {
        Fated::As(Outcome::Dead(class))
    }

    #[test]
    fn later_means_the_schedule_and_then_the_end() {
        let later = answered(Step::Recipient, 450, Some((4, 2, 0)));
        check(&later, 0, in_minutes(1));
        check(&later, 1, in_minutes(5));
        check(&later, 2, dead(DeadClass::Exhausted));
        let full = answered(Step::Recipient, 552, Some((5, 2, 2)));
        check(&full, 1, in_minutes(5));
        check(&full, 2, dead(DeadClass::Mailbox));
        let not_ours = answered(Step::Recipient, 554, Some((5, 7, 1)));
        check(&not_ours, 2, dead(DeadClass::Policy));
    }

    #[test]
    fn what_is_refused_for_good_has_a_reason() {
        let (to, end) = (Step::Recipient, Step::Content);
        check(
            &answered(to, 550, Some((5, 1, 1))),
            0,
            dead(DeadClass::Gone),
        );
        check(
            &answered(to, 550, Some((5, 1, 2))),
            0,
            dead(DeadClass::Address),
        );
        check(
            &answered(to, 550, Some((5, 2, 1))),
            0,
            dead(DeadClass::Mailbox),
        );
        check(&answered(to, 550, None), 0, dead(DeadClass::Refused));
        check(
            &answered(end, 554, Some((5, 6, 0))),
            0,
            dead(DeadClass::Content),
        );
        let missing = SendError::unanswered(to, Event::Missing("SMTPUTF8"));
        check(&Err(Failure::Send(missing)), 0, dead(DeadClass::Content));
        check(
            &Err(Failure::Compose(ComposeError::Gone)),
            0,
            dead(DeadClass::Unsendable),
        );
    }

    #[test]
    fn what_is_refused_for_our_sake_is_kept_and_said() {
        for (step, code, status) in [
            (Step::Sender, 553, Some((5, 7, 1))),
            (Step::Recipient, 550, Some((5, 1, 8))),
            (Step::Recipient, 550, Some((5, 4, 5))),
            (Step::Recipient, 554, None),
            (Step::Content, 554, Some((5, 7, 1))),
            (Step::Content, 554, None),
        ] {
            let attempt = answered(step, code, status);
            check(&attempt, 0, in_minutes(1));
            check(&attempt, 2, dead(DeadClass::Policy));
            let refused = fate(&attempt, 0, &RETRIES, NOW).refused;
            assert_eq!(refused, Some(DeadClass::Policy), "{step} {code}");
        }
        let later = answered(Step::Recipient, 450, None);
        assert_eq!(fate(&later, 0, &RETRIES, NOW).refused, None);
    }

    #[test]
    fn a_server_that_is_away_costs_no_attempt() {
        let away = SendError::unanswered(Step::Connect, Event::Closed);
        let fate = fate(&Err(Failure::Send(away)), 7, &RETRIES, NOW);
        assert_eq!(fate.outcome, Fated::Untried);
        assert_eq!(fate.fault, Some(Fault::Server));
    }

    #[test]
    fn only_the_recipients_later_is_held_against_the_domain() {
        let landing = |attempt| fate(&attempt, 0, &RETRIES, NOW).landing;
        assert_eq!(
            landing(answered(Step::Recipient, 450, None)),
            Landing::Deferred
        );
        assert_eq!(landing(answered(Step::Sender, 451, None)), Landing::Unasked);
        assert_eq!(landing(answered(Step::Recipient, 550, None)), Landing::Fine);
        assert_eq!(landing(Ok(())), Landing::Fine);
    }
}
