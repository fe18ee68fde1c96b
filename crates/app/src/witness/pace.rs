//! When a witness may be asked about a log: never twice within ten seconds, and ever more rarely
//! while nothing comes of it.

use std::collections::HashMap;

use domain::id::DeclarationId;
use jiff::{SignedDuration, Timestamp};

/// The rest between two requests about one log to one witness (LOG-FORMAT section 8).
pub(super) const REST: SignedDuration = SignedDuration::from_secs(10);

/// The longest rest after failures.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// The rest after a refusal that only people can end; they wait for the outcome.
const REFUSED: SignedDuration = SignedDuration::from_mins(15);

/// How many requests may be under way to one witness: a stalled one holds no more than these.
const AT_ONCE: usize = 4;

/// What came of a request, as far as it decides about the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pause {
    /// It went as it should: the usual rest.
    Usual,
    /// The witness itself failed, so that asking about another log would fail too.
    Witness,
    /// This log is refused until somebody changes something.
    Log,
    /// The witness asked for a pause of its own.
    Asked(Option<SignedDuration>),
}

/// Whether a turn was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Take {
    /// Yes; whoever took it gives it back by [`Pace::done`].
    Yours,
    /// No: this log is being asked about, or enough others are.
    UnderWay,
    /// No: its time has not come.
    Resting,
}

/// The timetable of all logs and witnesses; a witness is named by its place in the policy.
#[derive(Default)]
pub(super) struct Pace {
    logs: HashMap<(DeclarationId, usize), Entry>,
    witnesses: HashMap<usize, Entry>,
}

#[derive(Default)]
struct Entry {
    /// Not before this moment.
    not_before: Option<Timestamp>,
    /// Failures in a row.
    failures: u32,
    under_way: usize,
}

impl Entry {
    fn is_due(&self, now: Timestamp) -> bool {
        // One that lies further ahead was reckoned by a clock that has been set back.
        self.not_before
            .is_none_or(|then| then <= now || then > now + LONGEST * 2)
    }
}

impl Pace {
    /// Takes the turn of a log with a witness, if it has come.
    pub(super) fn take(&mut self, (log, witness): (DeclarationId, usize), now: Timestamp) -> Take {
        let server = self.witnesses.entry(witness).or_default();
        let pair = self.logs.entry((log, witness)).or_default();
        if server.under_way >= AT_ONCE || pair.under_way > 0 {
            return Take::UnderWay;
        }
        if !server.is_due(now) || !pair.is_due(now) {
            return Take::Resting;
        }
        server.under_way += 1;
        pair.under_way = 1;
        Take::Yours
    }

    /// Ends the rest of a log with a witness. That of a witness which failed goes on.
    pub(super) fn hasten(&mut self, turn: (DeclarationId, usize)) {
        if let Some(pair) = self.logs.get_mut(&turn) {
            pair.not_before = None;
        }
    }

    /// Says what came of a turn. `chance` is any number: it spreads requests that failed together.
    pub(super) fn done(
        &mut self,
        (log, witness): (DeclarationId, usize),
        now: Timestamp,
        pause: Pause,
        chance: u8,
    ) {
        let server = self.witnesses.entry(witness).or_default();
        let pair = self.logs.entry((log, witness)).or_default();
        server.under_way = server.under_way.saturating_sub(1);
        pair.under_way = 0;
        pair.not_before = Some(now + REST);
        match pause {
            Pause::Usual => (pair.failures, server.failures) = (0, 0),
            Pause::Log => pair.not_before = Some(now + spread(REFUSED, chance)),
            Pause::Witness => server.fail(now, None, chance),
            Pause::Asked(wished) => server.fail(now, wished, chance),
        }
    }
}

impl Entry {
    /// Requests under way together fail together: that is one failure, not several.
    fn fail(&mut self, now: Timestamp, wished: Option<SignedDuration>, chance: u8) {
        if !self.is_due(now) {
            return;
        }
        let doubled = REST * 2_i32.pow(self.failures.min(9));
        let rest = wished.unwrap_or_default().max(doubled).min(LONGEST);
        self.not_before = Some(now + spread(rest, chance));
        self.failures += 1;
    }
}

/// Up to a quarter more.
fn spread(rest: SignedDuration, chance: u8) -> SignedDuration {
    rest + rest * i32::from(chance) / 1_024
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: DeclarationId = DeclarationId::from_bytes([1; 16]);
    const OTHER: DeclarationId = DeclarationId::from_bytes([2; 16]);

    /// Takes turns as soon as they come; the seconds at which they came.
    fn turns(pause: impl Fn(usize) -> Pause, number: usize) -> Vec<i64> {
        let mut pace = Pace::default();
        let mut taken = Vec::new();
        for second in 0..40_000 {
            let now = Timestamp::from_second(second).unwrap();
            if taken.len() < number && pace.take((LOG, 0), now) == Take::Yours {
                pace.done((LOG, 0), now, pause(taken.len()), 0);
                taken.push(second);
            }
        }
        taken
    }

    #[test]
    fn a_witness_is_asked_every_ten_seconds_at_most() {
        assert_eq!(turns(|_| Pause::Usual, 4), [0, 10, 20, 30]);
    }

    #[test]
    fn failures_are_waited_out_ever_longer_and_never_longer_than_an_hour() {
        let failing = turns(|_| Pause::Witness, 12);
        assert_eq!(failing[..5], [0, 10, 30, 70, 150]);
        assert_eq!(failing[11] - failing[10], 3_600);
        let back = turns(|n| if n < 3 { Pause::Witness } else { Pause::Usual }, 6);
        assert_eq!(back, [0, 10, 30, 70, 80, 90]);
    }

    #[test]
    fn a_pause_that_is_asked_for_is_kept_within_reason() {
        let wish = |seconds| move |_| Pause::Asked(Some(SignedDuration::from_secs(seconds)));
        assert_eq!(turns(wish(120), 2), [0, 120]);
        assert_eq!(turns(wish(1), 2), [0, 10]);
        assert_eq!(turns(wish(86_400), 2), [0, 3_600]);
        assert_eq!(turns(|_| Pause::Log, 2), [0, 900]);
    }

    #[test]
    fn a_stalled_witness_holds_few_turns_and_no_other_witness() {
        let mut pace = Pace::default();
        let now = Timestamp::UNIX_EPOCH;
        let logs: Vec<_> = (0..9).map(|n| DeclarationId::from_bytes([n; 16])).collect();
        let taken = |pace: &mut Pace, witness| {
            let takes = logs.iter().map(|log| pace.take((*log, witness), now));
            takes.filter(|take| *take == Take::Yours).count()
        };
        assert_eq!(taken(&mut pace, 0), AT_ONCE);
        assert_eq!(taken(&mut pace, 1), AT_ONCE);
    }

    #[test]
    fn what_fails_at_the_witness_pauses_its_other_logs() {
        let mut pace = Pace::default();
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(pace.take((LOG, 0), now), Take::Yours);
        assert_eq!(pace.take((LOG, 0), now), Take::UnderWay);
        pace.done((LOG, 0), now, Pause::Witness, 255);
        assert_eq!(pace.take((OTHER, 0), now), Take::Resting);
        assert_eq!(pace.take((OTHER, 1), now), Take::Yours);
        let later = now + REST + REST / 2;
        assert_eq!(pace.take((OTHER, 0), later), Take::Yours);
    }
}
