//! Backups: everything of one moment in one file that the server cannot open again, and back
//! (REQ-169 to 173).
//!
//! A backup holds the database, the lock files and the configuration, and no key: neither the keys of
//! the site, without which nobody is recognised in it, nor the one that opens it. It is sealed with
//! `age` to people who keep the other half elsewhere. The lock files are read before the database is:
//! what they say was released is in it.
//!
//! | what | where |
//! | --- | --- |
//! | the bytes: files one after the other, a digest at the end | `envelope` |
//! | sealing and opening with `age` | `seal` |
//! | names that carry site and time, and files whose time is over | `name` |
//! | making one beside a site that is served | `write` |
//! | reading one: what is in it, and the database in it | `read` |
//! | lock files, put back and compared | [`locks`] |
//! | copies beside a SQLite file, and their time | [`aside`] |
//! | counting a log again in the database that came of it | `recount` |

pub mod aside;
mod envelope;
pub mod locks;
mod name;
mod read;
mod recount;
pub mod rfc3339;
mod seal;
mod write;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use envelope::EnvelopeError;
pub use name::{FileName, expired, remove_unfinished};
pub use read::{Contents, database};
pub use recount::{RecountError, Recounted, recount};
pub use seal::{Opening, Seal};
pub use write::{Job, Written, write};

/// The file in a backup that says what it is a backup of.
pub(crate) const MANIFEST: &str = "manifest.json";

/// The file in a backup that is the copy of the database.
pub(crate) const DATABASE: &str = "database";

/// The folder in a backup that holds the lock files.
pub const LOCKS: &str = "locks/";

/// The folder in a backup that holds the configuration.
pub const CONFIG: &str = "config/";

/// What a backup is a backup of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Address of the site.
    pub site: String,
    /// Its name.
    pub name: String,
    /// When it was begun (RFC 3339).
    #[serde(with = "rfc3339")]
    pub made: jiff::Timestamp,
    /// Days for which it is kept.
    pub keep_days: u16,
    /// The version of the program that made it.
    pub program: String,
}

/// Why a backup was not made or read.
#[derive(Debug, Error)]
pub enum BackupError {
    /// A file cannot be read or written.
    #[error("cannot use {path}")]
    File {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// What was read is no backup, or not all of one.
    #[error("{path} cannot be read as a backup")]
    Envelope {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        source: EnvelopeError,
    },
    /// Somebody to whom it is to be sealed has no usable public key.
    #[error("{0} is no public key of age")]
    Recipient(String),
    /// The file that was named as a private key holds none.
    #[error("{0} holds no private key of age")]
    Identity(std::path::PathBuf),
    /// It is sealed, and no key was given.
    #[error("the backup is sealed, and no key to open it was given")]
    Sealed,
    /// It is sealed to somebody else.
    #[error("none of these keys opens the backup: it was sealed to somebody else")]
    OtherKey,
    /// The database could not be copied.
    #[error("the database could not be copied")]
    Store(#[from] store::StoreError),
}

impl BackupError {
    pub(crate) fn file(path: &std::path::Path, source: std::io::Error) -> Self {
        let path = path.to_owned();
        Self::File { path, source }
    }
}
