//! The copies of issues as a source of mails.
//!
//! The store hands out a stretch of subscribers at a time and keeps one receipt for each (see
//! [`Store::issue_mails_take`](store::Store::issue_mails_take)). An issue is rendered once in each
//! language; a copy differs by the recipient, by the token that ends the subscription, and by its
//! `Message-ID`, which is the same each time the same copy is made (REQ-83).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::infomail::{IssueNumber, StopReason};
use domain::slug::Slug;
use jiff::Timestamp;
use mail::message::Message;
use mail::return_path::Kind;
use render::mail::MailText;
use render::mail::infomail::Issue as Template;
use store::{IssueFate, IssueMail, IssueOutcome, Lane, StoreError};

use super::address::{Subscriber, recipient};
use super::alias;
use super::issues::LEAST_TO_NAME;
use super::{InfomailError, PublishedList};
use crate::outbox::{ComposeError, Draft, LEASE, MailSource, Parcel, ParcelId, Settlement};
use crate::secret::Token;
use crate::site::Site;

/// How many stretches are looked through in one go for somebody who gets an issue.
const STRETCHES: u32 = 64;

/// Why an issue is paused, as one word: the key that its addresses are sealed under is not there.
const KEYS: &str = "keys";

/// The same: it cannot be read as it is stored.
const UNREADABLE: &str = "unreadable";

/// Issues kept rendered: some that are being sent, each in some languages.
const BODIES: usize = 64;

/// The copies of all issues that are being sent.
pub struct Issues<'s>(&'s Site);

/// A copy before it is composed. It holds an address: it has no `Debug`.
pub struct Copy {
    mail: IssueMail,
    subscriber: Subscriber,
}

/// An issue in one language, with a token in it that is nobody's.
struct Body {
    list: Arc<PublishedList>,
    template: Template,
    text: MailText,
}

/// Issues by list, number and language.
#[derive(Default)]
pub(crate) struct Bodies(Mutex<HashMap<(Slug, u32, String), Arc<Body>>>);

impl Bodies {
    fn get(&self, key: &(Slug, u32, String)) -> Option<Arc<Body>> {
        let bodies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bodies.get(key).map(Arc::clone)
    }

    fn keep(&self, key: (Slug, u32, String), body: &Arc<Body>) {
        let mut bodies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if bodies.len() >= BODIES {
            bodies.clear();
        }
        bodies.insert(key, Arc::clone(body));
    }
}

impl Site {
    /// The copies of all issues that are being sent, for the outbox.
    #[must_use]
    pub const fn issue_source(&self) -> Issues<'_> {
        Issues(self)
    }

    /// Under which a domain is counted: its name stands nowhere until it is one of many mails.
    pub(crate) fn domain_hash(&self, domain: &str) -> [u8; 32] {
        self.keys.site_hash("infomail-domain", &[domain.as_bytes()])
    }
}

#[async_trait]
impl MailSource for Issues<'_> {
    type Mail = Copy;

    fn lane(&self) -> Lane {
        Lane::Issue
    }

    async fn take(&self, most: usize, now: Timestamp) -> Result<Vec<Parcel<Copy>>, StoreError> {
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        let until = now + LEASE;
        for _ in 0..STRETCHES {
            let taken = self.0.store.issue_mails_take(now, until, most).await?;
            let more = taken.more;
            let copies = self.addressed(taken.mails).await?;
            if !copies.is_empty() || !more {
                let parcels = copies.into_iter().map(|copy| parcel(copy, until));
                return Ok(parcels.collect());
            }
        }
        self.0.ring(Lane::Issue);
        Ok(Vec::new())
    }

    async fn compose(&self, parcel: &Parcel<Copy>) -> Result<Message, ComposeError> {
        let Copy { mail, subscriber } = &parcel.mail;
        let body = self.body(mail).await?;
        let leave = subscriber.leave.reveal();
        let put = |text: &str| text.replace(&body.template.leave_token, &leave);
        let template = Template {
            leave_token: leave.clone(),
            ..body.template.clone()
        };
        let id = alias::outside(&self.0.keys, mail.id);
        let headers = self
            .0
            .list_headers(&body.list, &template, (Kind::Issue, id));
        let draft = Draft {
            lane: Lane::Issue,
            kind: Kind::Issue,
            id,
            recipient: &recipient(&subscriber.address),
            language: &template.language,
            text: MailText {
                subject: body.text.subject.clone(),
                text: put(&body.text.text),
                html: put(&body.text.html),
            },
            headers,
        };
        self.0.write_mail_apart(draft, self.0.now()).await
    }

    async fn settle(&self, settled: &[Settlement], now: Timestamp) -> Result<(), StoreError> {
        self.0.settle_copies(settled, now).await
    }

    async fn recover(&self, now: Timestamp) -> Result<(), StoreError> {
        self.0.store.issue_mails_recover(now).await
    }
}

impl Issues<'_> {
    /// Opens the addresses, and leaves out whoever wants no mail any more: their subscriptions end.
    async fn addressed(&self, mails: Vec<IssueMail>) -> Result<Vec<Copy>, StoreError> {
        let mut copies = Vec::with_capacity(mails.len());
        let mut dropped = Vec::new();
        for mail in mails {
            self.0.infomail.watches.note(&mail);
            match self.0.opened(&mail.list, (mail.sealed_by, &mail.sealed)) {
                Ok(subscriber) => copies.push(Copy { mail, subscriber }),
                Err(InfomailError::Sealed(_)) => dropped.push(mail.id),
                Err(error) => self.stop(&mail, KEYS, &error).await?,
            }
        }
        let keys = copies.iter().map(|copy| {
            let address = &copy.subscriber.address;
            let infomail = self.0.infomail_suppression_key(address);
            (self.0.suppression_key(address), infomail)
        });
        let suppressed = self.0.store.infomail_suppressed(keys.collect()).await?;
        let mut wanted = Vec::with_capacity(copies.len());
        for (copy, suppressed) in copies.into_iter().zip(suppressed) {
            if suppressed {
                let key = copy.mail.id.subscription();
                let store = &self.0.store;
                store
                    .subscription_stop(key, StopReason::Never, None)
                    .await?;
                dropped.push(copy.mail.id);
            } else {
                wanted.push(copy);
            }
        }
        if !dropped.is_empty() {
            let dead = dropped.into_iter().map(|id| IssueOutcome {
                id,
                fate: IssueFate::Dead,
                domain: None,
            });
            let store = &self.0.store;
            store
                .issue_mails_settle(dead.collect(), LEAST_TO_NAME)
                .await?;
        }
        Ok(wanted)
    }

    /// Pauses an issue whose copies cannot be made, for a reason of ours: nobody shall lose it over that.
    /// What was taken waits for another try.
    async fn stop(
        &self,
        mail: &IssueMail,
        why: &str,
        error: &InfomailError,
    ) -> Result<(), StoreError> {
        let Some(number) = IssueNumber::new(mail.number) else {
            return Ok(());
        };
        match self.0.issue_pause(&mail.list, number, why).await {
            Ok(super::issues::IssueMoved::Done(_)) => {
                let error = error as &dyn std::error::Error;
                tracing::error!(
                    error,
                    list = %mail.list,
                    %number,
                    help = "publish the folder of the list again, then `undersigned infomail resume`",
                    "an issue was paused"
                );
                Ok(())
            }
            Err(InfomailError::Store(error)) => Err(error),
            _ => Ok(()),
        }
    }

    /// An issue that is being sent appeared and never changes, so the fault is ours or that of its folder.
    async fn unreadable(&self, mail: &IssueMail) -> ComposeError {
        let error = InfomailError::Folder(mail.list.clone());
        match self.stop(mail, UNREADABLE, &error).await {
            Ok(()) => error.into(),
            Err(error) => InfomailError::Store(error).into(),
        }
    }

    async fn body(&self, mail: &IssueMail) -> Result<Arc<Body>, ComposeError> {
        let key = (
            mail.list.clone(),
            mail.number,
            mail.language.as_str().to_owned(),
        );
        if let Some(body) = self.0.infomail.bodies.get(&key) {
            return Ok(body);
        }
        let number = IssueNumber::new(mail.number).ok_or(ComposeError::Malformed)?;
        let Some(list) = self.0.list_with(&mail.list, number).await? else {
            return Err(self.unreadable(mail).await);
        };
        let issue = list.archived(number).map(|published| &published.issue);
        let text = issue.and_then(|issue| issue.text_for(&mail.language, &list.list));
        let Some((issue, text)) = issue.zip(text) else {
            return Err(self.unreadable(mail).await);
        };
        let mut template = self.0.issue_mail(&list, (issue, text)).await?;
        template.leave_token = Token::new(self.0.random.as_ref()).reveal();
        let body = Arc::new(Body {
            text: template.render(),
            template,
            list,
        });
        self.0.infomail.bodies.keep(key, &body);
        Ok(body)
    }
}

fn parcel(copy: Copy, until: Timestamp) -> Parcel<Copy> {
    Parcel {
        id: ParcelId(copy.mail.id.to_bytes()),
        kind: "issue".into(),
        domain: copy.subscriber.address.domain().to_owned(),
        attempts: copy.mail.attempts,
        until,
        mail: copy,
    }
}
