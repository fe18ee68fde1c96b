//! SQLite: one file, one writing connection on a thread of its own, several that read.
//!
//! A commit is one sync of the write-ahead file. Readers see the last commit and wait for nobody.
//! `migrations/0001_base.sql` is the place to start reading; the files here follow the facade.

mod accept;
mod backend;
mod backend_infomail;
mod backend_settings;
mod before;
mod bundles;
mod column;
mod commit;
mod consents;
mod copy;
#[cfg(feature = "testing")]
mod crowd;
mod dates;
mod declarations;
mod erase;
mod erasures;
mod error;
mod facts;
mod folder;
mod glance;
mod hours;
mod indexes;
mod issue;
mod issue_mail;
mod keeper;
mod list;
mod log;
mod measured;
mod migrate;
mod open;
mod opt_in;
mod outbox;
mod pending;
mod piles;
mod ranks;
mod readers;
mod relist;
mod returned;
mod service;
mod settings;
mod signatories;
mod signatures;
mod sole;
mod subscription;
mod suppression;
mod waiting;
mod witness;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::id::DeclarationId;
use rusqlite::{Connection, OptionalExtension};

use self::column::Col;
use self::keeper::Keeper;
use self::measured::Measured;
use self::piles::Piles;
use self::readers::Readers;
use self::writer::Writer;
use crate::StoreError;

pub use self::before::BEFORE_SCHEMA;
pub(crate) use self::copy::newest_schema;
#[cfg(feature = "testing")]
pub(crate) use self::crowd::name_all;
pub use self::open::SqliteOptions;
pub(crate) use self::sole::take as sole_of_file;

type Result<T> = std::result::Result<T, StoreError>;

/// How many look-ups of links share one moment: less than a millisecond of work.
const LINKS: usize = 64;

/// A SQLite file in use.
pub(crate) struct SqliteBackend {
    // Dropped in this order: the writer closes last and folds the write-ahead file into the
    // database, and only then may the folder vanish.
    readers: Readers,
    /// What the sequencer reads before a batch has a connection of its own: however many visitors
    /// read, nobody who signs waits behind them.
    before_batches: Readers,
    /// Looks up what links and codes lead to. They come in crowds and each is short, so that those which
    /// wait share one moment; and whoever signs waits for nobody who reads the list.
    links: Readers,
    writer: Writer,
    measured: Arc<Measured>,
    /// What finds a signature by its tag, and a link.
    piles: Arc<Piles>,
    /// Whether the write-ahead file is folded back here.
    folds: bool,
    path: PathBuf,
    #[cfg(feature = "testing")]
    _folder: Option<tempfile::TempDir>,
}

impl SqliteBackend {
    /// Work on the connection that writes, which is told whether this program folds the write-ahead file.
    async fn write_anew(&self, work: fn(&mut Connection, bool) -> Result<()>) -> Result<()> {
        let folds = self.folds;
        let work = move |connection: &mut Connection| work(connection, folds);
        self.writer.run(work).await
    }

    pub(crate) fn open(path: &Path, options: SqliteOptions) -> Result<Self> {
        let (writer, piles) = (
            open::writer(path, options.folds)?,
            Arc::new(Piles::default()),
        );
        let keeper = open::keeper(path, options.folds)?;
        let keeper = Keeper::start(keeper, Arc::clone(&piles), options.folds)?;
        let readers: Result<Vec<Connection>> = (0..options.readers.max(1))
            .map(|_| open::reader(path, options.folds))
            .collect();
        Ok(Self {
            readers: Readers::start(readers?, 1)?,
            before_batches: Readers::start(vec![open::reader(path, options.folds)?], 1)?,
            links: Readers::start(vec![open::reader(path, options.folds)?], LINKS)?,
            measured: keeper.measured(),
            writer: Writer::start(writer, Arc::clone(&piles), keeper)?,
            piles,
            folds: options.folds,
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
