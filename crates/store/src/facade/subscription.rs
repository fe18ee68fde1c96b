//! Subscriptions, from the wish to their end.

use domain::id::DeliveryId;
use domain::infomail::StopReason;
use domain::slug::Slug;
use jiff::Timestamp;

use super::{Result, Store};
use crate::{
    Accepted, Erasure, NewDelivery, NewOptIn, NewSubscription, NewSubscriptionAccess, OptInRow,
    Resealed, Started, SubscriptionChange, SubscriptionConsent, SubscriptionCounts,
    SubscriptionKey, SubscriptionRow,
};

impl Store {
    /// Keeps a wish to subscribe and puts its mail into the outbox, in one transaction. The row is
    /// written for every address. Then, in this order: a suppressed address, or one that complained of
    /// Infomail, gets no mail; nor does one with any cap exhausted; one that is subscribed gets the mail
    /// that leads to its subscription; any other the one with the confirmation link.
    ///
    /// # Errors
    /// `Conflict` when there is no such list or a hash was used before.
    pub async fn opt_in_accept(&self, new: NewOptIn) -> Result<Accepted> {
        self.backend.opt_in_accept(new).await
    }

    /// A wish by the hash of its mailed link, expired or not.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn opt_in(&self, confirm_hash: [u8; 32]) -> Result<Option<OptInRow>> {
        self.backend.opt_in(confirm_hash).await
    }

    /// A wish by the hash of "this was not me", expired or not.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn opt_in_to_refuse(&self, refuse_hash: [u8; 32]) -> Result<Option<OptInRow>> {
        self.backend.opt_in_to_refuse(refuse_hash).await
    }

    /// Confirms a wish: its payload is erased and the subscription begins, in one transaction. Nothing
    /// when it was confirmed before or is not there; then nothing begins.
    ///
    /// # Errors
    /// `Conflict` when a number or a hash of the subscription is taken.
    pub async fn opt_in_confirm(
        &self,
        confirm_hash: [u8; 32],
        new: NewSubscription,
    ) -> Result<Option<Started>> {
        self.backend.opt_in_confirm(confirm_hash, new).await
    }

    /// "This was not me": erases the wish with its mail, if that is still in the outbox, and with
    /// `suppress` puts the address on the list of those that get no mail. Answers whether it did.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn opt_in_refuse(&self, refuse_hash: [u8; 32], suppress: bool) -> Result<bool> {
        let acts = self.acts_of_refusal(refuse_hash, suppress).await?;
        let refuse = self.backend.opt_in_refuse(refuse_hash, suppress);
        self.noted(acts, refuse, |refused| *refused).await
    }

    /// Erases wishes whose time has come, at most so many, with their mails. Answers how many.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn opt_in_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.backend.opt_in_expire(now, most).await
    }

    /// Begins subscriptions that were confirmed elsewhere, all in one transaction.
    ///
    /// # Errors
    /// `Conflict` when a number or a hash is taken; then none began.
    pub async fn subscriptions_start(&self, new: Vec<NewSubscription>) -> Result<Vec<Started>> {
        self.backend.subscriptions_start(new).await
    }

    /// A subscription; nothing once it has ended, or where a link has.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscription(&self, key: SubscriptionKey) -> Result<Option<SubscriptionRow>> {
        self.backend.subscription(key).await
    }

    /// The consent ledger of a subscription, in the order in which it was written.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscription_consents(&self, key: u64) -> Result<Vec<SubscriptionConsent>> {
        self.backend.subscription_consents(key).await
    }

    /// Changes a subscription. Answers whether there was something to change.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscription_change(&self, key: u64, change: SubscriptionChange) -> Result<bool> {
        let acts = match &change {
            SubscriptionChange::ForgetSigned(declaration) => vec![Erasure::Unsigned {
                subscription: key,
                declaration: declaration.clone(),
            }],
            _ => Vec::new(),
        };
        let change = self.backend.subscription_change(key, change);
        self.noted(acts, change, |changed| *changed).await
    }

    /// Ends a subscription: everything about it is erased, and its end is counted. With `suppress` no
    /// form begins Infomail to that address again, whether or not the subscription was still there.
    /// Answers whether it was.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscription_stop(
        &self,
        key: u64,
        reason: StopReason,
        suppress: Option<[u8; 32]>,
    ) -> Result<bool> {
        let acts = vec![Erasure::Ended {
            subscription: key,
            reason,
            suppress,
        }];
        let stop = self.backend.subscription_stop(key, reason, suppress);
        self.noted(acts, stop, |stopped| *stopped || suppress.is_some())
            .await
    }

    /// Erases links to subscriptions that ended before a moment, at most so many. Answers how many.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscription_access_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.backend.subscription_access_expire(now, most).await
    }

    /// How many subscribe to a list, and how many did.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscription_counts(&self, list: &Slug) -> Result<SubscriptionCounts> {
        self.backend.subscription_counts(list.clone()).await
    }

    /// Subscriptions sealed by keys before this one, at most so many, without what they noted.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscriptions_sealed_before(
        &self,
        key: u32,
        most: u32,
    ) -> Result<Vec<SubscriptionRow>> {
        self.backend.subscriptions_sealed_before(key, most).await
    }

    /// Puts addresses under a newer key; what is under it already, or has ended, stays as it is.
    ///
    /// # Errors
    /// `Conflict` when two subscriptions of one list turn out to have one address.
    pub async fn subscriptions_reseal(&self, rows: Vec<Resealed>) -> Result<()> {
        self.backend.subscriptions_reseal(rows).await
    }

    /// Subscriptions that were last permitted on a day (first number) or before and were not asked since,
    /// at most so many, the oldest first, without what they noted. A question that was queued on a day
    /// (second number) or before and never left counts for nothing.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscriptions_to_ask(
        &self,
        before: (u32, u32),
        most: u32,
    ) -> Result<Vec<SubscriptionRow>> {
        self.backend.subscriptions_to_ask(before, most).await
    }

    /// Notes that a subscriber (first number) is to be asked on a day (second) whether to stay, and
    /// queues the mail that asks, in one transaction; the mail has to name the hash of the link as what
    /// it belongs to. Answers `false`, with nothing done, when they were asked before, a question was
    /// queued after a day (third), or they have left.
    ///
    /// # Errors
    /// `Conflict` when the hash of the link was used before.
    pub async fn subscription_ask(
        &self,
        asked: (u64, u32, u32),
        access: NewSubscriptionAccess,
        mail: NewDelivery,
    ) -> Result<bool> {
        self.backend.subscription_ask(asked, access, mail).await
    }

    /// Notes on which day questions left, for those of these mails that are such; to be called before
    /// they are settled. Repeating it is harmless.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscriptions_asked(&self, sent: Vec<DeliveryId>, day: u32) -> Result<()> {
        self.backend.subscriptions_asked(sent, day).await
    }

    /// Subscriptions that were asked on a day or before and did not answer, at most so many.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn subscriptions_lapsed(&self, asked: u32, most: u32) -> Result<Vec<u64>> {
        self.backend.subscriptions_lapsed(asked, most).await
    }

    /// Queues a mail that nothing but an operator's wish causes.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn delivery_add(&self, new: NewDelivery) -> Result<()> {
        self.backend.delivery_add(new).await
    }

    /// Which of these addresses get no Infomail, each given by its key for mail at all and its key for
    /// Infomail.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn infomail_suppressed(&self, keys: Vec<([u8; 32], [u8; 32])>) -> Result<Vec<bool>> {
        self.backend.infomail_suppressed(keys).await
    }
}
