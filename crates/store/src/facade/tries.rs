//! Tries to type the code of a mail.

use std::fmt;
use std::sync::Arc;

use tokio::runtime::Handle;

use super::{Result, Store};
use crate::StoreError;
use crate::backend::Backend;
use crate::detached::detached;

/// A try to type a code, counted. Dropping it gives it back, a moment later, unless it was said that it
/// [`stands`](Self::stands): so a right code costs no try, however the request ends that brought it.
///
/// A process that ends meanwhile gives nothing back.
#[must_use]
pub struct Try {
    backend: Arc<dyn Backend>,
    tab_hash: [u8; 32],
    left: u32,
    is_given_back: bool,
}

impl Try {
    /// How many are left after it.
    #[must_use]
    pub const fn left(&self) -> u32 {
        self.left
    }

    /// Leaves it counted. To be called as soon as the code is seen to be wrong, with nothing to wait for in
    /// between.
    pub fn stands(mut self) {
        self.is_given_back = false;
    }
}

impl Drop for Try {
    fn drop(&mut self) {
        // Where the runtime is gone, so is the program, and the try stays counted.
        if !self.is_given_back || Handle::try_current().is_err() {
            return;
        }
        let (backend, tab_hash) = (Arc::clone(&self.backend), self.tab_hash);
        drop(detached(async move {
            if let Err(error) = backend.pending_try_back(tab_hash).await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "a try to type a code could not be given back");
            }
        }));
    }
}

impl fmt::Debug for Try {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Try");
        shown.field("left", &self.left).finish_non_exhaustive()
    }
}

impl Store {
    /// Counts one try to type the code. Nothing when all `most` were used before or the tab is not known:
    /// then the code must not even be compared.
    ///
    /// Whoever stops waiting compared nothing, so that what was counted meanwhile is given back.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn pending_try(&self, tab_hash: [u8; 32], most: u32) -> Result<Option<Try>> {
        let backend = Arc::clone(&self.backend);
        let count = async move {
            let left = backend.pending_try(tab_hash, most).await?;
            Ok(left.map(|left| Try {
                backend,
                tab_hash,
                left,
                is_given_back: true,
            }))
        };
        detached(count).await.map_err(StoreError::uncertain)?
    }
}
