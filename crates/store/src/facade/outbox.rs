//! The outbox. Mails enter it only together with what causes them.

use domain::id::DeliveryId;
use jiff::Timestamp;

use super::{Result, Store};
use crate::gate::Step;
use crate::{DeadLetters, DeliveryRow, Lane, OutboxDepth, Settled};

impl Store {
    /// Takes mails of a lane that are due and in nobody's hands, the longest waiting first. If they
    /// are not settled by `lease_until`, they are there to take again: a mail goes out at least once.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn deliveries_claim(
        &self,
        lane: Lane,
        now: Timestamp,
        lease_until: Timestamp,
        most: u32,
    ) -> Result<Vec<DeliveryRow>> {
        let claim = self.backend.deliveries_claim(lane, now, lease_until, most);
        self.gate.pass(Step::Claim, claim).await
    }

    /// Writes down what became of claimed mails, all of them or none. A mail that is not there any
    /// more is passed over, so doing it twice does what doing it once does. Of mails given up, a domain
    /// gets a name from `least_to_name` of one day and reason on.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn deliveries_settle(
        &self,
        settled: Vec<(DeliveryId, Settled)>,
        least_to_name: u64,
    ) -> Result<()> {
        let settle = self.backend.deliveries_settle(settled, least_to_name);
        self.gate.pass(Step::Settle, settle).await
    }

    /// Puts every claimed mail of a lane back, so that it can be taken at once. To be called by the
    /// one that has [`Duty::Sending`](crate::Duty) alone: the hands that held them must be dead.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn deliveries_release(&self, lane: Lane) -> Result<u64> {
        self.backend.deliveries_release(lane).await
    }

    /// Makes the mails of a lane that failed and wait for their next try due now; answers how many. What
    /// somebody is trying just now stays in their hands.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn deliveries_hurry(&self, lane: Lane, now: Timestamp) -> Result<u64> {
        self.backend.deliveries_hurry(lane, now).await
    }

    /// How much waits.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn outbox_depth(&self, now: Timestamp) -> Result<OutboxDepth> {
        self.backend.outbox_depth(now).await
    }

    /// Mails given up on a day or later, the newest first; at most `most` rows.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn dead_letters(&self, from_day: u32, most: u32) -> Result<Vec<DeadLetters>> {
        self.backend.dead_letters(from_day, most).await
    }

    /// Forgets mails given up before a day; their number per kind stays.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn dead_letters_expire(&self, before_day: u32) -> Result<u32> {
        self.backend.dead_letters_expire(before_day).await
    }
}
