//! When the mail server itself should be left alone.

use jiff::{SignedDuration, Timestamp};

/// The first rest, and the longest: what an operator who has mended the server waits at most.
const FIRST_REST: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_REST: SignedDuration = SignedDuration::from_mins(5);

/// What a lane knows about its server: after each failure in a row it waits twice as long.
#[derive(Default)]
pub(super) struct Server {
    failures: u32,
    /// The domain whose mails failed since the server last said something sensible, in a way that may be
    /// its own fault or the server's.
    suspect: Option<String>,
    rests_until: Option<Timestamp>,
}

impl Server {
    /// Until when nothing should be tried.
    pub(super) fn rests(&self, now: Timestamp) -> Option<Timestamp> {
        // One that lies further ahead was reckoned by a clock that has been set back.
        self.rests_until
            .filter(|until| *until > now && *until <= now + LONGEST_REST)
    }

    /// It did not work; answers until when it rests. Several mails in the air that fail together are
    /// one failure.
    pub(super) fn failed(&mut self, now: Timestamp) -> Timestamp {
        if let Some(until) = self.rests(now) {
            return until;
        }
        let doubled = 1_i32 << self.failures.min(10);
        self.failures = self.failures.saturating_add(1);
        let until = now + (FIRST_REST * doubled).min(LONGEST_REST);
        self.rests_until = Some(until);
        until
    }

    /// A mail failed by the fault of its domain or of the server. One domain alone proves nothing; answers
    /// whether this is the second.
    pub(super) fn is_suspected(&mut self, domain: &str) -> bool {
        self.suspect.get_or_insert_with(|| domain.to_owned()) != domain
    }

    /// It took a mail, or said something sensible about one.
    pub(super) fn worked(&mut self, now: Timestamp) {
        self.suspect = None;
        if self.rests(now).is_none() {
            *self = Self::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn one_domain_proves_nothing_against_the_server_and_two_do() {
        let mut server = Server::default();
        for _ in 0..9 {
            assert!(!server.is_suspected("a.example"));
        }
        server.worked(at(0));
        assert!(!server.is_suspected("b.example"));
        assert!(server.is_suspected("a.example"));
    }

    #[test]
    fn each_failure_in_a_row_doubles_the_rest_up_to_five_minutes() {
        let (mut server, mut now) = (Server::default(), 0);
        for rest in [5, 10, 20, 40, 80, 160, 300, 300] {
            assert_eq!(server.failed(at(now)), at(now + rest));
            assert_eq!(server.failed(at(now)), at(now + rest), "together is once");
            assert_eq!(server.rests(at(now + rest - 1)), Some(at(now + rest)));
            now += rest;
            assert_eq!(server.rests(at(now)), None);
        }
        server.worked(at(now));
        assert_eq!(server.failed(at(now)), at(now + 5));
    }
}
