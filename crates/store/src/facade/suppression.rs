//! Addresses that want no mail, as keyed hashes.

use jiff::Timestamp;

use super::{Result, Store};
use crate::Erasure;

impl Store {
    /// Puts an address on the list of those that get no mail, and erases what waits for it:
    /// unconfirmed signatures and wishes to subscribe, with their mails. Doing it twice does what doing it once does.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn suppress(&self, key: [u8; 32]) -> Result<()> {
        let acts = vec![Erasure::Suppressed { key }];
        self.noted(acts, self.backend.suppress(key), |()| true)
            .await
    }

    /// Takes an address off the list, and its key for Infomail off the list of those that complained;
    /// answers whether it was on either.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn suppression_lift(&self, key: [u8; 32], infomail: [u8; 32]) -> Result<bool> {
        let acts = vec![Erasure::Lifted { key, infomail }];
        let lift = self.backend.suppression_lift(key, infomail);
        self.noted(acts, lift, |lifted| *lifted).await
    }

    /// Whether an address wants no mail.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn is_suppressed(&self, key: [u8; 32]) -> Result<bool> {
        self.backend.is_suppressed(key).await
    }

    /// How many mails have their place in the hour of a moment and in each later one, by the beginning
    /// of the hour, the nearest first. Hours without mails are left out.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn mails_by_hour(&self, now: Timestamp) -> Result<Vec<(Timestamp, u64)>> {
        self.backend.mails_by_hour(now).await
    }
}
