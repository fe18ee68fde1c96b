//! Taking a database out of service, and back.

use super::{Result, Store};
use crate::Service;

/// The key among the settings under which it is said. It is of the database and not of its content:
/// copies go without it.
pub(crate) const OUT_OF_SERVICE: &str = "out-of-service";

impl Store {
    /// Whether the database is in service. Whoever opens one to work with it asks this first.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn service(&self) -> Result<Service> {
        let mark = self.setting(OUT_OF_SERVICE).await?;
        Ok(Service::of(mark.as_deref()))
    }

    /// Takes the database out of service, because it goes to another place. From then on every write is
    /// refused by the engine, whichever process it comes from and whenever that began, so that what was
    /// acknowledged before is all there will be. What is under way is waited for.
    ///
    /// # Errors
    /// `Unavailable` while somebody holds what is needed; see [`StoreError`](crate::StoreError).
    pub async fn retire(&self, to: &str) -> Result<()> {
        let to = to.to_owned();
        self.backend.service_set(Service::Retired { to }).await
    }

    /// Says of a database that holds nothing, or an unfinished copy, that it is to hold a copy.
    ///
    /// # Errors
    /// `Conflict` when it holds something else; see [`StoreError`](crate::StoreError).
    pub async fn expect_copy(&self, from: &str) -> Result<()> {
        let from = from.to_owned();
        self.backend.service_set(Service::Unfinished { from }).await
    }

    /// Puts the database into service, whatever it was.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn reinstate(&self) -> Result<()> {
        self.backend.service_set(Service::In).await
    }
}
