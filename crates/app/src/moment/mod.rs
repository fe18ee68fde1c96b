//! A declaration at one moment: what every page, list and file says of it.
//!
//! Whoever looks at two pages must not find two numbers, and must not find a smaller one later. So
//! count, size and checkpoint are read together, kept, and given to everybody until something changed;
//! whoever finds a newer state in the store says so, which makes all others look again. A moment is
//! never older than the last signature that this process acknowledged, nor than one second: so long may
//! it take until a change is noticed that another process made and nobody told of.

mod known;

use std::sync::Arc;

use domain::id::DeclarationId;
use jiff::SignedDuration;
use store::{SignatoryPage, StoreError};

use crate::declarations::Published;
use crate::signatories::{Count, ListQuery};
use crate::site::Site;

pub(crate) use known::Moments;

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

impl From<store::Moment> for Moment {
    fn from(read: store::Moment) -> Self {
        Self {
            size: read.head.size,
            checkpoint: read.head.checkpoint,
            closed: read.head.closed,
            count: Count::new(read.counters),
        }
    }
}

impl Site {
    /// The newest moment of a declaration; the empty one where it has no log.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn moment(&self, declaration: &Published) -> Result<Arc<Moment>, StoreError> {
        self.moments.newest(declaration.id, self.now()).await
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
