//! What is deleted because its time has come (REQ-10).

use std::time::Duration;

use jiff::SignedDuration;
use store::StoreError;
use tokio::sync::watch;

use crate::site::Site;

/// How many expired rows one transaction deletes, so that no signature waits behind a large one.
const PORTION: u32 = 500;

/// How long counters of mails per address are kept.
const CAPS_KEPT: SignedDuration = SignedDuration::from_hours(24);

impl Site {
    /// Deletes pending signatures that were never confirmed, receipts' stubs of those that were, and
    /// mail counters and expired links, then overwrites what the engine still holds of them beside its
    /// data. Answers how many pending rows went. Repeating it is harmless.
    ///
    /// # Errors
    /// When the store cannot be used; what was deleted stays deleted.
    pub async fn clean_up(&self) -> Result<u64, StoreError> {
        let now = self.clock.now();
        let mut deleted = 0;
        loop {
            let portion = self.store.pending_expire(now, PORTION).await?;
            deleted += u64::from(portion);
            if portion < PORTION {
                break;
            }
        }
        self.store.caps_expire(now - CAPS_KEPT).await?;
        self.store.access_expire(now).await?;
        self.store.settle().await?;
        Ok(deleted)
    }

    /// Cleans up every ten minutes until told to stop.
    pub async fn run_housekeeping(&self, mut stop: watch::Receiver<bool>) {
        loop {
            match self.clean_up().await {
                Ok(0) => {}
                Ok(deleted) => tracing::info!(deleted, "expired pending signatures were deleted"),
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "cleaning up failed"
                    );
                }
            }
            tokio::select! {
                () = tokio::time::sleep(Duration::from_secs(600)) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }
}
