//! SQLite as an engine of Infomail: which work is for a reader and which for the writer.

use async_trait::async_trait;
use domain::id::DeliveryId;
use domain::infomail::StopReason;
use domain::slug::Slug;
use jiff::Timestamp;

use super::{Result, SqliteBackend, issue, issue_mail, opt_in, outbox, subscription};
use crate::backend_infomail::InfomailBackend;
use crate::{
    Accepted, DomainCounts, IssueCounts, IssueMailId, IssueOutcome, IssueRow, IssueStep, ListRow,
    NewDelivery, NewIssue, NewOptIn, NewSubscription, NewSubscriptionAccess, OptInRow, Resealed,
    ReturnedIssue, SentFate, Started, SubscriptionChange, SubscriptionConsent, SubscriptionCounts,
    SubscriptionKey, SubscriptionRow, TakenMails,
};

#[async_trait]
impl InfomailBackend for SqliteBackend {
    async fn infomail_lists(&self) -> Result<Vec<ListRow>> {
        self.readers.read(issue::lists).await
    }

    async fn infomail_publish(&self, list: ListRow, issues: Vec<NewIssue>) -> Result<()> {
        self.writer
            .transact(move |transaction| issue::publish(transaction, &list, &issues))
            .await
    }

    async fn issues(&self, list: Slug) -> Result<Vec<IssueRow>> {
        self.readers
            .read(move |connection| issue::all(connection, &list))
            .await
    }

    async fn issue_step(&self, step: IssueStep) -> Result<bool> {
        self.writer
            .transact(move |transaction| issue::step(transaction, &step))
            .await
    }

    async fn issue_counts(
        &self,
        list: Slug,
        number: u32,
        now: Timestamp,
    ) -> Result<Option<IssueCounts>> {
        self.readers
            .read(move |connection| issue_mail::counts(connection, &list, number, now))
            .await
    }

    async fn issue_domains(&self, list: Slug, number: u32) -> Result<Vec<DomainCounts>> {
        self.readers
            .read(move |connection| issue_mail::domains(connection, &list, number))
            .await
    }

    async fn issue_receipts_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| issue::forget_receipts(transaction, before, most))
            .await
    }

    async fn issue_mails_take(
        &self,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<TakenMails> {
        self.writer
            .transact(move |transaction| issue_mail::take(transaction, now, until, most))
            .await
    }

    async fn issue_mails_settle(&self, outcomes: Vec<IssueOutcome>, least: u64) -> Result<()> {
        self.writer
            .transact(move |transaction| issue_mail::settle(transaction, &outcomes, least))
            .await
    }

    async fn issue_mails_recover(&self, now: Timestamp) -> Result<()> {
        self.writer
            .transact(move |transaction| issue_mail::recover(transaction, now))
            .await
    }

    async fn issue_request(
        &self,
        issue: (Slug, u32),
        subscription: u64,
        now: Timestamp,
    ) -> Result<bool> {
        self.writer
            .transact(move |transaction| {
                issue_mail::request(transaction, (&issue.0, issue.1), subscription, now)
            })
            .await
    }

    async fn issue_mail_came_back(
        &self,
        id: IssueMailId,
        fate: SentFate,
        domain: Option<[u8; 32]>,
    ) -> Result<Option<ReturnedIssue>> {
        self.writer
            .transact(move |transaction| {
                issue_mail::came_back(transaction, id, fate, domain.as_ref())
            })
            .await
    }

    async fn opt_in_accept(&self, new: NewOptIn) -> Result<Accepted> {
        self.writer
            .transact(move |transaction| opt_in::accept(transaction, &new))
            .await
    }

    async fn opt_in(&self, confirm_hash: [u8; 32]) -> Result<Option<OptInRow>> {
        self.readers
            .read(move |connection| opt_in::by_confirm(connection, &confirm_hash))
            .await
    }

    async fn opt_in_to_refuse(&self, refuse_hash: [u8; 32]) -> Result<Option<OptInRow>> {
        self.readers
            .read(move |connection| opt_in::by_refuse(connection, &refuse_hash))
            .await
    }

    async fn opt_in_confirm(
        &self,
        confirm_hash: [u8; 32],
        new: NewSubscription,
    ) -> Result<Option<Started>> {
        self.writer
            .transact(move |transaction| opt_in::confirm(transaction, &confirm_hash, &new))
            .await
    }

    async fn opt_in_refuse(&self, refuse_hash: [u8; 32], suppress: bool) -> Result<bool> {
        self.writer
            .transact(move |transaction| opt_in::refuse(transaction, &refuse_hash, suppress))
            .await
    }

    async fn opt_in_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| opt_in::expire(transaction, now, most))
            .await
    }

    async fn subscriptions_start(&self, new: Vec<NewSubscription>) -> Result<Vec<Started>> {
        self.writer
            .transact(move |transaction| {
                new.iter()
                    .map(|one| subscription::start(transaction, one))
                    .collect()
            })
            .await
    }

    async fn subscription(&self, key: SubscriptionKey) -> Result<Option<SubscriptionRow>> {
        self.readers
            .read(move |connection| subscription::find(connection, &key))
            .await
    }

    async fn subscription_consents(&self, key: u64) -> Result<Vec<SubscriptionConsent>> {
        self.readers
            .read(move |connection| subscription::consents(connection, key))
            .await
    }

    async fn subscription_change(&self, key: u64, change: SubscriptionChange) -> Result<bool> {
        self.writer
            .transact(move |transaction| subscription::change(transaction, key, &change))
            .await
    }

    async fn subscription_stop(
        &self,
        key: u64,
        reason: StopReason,
        suppress: Option<[u8; 32]>,
    ) -> Result<bool> {
        self.writer
            .transact(move |transaction| {
                subscription::stop(transaction, key, reason, suppress.as_ref())
            })
            .await
    }

    async fn subscription_access_expire(&self, now: Timestamp, most: u32) -> Result<u32> {
        self.writer
            .transact(move |transaction| subscription::expire_access(transaction, now, most))
            .await
    }

    async fn subscription_counts(&self, list: Slug) -> Result<SubscriptionCounts> {
        self.readers
            .read(move |connection| subscription::counts(connection, &list))
            .await
    }

    async fn subscriptions_sealed_before(
        &self,
        key: u32,
        most: u32,
    ) -> Result<Vec<SubscriptionRow>> {
        self.readers
            .read(move |connection| subscription::sealed_before(connection, key, most))
            .await
    }

    async fn subscriptions_reseal(&self, rows: Vec<Resealed>) -> Result<()> {
        self.writer
            .transact(move |transaction| subscription::reseal(transaction, &rows))
            .await
    }

    async fn subscriptions_to_ask(
        &self,
        before: (u32, u32),
        most: u32,
    ) -> Result<Vec<SubscriptionRow>> {
        self.readers
            .read(move |connection| subscription::to_ask(connection, before, most))
            .await
    }

    async fn subscription_ask(
        &self,
        asked: (u64, u32, u32),
        access: NewSubscriptionAccess,
        mail: NewDelivery,
    ) -> Result<bool> {
        self.writer
            .transact(move |transaction| subscription::ask(transaction, asked, &access, &mail))
            .await
    }

    async fn subscriptions_asked(&self, sent: Vec<DeliveryId>, day: u32) -> Result<()> {
        self.writer
            .transact(move |transaction| subscription::asked(transaction, &sent, day))
            .await
    }

    async fn subscriptions_lapsed(&self, asked: u32, most: u32) -> Result<Vec<u64>> {
        self.readers
            .read(move |connection| subscription::lapsed(connection, asked, most))
            .await
    }

    async fn delivery_add(&self, new: NewDelivery) -> Result<()> {
        self.writer
            .transact(move |transaction| outbox::insert(transaction, &new))
            .await
    }

    async fn infomail_suppressed(&self, keys: Vec<([u8; 32], [u8; 32])>) -> Result<Vec<bool>> {
        self.readers
            .read(move |connection| subscription::suppressed(connection, &keys))
            .await
    }
}
