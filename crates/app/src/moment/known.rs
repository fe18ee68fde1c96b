//! The moments that are kept, and how they are read anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::DeclarationId;
use jiff::Timestamp;
use store::{Store, StoreError};

use super::{BELIEVED, Moment};

/// The newest moment of each declaration, as far as it was asked for.
pub(crate) struct Moments {
    store: Store,
    known: Mutex<HashMap<DeclarationId, Known>>,
    /// Held by whoever reads the moment of a declaration anew: of the many who ask behind a batch one
    /// reads. There are only as many as there are declarations.
    reading: Mutex<HashMap<DeclarationId, Arc<tokio::sync::Mutex<()>>>>,
}

#[derive(Clone)]
pub(super) struct Known {
    pub(super) moment: Arc<Moment>,
    /// What the store's watch said before it was read.
    seen: u64,
    read: Timestamp,
}

/// What was told of a declaration before a batch of it was committed.
pub(crate) struct BeforeCommit {
    id: DeclarationId,
    seen: u64,
}

impl Moments {
    /// Nothing is known yet of what is in this store.
    pub(crate) fn new(store: Store) -> Self {
        Self {
            store,
            known: Mutex::default(),
            reading: Mutex::default(),
        }
    }

    /// The newest moment of a declaration; the empty one where it has no log.
    pub(crate) async fn newest(
        &self,
        id: DeclarationId,
        now: Timestamp,
    ) -> Result<Arc<Moment>, StoreError> {
        let asked = self.store.watch(Some(id)).seen();
        if let Some(fresh) = self.fresh(id, asked, now) {
            return Ok(fresh);
        }
        let gate = self.gate(id);
        let _reading = gate.lock().await;
        // Whoever read meanwhile began behind this question, or it is read again.
        if let Some(fresh) = self.fresh(id, asked, now) {
            return Ok(fresh);
        }
        let seen = self.store.watch(Some(id)).seen();
        let known = self.get(id);
        let read = self.store.moment(id).await?.map(Moment::from);
        let moment = Arc::new(read.unwrap_or_default());
        let unnoticed = known.is_some_and(|old| old.seen == seen && old.moment != moment);
        let read = now;
        let newest = self.keep(id, Known { moment, seen, read });
        if unnoticed {
            self.store.changed(Some(id));
        }
        Ok(newest)
    }

    /// To be taken before this process commits a batch, of which it is told in [`Self::committed`].
    pub(crate) fn before_commit(&self, id: DeclarationId) -> BeforeCommit {
        let seen = self.store.watch(Some(id)).seen();
        BeforeCommit { id, seen }
    }

    /// Keeps the moment that a commit has answered, so that nobody who waits for it has to read it. The
    /// commit was told of once. Where anything else was told meanwhile, the number that is watched is
    /// greater than what stands here, and whoever asks next reads anew.
    pub(crate) fn committed(&self, before: &BeforeCommit, read: store::Moment, now: Timestamp) {
        let known = Known {
            moment: Arc::new(read.into()),
            seen: before.seen + 1,
            read: now,
        };
        self.keep(before.id, known);
    }

    pub(super) fn get(&self, id: DeclarationId) -> Option<Known> {
        self.known().get(&id).cloned()
    }

    /// Keeps what was read, unless somebody who began later was faster, and answers what is kept.
    fn keep(&self, id: DeclarationId, read: Known) -> Arc<Moment> {
        let mut known = self.known();
        let newest = match known.get(&id) {
            Some(other) if other.seen > read.seen || other.moment.size > read.moment.size => other,
            _ => known.entry(id).insert_entry(read).into_mut(),
        };
        Arc::clone(&newest.moment)
    }

    /// What is known, where it is of `seen` or later and is believed still.
    fn fresh(&self, id: DeclarationId, seen: u64, now: Timestamp) -> Option<Arc<Moment>> {
        let known = self.get(id)?;
        let is_believed = now.duration_since(known.read).abs() < BELIEVED;
        (known.seen >= seen && is_believed).then_some(known.moment)
    }

    fn gate(&self, id: DeclarationId) -> Arc<tokio::sync::Mutex<()>> {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(reading.entry(id).or_default())
    }

    fn known(&self) -> MutexGuard<'_, HashMap<DeclarationId, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
