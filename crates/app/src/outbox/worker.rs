//! The lanes at work, and what an operator can do to them.

use std::time::Duration;

use jiff::SignedDuration;
use store::{Duty, Lane, Sole, StoreError};
use tokio::sync::watch;

use super::dispatch::Dispatch;
use super::{Lanes, MailSource};
use crate::site::Site;

/// How long a process that sends nothing, because another one does, waits before it asks again; and how
/// often the one that sends asks whether it still is the one.
const STANDBY: Duration = Duration::from_secs(1);

/// How long mails that were given up are listed by day and domain. Their number stays.
pub(crate) const DEAD_LETTERS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

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

impl std::ops::AddAssign for Drained {
    fn add_assign(&mut self, more: Self) {
        self.sent += more.sent;
        self.later += more.later;
        self.given_up += more.given_up;
    }
}

impl Site {
    /// The same site with other limits for its lanes.
    #[must_use]
    pub fn with_lanes(mut self, lanes: Lanes) -> Self {
        self.lanes = lanes;
        self
    }

    /// Sends mails until told to stop, each lane by itself. Of several processes on one store one
    /// sends, and another takes over when it is gone, within a second or two.
    ///
    /// A process that dies leaves mails in its hands. Whoever sends next is alone and knows that the
    /// hands are dead, so it takes those mails at once and does not wait for their leases. One that lost
    /// the right, since the database was away, lets what flies land and stands in line again.
    pub async fn run_outbox(&self, mut stop: watch::Receiver<bool>) {
        while let Some(alone) = self.alone(&mut stop).await {
            let (end, ended) = watch::channel(false);
            tokio::join!(self.run_lanes(ended), until_over(alone, end, stop.clone()));
        }
    }

    async fn run_lanes(&self, stop: watch::Receiver<bool>) {
        let (confirmations, services) = (
            self.deliveries(Lane::Confirmation),
            self.deliveries(Lane::Service),
        );
        let issues = self.issue_source();
        tokio::join!(
            self.run_source(&confirmations, stop.clone()),
            self.run_source(&services, stop.clone()),
            self.run_source(&issues, stop.clone()),
        );
    }

    /// Sends everything that is due now, as far as the limits of the lanes allow.
    ///
    /// # Errors
    /// When the store cannot be used; what was claimed comes back after its lease.
    pub async fn drain_outbox(&self) -> Result<Drained, StoreError> {
        let mut drained = self
            .drain_lane(&self.deliveries(Lane::Confirmation))
            .await?;
        drained += self.drain_lane(&self.deliveries(Lane::Service)).await?;
        drained += self.drain_lane(&self.issue_source()).await?;
        Ok(drained)
    }

    /// Sends what is due now from one source, as far as the limits of its lane allow.
    ///
    /// # Errors
    /// When the store cannot be used; what was taken comes back after its lease.
    pub async fn drain_lane(&self, source: &impl MailSource) -> Result<Drained, StoreError> {
        Dispatch::new(self, source).drain().await
    }

    /// Stops a lane, until it is resumed, over restarts and for every process. What is already in
    /// memory still leaves: some dozen mails.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn pause_lane(&self, lane: Lane) -> Result<(), StoreError> {
        self.store.setting_put(&pause_key(lane), b"paused").await
    }

    /// Lets a lane go on.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn resume_lane(&self, lane: Lane) -> Result<(), StoreError> {
        self.store.setting_put(&pause_key(lane), b"").await?;
        self.ring(lane);
        Ok(())
    }

    /// Whether a lane was stopped by an operator.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn lane_is_paused(&self, lane: Lane) -> Result<bool, StoreError> {
        let value = self.store.setting(&pause_key(lane)).await?;
        Ok(value.is_some_and(|value| !value.is_empty()))
    }

    /// Makes mails that failed and wait for their next try due now; answers how many.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn retry_mail(&self, lane: Lane) -> Result<u64, StoreError> {
        let hurried = self.store.deliveries_hurry(lane, self.now()).await?;
        self.ring(lane);
        Ok(hurried)
    }

    /// Wakes the worker of a lane, so that it need not wait for its next round.
    pub(crate) fn ring(&self, lane: Lane) {
        self.bells.of(lane).notify_one();
    }

    /// Sends from one source until told to stop. To be called by the one process that sends.
    pub async fn run_source(&self, source: &impl MailSource, stop: watch::Receiver<bool>) {
        if let Err(error) = source.recover(self.now()).await {
            // They come back after their leases.
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "mails of a sender that died were not released");
        }
        let bell = self.bells.of(source.lane());
        Dispatch::new(self, source).run(bell, stop).await;
    }

    /// Waits until no other process sends from this store; nothing when told to stop before.
    async fn alone(&self, stop: &mut watch::Receiver<bool>) -> Option<Sole> {
        let mut is_told = false;
        while !*stop.borrow() {
            match self.store.sole(Duty::Sending).await {
                Ok(Some(alone)) => return Some(alone),
                Ok(None) if is_told => {}
                Ok(None) => {
                    tracing::info!("another process sends the mails of this site");
                    is_told = true;
                }
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(error, "mails cannot be sent");
                }
            }
            tokio::select! {
                () = tokio::time::sleep(STANDBY) => {}
                _ = stop.wait_for(|stop| *stop) => return None,
            }
        }
        None
    }
}

/// Says that it is over when the process is told to stop, or the right is no longer its own.
async fn until_over(alone: Sole, end: watch::Sender<bool>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(STANDBY) => {}
            _ = stop.wait_for(|stop| *stop) => break,
        }
        if !alone.is_held().await {
            tracing::warn!("the right to send mails was lost with the connection");
            break;
        }
    }
    end.send_replace(true);
    // The right lasts until what flies has landed.
    end.closed().await;
}

fn pause_key(lane: Lane) -> String {
    format!("mail-lane-{}", lane.as_str())
}
