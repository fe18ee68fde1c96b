//! Cosignatures under our checkpoints, and the memory of a witness.

use domain::id::DeclarationId;

use super::{Result, Store};
use crate::gate::Step;
use crate::{CheckpointRow, CosignatureRow, WitnessedRow};

impl Store {
    /// Keeps what witnesses signed under the checkpoint of a size. A witness that signed it before
    /// has its line replaced: times move on, and the newest is the one that was asked for. Answers
    /// `false`, and keeps nothing, when the history has no checkpoint of this size.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn cosign(
        &self,
        id: DeclarationId,
        size: u64,
        rows: Vec<CosignatureRow>,
    ) -> Result<bool> {
        let store = self.clone();
        self.telling(Some(id), async move {
            let cosign = store.backend.cosign(id, size, rows);
            store.gate.pass(Step::Cosign, cosign).await
        })
        .await
    }

    /// What witnesses signed under the checkpoint of a size, by witness.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn cosignatures(&self, id: DeclarationId, size: u64) -> Result<Vec<CosignatureRow>> {
        let within = self.backend.cosignatures(id, size, size).await?;
        Ok(within.into_iter().map(|(_, row)| row).collect())
    }

    /// What witnesses signed under the checkpoints of sizes from `least` to `most`, both included,
    /// by size and witness.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn cosignatures_within(
        &self,
        id: DeclarationId,
        least: u64,
        most: u64,
    ) -> Result<Vec<(u64, CosignatureRow)>> {
        self.backend.cosignatures(id, least, most).await
    }

    /// The checkpoint of a size, or the newest, with what witnesses signed under it, by witness: what
    /// is served, in one read.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn checkpoint_with_cosignatures(
        &self,
        id: DeclarationId,
        size: Option<u64>,
    ) -> Result<Option<(CheckpointRow, Vec<CosignatureRow>)>> {
        self.backend.checkpoint_with_cosignatures(id, size).await
    }

    /// Checkpoints that any witness signed, with what was signed, the newest first: at most so many,
    /// and with `before` only of smaller sizes.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn cosigned(
        &self,
        id: DeclarationId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<(CheckpointRow, Vec<CosignatureRow>)>> {
        self.backend.cosigned(id, before, most).await
    }

    /// The size of the newest checkpoint that this witness signed, if any.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn cosigned_by(&self, id: DeclarationId, witness: &str) -> Result<Option<u64>> {
        self.backend.cosigned_by(id, witness.to_owned()).await
    }

    /// As a witness: the newest checkpoint of a log that was signed here.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn witnessed(&self, origin: &str) -> Result<Option<WitnessedRow>> {
        self.gate
            .pass(Step::Witnessed, self.backend.witnessed(origin.to_owned()))
            .await
    }

    /// As a witness: remembers a checkpoint, if what is remembered still has the size `expected`
    /// (nothing: if nothing is remembered). On disk when it answers `true`. Answers `false`, and
    /// changes nothing, when another request was faster, and for a step that no witness takes: to a
    /// smaller size, or to another root of the same size.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn witness_advance(
        &self,
        origin: &str,
        expected: Option<u64>,
        row: WitnessedRow,
    ) -> Result<bool> {
        let advance = self
            .backend
            .witness_advance(origin.to_owned(), expected, row);
        self.gate.pass(Step::WitnessAdvance, advance).await
    }
}
