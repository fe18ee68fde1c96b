//! Signatures in the log.

use domain::id::DeclarationId;

use super::{Result, Store};
use crate::gate::Step;
use crate::{AccessRow, ConsentRow, Erasure, NewAccess, Relisting, SealedContact, SignatureRow};

impl Store {
    /// The signature at a leaf.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn signature(&self, id: DeclarationId, leaf: u64) -> Result<Option<SignatureRow>> {
        self.backend.signature(id, leaf).await
    }

    /// Gives the signature that counts under a tag one more link, and answers its leaf; nothing where
    /// nobody has signed with it. Doing it again with the same link changes nothing.
    ///
    /// # Errors
    /// `Conflict` when there is no such declaration; see [`StoreError`](crate::StoreError).
    pub async fn link_signed(
        &self,
        id: DeclarationId,
        tag: [u8; 32],
        link: NewAccess,
    ) -> Result<Option<u64>> {
        self.backend.link_signed(id, tag, link).await
    }

    /// Where a link leads, by the hash of its token.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn access(&self, hash: [u8; 32]) -> Result<Option<AccessRow>> {
        self.backend.access(hash).await
    }

    /// Changes how a signature is listed: listing, counters, public rows and consent in one
    /// transaction. Answers `false`, with nothing changed, when the signature does not count any
    /// more or is not listed as believed.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn relist(&self, relisting: Relisting) -> Result<bool> {
        let acts = match self.journal {
            Some(_) => {
                self.signature_name(relisting.declaration, relisting.leaf)
                    .await?
            }
            None => None,
        };
        let listing = relisting.to;
        let acts = acts.map(|signature| Erasure::Listed { signature, listing });
        let store = self.clone();
        self.telling(Some(relisting.declaration), async move {
            let relist = store.backend.relist(relisting);
            let relist = store.gate.pass(Step::Relist, relist);
            let acts = acts.into_iter().collect();
            store.noted(acts, relist, |done| *done).await
        })
        .await
    }

    /// The consent ledger of a signature, in the order in which it was written.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn consents(&self, id: DeclarationId, leaf: u64) -> Result<Vec<ConsentRow>> {
        self.backend.consents(id, leaf).await
    }

    /// All sealed contacts of a declaration with the leaves of their signatures.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn contacts(&self, id: DeclarationId) -> Result<Vec<(u64, SealedContact)>> {
        self.backend.contacts(id).await
    }
}
