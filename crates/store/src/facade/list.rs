//! The public list and the count.

use std::sync::Arc;

use domain::id::DeclarationId;

use super::{Result, Store};
use crate::{Counter, Moment, SignatoryPage, SignatoryQuery};

impl Store {
    /// The count, by bucket and listing; it costs the same for ten signatures and ten million.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn counters(&self, id: DeclarationId) -> Result<Vec<Counter>> {
        self.backend.counters(id).await
    }

    /// The count with the head of the log that it belongs to, both of one moment.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn moment(&self, id: DeclarationId) -> Result<Option<Moment>> {
        self.backend.moment(id).await
    }

    /// A page of the public list. With a prefix each signatory stands once, at the first of their
    /// words that begins so.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn signatories(&self, query: SignatoryQuery) -> Result<SignatoryPage> {
        self.backend.signatories(query).await
    }

    /// Public openings by leaf, from `start` up to, not including, `end`.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn openings(
        &self,
        id: DeclarationId,
        start: u64,
        end: u64,
    ) -> Result<Vec<(u64, Vec<u8>)>> {
        self.backend.openings(id, start, end).await
    }

    /// Replaces collation keys of one locale, as a new version of the collation data asks for.
    /// Leaves that are not on the list, any more or yet, are left out. Given in portions, the list
    /// is readable all the while.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn sort_keys_replace(
        &self,
        id: DeclarationId,
        locale: &str,
        keys: Vec<(u64, Vec<u8>)>,
    ) -> Result<()> {
        let (backend, locale) = (Arc::clone(&self.backend), locale.to_owned());
        self.telling(Some(id), async move {
            backend.sort_keys_replace(id, locale, keys).await
        })
        .await
    }
}
