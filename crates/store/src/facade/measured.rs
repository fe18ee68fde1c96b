//! What the engine measured, and what waits.

use jiff::Timestamp;

use super::{Result, Store};
use crate::LaneDepth;
use crate::measure::EngineReading;

impl Store {
    /// What the engine measured since it was opened, and how it stands now. Read from memory: waits for
    /// nobody, also while the engine can be neither read nor written.
    #[must_use]
    pub fn measured(&self) -> EngineReading {
        self.backend.measured()
    }

    /// How much waits in each lane, counted up to about `most` mails in each state, so that it costs the same
    /// however much waits. Of issues those copies are counted that were begun.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn outbox_glance(&self, now: Timestamp, most: u32) -> Result<Vec<LaneDepth>> {
        self.backend.outbox_glance(now, most).await
    }
}
