//! The worker that empties the outbox.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::{DeliveryRow, StoreError};
use tokio::sync::watch;

use super::{ComposeError, SendError};
use crate::site::Site;

/// How many deliveries are claimed at once: a stalled server holds each for the 30 seconds of the
/// transport, and all of them must fit into the lease.
const CLAIM: u32 = 3;

/// How long a claim holds. A worker that died is forgotten after this; a mail server may stall for
/// the patience of the transport, and then some.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// Minutes until the next try, by the number of tries so far. After the last the mail is given up:
/// the signer was told on the page that they can ask again.
pub const RETRIES: [i64; 8] = [1, 2, 5, 15, 60, 180, 360, 720];

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drained {
    /// Handed to the transport.
    pub sent: u32,
    /// To be tried again.
    pub later: u32,
    /// Given up for good.
    pub given_up: u32,
}

enum Outcome {
    Sent,
    Later,
    GivenUp,
}

impl Site {
    /// Works until told to stop: whenever a mail was queued, and every five seconds for those whose
    /// time has come again.
    pub async fn run_outbox(&self, mut stop: watch::Receiver<bool>) {
        loop {
            if let Err(error) = self.drain_outbox().await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the outbox cannot be read"
                );
            }
            tokio::select! {
                () = self.outbox_bell.notified() => {}
                () = tokio::time::sleep(Duration::from_secs(5)) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Sends everything that is due now.
    ///
    /// # Errors
    /// When the store cannot be used; what was claimed comes back after its lease.
    #[tracing::instrument(name = "life.4_mail", skip_all)]
    pub async fn drain_outbox(&self) -> Result<Drained, StoreError> {
        let mut drained = Drained::default();
        loop {
            let now = self.clock.now();
            let claimed = self.store.deliveries_claim(now, now + LEASE, CLAIM).await?;
            if claimed.is_empty() {
                return Ok(drained);
            }
            for row in claimed {
                match self.deliver(&row).await? {
                    Outcome::Sent => drained.sent += 1,
                    Outcome::Later => drained.later += 1,
                    Outcome::GivenUp => drained.given_up += 1,
                }
            }
        }
    }

    /// Dying before the mail server answers leaves the row, and the mail is sent again after its
    /// lease. Dying between the answer and the deletion sends it twice. Nothing loses it.
    async fn deliver(&self, row: &DeliveryRow) -> Result<Outcome, StoreError> {
        let outcome = match self.compose(row).await {
            Ok(message) => {
                self.mail
                    .send(message.envelope(), &message.formatted())
                    .await
            }
            Err(error @ ComposeError::Load(_)) => Err(SendError::Transient(Box::new(error))),
            Err(error) => Err(SendError::Permanent(Box::new(error))),
        };
        match outcome {
            Ok(()) => {
                self.store.delivery_done(row.id).await?;
                Ok(Outcome::Sent)
            }
            Err(SendError::Transient(_)) if self.next_try(row).is_some() => {
                let due = self.next_try(row).unwrap_or(Timestamp::MAX);
                tracing::info!(kind = %row.kind, attempts = row.attempts, "a mail is tried again later");
                self.store.delivery_retry(row.id, due).await?;
                Ok(Outcome::Later)
            }
            Err(error) => {
                // The reason may quote the address back (servers do), so only its class is logged.
                let permanent = matches!(error, SendError::Permanent(_));
                tracing::warn!(kind = %row.kind, permanent, "a mail was given up");
                self.store.delivery_give_up(row.id).await?;
                Ok(Outcome::GivenUp)
            }
        }
    }

    fn next_try(&self, row: &DeliveryRow) -> Option<Timestamp> {
        let minutes = RETRIES.get(usize::try_from(row.attempts).ok()?)?;
        Some(self.clock.now() + SignedDuration::from_mins(*minutes))
    }
}
