//! From the form to the confirmation.

use jiff::Timestamp;

use super::{Result, Store};
use crate::gate::Step;
use crate::{Accepted, PendingKey, PendingRow, Submission};

impl Store {
    /// Keeps a submission as pending and puts its mail into the outbox, in one transaction.
    ///
    /// The pending row is written for every address, so that the work, and with it the time of the
    /// answer, tells nothing. Then, in this order: a suppressed address gets no mail; nor does a
    /// submission with any cap exhausted; any other gets the mail. Whether the address has signed is
    /// not looked up: that takes longer where it has, so it is found out when the mail is composed
    /// ([`link_signed`](Self::link_signed)). A queued mail counts once for each distinct key of a cap. Where the hour has its `most_per_hour` the mail
    /// waits for the next hour that has room, and counts as capped if that is too late for it.
    ///
    /// # Errors
    /// `Conflict` when there is no such declaration or a hash was used before.
    pub async fn accept(&self, submission: Submission) -> Result<Accepted> {
        self.gate
            .pass(Step::Accept, self.backend.accept(submission))
            .await
    }

    /// The pending row, expired or not: the store has no clock.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn pending(&self, key: PendingKey) -> Result<Option<PendingRow>> {
        self.gate
            .pass(Step::Pending, self.backend.pending(key))
            .await
    }

    /// "This was not me": erases the pending row and its mail if it is still in the outbox, and
    /// with `suppress` puts its address (under the submission's `suppression_key`) on the list of
    /// those that get no mail. Answers whether it did; a row that is unknown or was confirmed before
    /// stays as it is, and nothing is suppressed.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn pending_refuse(&self, refuse_hash: [u8; 32], suppress: bool) -> Result<bool> {
        let acts = self.acts_of_refusal(refuse_hash, suppress).await?;
        let refuse = self.backend.pending_refuse(refuse_hash, suppress);
        self.noted(acts, refuse, |refused| *refused).await
    }

    /// Erases pending rows whose time has come, at most so many, with mails of theirs that were
    /// never sent. Answers how many rows; when that is `most`, there may be more.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn pending_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.backend.pending_expire(now, most).await
    }

    /// Forgets mails that were counted for caps before a moment, at most so many. Answers how many.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn caps_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.backend.caps_expire(before, most).await
    }

    /// Erases links to signatures whose time has come, at most so many. Answers how many.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn access_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.backend.access_expire(now, most).await
    }
}
