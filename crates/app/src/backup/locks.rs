//! The lock files of a site beside a database that was brought back (LOG-FORMAT section 2).

use std::io;
use std::path::Path;

use store::{DeclarationRow, Store, StoreError};
use thiserror::Error;
use tlog::note::VerifierKey;
use tlog::{Checkpoint, proof};

use super::{Contents, LOCKS};
use crate::log::StoredLog;
use crate::sequencer::write_lock;

/// How a log stands to the last checkpoint that was released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has all that was released, or nothing was.
    Whole,
    /// It is shorter. It refuses to sign until the entries are back.
    Behind {
        /// Entries under the released checkpoint.
        released: u64,
    },
    /// It is another history. It refuses to sign.
    Forked {
        /// Entries under the released checkpoint.
        released: u64,
    },
}

/// Why a lock file could not be compared.
#[derive(Debug, Error)]
pub enum LockError {
    /// It cannot be read.
    #[error("the lock file cannot be read")]
    Read(#[source] io::Error),
    /// It is no checkpoint of this log.
    #[error("the lock file is not signed with the key of the log")]
    Foreign,
    /// The store cannot be read.
    #[error("the stored log cannot be read")]
    Store(#[from] StoreError),
}

/// Writes the lock files of a backup into a folder of keys, where none is there or an older one is: they
/// never go backwards. Blocks.
///
/// # Errors
/// When the folder cannot be made, or a file not written.
pub fn put_back(keys: &Path, contents: &Contents) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(keys)?;
    for (name, note) in contents.folder(LOCKS) {
        let is_lock = name.ends_with(".log.lock") && !name.contains('/');
        if let Some(note) = std::str::from_utf8(note).ok().filter(|_| is_lock) {
            write_lock(&keys.join(name), note)?;
        }
    }
    Ok(())
}

/// Compares a log with its lock file.
///
/// # Errors
/// See [`LockError`].
pub async fn standing(
    store: &Store,
    keys: &Path,
    row: &DeclarationRow,
) -> Result<Standing, LockError> {
    let note = match std::fs::read(keys.join(format!("{}.log.lock", row.slug))) {
        Ok(note) => note,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Whole),
        Err(error) => return Err(LockError::Read(error)),
    };
    let key = VerifierKey::parse(&row.verifier_key).map_err(|_| LockError::Foreign)?;
    let keys = std::slice::from_ref(&key);
    let released = Checkpoint::open(&note, keys).map_err(|_| LockError::Foreign)?;
    let head = store.log_head(row.id).await?;
    let (stored, note) = head.map_or_else(Default::default, |head| (head.size, head.checkpoint));
    let size = released.size;
    if size > stored {
        return Ok(Standing::Behind { released: size });
    }
    let log = StoredLog::new(store.clone(), row.id);
    let forked = Standing::Forked { released: size };
    let Ok(head) = Checkpoint::open(note.as_bytes(), keys) else {
        return Ok(forked);
    };
    let Ok(proof) = log.consistency(size, head.size).await else {
        return Ok(forked);
    };
    let (old, new) = ((size, &released.root), (head.size, &head.root));
    let proven = proof::verify_consistency(old.0, old.1, new.0, new.1, &proof);
    Ok(proven.map_or(forked, |()| Standing::Whole))
}
