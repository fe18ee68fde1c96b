//! A copy of the file before its schema is changed (REQ-174).
//!
//! A change of the schema is one transaction, so one that fails leaves the old data. The copy is for what
//! shows later: whoever has to go back to the older program puts it into the place of the file. It is
//! beside the file, is private, and is deleted by the next backup, or when it is as old as backups may
//! get.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::Result;
use super::migrate::{MIGRATIONS, outdated};
use crate::StoreError;

/// What stands between the name of the file and the number of the schema that the copy has.
pub const BEFORE_SCHEMA: &str = ".before-schema-";

/// Makes the copy where a change is due. Another process may go on meanwhile. Whoever sees the copy sees
/// a whole one.
pub(super) fn keep(connection: &Connection, path: &Path) -> Result<()> {
    let Some(schema) = outdated(connection, MIGRATIONS)? else {
        return Ok(());
    };
    let kept = named(path, &format!("{BEFORE_SCHEMA}{schema}"));
    let temporary = named(&kept, "-unfinished");
    let copied = copy(connection, &temporary).and_then(|()| {
        fs::rename(&temporary, &kept).map_err(StoreError::unavailable)?;
        sync_folder(&kept).map_err(StoreError::unavailable)
    });
    if copied.is_err() {
        // It is named unfinished; the next attempt writes over it.
        let _ = fs::remove_file(&temporary);
    }
    copied
}

fn copy(connection: &Connection, temporary: &Path) -> Result<()> {
    let name = temporary
        .to_str()
        .ok_or_else(|| StoreError::unavailable("the path of the database is no text"))?;
    private(temporary).map_err(StoreError::unavailable)?;
    connection.execute("VACUUM INTO ?1", [name])?;
    let file = File::open(temporary).map_err(StoreError::unavailable)?;
    file.sync_all().map_err(StoreError::unavailable)
}

/// An empty file that its owner alone can read; SQLite writes into it.
fn private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    match std::path::absolute(path)?.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn named(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
