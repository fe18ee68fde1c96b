//! What a clock that ran ahead has left behind.

use jiff::Timestamp;

use super::{Result, Store};
use crate::Reach;

impl Store {
    /// Takes back what lies further ahead of the clock than it may, after the clock was set back: mails
    /// are due at once, and what is to expire does so after `longest`. Mails that caps count as of the
    /// future count as of now, and hours of the future are free. Answers how many rows changed; where the
    /// clock was never ahead, none.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn dates_take_back(&self, now: Timestamp, reach: Reach) -> Result<u64> {
        self.backend.dates_take_back(now, reach).await
    }
}
