//! Declarations and what they published.

use std::sync::Arc;

use domain::id::DeclarationId;
use domain::slug::Slug;
use domain::text::TextDigest;

use super::{Result, Store};
use crate::{
    DeclarationRow, FigureRow, FileTimes, FolderFile, NewDeclaration, RaisingRow, RevisionRow,
};

impl Store {
    /// Begins a declaration with an empty log and its first checkpoint.
    ///
    /// # Errors
    /// `Conflict` when identifier, slug or origin are taken.
    pub async fn declaration_create(&self, new: NewDeclaration) -> Result<()> {
        let backend = Arc::clone(&self.backend);
        self.telling(Some(new.id), async move {
            backend.declaration_create(new).await
        })
        .await
    }

    /// All declarations, in the order in which they began. One whose log was signed elsewhere and is
    /// still being written, so that it has no checkpoint yet, is left out.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn declarations(&self) -> Result<Vec<DeclarationRow>> {
        self.backend.declarations().await
    }

    /// The declaration with this slug, also while its log is still being written.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn declaration_by_slug(&self, slug: &Slug) -> Result<Option<DeclarationRow>> {
        self.backend.declaration_by_slug(slug.clone()).await
    }

    /// The folder as it was last published, by path.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn folder(&self, id: DeclarationId) -> Result<Vec<FolderFile>> {
        self.backend.folder(id).await
    }

    /// When each file of the folder came and when it changed, by path.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn folder_times(&self, id: DeclarationId) -> Result<Vec<FileTimes>> {
        self.backend.folder_times(id).await
    }

    /// All revisions, in the order of the log.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn revisions(&self, id: DeclarationId) -> Result<Vec<RevisionRow>> {
        self.backend.revisions(id).await
    }

    /// The revision with this text; the earliest, should a text have been published twice.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn revision_text(
        &self,
        id: DeclarationId,
        digest: TextDigest,
    ) -> Result<Option<RevisionRow>> {
        self.backend.revision_text(id, digest).await
    }

    /// The canonical record of the figure with this digest.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn figure_record(
        &self,
        id: DeclarationId,
        digest: [u8; 32],
    ) -> Result<Option<String>> {
        self.backend.figure_record(id, digest).await
    }

    /// All figures in the log, in its order.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn figure_records(&self, id: DeclarationId) -> Result<Vec<FigureRow>> {
        self.backend.figure_records(id).await
    }

    /// The canonical record of the raising with this digest.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn raising_record(
        &self,
        id: DeclarationId,
        digest: [u8; 32],
    ) -> Result<Option<String>> {
        self.backend.raising_record(id, digest).await
    }

    /// All raisings in the log, in its order.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn raising_records(&self, id: DeclarationId) -> Result<Vec<RaisingRow>> {
        self.backend.raising_records(id).await
    }
}
