//! PostgreSQL as an engine of Infomail: which work is for a reader, which needs a snapshot, and which
//! writes.

use async_trait::async_trait;
use domain::id::DeliveryId;
use domain::infomail::StopReason;
use domain::slug::Slug;
use jiff::Timestamp;

use super::pools::Pools;
use super::{PostgresBackend, Result, issue, issue_mail, opt_in, outbox, subscription};
use crate::backend_infomail::InfomailBackend;
use crate::{
    Accepted, DomainCounts, IssueCounts, IssueMailId, IssueOutcome, IssueRow, IssueStep, ListRow,
    NewDelivery, NewIssue, NewOptIn, NewSubscription, NewSubscriptionAccess, OptInRow, Resealed,
    ReturnedIssue, SentFate, Started, SubscriptionChange, SubscriptionConsent, SubscriptionCounts,
    SubscriptionKey, SubscriptionRow, TakenMails,
};

#[async_trait]
impl InfomailBackend for PostgresBackend {
    async fn infomail_lists(&self) -> Result<Vec<ListRow>> {
        issue::lists(&self.pools.reader().await?).await
    }

    async fn infomail_publish(&self, list: ListRow, issues: Vec<NewIssue>) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { issue::publish(transaction, &list, &issues).await })
            })
            .await
    }

    async fn issues(&self, list: Slug) -> Result<Vec<IssueRow>> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { issue::all(transaction, &list).await })
        })
        .await
    }

    async fn issue_step(&self, step: IssueStep) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { issue::step(transaction, &step).await })
            })
            .await
    }

    async fn issue_counts(
        &self,
        list: Slug,
        number: u32,
        now: Timestamp,
    ) -> Result<Option<IssueCounts>> {
        issue_mail::counts(&self.pools.reader().await?, &list, number, now).await
    }

    async fn issue_domains(&self, list: Slug, number: u32) -> Result<Vec<DomainCounts>> {
        issue_mail::domains(&self.pools.reader().await?, &list, number).await
    }

    async fn issue_receipts_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { issue::forget_receipts(transaction, before, most).await })
            })
            .await
    }

    async fn issue_mails_take(
        &self,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<TakenMails> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { issue_mail::take(transaction, now, until, most).await })
            })
            .await
    }

    async fn issue_mails_settle(&self, outcomes: Vec<IssueOutcome>, least: u64) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { issue_mail::settle(transaction, &outcomes, least).await })
            })
            .await
    }

    async fn issue_mails_recover(&self, now: Timestamp) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { issue_mail::recover(transaction, now).await })
            })
            .await
    }

    async fn issue_request(
        &self,
        issue: (Slug, u32),
        subscription: u64,
        now: Timestamp,
    ) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move {
                    issue_mail::request(transaction, (&issue.0, issue.1), subscription, now).await
                })
            })
            .await
    }

    async fn issue_mail_came_back(
        &self,
        id: IssueMailId,
        fate: SentFate,
        domain: Option<[u8; 32]>,
    ) -> Result<Option<ReturnedIssue>> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move {
                    issue_mail::came_back(transaction, id, fate, domain.as_ref()).await
                })
            })
            .await
    }

    async fn opt_in_accept(&self, new: NewOptIn) -> Result<Accepted> {
        let places = self.pools.places.clone();
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { opt_in::accept(transaction, &new, &places).await })
            })
            .await
    }

    async fn opt_in(&self, confirm_hash: [u8; 32]) -> Result<Option<OptInRow>> {
        opt_in::by_confirm(&self.pools.reader().await?, &confirm_hash).await
    }

    async fn opt_in_to_refuse(&self, refuse_hash: [u8; 32]) -> Result<Option<OptInRow>> {
        opt_in::by_refuse(&self.pools.reader().await?, &refuse_hash).await
    }

    async fn opt_in_confirm(
        &self,
        confirm_hash: [u8; 32],
        new: NewSubscription,
    ) -> Result<Option<Started>> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { opt_in::confirm(transaction, &confirm_hash, new).await })
            })
            .await
    }

    async fn opt_in_refuse(&self, refuse_hash: [u8; 32], suppress: bool) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { opt_in::refuse(transaction, &refuse_hash, suppress).await })
            })
            .await
    }

    async fn opt_in_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { opt_in::expire(transaction, now, most).await })
            })
            .await
    }

    async fn subscriptions_start(&self, new: Vec<NewSubscription>) -> Result<Vec<Started>> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move {
                    subscription::lock(transaction, &new).await?;
                    subscription::start(transaction, &new).await
                })
            })
            .await
    }

    async fn subscription(&self, key: SubscriptionKey) -> Result<Option<SubscriptionRow>> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { subscription::find(transaction, &key).await })
        })
        .await
    }

    async fn subscription_consents(&self, key: u64) -> Result<Vec<SubscriptionConsent>> {
        subscription::consents(&self.pools.reader().await?, key).await
    }

    async fn subscription_change(&self, key: u64, change: SubscriptionChange) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { subscription::change(transaction, key, &change).await })
            })
            .await
    }

    async fn subscription_stop(
        &self,
        key: u64,
        reason: StopReason,
        suppress: Option<[u8; 32]>,
    ) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move {
                    subscription::stop(transaction, key, reason, suppress.as_ref()).await
                })
            })
            .await
    }

    async fn subscription_access_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { subscription::expire_access(transaction, now, most).await })
            })
            .await
    }

    async fn subscription_counts(&self, list: Slug) -> Result<SubscriptionCounts> {
        Pools::snapshot(&self.pools.readers, move |transaction| {
            Box::pin(async move { subscription::counts(transaction, &list).await })
        })
        .await
    }

    async fn subscriptions_sealed_before(
        &self,
        key: u32,
        most: u32,
    ) -> Result<Vec<SubscriptionRow>> {
        subscription::sealed_before(&self.pools.reader().await?, key, most).await
    }

    async fn subscriptions_reseal(&self, rows: Vec<Resealed>) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { subscription::reseal(transaction, &rows).await })
            })
            .await
    }

    async fn subscriptions_to_ask(
        &self,
        before: (u32, u32),
        most: u32,
    ) -> Result<Vec<SubscriptionRow>> {
        subscription::to_ask(&self.pools.reader().await?, before, most).await
    }

    async fn subscription_ask(
        &self,
        asked: (u64, u32, u32),
        access: NewSubscriptionAccess,
        mail: NewDelivery,
    ) -> Result<bool> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { subscription::ask(transaction, asked, &access, &mail).await })
            })
            .await
    }

    async fn subscriptions_asked(&self, sent: Vec<DeliveryId>, day: u32) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { subscription::asked(transaction, &sent, day).await })
            })
            .await
    }

    async fn subscriptions_lapsed(&self, asked: u32, most: u32) -> Result<Vec<u64>> {
        subscription::lapsed(&self.pools.reader().await?, asked, most).await
    }

    async fn delivery_add(&self, new: NewDelivery) -> Result<()> {
        self.pools
            .transact(move |transaction| {
                Box::pin(async move { outbox::insert(transaction, &[&new]).await })
            })
            .await
    }

    async fn infomail_suppressed(&self, keys: Vec<([u8; 32], [u8; 32])>) -> Result<Vec<bool>> {
        subscription::suppressed(&self.pools.reader().await?, &keys).await
    }
}
