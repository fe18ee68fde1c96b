//! What only one program at a time may do.

use std::fmt;
use std::path::Path;

use async_trait::async_trait;
use domain::id::DeclarationId;

use super::{Result, Store};
use crate::Duty;

/// A right that an engine gives to one program at a time. Dropping it gives it back, and so does the end
/// of the process, however it ends.
#[async_trait]
pub(crate) trait Right: Send + Sync {
    /// Whether it still is the holder's.
    async fn is_held(&self) -> bool;

    /// Gives it back, and waits until others can have it.
    async fn give_back(self: Box<Self>);
}

/// A duty that one program has at a time.
pub struct Sole(Box<dyn Right>);

impl Sole {
    pub(crate) fn new(right: impl Right + 'static) -> Self {
        Self(Box::new(right))
    }

    /// Whether it still is the caller's: a server that is gone gives it to whoever asks the next one. To
    /// be asked every second or so by whoever has it for long; it answers within three seconds.
    pub async fn is_held(&self) -> bool {
        self.0.is_held().await
    }

    /// Gives it back. Dropping it does the same, a moment later.
    pub async fn end(self) {
        self.0.give_back().await;
    }
}

impl fmt::Debug for Sole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sole").finish_non_exhaustive()
    }
}

/// The turn to append to a log. It promises nothing but fairness: what is committed without it is
/// committed all the same, or conflicts.
pub struct Turn {
    right: Option<Box<dyn Right>>,
    server: Option<i64>,
}

impl Turn {
    /// Where nobody else is waited for.
    pub(crate) const fn free() -> Self {
        Self {
            right: None,
            server: None,
        }
    }

    pub(crate) fn new(right: impl Right + 'static, server: Option<i64>) -> Self {
        Self {
            right: Some(Box::new(right)),
            server,
        }
    }

    /// Which server gave it: the moment at which that began, in microseconds since the epoch. Another one
    /// is another server, or the same after a crash. Nothing where there is no server.
    #[must_use]
    pub const fn server(&self) -> Option<i64> {
        self.server
    }

    /// Lets the next one have it.
    pub async fn end(self) {
        if let Some(right) = self.right {
            right.give_back().await;
        }
    }
}

impl fmt::Debug for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Turn").finish_non_exhaustive()
    }
}

impl Store {
    /// Makes the caller the one that has a duty, until what is returned is dropped or the process dies.
    /// Nothing where somebody else has it.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn sole(&self, duty: Duty) -> Result<Option<Sole>> {
        self.backend.sole(duty).await
    }

    /// The same for a SQLite file that is not opened, since it may be damaged: whoever is to put another
    /// in its place sees whether it is served.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub fn sole_of_file(path: &Path, duty: Duty) -> Result<Option<Sole>> {
        crate::sqlite::sole_of_file(path, duty)
    }

    /// Whether programs on other machines may be at this store.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.backend.is_shared()
    }

    /// Waits until it is the caller's turn to append to a log. Where the store is shared, everybody who
    /// appends has a turn, first come first served, so that nobody builds batches in vain that another
    /// has overtaken. It is for one batch: what it is built on is read within.
    ///
    /// # Errors
    /// `Unavailable` when it does not come within two seconds; see [`StoreError`](crate::StoreError).
    pub async fn turn(&self, id: DeclarationId) -> Result<Turn> {
        self.backend.turn(id).await
    }
}
