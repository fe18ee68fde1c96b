//! What a subscriber does later: leave, change, ask for an earlier issue, stay.
//!
//! The token that every issue bears ends the subscription and can do nothing else, since issues are
//! forwarded (REQ-41). Whatever else there is to do needs a link that comes by mail to whoever subscribes
//! once more with a known address, and works for an hour.

use std::sync::Arc;

use domain::address::EmailAddress;
use domain::infomail::{IssueNumber, StopReason};
use domain::locale::Language;
use domain::log::Day;
use domain::slug::Slug;
use jiff::civil::Date;
use store::{SubscriptionChange, SubscriptionKey, SubscriptionPurpose, SubscriptionRow};

use super::{InfomailError, PublishedList};
use crate::secret::Token;
use crate::site::Site;

/// A subscription as the holder of a fresh link sees it.
#[derive(Debug, Clone)]
pub struct OwnSubscription {
    /// The list.
    pub list: Arc<PublishedList>,
    /// The language to be written to in.
    pub language: Language,
    /// The day it began.
    pub since: Date,
    /// The declarations that are noted as signed.
    pub signed: Vec<Slug>,
}

/// What a subscriber wants changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// To be written to in this language, which the list must have.
    Language(Language),
    /// That a declaration was signed shall not be noted any more.
    ForgetSigned(Slug),
    /// To get an issue that appeared and was sent.
    SendIssue(IssueNumber),
    /// To end it.
    Leave,
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is so from now on; or, for an issue, it is on its way or was sent before.
    Done,
    /// The link ended, the subscription did, or the list does not have what was asked for.
    Gone,
}

impl Site {
    /// Which list the token of an issue would end; nothing where it ends none. Changes nothing.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn leave_state(
        &self,
        token: &Token,
    ) -> Result<Option<Arc<PublishedList>>, InfomailError> {
        let row = self.by_leave(token).await?;
        match row {
            Some(row) => self.infomail_list(&row.list).await,
            None => Ok(None),
        }
    }

    /// Ends a subscription by the token of an issue, at once (RFC 8058). An unknown token and a second time
    /// are as good.
    ///
    /// # Errors
    /// See [`InfomailError`]; then it may not have ended.
    #[tracing::instrument(name = "infomail.leave", skip_all)]
    pub async fn leave(&self, token: &Token) -> Result<(), InfomailError> {
        if let Some(row) = self.by_leave(token).await? {
            self.stop_subscription(&row, StopReason::Left).await?;
        }
        Ok(())
    }

    /// What a fresh link leads to. Changes nothing.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn own_subscription(
        &self,
        token: &Token,
    ) -> Result<Option<OwnSubscription>, InfomailError> {
        let Some(row) = self.by_link(token, SubscriptionPurpose::Manage).await? else {
            return Ok(None);
        };
        let list = self.infomail_list(&row.list).await?;
        let own = list.map(|list| OwnSubscription {
            list,
            language: row.language,
            since: Day(row.since).date().unwrap_or_default(),
            signed: row.signed,
        });
        Ok(own)
    }

    /// Changes a subscription by a fresh link.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn change_subscription(
        &self,
        token: &Token,
        change: Change,
    ) -> Result<Changed, InfomailError> {
        let Some(row) = self.by_link(token, SubscriptionPurpose::Manage).await? else {
            return Ok(Changed::Gone);
        };
        let Some(list) = self.infomail_list(&row.list).await? else {
            return Ok(Changed::Gone);
        };
        let is_done = match change {
            Change::Leave => self.stop_subscription(&row, StopReason::Left).await?,
            Change::SendIssue(number) => {
                let sent = list.archived(number);
                if sent.is_some() {
                    self.request_issue(&list, number, row.key).await?;
                }
                sent.is_some()
            }
            Change::Language(language) => {
                list.list.languages().any(|offered| *offered == language)
                    && self
                        .store
                        .subscription_change(row.key, SubscriptionChange::Language(language))
                        .await?
            }
            Change::ForgetSigned(slug) => {
                let forget = SubscriptionChange::ForgetSigned(slug);
                self.store.subscription_change(row.key, forget).await?;
                true
            }
        };
        Ok(if is_done {
            Changed::Done
        } else {
            Changed::Gone
        })
    }

    /// Which list a link asks to stay in; nothing where it asks nothing any more. Changes nothing.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn stay_state(
        &self,
        token: &Token,
    ) -> Result<Option<Arc<PublishedList>>, InfomailError> {
        let row = self.by_link(token, SubscriptionPurpose::Stay).await?;
        match row {
            Some(row) => self.infomail_list(&row.list).await,
            None => Ok(None),
        }
    }

    /// Says that a subscription shall go on (REQ-91). Repeating it is harmless.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn stay(&self, token: &Token) -> Result<Changed, InfomailError> {
        let Some(row) = self.by_link(token, SubscriptionPurpose::Stay).await? else {
            return Ok(Changed::Gone);
        };
        let permit = SubscriptionChange::Permit(Day::of(self.now()).0);
        let stays = self.store.subscription_change(row.key, permit).await?;
        Ok(if stays { Changed::Done } else { Changed::Gone })
    }

    /// Ends the subscription of an address to a list, for the operator: somebody wrote a letter. Answers
    /// whether there was one.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn end_subscription(
        &self,
        list: &PublishedList,
        address: &EmailAddress,
    ) -> Result<bool, InfomailError> {
        let slug = &list.list.slug;
        let hashes = self.ring_of_addresses()?.hashes(slug, address);
        let key = SubscriptionKey::Address(slug.clone(), hashes);
        match self.store.subscription(key).await? {
            Some(row) => self.stop_subscription(&row, StopReason::Operator).await,
            None => Ok(false),
        }
    }

    /// Ends a subscription; where the reason lasts, no form begins Infomail to that address again.
    pub(super) async fn stop_subscription(
        &self,
        row: &SubscriptionRow,
        reason: StopReason,
    ) -> Result<bool, InfomailError> {
        let suppress = if reason.is_lasting() {
            let subscriber = self.opened(&row.list, (row.sealed_by, &row.sealed))?;
            Some(self.infomail_suppression_key(&subscriber.address))
        } else {
            None
        };
        let stopped = self.store.subscription_stop(row.key, reason, suppress);
        Ok(stopped.await?)
    }

    async fn by_leave(&self, token: &Token) -> Result<Option<SubscriptionRow>, InfomailError> {
        let key = SubscriptionKey::Leave(token.hash());
        Ok(self.store.subscription(key).await?)
    }

    async fn by_link(
        &self,
        token: &Token,
        purpose: SubscriptionPurpose,
    ) -> Result<Option<SubscriptionRow>, InfomailError> {
        let key = SubscriptionKey::Access(token.hash(), purpose, self.now());
        Ok(self.store.subscription(key).await?)
    }
}
