//! SQLite: one file, one writing connection on a thread of its own, several that read.
//!
//! A commit is one sync of the write-ahead file. Readers see the last commit and wait for nobody.
//! `migrations/0001_base.sql` is the place to start reading; the files here follow the facade.

mod accept;
mod backend;
mod backend_infomail;
mod bundles;
mod column;
mod commit;
mod declarations;
mod erase;
mod error;
mod facts;
mod folder;
mod hours;
mod issue;
mod issue_mail;
mod list;
mod log;
mod migrate;
mod open;
mod opt_in;
mod outbox;
mod pending;
mod readers;
mod relist;
mod returned;
mod settings;
mod signatories;
mod signatures;
mod subscription;
mod suppression;
mod waiting;
mod witness;
mod writer;

use std::path::{Path, PathBuf};

use domain::id::DeclarationId;
use rusqlite::{Connection, OptionalExtension};

use self::column::Col;
use self::readers::Readers;
use self::writer::Writer;
use crate::StoreError;

pub use self::open::SqliteOptions;

type Result<T> = std::result::Result<T, StoreError>;

/// A SQLite file in use.
pub(crate) struct SqliteBackend {
    // Dropped in this order: the writer closes last and folds the write-ahead file into the
    // database, and only then may the folder vanish.
    readers: Readers,
    /// What the sequencer reads before a batch has a connection of its own: however many visitors
    /// read, nobody who signs waits behind them.
    before_batches: Readers,
    writer: Writer,
    path: PathBuf,
    #[cfg(feature = "testing")]
    _folder: Option<tempfile::TempDir>,
}

impl SqliteBackend {
    pub(crate) fn open(path: &Path, options: SqliteOptions) -> Result<Self> {
        let writer = open::writer(path)?;
        let readers: Result<Vec<Connection>> = (0..options.readers.max(1))
            .map(|_| open::reader(path))
            .collect();
        Ok(Self {
            readers: Readers::new(readers?),
            before_batches: Readers::new(vec![open::reader(path)?]),
            writer: Writer::start(writer)?,
            path: path.to_owned(),
            #[cfg(feature = "testing")]
            _folder: None,
        })
    }

    #[cfg(feature = "testing")]
    pub(crate) fn temporary() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(StoreError::unavailable)?;
        let mut backend = Self::open(
            &folder.path().join("store.sqlite"),
            SqliteOptions::default(),
        )?;
        backend._folder = Some(folder);
        Ok(backend)
    }
}

/// The short key under which all other tables know a declaration.
fn key_of(connection: &Connection, id: DeclarationId) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT key FROM declaration WHERE id = ?1")?;
    Ok(statement
        .query_row([Col(id)], |row| row.get(0))
        .optional()?)
}

/// The same where the declaration must exist.
fn key_of_known(connection: &Connection, id: DeclarationId) -> Result<i64> {
    key_of(connection, id)?.ok_or_else(|| StoreError::conflict("there is no such declaration"))
}
