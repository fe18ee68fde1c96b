//! The facade: what the rest of the program sees of any engine.

mod changes;
mod copy;
mod dates;
mod declarations;
mod erasures;
mod examining;
mod issue;
mod list;
mod log;
mod measured;
mod outbox;
mod returned;
mod service;
mod signatures;
mod signing;
mod sole;
mod subscription;
mod suppression;
mod tries;
mod witness;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::backend::Backend;
#[cfg(feature = "testing")]
use crate::gate::Faults;
use crate::gate::Gate;
use crate::postgres::{PostgresBackend, PostgresOptions};
use crate::sqlite::{SqliteBackend, SqliteOptions};
use crate::{ErasureJournal, StoreError};

use changes::Changes;

pub use changes::Watch;
pub(crate) use service::OUT_OF_SERVICE;
pub(crate) use sole::Right;
pub use sole::{Sole, Turn};
pub use tries::Try;

type Result<T> = std::result::Result<T, StoreError>;

/// The store. Clones are cheap and share one engine, which closes when the last of them is dropped.
///
/// Whatever a method writes is durable when it returns `Ok`. An answer that nobody waits for any
/// more is dropped, never the work: a write that has begun is carried out.
#[derive(Clone)]
pub struct Store {
    backend: Arc<dyn Backend>,
    gate: Gate,
    journal: Option<Arc<dyn ErasureJournal>>,
    changes: Changes,
}

impl Store {
    /// Opens a SQLite file, makes it if it is not there (readable by its owner alone), and brings
    /// its schema up to date. Blocks; to be called before serving begins.
    ///
    /// # Errors
    /// `NewerSchema` when a newer program has written it, `Corrupt` when it is another kind of file,
    /// `Unavailable` when it cannot be opened or another process is at it.
    pub fn open_sqlite(path: &Path, options: SqliteOptions) -> Result<Self> {
        Ok(Self::over(SqliteBackend::open(path, options)?))
    }

    /// Opens a PostgreSQL database and brings the schema up to date. Several programs may be at it
    /// at the same time.
    ///
    /// # Errors
    /// `NewerSchema` when a newer program has written it, `Unavailable` when no server that takes
    /// writes can be reached.
    pub async fn open_postgres(options: &PostgresOptions) -> Result<Self> {
        Ok(Self::over(PostgresBackend::open(options).await?))
    }

    /// A store of its own in a folder that vanishes with it.
    ///
    /// It is a real file and not SQLite's memory mode: what is tested is the code that runs.
    ///
    /// # Errors
    /// `Unavailable` when there is no room for temporary files.
    #[cfg(feature = "testing")]
    pub fn temporary() -> Result<Self> {
        Ok(Self::over(SqliteBackend::temporary()?))
    }

    /// This store with steps that can be made to fail.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn with_faults(self) -> (Self, Faults) {
        let faults = Faults::default();
        let gate = Gate::new(faults.clone());
        (Self { gate, ..self }, faults)
    }

    /// Keeps the writer busy until what is returned is dropped: writes wait, and whatever goes on
    /// meanwhile needs none.
    ///
    /// # Errors
    /// `Unavailable` when the store is closed.
    #[cfg(feature = "testing")]
    pub async fn hold_writer(&self) -> Result<Held> {
        self.backend.hold_writer().await
    }

    /// Keeps all connections busy that visitors read with, until what is returned is dropped.
    ///
    /// # Errors
    /// `Unavailable` when the store is closed.
    #[cfg(feature = "testing")]
    pub async fn hold_readers(&self) -> Result<Held> {
        self.backend.hold_readers().await
    }

    fn over(backend: impl Backend) -> Self {
        Self {
            backend: Arc::new(backend),
            gate: Gate::default(),
            changes: Changes::default(),
            journal: None,
        }
    }

    /// Carries out what was begun and closes the engine. Every clone answers `Unavailable` from
    /// then on.
    ///
    /// # Errors
    /// `Unavailable` when the engine could not tidy its files; they are complete all the same.
    pub async fn close(self) -> Result<()> {
        self.backend.close().await
    }

    /// A value of the program itself, if it was put.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn setting(&self, key: &str) -> Result<Option<Vec<u8>>> {
        self.backend.setting(key.to_owned()).await
    }

    /// The values of the program itself whose keys begin so, by their whole keys.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn settings_under(&self, prefix: &str) -> Result<BTreeMap<String, Vec<u8>>> {
        self.backend.settings_under(prefix.to_owned()).await
    }

    /// Keeps a value of the program itself; an empty value is not an absent one.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn setting_put(&self, key: &str, value: &[u8]) -> Result<()> {
        self.backend
            .setting_put(key.to_owned(), value.to_vec())
            .await
    }

    /// Puts a value in the place of `expected`, or takes it away; nothing stands for an absent one. Answers
    /// whether `expected` was what stood there: else nothing was changed, so that what another process
    /// wrote meanwhile is not lost.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn setting_change(
        &self,
        key: &str,
        expected: Option<&[u8]>,
        value: Option<&[u8]>,
    ) -> Result<bool> {
        let (expected, value) = (expected.map(<[u8]>::to_vec), value.map(<[u8]>::to_vec));
        self.backend
            .setting_change(key.to_owned(), expected, value)
            .await
    }

    /// Overwrites copies that the engine may still hold of what was erased: afterwards no sent mail,
    /// and in a store of ordinary size (64 MB) no name taken off the list, is in any of its files. A
    /// larger store needs [`compact`](Self::compact) for the names. To be called every few minutes;
    /// never needed for durability.
    ///
    /// # Errors
    /// `Unavailable` while somebody reads an older state; trying again later is enough.
    pub async fn settle(&self) -> Result<()> {
        self.backend.settle().await
    }

    /// Writes all data anew, so that nothing erased is in any file, entries of the log that an older
    /// program wrote one by one are packed into bundles, and unused space is returned. Takes
    /// as long as copying the data and as much space again, and writes wait meanwhile.
    ///
    /// # Errors
    /// `Unavailable` when there is no room, or while somebody reads an older state.
    pub async fn compact(&self) -> Result<()> {
        self.backend.compact().await
    }

    /// How many bytes each table takes in the files of the engine, its indexes included. Takes as long
    /// as reading them.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn space(&self) -> Result<BTreeMap<String, u64>> {
        self.backend.space().await
    }

    /// Has the engine check all its files and indexes. Takes as long as reading them.
    ///
    /// # Errors
    /// `Corrupt` with what it found first.
    pub async fn integrity_check(&self) -> Result<()> {
        self.backend.integrity_check().await
    }

    /// Whether it can be read and written at this moment; costs next to nothing.
    ///
    /// # Errors
    /// What a write would be answered.
    pub async fn health(&self) -> Result<()> {
        self.backend.health().await
    }
}

/// A part of the engine that is kept busy, until this is dropped.
#[cfg(feature = "testing")]
pub struct Held(#[expect(dead_code, reason = "it does what it does by being there")] Box<dyn Send>);

#[cfg(feature = "testing")]
impl Held {
    pub(crate) fn new(hold: impl Send + 'static) -> Self {
        Self(Box::new(hold))
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}
