//! Mails that wait in memory and are composed as ours are: for measuring what composing, signing and
//! sending take without a database.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use app::outbox::{
    ComposeError, Draft, LEASE, Lane, MailSource, Outcome, Parcel, ParcelId, Settlement,
};
use app::site::Site;
use jiff::Timestamp;
use mail::message::Message;
use mail::return_path::Kind;
use render::mail::MailText;
use store::StoreError;

/// So many mails to different people, each different.
pub struct Pile<'s> {
    site: &'s Site,
    waiting: Mutex<u32>,
    /// How many were sent.
    pub sent: AtomicU64,
    text: MailText,
}

impl<'s> Pile<'s> {
    /// A pile of mails of about five kilobytes when they are signed.
    pub fn of(site: &'s Site, mails: u32) -> Self {
        let line = "The line runs every night, and those who work at night depend on it. ";
        let paragraphs = line.repeat(22);
        Self {
            site,
            waiting: Mutex::new(mails),
            sent: AtomicU64::new(0),
            text: MailText {
                subject: "Infomail 7: what the council said".into(),
                html: format!("<p>{paragraphs}</p>"),
                text: paragraphs,
            },
        }
    }
}

#[async_trait::async_trait]
impl MailSource for Pile<'_> {
    type Mail = ();

    fn lane(&self) -> Lane {
        Lane::Issue
    }

    async fn take(&self, most: usize, now: Timestamp) -> Result<Vec<Parcel<()>>, StoreError> {
        let mut waiting = self
            .waiting
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let taken = u32::try_from(most).unwrap_or(u32::MAX).min(*waiting);
        *waiting -= taken;
        let parcel = |number: u32| {
            let mut id = [0; 16];
            id[12..].copy_from_slice(&number.to_be_bytes());
            Parcel {
                id: ParcelId(id),
                kind: "issue".into(),
                domain: "example.org".into(),
                attempts: 0,
                until: now + LEASE,
                mail: (),
            }
        };
        Ok((*waiting..*waiting + taken).map(parcel).collect())
    }

    async fn compose(&self, parcel: &Parcel<()>) -> Result<Message, ComposeError> {
        let draft = Draft {
            lane: Lane::Issue,
            kind: Kind::Issue,
            id: parcel.id.0,
            recipient: &format!("{:08x}@example.org", u128::from_be_bytes(parcel.id.0)),
            language: "en",
            text: self.text.clone(),
            headers: vec![(
                "List-Id",
                "Night bus <night-bus.letters.example.org>".into(),
            )],
        };
        self.site.write_mail_apart(draft, self.site.now()).await
    }

    async fn settle(&self, settled: &[Settlement], _: Timestamp) -> Result<(), StoreError> {
        let sent = settled.iter().filter(|it| it.outcome == Outcome::Sent);
        self.sent.fetch_add(sent.count() as u64, Ordering::SeqCst);
        Ok(())
    }

    async fn recover(&self, _: Timestamp) -> Result<(), StoreError> {
        Ok(())
    }
}
