//! The log, and the one way to append to it.

use domain::id::DeclarationId;

use super::{Result, Store};
use crate::gate::Step;
use crate::{
    Batch, BatchFacts, BatchQuery, CheckpointRow, Generation, LogHead, LogNews, LogPart, LogRange,
    Moment,
};

impl Store {
    /// The newest state of a log; nothing when there is no such declaration.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn log_head(&self, id: DeclarationId) -> Result<Option<LogHead>> {
        self.gate
            .pass(Step::LogHead, self.backend.log_head(id))
            .await
    }

    /// Entries from `start` up to, not including, `end`, without gaps; fewer when the log ends
    /// before. All are held in memory: ask for a bundle or a few at a time.
    ///
    /// # Errors
    /// `Corrupt` when one is missing that the log has.
    pub async fn log_entries(
        &self,
        id: DeclarationId,
        start: u64,
        end: u64,
    ) -> Result<Vec<Vec<u8>>> {
        self.backend.log_entries(id, start, end).await
    }

    /// A full entry bundle as it is served (LOG-FORMAT section 3), the entries from 256 times `index`
    /// on; nothing when the log does not reach to its end. It is not taken apart, so that this costs
    /// little more than copying it.
    ///
    /// # Errors
    /// `Corrupt` when an entry is missing.
    pub async fn log_bundle(&self, id: DeclarationId, index: u64) -> Result<Option<Vec<u8>>> {
        self.backend.log_bundle(id, index).await
    }

    /// Roots of completed subtrees of one level, from place `start` up to, not including, `end`,
    /// without gaps; fewer when there are no more.
    ///
    /// # Errors
    /// `Corrupt` when one is missing in between.
    pub async fn log_subtrees(
        &self,
        id: DeclarationId,
        level: u8,
        start: u64,
        end: u64,
    ) -> Result<Vec<[u8; 32]>> {
        self.backend.log_subtrees(id, level, start, end).await
    }

    /// Several parts of a log at once, all of one moment, in the order in which they were asked for:
    /// what a proof is made of. Each is cut and checked for gaps like [`log_entries`] and
    /// [`log_subtrees`].
    ///
    /// [`log_entries`]: Self::log_entries
    /// [`log_subtrees`]: Self::log_subtrees
    ///
    /// # Errors
    /// `Corrupt` when a row is missing in between.
    pub async fn log_parts(
        &self,
        id: DeclarationId,
        ranges: Vec<LogRange>,
    ) -> Result<Vec<LogPart>> {
        self.backend.log_parts(id, ranges).await
    }

    /// The checkpoint that was signed for exactly this size.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn checkpoint_at(&self, id: DeclarationId, size: u64) -> Result<Option<String>> {
        self.backend.checkpoint_at(id, size).await
    }

    /// Checkpoints of the history, the newest first: at most so many, and with `before` only of
    /// smaller sizes.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn checkpoints(
        &self,
        id: DeclarationId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<CheckpointRow>> {
        self.backend.checkpoints(id, before, most).await
    }

    /// What must be known before a batch can be built, all of one moment. Only the tree size in the
    /// batch makes sure that it is still so when the batch is committed.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn batch_facts(&self, id: DeclarationId, query: BatchQuery) -> Result<BatchFacts> {
        self.gate
            .pass(Step::BatchFacts, self.backend.batch_facts(id, query))
            .await
    }

    /// The commit point: entries, subtree roots, checkpoint, signatures, tags, counters, public
    /// rows, departures, publication and mails in one transaction, on disk when it returns. Answers the
    /// declaration as it is behind this batch and before anything else.
    ///
    /// # Errors
    /// `Conflict` when the log has another size than the batch was built on, is closed and would be
    /// signed or closed again, a tag has signed before, a pending row was confirmed or is not there any
    /// more, or a departing signature does not count any more; nothing was written. `Uncertain` when only
    /// reading tells whether it was.
    pub async fn commit(&self, batch: Batch) -> Result<Moment> {
        let _told = self.announce(Some(batch.declaration));
        let acts = self.acts_of(&batch).await?;
        let commit = self.gate.pass(Step::Commit, self.backend.commit(batch));
        self.noted(acts, commit, |_| true).await
    }

    /// The newest state of a log, and what it gained behind `size` entries if that is no more than
    /// `most`, all of one moment. However many visitors read, this is not waited for.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn log_news(
        &self,
        id: DeclarationId,
        size: u64,
        most: u64,
    ) -> Result<Option<LogNews>> {
        let news = self.backend.log_news(id, size, most);
        self.gate.pass(Step::LogHead, news).await
    }

    /// Says to every process that a checkpoint was released which is not in this log, in
    /// place of what was said before.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn log_missed(&self, id: DeclarationId, note: &str) -> Result<()> {
        self.backend.log_missed(id, note.to_owned()).await
    }

    /// How far each declaration is. One small read, whatever they hold: to be asked several times a second
    /// by whoever keeps something that another process may change.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn generations(&self) -> Result<Vec<(DeclarationId, Generation)>> {
        self.backend.generations().await
    }
}
