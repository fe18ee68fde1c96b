//! The declarations of a site, each parsed once and kept until somebody published it anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::DeclarationId;
use domain::slug::Slug;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::{DeclarationRow, Store, StoreError};

use crate::closing;
use crate::declarations::{LoadError, Published, load};
use crate::learned::Learned;
use crate::revisions::Paragraphs;

/// How long a parsed declaration is used before the store is asked again, where nobody learns what other
/// processes do: so long may a text that one of them published stay unseen.
const FRESH: SignedDuration = SignedDuration::from_secs(2);

/// The declarations of a site, each parsed once and kept while fresh.
#[derive(Default)]
pub(crate) struct Declarations {
    /// The lock guards the map alone and is never held over a read of the store.
    known: Mutex<HashMap<Slug, Known>>,
    /// Held by whoever reads a declaration anew. There are only as many as there are declarations.
    reading: Mutex<HashMap<Slug, Arc<tokio::sync::Mutex<()>>>>,
    /// The days on which logs were closed, as far as they were looked for.
    closings: Mutex<HashMap<DeclarationId, Date>>,
    /// The names of paragraphs, with the number of revisions they were made of.
    paragraphs: Mutex<HashMap<DeclarationId, Named>>,
    /// What other processes published.
    pub(crate) learned: Learned,
}

type Named = (usize, Arc<Paragraphs>);

#[derive(Clone)]
struct Known {
    /// When the reading of it began, and how often it had been published, if that was known.
    read: (Timestamp, Option<u64>),
    published: Arc<Published>,
}

impl Declarations {
    /// A declaration by its slug. While one reads it anew the others are given what was known before,
    /// and only where nothing is known they wait.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub(crate) async fn get(
        &self,
        store: &Store,
        slug: &Slug,
        now: Timestamp,
    ) -> Result<Option<Arc<Published>>, LoadError> {
        let known = self.known().get(slug).cloned();
        if let Some(known) = &known
            && self.is_fresh(known, now)
        {
            return Ok(Some(Arc::clone(&known.published)));
        }
        let Some(row) = store.declaration_by_slug(slug).await? else {
            return Ok(None);
        };
        let gate = Arc::clone(self.reading().entry(slug.clone()).or_default());
        let _reading = match (gate.try_lock(), known) {
            (Ok(reading), _) => reading,
            (Err(_), Some(known)) => return Ok(Some(known.published)),
            (Err(_), None) => gate.lock().await,
        };
        if let Some(known) = self.known().get(slug)
            && self.is_fresh(known, now)
        {
            return Ok(Some(Arc::clone(&known.published)));
        }
        self.read(store, row, now).await
    }

    async fn read(
        &self,
        store: &Store,
        row: DeclarationRow,
        now: Timestamp,
    ) -> Result<Option<Arc<Published>>, LoadError> {
        // Asked before anything is read: what is published meanwhile makes it old.
        let read = (now, self.learned.publications(row.id, now));
        let slug = row.slug.clone();
        let closed = self.closed(store, row.id).await?;
        // A log without a folder: its first publication was cut short, and nothing is published.
        let Some(mut published) = load(store, row, closed).await? else {
            return Ok(None);
        };
        published.paragraphs = self.paragraphs(&published);
        let published = Arc::new(published);
        let known = Known {
            read,
            published: Arc::clone(&published),
        };
        self.known().insert(slug, known);
        Ok(Some(published))
    }

    /// Where it is known how often it was published, whether that is so often still. A carried one also
    /// changes with what is known of its original.
    fn is_fresh(&self, known: &Known, now: Timestamp) -> bool {
        let (read, publications) = known.read;
        let published = &known.published;
        match self.learned.publications(published.id, now) {
            Some(newest) if published.carried.is_none() => publications == Some(newest),
            _ => now.duration_since(read).abs() < FRESH,
        }
    }

    /// The names of the paragraphs, made anew only where there are new revisions: those that are
    /// published never change.
    fn paragraphs(&self, published: &Published) -> Arc<Paragraphs> {
        let known = self.named().get(&published.id).cloned();
        if let Some((revisions, paragraphs)) = known
            && revisions == published.revisions.len()
        {
            return paragraphs;
        }
        let paragraphs = Arc::new(Paragraphs::of(&published.revisions));
        let named = (published.revisions.len(), Arc::clone(&paragraphs));
        self.named().insert(published.id, named);
        paragraphs
    }

    /// The day on which a log was closed. It is looked for once: a closed log stays closed.
    async fn closed(&self, store: &Store, id: DeclarationId) -> Result<Option<Date>, StoreError> {
        if let Some(day) = self.closings().get(&id) {
            return Ok(Some(*day));
        }
        let day = closing::day(store, id).await?;
        if let Some(day) = day {
            self.closings().insert(id, day);
        }
        Ok(day)
    }

    /// A declaration by its identity, if it is known and fresh: what every confirmation asks.
    pub(crate) fn known_by_id(&self, id: DeclarationId, now: Timestamp) -> Option<Arc<Published>> {
        let all = self.known();
        let known = all.values().find(|known| known.published.id == id)?;
        self.is_fresh(known, now)
            .then(|| Arc::clone(&known.published))
    }

    /// Forgets what is known of a declaration after it was published anew.
    pub(crate) fn forget(&self, slug: &Slug) {
        self.known().remove(slug);
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Slug, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reading(&self) -> MutexGuard<'_, HashMap<Slug, Arc<tokio::sync::Mutex<()>>>> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn named(&self) -> MutexGuard<'_, HashMap<DeclarationId, Named>> {
        self.paragraphs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn closings(&self) -> MutexGuard<'_, HashMap<DeclarationId, Date>> {
        self.closings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
