//! How it stands with a pause, and what that means for signatures that wait for their confirmation.

use std::collections::BTreeMap;

use domain::locale::Language;
use jiff::{SignedDuration, Timestamp};

/// So long after everything rested a pending signature can be confirmed that ran out meanwhile: whoever
/// finds the site at rest tries again the next day.
pub const GRACE: SignedDuration = SignedDuration::from_hours(24);

/// No pending signature is kept longer than this behind the day that its signer was told, however long
/// everything rests (REQ-10).
pub const LONGEST_HOLD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The sign form alone.
    Signing,
    /// Everything that visitors do: the site can only be read.
    Everything,
}

impl Scope {
    /// As it is written down and shown to programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signing => "signing",
            Self::Everything => "everything",
        }
    }
}

/// That something rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// What.
    pub scope: Scope,
    /// Since when.
    pub since: Timestamp,
    /// When it ends by itself; otherwise an operator ends it.
    pub until: Option<Timestamp>,
    /// The operator's words, by the tag of their language.
    pub said: BTreeMap<Language, String>,
}

impl Pause {
    /// The operator's words for a reader: in their language, or else in the one of the site, or else in
    /// any.
    #[must_use]
    pub fn said(&self, wanted: &str, otherwise: &str) -> Option<(&Language, &str)> {
        let tagged = |tag: &str| self.said.iter().find(|(known, _)| known.as_str() == tag);
        let found = tagged(wanted)
            .or_else(|| tagged(otherwise))
            .or_else(|| self.said.iter().next());
        found.map(|(language, words)| (language, words.as_str()))
    }

    fn rests(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// Since when pending signatures have been held, and until when everything rested, if that is over or
/// known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) since: Timestamp,
    pub(super) end: Option<Timestamp>,
}

impl Held {
    fn is_in_force(self, now: Timestamp) -> bool {
        self.end.is_none_or(|end| now < end + GRACE)
    }
}

/// What was said last, and what follows from what was said before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Standing {
    pub(super) pause: Option<Pause>,
    pub(super) held: Option<Held>,
}

impl Standing {
    /// What rests at a moment.
    pub(super) fn at(&self, now: Timestamp) -> Option<&Pause> {
        self.pause.as_ref().filter(|pause| pause.rests(now))
    }

    /// A pending signature that runs out behind the answer can be confirmed, and is kept.
    ///
    /// While everything rests, and for [`GRACE`] after, that is the moment in which the rest began:
    /// nobody loses a signature because they could not press the button. It is never further back than
    /// [`LONGEST_HOLD`].
    pub(super) fn still_pending(&self, now: Timestamp) -> Timestamp {
        match self.held.filter(|held| held.is_in_force(now)) {
            Some(held) => held.since.max(now - LONGEST_HOLD).min(now),
            None => now,
        }
    }

    /// The same after an operator lets something rest.
    pub(super) fn paused(self, pause: Pause) -> Self {
        let now = pause.since;
        let before = self.resumed(now).held.filter(|held| held.is_in_force(now));
        let held = match pause.scope {
            Scope::Signing => before,
            Scope::Everything => Some(Held {
                since: before.map_or(now, |before| before.since),
                end: pause.until,
            }),
        };
        Self {
            pause: Some(pause),
            held,
        }
    }

    /// The same after an operator lets everything go on.
    pub(super) fn resumed(self, now: Timestamp) -> Self {
        let held = self.held.map(|held| Held {
            end: Some(held.end.map_or(now, |end| end.min(now))),
            ..held
        });
        Self { pause: None, held }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + hour * 3_600).unwrap()
    }

    fn pause(scope: Scope, since: i64, until: Option<i64>) -> Pause {
        Pause {
            scope,
            since: at(since),
            until: until.map(at),
            said: BTreeMap::new(),
        }
    }

    #[track_caller]
    fn check(standing: &Standing, now: i64, rests: Option<Scope>, still_pending: i64) {
        let found = standing.at(at(now)).map(|pause| pause.scope);
        assert_eq!(found, rests, "hour {now}");
        assert_eq!(
            standing.still_pending(at(now)),
            at(still_pending),
            "hour {now}"
        );
        assert_eq!(Standing::of(Some(&standing.encode())), *standing);
    }

    #[test]
    fn a_site_where_nobody_said_anything_is_open() {
        check(&Standing::of(None), 5, None, 5);
    }

    #[test]
    fn while_signing_rests_links_run_out_as_they_were_to() {
        let resting = Standing::default().paused(pause(Scope::Signing, 10, Some(20)));
        check(&resting, 10, Some(Scope::Signing), 10);
        check(&resting, 19, Some(Scope::Signing), 19);
        check(&resting, 20, None, 20);
        check(&resting.resumed(at(12)), 12, None, 12);
    }

    #[test]
    fn what_runs_out_while_everything_rests_is_good_for_a_day_after() {
        let resting = Standing::default().paused(pause(Scope::Everything, 10, None));
        check(&resting, 11, Some(Scope::Everything), 10);
        check(&resting, 100, Some(Scope::Everything), 10);
        let over = resting.resumed(at(100));
        check(&over, 100, None, 10);
        check(&over, 123, None, 10);
        check(&over, 124, None, 124);
    }

    #[test]
    fn nothing_is_kept_longer_than_a_week_behind_its_day() {
        let resting = Standing::default().paused(pause(Scope::Everything, 0, None));
        check(&resting, 7 * 24, Some(Scope::Everything), 0);
        check(&resting, 30 * 24, Some(Scope::Everything), 23 * 24);
    }

    #[test]
    fn a_second_rest_soon_after_the_first_counts_from_the_first() {
        let first = Standing::default().paused(pause(Scope::Everything, 10, Some(12)));
        check(&first, 12, None, 10);
        let second = first.clone().paused(pause(Scope::Everything, 30, None));
        check(&second, 31, Some(Scope::Everything), 10);
        let signing = first.clone().paused(pause(Scope::Signing, 30, None));
        check(&signing, 31, Some(Scope::Signing), 10);
        check(&signing, 36, Some(Scope::Signing), 36);
        let later = first.paused(pause(Scope::Everything, 36, None));
        check(&later, 37, Some(Scope::Everything), 36);
    }

    #[test]
    fn words_are_found_in_the_language_of_the_reader_or_of_the_site() {
        let mut told = pause(Scope::Signing, 0, None);
        let language = |tag| Language::parse(tag).unwrap();
        assert_eq!(told.said("de", "en"), None);
        for (tag, words) in [("ar", "ننتقل"), ("de", "Wir ziehen um"), ("en", "Moving")] {
            told.said.insert(language(tag), words.to_owned());
        }
        let said = |wanted, otherwise| told.said(wanted, otherwise).unwrap().1;
        assert_eq!(said("de", "en"), "Wir ziehen um");
        assert_eq!(said("fr", "en"), "Moving");
        assert_eq!(said("fr", "es"), "ننتقل");
        let standing = Standing::default().paused(told.clone());
        assert_eq!(Standing::of(Some(&standing.encode())), standing);
    }

    #[test]
    fn what_a_newer_program_wrote_lets_signing_rest() {
        for kept in [
            &b"{\"scope\":\"half\",\"since\":\"2026-11-21T12:00:00Z\"}"[..],
            b"{\"new\":1}",
            b"",
        ] {
            let standing = Standing::of(Some(kept));
            assert_eq!(standing.at(at(0)).unwrap().scope, Scope::Signing);
        }
    }
}
