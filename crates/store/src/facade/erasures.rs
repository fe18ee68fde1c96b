//! Writing down outside of the database what is erased in it, and erasing it again.

use std::sync::Arc;

use domain::id::DeclarationId;
use sha2::{Digest, Sha256};

use super::{Result, Store};
use crate::{Batch, Erasure, ErasureJournal, SignatureName, StoreError};

impl Store {
    /// This store with a journal: from now on it notes every act that erases before it does it.
    #[must_use]
    pub fn with_journal(self, journal: Arc<dyn ErasureJournal>) -> Self {
        let journal = Some(journal);
        Self { journal, ..self }
    }

    /// This store without one, for whoever does again what a journal says.
    #[must_use]
    pub fn without_journal(&self) -> Self {
        Self {
            journal: None,
            ..self.clone()
        }
    }

    /// The name of a signature; nothing where the log does not reach to that leaf.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn signature_name(
        &self,
        declaration: DeclarationId,
        leaf: u64,
    ) -> Result<Option<SignatureName>> {
        let end = leaf.saturating_add(1);
        let entries = self.backend.log_entries(declaration, leaf, end).await?;
        Ok(entries.first().map(|entry| SignatureName {
            declaration,
            leaf,
            entry: tlog::Hash::leaf(entry).0,
        }))
    }

    /// Erases what is personal of a signature whose departure is not in the log that was brought back:
    /// record, public rows, consents and sealed contacts go, and the tag becomes one that no address
    /// has. It is counted on, as the log says, until its departure is in the log. Answers whether it
    /// counts; where it has left, or the log has another entry there, nothing is changed.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn signature_forget(&self, name: SignatureName) -> Result<bool> {
        let (id, leaf) = (name.declaration, name.leaf);
        if self.signature_name(id, leaf).await? != Some(name) {
            return Ok(false);
        }
        let mut tag = Sha256::new_with_prefix(b"undersigned/v1/erased-tag\0");
        tag.update(name.entry);
        let tag: [u8; 32] = tag.finalize().into();
        let backend = Arc::clone(&self.backend);
        self.telling(Some(id), async move {
            backend.signature_forget(id, leaf, tag).await
        })
        .await
    }

    /// Notes acts, does the work, and says that it was done; takes the note back where it is known that
    /// nothing was: the work failed for sure, or answers that there was nothing to do. Where nobody knows,
    /// neither is said.
    ///
    /// If whoever asked goes away meanwhile, the note stands, as after a crash.
    pub(super) async fn noted<T>(
        &self,
        acts: Vec<Erasure>,
        work: impl Future<Output = Result<T>>,
        is_done: impl FnOnce(&T) -> bool,
    ) -> Result<T> {
        let Some(journal) = self.journal.as_ref().filter(|_| !acts.is_empty()) else {
            return work.await;
        };
        let (first, number) = (journal.note(&acts).await?, acts.len() as u64);
        let outcome = work.await;
        match &outcome {
            Ok(answer) if is_done(answer) => {
                journal.done(&self.without_journal(), first, number).await;
            }
            Err(StoreError::Uncertain { .. }) => {}
            Ok(_) | Err(_) => journal.take_back(first, number).await,
        }
        outcome
    }

    /// What a batch erases.
    pub(super) async fn acts_of(&self, batch: &Batch) -> Result<Vec<Erasure>> {
        let mut acts = Vec::new();
        if self.journal.is_none() {
            return Ok(acts);
        }
        for moved in &batch.moves {
            let from = self.name_in(batch, moved.from).await?;
            let to = self.name_in(batch, moved.to).await?;
            let both = from.zip(to);
            acts.extend(both.map(|(from, to)| Erasure::Moved { from, to }));
        }
        let moved = |leaf| batch.moves.iter().any(|moved| moved.from == leaf);
        for leaving in &batch.departures {
            if moved(leaving.signature) {
                continue;
            }
            let name = self.name_in(batch, leaving.signature).await?;
            acts.extend(name.map(|signature| Erasure::Departed {
                signature,
                state: leaving.state,
            }));
        }
        Ok(acts)
    }

    /// The name of a signature in the log as it is behind a batch.
    async fn name_in(&self, batch: &Batch, leaf: u64) -> Result<Option<SignatureName>> {
        let Some(index) = leaf.checked_sub(batch.expected_size) else {
            return self.signature_name(batch.declaration, leaf).await;
        };
        let entry = usize::try_from(index)
            .ok()
            .and_then(|index| batch.entries.get(index));
        Ok(entry.map(|entry| SignatureName {
            declaration: batch.declaration,
            leaf,
            entry: tlog::Hash::leaf(entry).0,
        }))
    }

    /// What "this was not me" erases. The keyed hash of the address stands in the row that goes: it is
    /// read first.
    pub(super) async fn acts_of_refusal(
        &self,
        refuse_hash: [u8; 32],
        suppress: bool,
    ) -> Result<Vec<Erasure>> {
        if self.journal.is_none() {
            return Ok(Vec::new());
        }
        let mut acts = vec![Erasure::Refused { refuse_hash }];
        if suppress {
            let key = self.backend.suppression_to_refuse(refuse_hash).await?;
            acts.extend(key.map(|key| Erasure::Suppressed { key }));
        }
        Ok(acts)
    }
}
