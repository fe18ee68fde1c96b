//! Subscribing: a form, one mail, one button.
//!
//! A wish to subscribe is kept as a pending signature is: what was entered is sealed under a key that only
//! the mailed token gives, so that somebody who never confirms leaves nothing readable. A new, a known
//! and a suppressed address cause the same work and get the same answer (REQ-42).

use std::sync::Arc;

use domain::address::EmailAddress;
use domain::consent::Purpose;
use domain::infomail::IssueNumber;
use domain::locale::Language;
use domain::log::Day;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{
    Accepted, Asker, Lane, NewDelivery, NewOptIn, NewSubscription, NewSubscriptionAccess, OptInRow,
    Started, StoreError, SubscriptionConsent, SubscriptionPurpose,
};

use super::address::{Subscriber, recipient};
use super::{InfomailError, InfomailJob, PublishedList};
use crate::clock::random_bytes;
use crate::outbox::MailJob;
use crate::refuse::Refused;
use crate::secret::{Sealed, Token};
use crate::site::Site;

/// How long a wish waits for its confirmation.
const WAITS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long a link works that leads to a subscription (REQ-39).
pub(super) const MANAGE: SignedDuration = SignedDuration::from_mins(60);

/// A form that was believed as far as forms can be.
#[derive(Debug, Clone)]
pub struct Subscribe {
    /// The list.
    pub list: Arc<PublishedList>,
    /// Where it shall go.
    pub address: EmailAddress,
    /// The language to be written to in.
    pub language: Language,
    /// The sentence beside the button, exactly as shown.
    pub wording: String,
    /// The language it was shown in.
    pub shown_in: Language,
}

/// What becomes of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subscribing {
    /// Accepted; what is true of the address goes by mail.
    CheckMail {
        /// When the wish is deleted.
        expires: Timestamp,
    },
    /// The mail server cannot reach addresses with such letters before the @ (RFC 6531).
    Undeliverable,
}

/// What the link of a confirmation leads to.
#[derive(Debug, Clone)]
pub enum OptInState {
    /// It can be confirmed.
    Pending {
        /// The list.
        list: Arc<PublishedList>,
        /// The language to be written to in.
        language: Language,
        /// When the wish is deleted.
        expires: Timestamp,
    },
    /// It was confirmed.
    Confirmed(Arc<PublishedList>),
    /// It expired, was refused, or never existed.
    Gone,
}

/// What becomes of a confirmation.
#[derive(Debug, Clone)]
pub enum OptIn {
    /// The subscription stands, now or since the button was first pressed.
    Subscribed(Arc<PublishedList>),
    /// The link expired, was refused, or never existed.
    Gone,
}

/// What is sealed of a wish. JSON, because the row lives a week and the shape may change between releases.
#[derive(Serialize, Deserialize)]
struct Wish {
    address: String,
    language: String,
    wording: String,
    shown_in: String,
    asked: u32,
}

impl Site {
    /// Takes a wish to subscribe and queues its mail.
    ///
    /// # Errors
    /// See [`InfomailError`]; then nothing was stored and nothing is mailed.
    #[tracing::instrument(name = "infomail.subscribe", skip_all)]
    pub async fn subscribe(&self, command: Subscribe) -> Result<Subscribing, InfomailError> {
        if command.address.needs_smtputf8() && !self.mail.offers_smtputf8() {
            return Ok(Subscribing::Undeliverable);
        }
        let (now, random) = (self.clock.now(), self.random.as_ref());
        let expires = now + WAITS;
        let list = &command.list.list.slug;
        let [confirm, refuse] = [(); 2].map(|()| Token::dated(now, random));
        let manage = Token::new(random);
        let wish = Wish {
            address: recipient(&command.address),
            language: command.language.to_string(),
            wording: command.wording.clone(),
            shown_in: command.shown_in.to_string(),
            asked: Day::of(now).0,
        };
        let plain = serde_json::to_vec(&wish).expect("a wish has only text and numbers");
        let job = InfomailJob::OptIn {
            list: list.to_string(),
            confirm: confirm.reveal(),
            refuse: refuse.reveal(),
            expires: expires.as_second(),
        };
        let to = (&command.address, &command.language);
        let mut mail = self.infomail_delivery(job, to, now);
        mail.pending = Some(confirm.hash());
        let accepted = self.store.opt_in_accept(NewOptIn {
            list: list.clone(),
            confirm_hash: confirm.hash(),
            refuse_hash: refuse.hash(),
            payload: confirm.key("opt-in").seal(Sealed::Payload, &plain),
            expires,
            asker: self.asker(&command.list, &command.address, now)?,
            confirm: mail,
            known: self.known_mail(&command.list, to, &manage, now),
        });
        self.tell_of(accepted.await?);
        Ok(Subscribing::CheckMail { expires })
    }

    /// What the link of a confirmation leads to. Changes nothing.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn opt_in_state(&self, token: &Token) -> Result<OptInState, InfomailError> {
        let Some((row, list)) = self.opt_in_row(token).await? else {
            return Ok(OptInState::Gone);
        };
        if row.payload.is_none() {
            return Ok(OptInState::Confirmed(list));
        }
        let Some(wish) = opened(token, &row) else {
            return Ok(OptInState::Gone);
        };
        let language = Language::parse(&wish.language);
        Ok(OptInState::Pending {
            language: language.unwrap_or_else(|_| list.list.language.clone()),
            expires: row.expires,
            list,
        })
    }

    /// Confirms a wish: the subscription begins, and a welcome is mailed. Repeating it begins nothing
    /// anew. With `send_latest` a new subscriber gets the newest issue, which they missed.
    ///
    /// # Errors
    /// See [`InfomailError`].
    #[tracing::instrument(name = "infomail.opt_in", skip_all)]
    pub async fn opt_in(&self, token: &Token, send_latest: bool) -> Result<OptIn, InfomailError> {
        let Some((row, list)) = self.opt_in_row(token).await? else {
            return Ok(OptIn::Gone);
        };
        if row.payload.is_none() {
            return Ok(OptIn::Subscribed(list));
        }
        let Some((subscriber, language, consent)) = self.wished(token, &row) else {
            return Ok(OptIn::Gone);
        };
        let new = self.new_subscription(&list, &subscriber, language, vec![consent])?;
        let key = new.key;
        let started = self.store.opt_in_confirm(token.hash(), new).await?;
        if started == Some(Started::New) {
            self.ring(Lane::Service);
            if let Some(latest) = list.latest_sent().filter(|_| send_latest) {
                self.request_issue(&list, latest.issue.number, key).await?;
            }
        }
        Ok(OptIn::Subscribed(list))
    }

    /// Which list a link of "this was not me" is about; nothing where there is nothing to refuse. Changes
    /// nothing.
    ///
    /// # Errors
    /// See [`InfomailError`].
    pub async fn opt_in_refusable(
        &self,
        token: &Token,
    ) -> Result<Option<(Arc<PublishedList>, Timestamp)>, InfomailError> {
        let row = self.store.opt_in_to_refuse(token.hash()).await?;
        let waits = row.filter(|row| row.payload.is_some() && row.expires > self.now());
        let Some(row) = waits else { return Ok(None) };
        let list = self.infomail_list(&row.list).await?;
        Ok(list.map(|list| (list, row.expires)))
    }

    /// Deletes a wish by the link in its mail. With `never_again` a keyed hash of the address is kept, so
    /// that this site never writes to it any more (REQ-8).
    ///
    /// # Errors
    /// When the store cannot be written; nothing happened then.
    pub async fn refuse_opt_in(
        &self,
        token: &Token,
        never_again: bool,
    ) -> Result<Refused, StoreError> {
        let deleted = self.store.opt_in_refuse(token.hash(), never_again).await?;
        Ok(if deleted {
            Refused::Deleted
        } else {
            Refused::Nothing
        })
    }

    async fn opt_in_row(
        &self,
        token: &Token,
    ) -> Result<Option<(OptInRow, Arc<PublishedList>)>, InfomailError> {
        let row = self.store.opt_in(token.hash()).await?;
        let Some(row) = row.filter(|row| row.expires > self.now()) else {
            return Ok(None);
        };
        let list = self.infomail_list(&row.list).await?;
        Ok(list.map(|list| (row, list)))
    }

    fn wished(
        &self,
        token: &Token,
        row: &OptInRow,
    ) -> Option<(Subscriber, Language, SubscriptionConsent)> {
        let wish = opened(token, row)?;
        let subscriber = Subscriber {
            address: EmailAddress::parse(&wish.address).ok()?,
            leave: Token::new(self.random.as_ref()),
        };
        let consent = SubscriptionConsent {
            purpose: Purpose::Infomail,
            wording: wish.wording,
            language: Language::parse(&wish.shown_in).ok()?,
            asked: wish.asked,
            confirmed: Day::of(self.now()).0,
            channel: "infomail-form".to_owned(),
            method: "mail-link".to_owned(),
        };
        Some((subscriber, Language::parse(&wish.language).ok()?, consent))
    }

    /// A subscription as it begins today, with the mail that welcomes it.
    pub(super) fn new_subscription(
        &self,
        list: &PublishedList,
        subscriber: &Subscriber,
        language: Language,
        consents: Vec<SubscriptionConsent>,
    ) -> Result<NewSubscription, InfomailError> {
        let (now, slug) = (self.now(), &list.list.slug);
        let ring = self.ring_of_addresses()?;
        let (sealed_by, sealed) = ring.seal(slug, subscriber, self.random.as_ref());
        let job = InfomailJob::Welcome {
            list: slug.to_string(),
            leave: subscriber.leave.reveal(),
        };
        // Random, so that the order of subscriptions tells nothing; above nought, and within the numbers
        // that every engine has.
        let key = u64::from_be_bytes(random_bytes(self.random.as_ref())) >> 2 | 1;
        Ok(NewSubscription {
            list: slug.clone(),
            key,
            hashes: ring.hashes(slug, &subscriber.address),
            infomail_suppression: self.infomail_suppression_key(&subscriber.address),
            sealed,
            sealed_by,
            leave_hash: subscriber.leave.hash(),
            day: Day::of(now).0,
            consents,
            signed: None,
            welcome: Some(self.infomail_delivery(job, (&subscriber.address, &language), now)),
            language,
        })
    }

    /// Puts an issue into the queue for one subscriber.
    pub(super) async fn request_issue(
        &self,
        list: &PublishedList,
        number: IssueNumber,
        subscription: u64,
    ) -> Result<bool, InfomailError> {
        let issue = (&list.list.slug, number.get());
        let asked = self
            .store
            .issue_request(issue, subscription, self.now())
            .await?;
        if asked {
            self.ring(Lane::Issue);
        }
        Ok(asked)
    }

    /// An address in a form, as the store may know it.
    pub(super) fn asker(
        &self,
        list: &PublishedList,
        address: &EmailAddress,
        now: Timestamp,
    ) -> Result<Asker, InfomailError> {
        let slug = &list.list.slug;
        Ok(Asker {
            hashes: self.ring_of_addresses()?.hashes(slug, address),
            suppression: self.suppression_key(address),
            infomail_suppression: self.infomail_suppression_key(address),
            caps: self.caps(address, &[b"infomail", slug.as_str().as_bytes()]),
            most_per_hour: self.settings.confirmations_per_hour,
            now,
        })
    }

    /// The mail to a subscriber who asks, with the hash of the link in it.
    pub(super) fn known_mail(
        &self,
        list: &PublishedList,
        to: (&EmailAddress, &Language),
        manage: &Token,
        now: Timestamp,
    ) -> (NewDelivery, NewSubscriptionAccess) {
        let job = InfomailJob::Known {
            list: list.list.slug.to_string(),
            manage: manage.reveal(),
        };
        let access = NewSubscriptionAccess {
            hash: manage.hash(),
            purpose: SubscriptionPurpose::Manage,
            expires: now + MANAGE,
        };
        (self.infomail_delivery(job, to, now), access)
    }

    pub(super) fn infomail_delivery(
        &self,
        job: InfomailJob,
        (address, language): (&EmailAddress, &Language),
        now: Timestamp,
    ) -> NewDelivery {
        let job = MailJob::Infomail(job);
        NewDelivery {
            id: self.new_delivery_id(now),
            lane: job.lane(),
            kind: job.kind().to_owned(),
            recipient: recipient(address),
            language: language.to_string(),
            fields: job.encode(),
            due: now,
            pending: None,
        }
    }

    /// Under which an address that complained of Infomail is found, whatever the list.
    pub(crate) fn infomail_suppression_key(&self, address: &EmailAddress) -> [u8; 32] {
        self.address_key("infomail-suppression", &address.similar_key(), &[])
    }

    pub(super) fn tell_of(&self, accepted: Accepted) {
        match accepted {
            Accepted::ConfirmMailed => self.ring(Lane::Confirmation),
            Accepted::KnownMailed => self.ring(Lane::Service),
            Accepted::Held { is_first } => self.tell_of_full_hour(is_first),
            Accepted::Capped | Accepted::Suppressed => {}
        }
    }
}

fn opened(token: &Token, row: &OptInRow) -> Option<Wish> {
    let sealed = row.payload.as_ref()?;
    let plain = token.key("opt-in").open(Sealed::Payload, sealed).ok()?;
    serde_json::from_slice(&plain).ok()
}
