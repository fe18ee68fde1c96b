//! What an engine must be able to do for Infomail. The contract is that of `Backend`, of which this is a
//! part.

use async_trait::async_trait;
use domain::id::DeliveryId;
use domain::infomail::StopReason;
use domain::slug::Slug;
use jiff::Timestamp;

use crate::{
    Accepted, DomainCounts, IssueCounts, IssueMailId, IssueOutcome, IssueRow, IssueStep, ListRow,
    NewDelivery, NewIssue, NewOptIn, NewSubscription, NewSubscriptionAccess, OptInRow, Resealed,
    ReturnedIssue, SentFate, Started, StoreError, SubscriptionChange, SubscriptionConsent,
    SubscriptionCounts, SubscriptionKey, SubscriptionRow, TakenMails,
};

type Result<T> = std::result::Result<T, StoreError>;

/// One database engine, as far as Infomail goes.
#[async_trait]
pub(crate) trait InfomailBackend: Send + Sync + 'static {
    async fn infomail_lists(&self) -> Result<Vec<ListRow>>;
    async fn infomail_publish(&self, list: ListRow, issues: Vec<NewIssue>) -> Result<()>;
    async fn issues(&self, list: Slug) -> Result<Vec<IssueRow>>;
    async fn issue_step(&self, step: IssueStep) -> Result<bool>;
    async fn issue_counts(
        &self,
        list: Slug,
        number: u32,
        now: Timestamp,
    ) -> Result<Option<IssueCounts>>;
    async fn issue_domains(&self, list: Slug, number: u32) -> Result<Vec<DomainCounts>>;
    async fn issue_receipts_expire(&self, before: Timestamp, most: u32) -> Result<u32>;

    async fn issue_mails_take(
        &self,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<TakenMails>;
    async fn issue_mails_settle(&self, outcomes: Vec<IssueOutcome>, least: u64) -> Result<()>;
    async fn issue_mails_recover(&self, now: Timestamp) -> Result<()>;
    async fn issue_request(
        &self,
        issue: (Slug, u32),
        subscription: u64,
        now: Timestamp,
    ) -> Result<bool>;
    async fn issue_mail_came_back(
        &self,
        id: IssueMailId,
        fate: SentFate,
        domain: Option<[u8; 32]>,
    ) -> Result<Option<ReturnedIssue>>;

    async fn opt_in_accept(&self, new: NewOptIn) -> Result<Accepted>;
    async fn opt_in(&self, confirm_hash: [u8; 32]) -> Result<Option<OptInRow>>;
    async fn opt_in_to_refuse(&self, refuse_hash: [u8; 32]) -> Result<Option<OptInRow>>;
    async fn opt_in_confirm(
        &self,
        confirm_hash: [u8; 32],
        new: NewSubscription,
    ) -> Result<Option<Started>>;
    async fn opt_in_refuse(&self, refuse_hash: [u8; 32], suppress: bool) -> Result<bool>;
    async fn opt_in_expire(&self, now: Timestamp, most: u32) -> Result<u32>;

    async fn subscriptions_start(&self, new: Vec<NewSubscription>) -> Result<Vec<Started>>;
    async fn subscription(&self, key: SubscriptionKey) -> Result<Option<SubscriptionRow>>;
    async fn subscription_consents(&self, key: u64) -> Result<Vec<SubscriptionConsent>>;
    async fn subscription_change(&self, key: u64, change: SubscriptionChange) -> Result<bool>;
    async fn subscription_stop(
        &self,
        key: u64,
        reason: StopReason,
        suppress: Option<[u8; 32]>,
    ) -> Result<bool>;
    async fn subscription_access_expire(&self, now: Timestamp, most: u32) -> Result<u32>;
    async fn subscription_counts(&self, list: Slug) -> Result<SubscriptionCounts>;
    async fn subscriptions_sealed_before(
        &self,
        key: u32,
        most: u32,
    ) -> Result<Vec<SubscriptionRow>>;
    async fn subscriptions_reseal(&self, rows: Vec<Resealed>) -> Result<()>;
    async fn subscriptions_to_ask(
        &self,
        before: (u32, u32),
        most: u32,
    ) -> Result<Vec<SubscriptionRow>>;
    async fn subscription_ask(
        &self,
        asked: (u64, u32, u32),
        access: NewSubscriptionAccess,
        mail: NewDelivery,
    ) -> Result<bool>;
    async fn subscriptions_asked(&self, sent: Vec<DeliveryId>, day: u32) -> Result<()>;
    async fn subscriptions_lapsed(&self, asked: u32, most: u32) -> Result<Vec<u64>>;
    async fn delivery_add(&self, new: NewDelivery) -> Result<()>;
    async fn infomail_suppressed(&self, keys: Vec<([u8; 32], [u8; 32])>) -> Result<Vec<bool>>;
}
