//! What only those ask who look whether a store is well.

use jiff::Timestamp;

use super::{Result, Store};
use crate::Indexed;

impl Store {
    /// Looks whether every index leads to the rows it is about, as far as
    /// [`integrity_check`](Self::integrity_check) does not see it. Takes as long as reading them; nobody
    /// waits meanwhile.
    ///
    /// # Errors
    /// `Corrupt` with what it found first.
    pub async fn index_check(&self) -> Result<Indexed> {
        self.backend.index_check().await
    }

    /// What the clock of the engine's own machine says, where that is another one.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn server_time(&self) -> Result<Option<Timestamp>> {
        self.backend.server_time().await
    }
}
