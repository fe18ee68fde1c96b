//! The outbox. Mails enter it only together with what causes them.

use domain::id::DeliveryId;
use jiff::Timestamp;

use super::{Result, Store};
use crate::gate::Step;
use crate::{DeliveryRow, OutboxDepth};

impl Store {
    /// Takes mails that are due and in nobody's hands, the longest waiting first. If they are
    /// neither done nor put back by `lease_until`, they are there to take again: a mail goes out at
    /// least once.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn deliveries_claim(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        most: u32,
    ) -> Result<Vec<DeliveryRow>> {
        let claim = self.backend.deliveries_claim(now, lease_until, most);
        self.gate.pass(Step::Claim, claim).await
    }

    /// The mail is sent: address and content are erased.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn delivery_done(&self, id: DeliveryId) -> Result<()> {
        self.gate
            .pass(Step::Done, self.backend.delivery_done(id))
            .await
    }

    /// The mail could not be sent: one attempt more, and not before `due`.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn delivery_retry(&self, id: DeliveryId, due: Timestamp) -> Result<()> {
        self.gate
            .pass(Step::Retry, self.backend.delivery_retry(id, due))
            .await
    }

    /// The mail will never be sent: address and content are erased, and only its kind is counted.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn delivery_give_up(&self, id: DeliveryId) -> Result<()> {
        self.backend.delivery_give_up(id).await
    }

    /// How much waits.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn outbox_depth(&self, now: Timestamp) -> Result<OutboxDepth> {
        self.backend.outbox_depth(now).await
    }
}
