//! What happens to subscriptions by itself: whoever was asked long ago is asked again (REQ-91), what has had
//! its time is erased, and what lies under an old key is sealed under the newest.

use domain::address::EmailAddress;
use domain::infomail::StopReason;
use domain::locale::Language;
use domain::log::Day;
use jiff::{SignedDuration, Span};
use store::{Lane, NewSubscriptionAccess, Resealed, SubscriptionPurpose, SubscriptionRow};

use super::address::Subscriber;
use super::{InfomailError, InfomailJob};
use crate::housekeeping::in_portions;
use crate::secret::Token;
use crate::site::Site;

/// Rows that one transaction takes, so that no signature waits behind a large one.
const PORTION: u32 = 500;

/// Months after which a permission is asked for again (REQ-91).
const PERMISSION: i64 = 24;

/// Days within which the answer is waited for, from the day on which the question left.
const ANSWER: i64 = 30;

/// Days for which its link works: a question may wait that long for the mail server, and one that waits
/// longer is asked again.
const LINK: i64 = 2 * ANSWER;

/// Mails that ask whether to stay, in one round: a list that was imported on one day is not asked all at
/// once.
const ASKED_AT_ONCE: u32 = 200;

/// How long receipts of an issue are kept behind its appearance: bounces and complaints come within days,
/// and its counts stay.
const RECEIPTS: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// Wishes that nobody confirmed, erased.
    pub wishes: u32,
    /// Subscribers asked whether to stay.
    pub asked: u32,
    /// Subscriptions that ended, since nobody answered.
    pub lapsed: u32,
    /// Addresses sealed under the newest key.
    pub resealed: u32,
    /// Receipts erased.
    pub receipts: u32,
    /// Issues that the site paused and of which the log says so for the first time.
    pub told: u32,
}

impl Site {
    /// Does all of it, as far as one round goes. Repeating it is harmless.
    ///
    /// # Errors
    /// See [`InfomailError`]; what was done stays done.
    pub async fn keep_infomail(&self) -> Result<Kept, InfomailError> {
        let now = self.clock.now();
        let wishes = self.store.opt_in_expire(now, PORTION).await?;
        in_portions(|most| self.store.subscription_access_expire(now, most)).await?;
        let receipts = self
            .store
            .issue_receipts_expire(now - RECEIPTS, 20 * PORTION);
        let receipts = receipts.await?;
        if self.store.infomail_lists().await?.is_empty() {
            return Ok(Kept {
                wishes,
                receipts,
                ..Kept::default()
            });
        }
        Ok(Kept {
            wishes,
            receipts,
            told: self.tell_of_paused().await?,
            lapsed: self.end_lapsed().await?,
            asked: self.ask_again().await?,
            resealed: self.reseal().await?,
        })
    }

    async fn end_lapsed(&self) -> Result<u32, InfomailError> {
        let Some(asked) = self.days_ago(Span::new().days(ANSWER)) else {
            return Ok(0);
        };
        let mut ended = 0;
        for key in self.store.subscriptions_lapsed(asked, PORTION).await? {
            let stopped = self.store.subscription_stop(key, StopReason::Lapsed, None);
            ended += u32::from(stopped.await?);
        }
        Ok(ended)
    }

    async fn ask_again(&self) -> Result<u32, InfomailError> {
        let (months, days) = (Span::new().months(PERMISSION), Span::new().days(ANSWER));
        let (Some(permitted), Some(before)) = (self.days_ago(months), self.days_ago(days)) else {
            return Ok(0);
        };
        let mut asked = 0;
        for row in self
            .store
            .subscriptions_to_ask((permitted, before), ASKED_AT_ONCE)
            .await?
        {
            asked += u32::from(self.ask_one(&row, before).await?);
        }
        if asked > 0 {
            self.ring(Lane::Service);
        }
        Ok(asked)
    }

    async fn ask_one(&self, row: &SubscriptionRow, before: u32) -> Result<bool, InfomailError> {
        let now = self.now();
        let subscriber = self.opened(&row.list, (row.sealed_by, &row.sealed))?;
        let stay = Token::new(self.random.as_ref());
        let day = Day::of(now).0;
        let days = u32::try_from(ANSWER).unwrap_or(0);
        let job = InfomailJob::Permission {
            list: row.list.to_string(),
            stay: stay.reveal(),
            leave: subscriber.leave.reveal(),
            since: row.permitted,
            ends: day + days,
        };
        let to: (&EmailAddress, &Language) = (&subscriber.address, &row.language);
        let mut mail = self.infomail_delivery(job, to, now);
        mail.pending = Some(stay.hash());
        let access = NewSubscriptionAccess {
            hash: stay.hash(),
            purpose: SubscriptionPurpose::Stay,
            expires: now + SignedDuration::from_hours(24 * LINK),
        };
        let asked = self
            .store
            .subscription_ask((row.key, day, before), access, mail);
        Ok(asked.await?)
    }

    /// A day that lies this far back, in days since 1970-01-01 UTC.
    fn days_ago(&self, span: Span) -> Option<u32> {
        let day = self.today().checked_sub(span).ok()?;
        let epoch = Day(0).date()?;
        let since = day.since((jiff::Unit::Day, epoch)).ok()?;
        u32::try_from(since.get_days()).ok()
    }

    /// Another process may have added a key, so the folder is read anew. The keys before the newest may be
    /// deleted once this finds nothing to do.
    async fn reseal(&self) -> Result<u32, InfomailError> {
        let ring = self.fresh_ring()?;
        let newest = ring.newest();
        let rows = self.store.subscriptions_sealed_before(newest, PORTION);
        let rows = rows.await?;
        let mut again = Vec::with_capacity(rows.len());
        for row in &rows {
            let subscriber = ring.open_sealed(&row.list, (row.sealed_by, &row.sealed))?;
            let hash = ring.hashes(&row.list, &subscriber.address);
            let (sealed_by, sealed) = ring.seal(&row.list, &subscriber, self.random.as_ref());
            again.extend(hash.first().map(|hash| Resealed {
                key: row.key,
                hash: *hash,
                sealed,
                sealed_by,
            }));
        }
        let resealed = u32::try_from(again.len()).unwrap_or(u32::MAX);
        if !again.is_empty() {
            self.store.subscriptions_reseal(again).await?;
        }
        Ok(resealed)
    }

    /// What is sealed of a subscriber. A key that is not known may have been added by another process.
    pub(super) fn opened(
        &self,
        list: &domain::slug::Slug,
        sealed: (u32, &[u8]),
    ) -> Result<Subscriber, InfomailError> {
        match self.ring_of_addresses()?.open_sealed(list, sealed) {
            Err(InfomailError::KeyMissing(_)) => self.fresh_ring()?.open_sealed(list, sealed),
            opened => opened,
        }
    }
}
