//! Telling those who keep something prepared that it is out of date.
//!
//! Nothing that the public sees is kept longer than until it changes, so whoever keeps it must be told.
//! The facade tells: every method that writes what a page shows holds an [`Announcement`] until the engine
//! has answered, so that no caller can forget it, and none can go away too early: what visitors and
//! operators cause is written by [`Store::telling`], which goes on without them, and the sequencer waits
//! for its batches. What other processes write is told by whoever learns of it, through
//! [`Store::changed`].

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use domain::id::DeclarationId;

use super::{Result, Store};
use crate::StoreError;
use crate::detached::detached;

/// What has changed how often, as far as anybody watches it.
#[derive(Clone, Default)]
pub(super) struct Changes(Arc<Known>);

#[derive(Default)]
struct Known {
    all: Arc<AtomicU64>,
    of: RwLock<HashMap<DeclarationId, Arc<AtomicU64>>>,
}

/// A number that grows whenever what is watched changed.
#[derive(Clone, Debug)]
pub struct Watch(Arc<AtomicU64>);

impl Watch {
    /// The number at this moment. What was read from the store afterwards is of this moment or newer;
    /// as long as the number stays the same, it is the newest there is.
    #[must_use]
    pub fn seen(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }
}

/// Tells of a change when it is dropped: behind the write, whatever came of it, since one that failed
/// in an unknown way may have been carried out all the same.
pub(super) struct Announcement {
    changes: Changes,
    of: Option<DeclarationId>,
}

impl Drop for Announcement {
    fn drop(&mut self) {
        self.changes.tell(self.of);
    }
}

impl Changes {
    fn tell(&self, of: Option<DeclarationId>) {
        let known = self.0.of.read().unwrap_or_else(PoisonError::into_inner);
        let grow = |number: &AtomicU64| number.fetch_add(1, Ordering::Release);
        match of {
            Some(id) => {
                known.get(&id).map(|number| grow(number));
            }
            None => known.values().for_each(|number| {
                grow(number);
            }),
        }
        grow(&self.0.all);
    }

    fn number(&self, of: Option<DeclarationId>) -> Arc<AtomicU64> {
        let Some(id) = of else {
            return Arc::clone(&self.0.all);
        };
        let known = self.0.of.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = known.get(&id) {
            return Arc::clone(number);
        }
        drop(known);
        let mut known = self.0.of.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(id).or_default())
    }
}

impl Store {
    /// Tells everybody who watches it that a declaration changed, or with nothing that anything may
    /// have. Writing through this store tells by itself; this is for what another process wrote.
    pub fn changed(&self, of: Option<DeclarationId>) {
        self.changes.tell(of);
    }

    /// Watches a declaration, or with nothing everything.
    #[must_use]
    pub fn watch(&self, of: Option<DeclarationId>) -> Watch {
        Watch(self.changes.number(of))
    }

    /// Writes what pages show, and tells of it behind the answer of the engine. A visitor who goes away
    /// while the write waits for its turn neither stops it nor keeps the others from being told.
    pub(super) async fn telling<T: Send + 'static>(
        &self,
        of: Option<DeclarationId>,
        write: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let told = self.announce(of);
        let write = detached(async move {
            let outcome = write.await;
            drop(told);
            outcome
        });
        write.await.map_err(StoreError::uncertain)?
    }

    /// Held while something is written that pages show.
    pub(super) fn announce(&self, of: Option<DeclarationId>) -> Announcement {
        Announcement {
            changes: self.changes.clone(),
            of,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(of: Option<DeclarationId>, expected: [u64; 3]) {
        let changes = Changes::default();
        let [one, other] = [1, 2].map(|number| DeclarationId::new(number, [0; 10]));
        let watched = [Some(one), Some(other), None].map(|of| Watch(changes.number(of)));
        changes.tell(of);
        assert_eq!(watched.map(|watch| watch.seen()), expected);
    }

    #[test]
    fn a_change_is_told_to_those_whom_it_concerns() {
        let one = DeclarationId::new(1, [0; 10]);
        check(Some(one), [1, 0, 1]);
        check(Some(DeclarationId::new(3, [0; 10])), [0, 0, 1]);
        check(None, [1, 1, 1]);
    }
}
