//! Opening a file, and what every connection is set to.

use std::fs::{OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::migrate::{MIGRATIONS, migrate};
use crate::{SoleSender, StoreError};

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
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { readers: 4 }
    }
}

/// The writing connection, on a file brought up to date.
pub(super) fn writer(path: &Path) -> Result<Connection> {
    make_private(path)?;
    let mut connection = connect(path)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::unavailable(
            "the file system allows no write-ahead log",
        ));
    }
    // FULL: every commit is synced to disk before it is acknowledged.
    // secure_delete: what is deleted or replaced is overwritten with zeros, in free pages too.
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;",
    )?;
    migrate(&mut connection, MIGRATIONS)?;
    Ok(connection)
}

/// A reading connection.
pub(super) fn reader(path: &Path) -> Result<Connection> {
    let connection = connect(path)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.execute_batch("PRAGMA query_only = ON")?;
    Ok(connection)
}

/// Takes the lock of a file beside the database. The kernel lets it go when the process ends,
/// however it ends. The database itself cannot be locked this way: closing another handle on it would
/// take away the locks that SQLite holds.
pub(super) fn sole_sender(path: &Path) -> Result<Option<SoleSender>> {
    let mut name = path.as_os_str().to_owned();
    name.push("-sender");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(name)
        .map_err(StoreError::unavailable)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(SoleSender::new(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(StoreError::unavailable(error)),
    }
}

fn connect(path: &Path) -> Result<Connection> {
    // Each connection is used by one thread at a time, so SQLite needs no lock of its own. No
    // SQLITE_OPEN_URI: a path with `?` in it is a path. No SQLITE_OPEN_CREATE: the file was made
    // with its permissions.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
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
