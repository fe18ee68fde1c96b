//! A declaration at one moment: what every page, list and file says of it.
//!
//! Whoever looks at two pages must not find two numbers, and must not find a smaller one later. So
//! count, size and checkpoint are read together, kept, and given to everybody until something changed;
//! whoever finds a newer state in the store says so, which makes all others look again. A moment is
//! never older than the last signature that this process acknowledged, nor than one second: so long may
//! it take until a change is noticed that another process made and nobody told of.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::DeclarationId;
use jiff::{SignedDuration, Timestamp};
use store::{SignatoryPage, StoreError};

use crate::declarations::Published;
use crate::signatories::{Count, ListQuery};
use crate::site::Site;

/// How long anything is believed that nobody said has changed.
pub const BELIEVED: SignedDuration = SignedDuration::from_secs(1);

/// How often a page of the list is read again because the log grew meanwhile. Each time takes about a
/// millisecond, and batches come a few hundred times in a second at most.
const TRIES: usize = 4;

/// A declaration at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    /// Entries in the log.
    pub size: u64,
    /// The signed checkpoint of that size.
    pub checkpoint: String,
    /// Whether the log is closed.
    pub closed: bool,
    /// The count of exactly these entries.
    pub count: Count,
}

/// The newest moment of each declaration, as far as it was asked for.
#[derive(Default)]
pub(crate) struct Moments {
    known: Mutex<HashMap<DeclarationId, Known>>,
    /// Held by whoever reads the moment of a declaration anew: of the many who ask behind a batch one
    /// reads. There are only as many as there are declarations.
    reading: Mutex<HashMap<DeclarationId, Arc<tokio::sync::Mutex<()>>>>,
}

#[derive(Clone)]
struct Known {
    moment: Arc<Moment>,
    /// What the store's watch said before it was read.
    seen: u64,
    read: Timestamp,
}

impl Moments {
    fn get(&self, id: DeclarationId) -> Option<Known> {
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

impl Site {
    /// The newest moment of a declaration; the empty one where it has no log.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn moment(&self, declaration: &Published) -> Result<Arc<Moment>, StoreError> {
        let id = declaration.id;
        let now = self.clock.now();
        let asked = self.store.watch(Some(id)).seen();
        if let Some(fresh) = self.moments.fresh(id, asked, now) {
            return Ok(fresh);
        }
        let gate = self.moments.gate(id);
        let _reading = gate.lock().await;
        // Whoever read meanwhile began behind this question, or it is read again.
        if let Some(fresh) = self.moments.fresh(id, asked, now) {
            return Ok(fresh);
        }
        let seen = self.store.watch(Some(id)).seen();
        let known = self.moments.get(id);
        let read = self.store.moment(id).await?.map(|read| Moment {
            size: read.head.size,
            checkpoint: read.head.checkpoint,
            closed: read.head.closed,
            count: Count::new(read.counters),
        });
        let moment = Arc::new(read.unwrap_or_default());
        let unnoticed = known.is_some_and(|old| old.seen == seen && old.moment != moment);
        let read = now;
        let newest = self.moments.keep(id, Known { moment, seen, read });
        if unnoticed {
            self.store.changed(Some(id));
        }
        Ok(newest)
    }

    /// One page of the list, and the moment that it is of.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn list(
        &self,
        declaration: &Arc<Published>,
        query: &ListQuery,
    ) -> Result<(Arc<Moment>, SignatoryPage), StoreError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let moment = self.moment(declaration).await?;
            let page = self.signatories(declaration, query.clone()).await?;
            if page.size == moment.size || tries == TRIES {
                return Ok((moment, page));
            }
            self.saw(declaration.id, page.size);
        }
    }

    /// Says that the log of a declaration was seen with so many entries: if that is news, everybody
    /// looks again.
    pub(crate) fn saw(&self, id: DeclarationId, size: u64) {
        let known = self.moments.get(id);
        if known.is_some_and(|known| known.moment.size < size) {
            self.store.changed(Some(id));
        }
    }
}
