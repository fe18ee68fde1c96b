//! Letting signing rest, or everything that visitors do (REQ-176).
//!
//! An operator says so for the whole site, with a word on why and until when if they want. It stands in
//! the store, so that every process learns of it, and it goes along where the store goes.
//!
//! While *signing* rests no form is taken. Whoever signed before confirms with the link they have: they
//! were promised that, and the log is well. While *everything* rests nothing that visitors do is written,
//! and a link that was mailed is still good afterwards, see `Standing::still_pending`.

mod encoded;
mod json;
mod standing;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use store::{Store, StoreError};

use crate::learned::BELIEVED;
use crate::site::Site;

pub use json::{Signing, SigningJson};
pub use standing::{GRACE, LONGEST_HOLD, Pause, Scope};

use standing::Standing;

/// Where it stands among the settings of the store.
const SETTING: &str = "pause";

/// What was last read of it, and when.
#[derive(Default)]
pub(crate) struct Pauses(Mutex<Option<(Timestamp, Arc<Standing>)>>);

impl Pauses {
    fn believed(&self, now: Timestamp) -> Option<Arc<Standing>> {
        let known = self.known();
        let (read, standing) = known.as_ref()?;
        (now.duration_since(*read).abs() < BELIEVED).then(|| Arc::clone(standing))
    }

    /// Keeps what was read; answers whether it is news.
    fn keep(&self, read: Timestamp, standing: &Arc<Standing>) -> bool {
        let before = self.known().replace((read, Arc::clone(standing)));
        before.is_some_and(|(_, before)| before != *standing)
    }

    fn known(&self) -> MutexGuard<'_, Option<(Timestamp, Arc<Standing>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What rests at a moment in the site of a store, if anything does.
///
/// # Errors
/// When the store cannot be read.
pub async fn paused_in(store: &Store, now: Timestamp) -> Result<Option<Pause>, StoreError> {
    Ok(read(store).await?.at(now).cloned())
}

async fn read(store: &Store) -> Result<Standing, StoreError> {
    Ok(Standing::of(store.setting(SETTING).await?.as_deref()))
}

impl Site {
    /// Lets signing rest, or everything. What rested before is replaced by it.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn pause(&self, pause: Pause) -> Result<(), StoreError> {
        let before = read(&self.store).await?;
        self.stand(before.paused(pause)).await
    }

    /// Lets everything go on; answers what had rested.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn resume(&self) -> Result<Option<Pause>, StoreError> {
        let now = self.now();
        let before = read(&self.store).await?;
        let rested = before.at(now).cloned();
        self.stand(before.resumed(now)).await?;
        Ok(rested)
    }

    /// What rests at this moment, as this process knows it.
    ///
    /// # Errors
    /// When it is not known and the store cannot be read.
    pub async fn paused(&self) -> Result<Option<Pause>, StoreError> {
        let standing = self.standing().await?;
        Ok(standing.at(self.now()).cloned())
    }

    /// What rests, where nothing can be changed at all.
    ///
    /// # Errors
    /// As [`paused`](Self::paused).
    pub async fn read_only(&self) -> Result<Option<Pause>, StoreError> {
        let pause = self.paused().await?;
        Ok(pause.filter(|pause| pause.scope == Scope::Everything))
    }

    /// The moment by which pending signatures are measured: one that runs out behind it can be
    /// confirmed, and is kept. It is the present one unless everything rests, or did a while ago.
    pub(crate) async fn still_pending(&self) -> Result<Timestamp, StoreError> {
        let standing = self.standing().await?;
        Ok(standing.still_pending(self.now()))
    }

    /// Learns what an operator said elsewhere; answers whether it is news.
    pub(crate) async fn learn_pause(&self) -> Result<bool, StoreError> {
        let now = self.now();
        let standing = Arc::new(read(&self.store).await?);
        let is_news = self.pauses.keep(now, &standing);
        if is_news {
            let rests = standing.at(now).map(|pause| pause.scope.as_str());
            tracing::info!(rests, "an operator said what rests");
        }
        Ok(is_news)
    }

    async fn standing(&self) -> Result<Arc<Standing>, StoreError> {
        let now = self.now();
        if let Some(known) = self.pauses.believed(now) {
            return Ok(known);
        }
        let standing = Arc::new(read(&self.store).await?);
        self.pauses.keep(now, &standing);
        Ok(standing)
    }

    async fn stand(&self, standing: Standing) -> Result<(), StoreError> {
        let bytes = standing.encode();
        self.store.setting_put(SETTING, &bytes).await?;
        self.pauses.keep(self.now(), &Arc::new(standing));
        self.store.changed(None);
        Ok(())
    }
}
