//! How much goes to one recipient's domain at once, and when nothing should.

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use crate::outbox::Parcel;

/// So many "later" in a row without one mail taken in between, and the domain gets a rest. One or two
/// are greylisting or a full mailbox, and say nothing about the others.
const PATIENCE: u32 = 3;

/// The first rest, and the longest. Each is twice the one before.
const FIRST_REST: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_REST: SignedDuration = SignedDuration::from_mins(30);

/// Domains of which something is remembered although nothing waits, before they are looked through.
const REMEMBERED: usize = 4_096;

/// How a domain took a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Landing {
    /// It took the mail, or refused it for reasons of that mail.
    Fine,
    /// It asked to come back later.
    Deferred,
    /// It was not asked.
    Unasked,
}

/// Parcels that wait for their turn, by domain.
pub(super) struct Domains<M> {
    per_domain: usize,
    domains: HashMap<String, Domain<M>>,
    /// The domains with waiting parcels, each once, in the order of their turns: a large one does not
    /// keep the small ones waiting.
    turns: VecDeque<String>,
    waiting: usize,
}

struct Domain<M> {
    waiting: VecDeque<Parcel<M>>,
    flying: usize,
    /// At once; halved by each "later", one more with each mail taken.
    limit: usize,
    deferred: u32,
    rests_until: Option<Timestamp>,
}

impl<M> Domains<M> {
    pub(super) fn new(per_domain: usize) -> Self {
        Self {
            per_domain: per_domain.max(1),
            domains: HashMap::new(),
            turns: VecDeque::new(),
            waiting: 0,
        }
    }

    pub(super) const fn waiting(&self) -> usize {
        self.waiting
    }

    /// Puts a parcel behind the others of its domain. Where the domain rests, the parcel comes back
    /// with the moment until when.
    pub(super) fn park(
        &mut self,
        parcel: Parcel<M>,
        now: Timestamp,
    ) -> Option<(Parcel<M>, Timestamp)> {
        self.forget(now);
        let per_domain = self.per_domain;
        let new = || Domain {
            waiting: VecDeque::new(),
            flying: 0,
            limit: per_domain,
            deferred: 0,
            rests_until: None,
        };
        let name = parcel.domain.clone();
        let domain = self.domains.entry(name.clone()).or_insert_with(new);
        if let Some(until) = domain.rests(now) {
            return Some((parcel, until));
        }
        if domain.waiting.is_empty() {
            self.turns.push_back(name);
        }
        domain.waiting.push_back(parcel);
        self.waiting += 1;
        None
    }

    /// The next parcel whose domain has room, counted as flying.
    pub(super) fn next(&mut self) -> Option<Parcel<M>> {
        for _ in 0..self.turns.len() {
            let name = self.turns.pop_front()?;
            let Some(domain) = self.domains.get_mut(&name) else {
                continue;
            };
            if domain.flying >= domain.limit {
                self.turns.push_back(name);
                continue;
            }
            let Some(parcel) = domain.waiting.pop_front() else {
                continue;
            };
            domain.flying += 1;
            self.waiting -= 1;
            if !domain.waiting.is_empty() {
                self.turns.push_back(name);
            }
            return Some(parcel);
        }
        None
    }

    /// A parcel has landed. Those that wait for a domain that rests from now on are given back, with
    /// the moment until when.
    pub(super) fn landed(
        &mut self,
        name: &str,
        landing: Landing,
        now: Timestamp,
    ) -> Vec<(Parcel<M>, Timestamp)> {
        let per_domain = self.per_domain;
        let Some(domain) = self.domains.get_mut(name) else {
            return Vec::new();
        };
        domain.flying = domain.flying.saturating_sub(1);
        match landing {
            Landing::Unasked => {}
            Landing::Fine => {
                domain.deferred = 0;
                domain.rests_until = None;
                domain.limit = (domain.limit + 1).min(per_domain);
            }
            Landing::Deferred => domain.defer(now),
        }
        let Some(until) = domain.rests(now) else {
            return Vec::new();
        };
        let back: Vec<_> = domain
            .waiting
            .drain(..)
            .map(|parcel| (parcel, until))
            .collect();
        self.turns.retain(|turn| turn != name);
        self.waiting -= back.len();
        back
    }

    /// Everything that waits, for giving it back.
    pub(super) fn clear(&mut self) -> Vec<Parcel<M>> {
        self.turns.clear();
        self.waiting = 0;
        let domains = self.domains.values_mut();
        domains
            .flat_map(|domain| domain.waiting.drain(..))
            .collect()
    }

    /// Bounds what is remembered: an issue goes to a hundred thousand domains.
    fn forget(&mut self, now: Timestamp) {
        if self.domains.len() > REMEMBERED + self.waiting {
            self.domains.retain(|_, domain| {
                !domain.waiting.is_empty() || domain.flying > 0 || domain.rests(now).is_some()
            });
        }
    }
}

impl<M> Domain<M> {
    fn rests(&self, now: Timestamp) -> Option<Timestamp> {
        // One that lies further ahead was reckoned by a clock that has been set back.
        self.rests_until
            .filter(|until| *until > now && *until <= now + LONGEST_REST)
    }

    fn defer(&mut self, now: Timestamp) {
        self.limit = (self.limit / 2).max(1);
        // Several in the air at once are told the same thing once.
        if self.rests(now).is_some() {
            return;
        }
        self.deferred = self.deferred.saturating_add(1);
        if self.deferred >= PATIENCE {
            let doubled = 1_i32 << (self.deferred - PATIENCE).min(10);
            self.rests_until = Some(now + (FIRST_REST * doubled).min(LONGEST_REST));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::ParcelId;

    fn parcel(number: u8, domain: &str) -> Parcel<()> {
        Parcel {
            id: ParcelId([number; 16]),
            kind: "issue".into(),
            domain: domain.into(),
            attempts: 0,
            until: Timestamp::MAX,
            mail: (),
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn parked(per_domain: usize, domains: &[&str]) -> Domains<()> {
        let mut parked = Domains::new(per_domain);
        for (number, domain) in (0..).zip(domains) {
            assert!(parked.park(parcel(number, domain), at(0)).is_none());
        }
        parked
    }

    fn all_next(domains: &mut Domains<()>) -> Vec<u8> {
        std::iter::from_fn(|| domains.next().map(|parcel| parcel.id.0[0])).collect()
    }

    #[test]
    fn a_large_domain_does_not_keep_the_small_ones_waiting() {
        let mut domains = parked(2, &["big", "big", "big", "big", "small", "tiny"]);
        assert_eq!(all_next(&mut domains), [0, 4, 5, 1]);
        assert_eq!(domains.waiting(), 2);
        assert!(domains.landed("big", Landing::Fine, at(0)).is_empty());
        assert_eq!(all_next(&mut domains), [2]);
    }

    #[test]
    fn each_later_halves_what_goes_at_once_and_each_mail_taken_adds_one() {
        let mut domains = parked(4, &["a"; 12]);
        assert_eq!(all_next(&mut domains).len(), 4);
        domains.landed("a", Landing::Deferred, at(0));
        assert_eq!(all_next(&mut domains), [0_u8; 0], "three fly, two may");
        for _ in 0..3 {
            domains.landed("a", Landing::Fine, at(0));
        }
        assert_eq!(all_next(&mut domains).len(), 4);
    }

    #[test]
    fn a_domain_that_says_later_again_and_again_rests_longer_each_time() {
        let mut domains = parked(1, &["a", "a", "a", "a", "a"]);
        let mut second = 0;
        for (deferred, rest) in [(1, 0), (2, 0), (3, 60)] {
            domains.next().unwrap();
            let back = domains.landed("a", Landing::Deferred, at(second));
            assert_eq!(
                back.len(),
                if rest == 0 { 0 } else { 2 },
                "after {deferred}"
            );
            assert!(back.iter().all(|(_, until)| *until == at(60)));
        }
        assert!(
            domains.park(parcel(9, "b"), at(1)).is_none(),
            "others go on"
        );
        let (_, until) = domains.park(parcel(9, "a"), at(1)).unwrap();
        assert_eq!(until, at(60));
        for rest in [120, 240, 480, 960, 1_800, 1_800] {
            second = domains.domains["a"].rests_until.unwrap().as_second();
            assert!(domains.park(parcel(9, "a"), at(second)).is_none());
            while domains.next().is_some_and(|parcel| parcel.domain != "a") {}
            domains.landed("a", Landing::Deferred, at(second));
            let until = domains.domains["a"].rests_until.unwrap().as_second();
            assert_eq!(until - second, rest);
        }
        domains.landed("a", Landing::Fine, at(second));
        assert!(
            domains.park(parcel(9, "a"), at(second)).is_none(),
            "all is forgiven"
        );
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut domains = Domains::new(2);
        for number in 0..20_000 {
            let name = format!("{number}.example");
            assert!(domains.park(parcel(0, &name), at(0)).is_none());
            assert!(domains.next().is_some());
            domains.landed(&name, Landing::Deferred, at(0));
        }
        assert!(domains.domains.len() <= REMEMBERED + 1);
    }
}
