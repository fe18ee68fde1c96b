//! Opening a file, and what every connection is set to.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::before;
use super::migrate::{MIGRATIONS, migrate};
use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

/// How long a lock of another process is waited for: longer than any step of a backup, shorter than
/// the patience of somebody who pressed a button.
const BUSY: Duration = Duration::from_secs(2);

/// Statements kept prepared by each connection: more than there are in this crate.
const STATEMENTS: usize = 128;

/// The largest text or blob: a folder's file or a text is far smaller, and a fault of ours should
/// not fill the disk.
const LONGEST_VALUE: i32 = 64 << 20;

/// How a SQLite file is used.
#[derive(Clone, Copy, Debug)]
pub struct SqliteOptions {
    /// How many connections read at the same time, one at least. Each is used by one thread at a
    /// time; more than there are processors gain nothing while the file is in memory.
    pub readers: usize,
    /// Whether the write-ahead file is folded back into the database by this program. Where another
    /// copies that file as it grows and folds it back itself, as Litestream does, this is `false`
    /// (REQ-173): then the file is as long as that program lets it be, and what was erased is in it
    /// until then.
    pub folds: bool,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            readers: 4,
            folds: true,
        }
    }
}

/// The writing connection, on a file brought up to date.
pub(super) fn writer(path: &Path, folds: bool) -> Result<Connection> {
    make_private(path)?;
    let mut connection = connect(path, folds)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::unavailable(
            "the file system allows no write-ahead log",
        ));
    }
    // FULL: every commit is synced to disk before it is acknowledged.
    // cache_size: 8 MiB hold the pages that every batch touches, and the upper levels of the piles.
    // secure_delete: what is deleted or replaced is overwritten with zeros, in free pages too.
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -8192;",
    )?;
    before::keep(&connection, path)?;
    migrate(&mut connection, MIGRATIONS)?;
    Ok(connection)
}

/// The connection of the keeper: it folds back, and what it folds back it syncs.
pub(super) fn keeper(path: &Path, folds: bool) -> Result<Connection> {
    let connection = reader(path, folds)?;
    connection.execute_batch("PRAGMA synchronous = FULL")?;
    Ok(connection)
}

/// A reading connection.
pub(super) fn reader(path: &Path, folds: bool) -> Result<Connection> {
    let connection = connect(path, folds)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    // cache_size: 4 MiB hold the upper levels of the trees of a list with ten million names, so that each
    // row of a page is two or three reads of what the system has in memory.
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -4096;")?;
    Ok(connection)
}

fn connect(path: &Path, folds: bool) -> Result<Connection> {
    // Each connection is used by one thread at a time, so SQLite needs no lock of its own. No
    // SQLITE_OPEN_URI: a path with `?` in it is a path. No SQLITE_OPEN_CREATE: the file was made
    // with its permissions.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    // Without it SQLite looks at the values of each execution to choose an index, and compiles the
    // statement anew each time where an index covers part of a table.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if !folds {
        // Else whoever closes the last connection folds the file back.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.execute_batch("PRAGMA wal_autocheckpoint = 0")?;
    }
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
    // temp_store: what is sorted is in memory and never in a file that nobody erases.
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;")?;
    Ok(connection)
}

/// Makes the file, readable by its owner alone, before SQLite does; SQLite gives the files beside
/// it the same permissions.
fn make_private(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::unavailable(error)),
    }
}
