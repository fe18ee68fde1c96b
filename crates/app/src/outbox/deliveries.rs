//! The outbox as a source of mails: confirmations and service mails.

use async_trait::async_trait;
use domain::address::EmailAddress;
use domain::id::DeliveryId;
use domain::log::Day;
use jiff::Timestamp;
use mail::message::Message;
use store::{DeliveryRow, Lane, Settled, StoreError};

use super::{ComposeError, LEASE, MailSource, Outcome, Parcel, ParcelId, Settlement};
use crate::infomail::issues::LEAST_TO_NAME;
use crate::site::Site;

/// One lane of the outbox.
pub(super) struct Deliveries<'s> {
    site: &'s Site,
    lane: Lane,
}

impl Site {
    pub(super) const fn deliveries(&self, lane: Lane) -> Deliveries<'_> {
        Deliveries { site: self, lane }
    }
}

#[async_trait]
impl MailSource for Deliveries<'_> {
    type Mail = DeliveryRow;

    fn lane(&self) -> Lane {
        self.lane
    }

    async fn take(
        &self,
        most: usize,
        now: Timestamp,
    ) -> Result<Vec<Parcel<DeliveryRow>>, StoreError> {
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        let until = now + LEASE;
        let store = &self.site.store;
        let rows = store.deliveries_claim(self.lane, now, until, most).await?;
        Ok(rows.into_iter().map(|row| parcel(row, until)).collect())
    }

    async fn compose(&self, parcel: &Parcel<DeliveryRow>) -> Result<Message, ComposeError> {
        self.site.compose(&parcel.mail).await
    }

    async fn settle(&self, settled: &[Settlement], now: Timestamp) -> Result<(), StoreError> {
        let day = Day::of(now);
        if self.lane == Lane::Service {
            let sent = settled.iter().filter(|one| one.outcome == Outcome::Sent);
            let sent: Vec<_> = sent.map(|one| DeliveryId::from_bytes(one.id.0)).collect();
            if !sent.is_empty() {
                self.site.store.subscriptions_asked(sent, day.0).await?;
            }
        }
        let settled = settled.iter().map(|settled| {
            let as_stored = match settled.outcome {
                Outcome::Sent => Settled::Sent,
                Outcome::Later(due) => Settled::Later(due),
                Outcome::Back(ready) => Settled::Back(ready),
                Outcome::Dead(class) => Settled::Dead {
                    class: class.as_str(),
                    domain: (
                        self.site.domain_hash(&settled.domain),
                        settled.domain.clone(),
                    ),
                    day: day.0,
                },
            };
            (DeliveryId::from_bytes(settled.id.0), as_stored)
        });
        let store = &self.site.store;
        store
            .deliveries_settle(settled.collect(), LEAST_TO_NAME)
            .await
    }

    async fn recover(&self, _: Timestamp) -> Result<(), StoreError> {
        self.site.store.deliveries_release(self.lane).await?;
        Ok(())
    }
}

fn parcel(row: DeliveryRow, until: Timestamp) -> Parcel<DeliveryRow> {
    // An address that no longer parses is refused when its mail is composed.
    let domain = EmailAddress::parse(&row.recipient)
        .map(|address| address.domain().to_owned())
        .unwrap_or_default();
    Parcel {
        id: ParcelId(*row.id.as_bytes()),
        kind: row.kind.clone().into(),
        domain,
        attempts: row.attempts,
        until,
        mail: row,
    }
}
