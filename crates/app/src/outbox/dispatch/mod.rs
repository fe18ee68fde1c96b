//! The loop of one lane: takes parcels, hands them over, writes down what became of them.
//!
//! Taking, handing over and settling go on at the same time, so that no connection waits for the
//! store and the store writes many outcomes at once. What is in memory is bounded: one window of
//! parcels and as many messages as there are connections. If the process dies, what was taken and
//! not settled is taken again: a mail in the air at that moment may arrive twice, under one
//! `Message-ID`, and none is lost.

mod bucket;
mod domains;
mod fate;
mod server;

use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt};
use jiff::{SignedDuration, Timestamp};
use mail::smtp::{Event, Fault, SendError, Step};
use store::{Lane, StoreError};
use tokio::sync::{Notify, watch};

use self::bucket::Bucket;
use self::domains::{Domains, Landing};
use self::fate::{Failure, Fated, fate};
use self::server::Server;
use super::{DeadClass, Drained, HANDOVER, LaneLimits, MailSource, Outcome, Parcel, Settlement};
use crate::site::Site;

/// Parcels in memory for each connection: enough that none idles while the next are taken, few
/// enough that a pause is felt soon and a lease is not eaten by waiting.
const WINDOW: usize = 16;

/// How often a lane looks for mails that came due, or that another process has queued.
const ROUND: Duration = Duration::from_secs(5);

/// How long a lane waits after the store could not be used.
const STORE_REST: SignedDuration = SignedDuration::from_secs(1);

/// One lane at work.
pub(super) struct Dispatch<'s, S: MailSource> {
    site: &'s Site,
    source: &'s S,
    lane: Lane,
    limits: LaneLimits,
    domains: Domains<S::Mail>,
    server: Server,
    bucket: Bucket,
    work: FuturesUnordered<BoxFuture<'s, Done<S::Mail>>>,
    flying: usize,
    is_taking: bool,
    is_settling: bool,
    /// Nothing was due when it was last asked.
    is_empty: bool,
    /// The bell rang since it was asked: the answer may be older than the mail.
    has_rung: bool,
    /// What became of parcels and is not written down yet.
    settlements: Vec<Settlement>,
    /// Why the store could not be used, until it is tried again.
    trouble: Option<(StoreError, Timestamp)>,
    drained: Drained,
}

/// A piece of work that ended.
enum Done<M> {
    Taken(usize, Result<Vec<Parcel<M>>, StoreError>),
    Landed(Parcel<M>, Result<(), Failure>),
    Settled(Vec<Settlement>, Result<(), StoreError>),
}

impl<'s, S: MailSource> Dispatch<'s, S> {
    pub(super) fn new(site: &'s Site, source: &'s S) -> Self {
        let lane = source.lane();
        let limits = *site.lanes.of(lane);
        Self {
            site,
            source,
            lane,
            limits,
            domains: Domains::new(limits.per_domain),
            server: Server::default(),
            bucket: Bucket::new(limits.per_minute, site.now()),
            work: FuturesUnordered::new(),
            flying: 0,
            is_taking: false,
            is_settling: false,
            is_empty: false,
            has_rung: false,
            settlements: Vec::new(),
            trouble: None,
            drained: Drained::default(),
        }
    }

    /// Sends what is due now, as far as the limits allow.
    ///
    /// # Errors
    /// When the store cannot be used; what was taken comes back after its lease.
    pub(super) async fn drain(mut self) -> Result<Drained, StoreError> {
        loop {
            self.begin(self.trouble.is_none());
            match self.work.next().await {
                Some(done) => self.end(done),
                None => break,
            }
        }
        match self.trouble {
            Some((error, _)) => Err(error),
            None => Ok(self.drained),
        }
    }

    /// Works until told to stop: whenever the bell rings, and every few seconds for those whose time
    /// has come. What flies then still lands, and what became of it is written down.
    pub(super) async fn run(mut self, bell: &Notify, mut stop: watch::Receiver<bool>) {
        let mut stops = false;
        loop {
            if stops {
                self.give_back_waiting(self.site.now());
            }
            self.begin(!stops);
            if stops && self.work.is_empty() {
                return;
            }
            let nap = self.nap();
            let mut is_idle = false;
            tokio::select! {
                Some(done) = self.work.next() => self.end(done),
                () = bell.notified(), if !stops => {
                    self.has_rung = true;
                    self.is_empty = false;
                }
                () = tokio::time::sleep(nap) => {
                    self.is_empty = false;
                    is_idle = self.work.is_empty();
                }
                _ = stop.wait_for(|stop| *stop), if !stops => stops = true,
            }
            if is_idle {
                self.site.mail.rest(self.lane).await;
            }
        }
    }

    fn begin(&mut self, takes: bool) {
        let now = self.site.now();
        let store_rests = match &self.trouble {
            Some((_, until)) if *until > now && *until <= now + STORE_REST => true,
            Some(_) if takes => {
                self.trouble = None;
                false
            }
            Some(_) => true,
            None => false,
        };
        // While outcomes cannot be written down nothing is sent: it would all be sent again.
        if takes && !store_rests {
            self.begin_taking(now);
        }
        if !store_rests {
            self.begin_flights(now);
            self.begin_settling(now);
        }
    }

    fn begin_taking(&mut self, now: Timestamp) {
        let is_enough = self.domains.waiting() > self.limits.connections * 2;
        if self.is_taking || self.is_empty || is_enough || self.server.rests(now).is_some() {
            return;
        }
        let room = (self.limits.connections * WINDOW).saturating_sub(self.domains.waiting());
        let most = self.bucket.take(room, now);
        if most == 0 {
            return;
        }
        (self.is_taking, self.has_rung) = (true, false);
        let (site, source, lane) = (self.site, self.source, self.lane);
        self.work.push(Box::pin(async move {
            let taken = match site.lane_is_paused(lane).await {
                Ok(false) => source.take(most, now).await,
                Ok(true) => Ok(Vec::new()),
                Err(error) => Err(error),
            };
            Done::Taken(most, taken)
        }));
    }

    fn begin_flights(&mut self, now: Timestamp) {
        while self.flying < self.limits.connections.max(1) && self.server.rests(now).is_none() {
            let Some(parcel) = self.domains.next() else {
                return;
            };
            if parcel.until.duration_since(now) < HANDOVER {
                // It is somebody else's before it could land, or already: whoever takes it then sends
                // it, and to say anything about it here would undo what they say.
                self.fall_back(parcel.domain.as_str(), Landing::Unasked, now);
                continue;
            }
            self.flying += 1;
            let (site, source, lane) = (self.site, self.source, self.lane);
            self.work.push(Box::pin(async move {
                let attempt = attempt(site, source, lane, &parcel).await;
                Done::Landed(parcel, attempt)
            }));
        }
    }

    fn begin_settling(&mut self, now: Timestamp) {
        if self.is_settling || self.settlements.is_empty() {
            return;
        }
        self.is_settling = true;
        let (source, settlements) = (self.source, std::mem::take(&mut self.settlements));
        self.work.push(Box::pin(async move {
            let written = source.settle(&settlements, now).await;
            Done::Settled(settlements, written)
        }));
    }

    fn end(&mut self, done: Done<S::Mail>) {
        let now = self.site.now();
        match done {
            Done::Taken(most, Ok(parcels)) => {
                self.is_taking = false;
                self.is_empty = parcels.is_empty() && !self.has_rung;
                self.bucket.give_back(most.saturating_sub(parcels.len()));
                for parcel in parcels {
                    if let Some((parcel, until)) = self.domains.park(parcel, now) {
                        self.settle(parcel, Outcome::Back(until));
                    }
                }
            }
            Done::Taken(most, Err(error)) => {
                self.is_taking = false;
                self.bucket.give_back(most);
                self.stumble(error, now);
            }
            Done::Landed(parcel, attempt) => {
                self.flying -= 1;
                self.land(parcel, &attempt, now);
            }
            Done::Settled(_, Ok(())) => self.is_settling = false,
            Done::Settled(mut unwritten, Err(error)) => {
                self.is_settling = false;
                unwritten.append(&mut self.settlements);
                self.settlements = unwritten;
                self.stumble(error, now);
            }
        }
    }

    fn stumble(&mut self, error: StoreError, now: Timestamp) {
        tracing::warn!(
            lane = self.lane.as_str(),
            error = &error as &dyn std::error::Error,
            "the outbox cannot be used"
        );
        self.trouble = Some((error, now + STORE_REST));
    }

    fn land(&mut self, parcel: Parcel<S::Mail>, attempt: &Result<(), Failure>, now: Timestamp) {
        let fate = fate(attempt, parcel.attempts, self.limits.retries, now);
        let mut rests_until = now;
        let blames_server = match fate.fault {
            Some(Fault::Server) => true,
            Some(Fault::Either) => self.server.is_suspected(&parcel.domain),
            Some(Fault::Mail) | None => false,
        };
        if blames_server {
            rests_until = self.server.failed(now);
            self.give_back_waiting(rests_until);
        } else if fate.fault != Some(Fault::Either) && !matches!(attempt, Err(Failure::Compose(_)))
        {
            self.server.worked(now);
        }
        let outcome = match fate.outcome {
            Fated::As(outcome) => outcome,
            Fated::Untried => Outcome::Back(rests_until),
        };
        self.report(&parcel, attempt, (outcome, fate.refused));
        self.site.metrics.mails.became(self.lane, &outcome);
        match outcome {
            Outcome::Sent => self.drained.sent += 1,
            Outcome::Later(_) => self.drained.later += 1,
            Outcome::Dead(_) => self.drained.given_up += 1,
            Outcome::Back(_) => {}
        }
        self.fall_back(&parcel.domain, fate.landing, now);
        self.settle_refused(parcel, outcome, fate.refused);
    }

    /// Tells the domain how one of its parcels landed, and gives back those it does not want now.
    fn fall_back(&mut self, domain: &str, landing: Landing, now: Timestamp) {
        for (parcel, until) in self.domains.landed(domain, landing, now) {
            self.settle(parcel, Outcome::Back(until));
        }
    }

    fn give_back_waiting(&mut self, until: Timestamp) {
        for parcel in self.domains.clear() {
            self.settle(parcel, Outcome::Back(until));
        }
    }

    fn settle(&mut self, parcel: Parcel<S::Mail>, outcome: Outcome) {
        self.settle_refused(parcel, outcome, None);
    }

    fn settle_refused(
        &mut self,
        parcel: Parcel<S::Mail>,
        outcome: Outcome,
        refused: Option<DeadClass>,
    ) {
        self.settlements.push(Settlement {
            id: parcel.id,
            domain: parcel.domain,
            outcome,
            attempts: parcel.attempts,
            refused,
        });
    }

    /// Kind and reason only; no word of the server, since servers quote addresses back, and no
    /// domain, which may be one person's.
    fn report(
        &self,
        parcel: &Parcel<S::Mail>,
        attempt: &Result<(), Failure>,
        (outcome, refused): (Outcome, Option<DeadClass>),
    ) {
        let reason = match attempt {
            Ok(()) => return,
            Err(Failure::Compose(error)) => error.to_string(),
            Err(Failure::Send(error)) => error.to_string(),
        };
        let (kind, lane) = (parcel.kind.as_ref(), self.lane.as_str());
        match outcome {
            Outcome::Sent => {}
            Outcome::Later(_) if refused == Some(DeadClass::Policy) => {
                let attempts = parcel.attempts;
                tracing::warn!(
                    kind,
                    lane,
                    attempts,
                    reason,
                    "the mail server refuses us; the mail is kept and tried again"
                );
            }
            Outcome::Later(_) | Outcome::Back(_) => {
                let attempts = parcel.attempts;
                tracing::info!(kind, lane, attempts, reason, "a mail is tried again later");
            }
            Outcome::Dead(class) => {
                let class = class.as_str();
                tracing::warn!(kind, lane, class, reason, "a mail was refused for good");
            }
        }
    }

    /// How long nothing happens by itself.
    fn nap(&mut self) -> Duration {
        let now = self.site.now();
        let server = self
            .server
            .rests(now)
            .map(|until| until.duration_since(now));
        let store = self
            .trouble
            .as_ref()
            .map(|(_, until)| until.duration_since(now));
        let bucket = Some(self.bucket.wait(now)).filter(|wait| !wait.is_zero());
        let soonest = [server, store, bucket].into_iter().flatten().min();
        let soonest = soonest.and_then(|wait| Duration::try_from(wait).ok());
        soonest.map_or(ROUND, |wait| wait.clamp(Duration::from_millis(10), ROUND))
    }
}

/// Composes one mail and hands it over.
#[tracing::instrument(
    name = "life.4_mail", target = "life", level = "debug", skip_all,
    fields(lane = lane.as_str(), kind = parcel.kind.as_ref())
)]
async fn attempt<S: MailSource>(
    site: &Site,
    source: &S,
    lane: Lane,
    parcel: &Parcel<S::Mail>,
) -> Result<(), Failure> {
    let message = source.compose(parcel).await.map_err(Failure::Compose)?;
    let limit = Duration::try_from(HANDOVER).unwrap_or(Duration::MAX);
    let handover = tokio::time::timeout(limit, site.mail.send(lane, &message));
    match site.metrics.mails.timed(lane, handover).await {
        Ok(sent) => sent.map_err(Failure::Send),
        Err(_) => Err(Failure::Send(SendError::unanswered(
            Step::Content,
            Event::Silence,
        ))),
    }
}
