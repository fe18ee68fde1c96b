//! Where a backup is brought back to, and how it takes its place.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use app::backup::aside;
use app::clock::{Clock, SystemClock};
use store::{Duty, SqliteOptions, Store};

use crate::config::Database;
use crate::help::Help;
use crate::opening::open_whatever;

/// What SQLite keeps beside a file.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Where it goes.
pub(super) enum Place {
    /// A file of ours, or none yet.
    File(PathBuf),
    /// A server, in which nothing is yet.
    Server(Database),
}

impl Place {
    /// The place that the configuration names. A file that is there is only replaced where that was said,
    /// and never while it is served.
    pub(super) async fn find(database: &Database, replace: bool) -> Result<Self> {
        let path = match database {
            Database::Postgres(_) => return Ok(Self::Server(database.clone())),
            Database::Sqlite { path, .. } => path,
        };
        if path.exists() {
            if !replace {
                return Err(anyhow!("there is a database at {} already", path.display()))
                    .help("say --replace to put the backup in its place; it is kept beside");
            }
            let sender = Store::sole_of_file(path, Duty::Sending)?;
            if sender.is_none() {
                return Err(anyhow!("the site is served")).help("stop it first, then try again");
            }
        }
        Ok(Self::File(path.clone()))
    }

    /// An empty database: beside the file that is to be replaced, or on the server, where nothing else
    /// uses it until it stands.
    pub(super) async fn begin(&self) -> Result<Store> {
        match self {
            Self::File(path) => {
                let temporary = beside(path);
                remove(&temporary)?;
                Store::open_sqlite(&temporary, SqliteOptions::default())
                    .with_context(|| format!("cannot make {}", temporary.display()))
                    .help("see that the folder can be written, and has room for one more database")
            }
            Self::Server(database) => {
                let store = open_whatever(database).await?;
                let expected = store.expect_copy("a backup").await;
                expected
                    .with_context(|| format!("{database} holds something already"))
                    .help(
                        "name a schema that is not there yet as `database-schema`, or an empty database; \
                         drop the old one when the new one stands",
                    )?;
                Ok(store)
            }
        }
    }

    /// Leaves things as they were. A database on a server stays out of service, and the next attempt
    /// empties it.
    pub(super) async fn give_up(&self, store: Store) {
        // It failed before, and that is what is said.
        let _ = store.close().await;
        if let Self::File(path) = self {
            let _ = remove(&beside(path));
        }
    }

    /// Takes the place. Answers where the file is that was there.
    ///
    /// If the process dies in between there is either the old file under its name, or none and both beside
    /// it; the same command then goes through.
    pub(super) async fn stand(&self, store: Store) -> Result<Option<PathBuf>> {
        let Self::File(path) = self else {
            store.reinstate().await?;
            store.close().await?;
            return Ok(None);
        };
        store.close().await?;
        let shown = path.display();
        let stood = put(&beside(path), path);
        stood
            .with_context(|| format!("the new database could not take the place of {shown}"))
            .help("run the same command again")
    }
}

/// The name of a database until it stands.
fn beside(path: &Path) -> PathBuf {
    named(path, ".restoring")
}

fn named(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// A file that is left of an earlier attempt, with what SQLite keeps beside it.
fn remove(path: &Path) -> Result<()> {
    for file in [path.to_owned()]
        .into_iter()
        .chain(BESIDE.map(|end| named(path, end)))
        .filter(|file| file.exists())
    {
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(())
}

/// The old file goes first, then what stood beside it: a write-ahead file belongs to the file that it was
/// written for, and beside another it would damage that one.
fn put(new: &Path, path: &Path) -> Result<Option<PathBuf>> {
    let aside = aside::replaced(path, SystemClock.now());
    let was_there = path.exists();
    if was_there {
        fs::rename(path, &aside)?;
    }
    for end in BESIDE {
        let stale = named(path, end);
        if stale.exists() {
            fs::rename(&stale, named(&aside, end))?;
        }
    }
    remove(&named(new, "-wal"))?;
    fs::rename(new, path)?;
    let folder = std::path::absolute(path)?;
    if let Some(folder) = folder.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    for left in ["-shm", "-sender", "-keeper"] {
        remove(&named(new, left))?;
    }
    Ok(was_there.then_some(aside))
}
