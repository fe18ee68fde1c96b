//! What comes back of an issue: it ends subscriptions, and may pause the issue (REQ-75, REQ-81, REQ-82).

use domain::infomail::{Returned, StopReason, pauses};
use domain::log::Day;
use store::{SentFate, StoreError, SubscriptionChange, SubscriptionKey, SubscriptionRow};

use super::{InfomailError, alias};
use crate::site::Site;

/// The word for why an issue was paused.
pub const COMPLAINTS: &str = "complaints";

impl Site {
    /// Acts on what came back for one mail, named by the identifier in its return path. Each mail counts
    /// once however often it is reported; an identifier that names nothing does nothing.
    ///
    /// A mailbox that is gone, or a complaint, ends the subscription at once; a full one only when that is
    /// said again and again; a refusal of the sender ends nothing. When too many complain, the issue is
    /// paused and the operator told.
    ///
    /// # Errors
    /// When the store cannot be used: to be handed in again.
    #[tracing::instrument(name = "infomail.returned", skip_all)]
    pub async fn infomail_returned(
        &self,
        id: [u8; 16],
        returned: Returned,
    ) -> Result<(), StoreError> {
        let id = alias::inside(&self.keys, id);
        let number = SubscriptionKey::Number(id.subscription());
        let row = self.store.subscription(number).await?;
        let domain = row.as_ref().and_then(|row| self.domain_of(row));
        if let Some(row) = &row {
            self.mind(row, returned).await?;
        }
        let fate = match returned {
            Returned::Complaint => SentFate::Complained,
            Returned::Hard | Returned::Soft | Returned::Policy => SentFate::Returned,
        };
        let issue = self.store.issue_mail_came_back(id, fate, domain).await?;
        match issue {
            Some(issue) if returned == Returned::Complaint => self.pause_if_unwanted(&issue).await,
            _ => Ok(()),
        }
    }

    /// Ends the subscription of one mail's recipient, who answered that mail with the wish to leave (RFC
    /// 2369 section 3.2).
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn infomail_left_by_mail(&self, id: [u8; 16]) -> Result<(), StoreError> {
        let key = alias::inside(&self.keys, id).subscription();
        let left = self.store.subscription_stop(key, StopReason::Left, None);
        left.await.map(|_| ())
    }

    pub(super) async fn mind(
        &self,
        row: &SubscriptionRow,
        returned: Returned,
    ) -> Result<(), StoreError> {
        let reason = match returned {
            Returned::Policy => return Ok(()),
            Returned::Hard => StopReason::Returned,
            Returned::Complaint => StopReason::Complained,
            Returned::Soft => {
                let returns = row.soft_returns.on(Day::of(self.now()).0);
                if !returns.are_enough() {
                    let change = SubscriptionChange::SoftReturns(returns);
                    self.store.subscription_change(row.key, change).await?;
                    return Ok(());
                }
                StopReason::Returned
            }
        };
        match self.stop_subscription(row, reason).await {
            Ok(_) => Ok(()),
            Err(InfomailError::Store(error)) => Err(error),
            Err(error) => {
                // Without the key nobody can tell which address complained; that nothing more is sent to
                // it counts first.
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    help =
                        "see that the keys of the Infomail are there; the subscription was ended",
                    "an address that complained cannot be remembered"
                );
                self.store.subscription_stop(row.key, reason, None).await?;
                Ok(())
            }
        }
    }

    fn domain_of(&self, row: &SubscriptionRow) -> Option<[u8; 32]> {
        let subscriber = self.opened(&row.list, (row.sealed_by, &row.sealed)).ok()?;
        Some(self.domain_hash(subscriber.address.domain()))
    }

    async fn pause_if_unwanted(&self, issue: &store::ReturnedIssue) -> Result<(), StoreError> {
        let list = match self.infomail_list(&issue.list).await {
            Ok(list) => list,
            Err(InfomailError::Store(error)) => return Err(error),
            Err(_) => None,
        };
        let limit = list.map_or(domain::infomail::PAUSE_AT_COMPLAINTS, |list| {
            list.list.pause_at_complaints
        });
        if issue.state != domain::infomail::IssueState::Sending
            || !pauses(issue.complained, issue.sent, limit)
        {
            return Ok(());
        }
        let step = store::IssueStep {
            list: issue.list.clone(),
            number: issue.number,
            from: issue.state,
            to: domain::infomail::IssueState::Paused,
            why: Some(COMPLAINTS.to_owned()),
            now: self.now(),
        };
        if self.store.issue_step(step).await? {
            self.forget_lists();
            let (complained, sent) = (issue.complained, issue.sent);
            tracing::error!(
                list = %issue.list,
                number = issue.number,
                complained,
                sent,
                help = "ask why with `undersigned infomail report` before `undersigned infomail resume`",
                "an issue was paused: too many of those who got it complain"
            );
        }
        Ok(())
    }
}
