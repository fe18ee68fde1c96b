//! Lists, issues and their mails.

use std::sync::Arc;

use domain::slug::Slug;
use jiff::Timestamp;

use super::{Result, Store};
use crate::gate::Step;
use crate::{
    DomainCounts, IssueCounts, IssueMailId, IssueOutcome, IssueRow, IssueStep, ListRow, NewIssue,
    ReturnedIssue, SentFate, TakenMails,
};

impl Store {
    /// Every list, by slug.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn infomail_lists(&self) -> Result<Vec<ListRow>> {
        self.backend.infomail_lists().await
    }

    /// Keeps the settings of a list and drafts of issues, all or nothing; drafts that are not among them
    /// any more are erased. The moment of the row counts
    /// when the list is new.
    ///
    /// # Errors
    /// `Conflict` when one of the issues appeared before: its number is taken, and it never changes.
    pub async fn infomail_publish(&self, list: ListRow, issues: Vec<NewIssue>) -> Result<()> {
        let backend = Arc::clone(&self.backend);
        self.telling(
            None,
            async move { backend.infomail_publish(list, issues).await },
        )
        .await
    }

    /// The issues of a list with their files, by number.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issues(&self, list: &Slug) -> Result<Vec<IssueRow>> {
        self.backend.issues(list.clone()).await
    }

    /// Moves an issue, if it stands as believed. When a draft appears, who gets it is settled: everybody
    /// who is subscribed at this moment and in its audience. That is two rows however many they are.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_step(&self, step: IssueStep) -> Result<bool> {
        let backend = Arc::clone(&self.backend);
        self.telling(None, async move { backend.issue_step(step).await })
            .await
    }

    /// What became of the mails of an issue so far; nothing where there is no such issue.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_counts(
        &self,
        list: &Slug,
        number: u32,
        now: Timestamp,
    ) -> Result<Option<IssueCounts>> {
        self.backend.issue_counts(list.clone(), number, now).await
    }

    /// The same by domain, in no order; most of the rows may have no name.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_domains(&self, list: &Slug, number: u32) -> Result<Vec<DomainCounts>> {
        self.backend.issue_domains(list.clone(), number).await
    }

    /// Erases receipts of issues that are done and appeared before a moment, at most so many; the counts
    /// stay. Answers how many.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_receipts_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.backend.issue_receipts_expire(before, most).await
    }

    /// Takes mails of issues that are being sent, until a moment: whoever else takes meanwhile gets
    /// others. What is not settled by then is there to take again, at most so many at once as were taken.
    ///
    /// A subscriber has at most one receipt for each issue, and whoever has one is never taken again:
    /// each gets an issue once, and a second time only if the sender died, or the lease ended, between
    /// the hand-over of the mail and [`issue_mails_settle`](Self::issue_mails_settle).
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_mails_take(
        &self,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<TakenMails> {
        self.backend.issue_mails_take(now, until, most).await
    }

    /// Writes down what became of mails, all in one transaction: a receipt for each, and each counter
    /// once. Settling twice does what settling once does. An issue is done with its last mail. The name
    /// of a domain is kept when `least_to_name` mails of the issue went there.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_mails_settle(
        &self,
        outcomes: Vec<IssueOutcome>,
        least_to_name: u64,
    ) -> Result<()> {
        let settle = self.backend.issue_mails_settle(outcomes, least_to_name);
        self.gate.pass(Step::IssueSettle, settle).await
    }

    /// Ends every lease at this moment: for a process that sends alone, when it begins, so that what one
    /// before it had taken does not wait.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_mails_recover(&self, now: Timestamp) -> Result<()> {
        self.backend.issue_mails_recover(now).await
    }

    /// Puts an issue that was begun to be sent into the queue for one subscriber, unless they got it or
    /// are about to. Answers whether it did.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_request(
        &self,
        issue: (&Slug, u32),
        subscription: u64,
        now: Timestamp,
    ) -> Result<bool> {
        let issue = (issue.0.clone(), issue.1);
        self.backend.issue_request(issue, subscription, now).await
    }

    /// Counts that a mail came back or was complained of, once for each mail; `domain` is the keyed hash
    /// of the recipient's, where it is still known. Answers the issue, unless there is none.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn issue_mail_came_back(
        &self,
        id: IssueMailId,
        fate: SentFate,
        domain: Option<[u8; 32]>,
    ) -> Result<Option<ReturnedIssue>> {
        self.backend.issue_mail_came_back(id, fate, domain).await
    }
}
