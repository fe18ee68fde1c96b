//! What only one process at a time may do: whoever has the lock of a file beside the database.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use async_trait::async_trait;

use super::Result;
use crate::facade::Right;
use crate::{Duty, Sole, StoreError};

/// The locked file. The kernel lets the lock go when the process ends, however it ends.
struct Locked(#[expect(dead_code, reason = "it does what it does by being open")] File);

#[async_trait]
impl Right for Locked {
    async fn is_held(&self) -> bool {
        true
    }

    async fn give_back(self: Box<Self>) {}
}

/// Takes the lock of a file beside the database. The database itself cannot be locked this way: closing
/// another handle on it would take away the locks that SQLite holds.
pub(crate) fn take(path: &Path, duty: Duty) -> Result<Option<Sole>> {
    let mut name = path.as_os_str().to_owned();
    name.push(match duty {
        Duty::Sending => "-sender",
        Duty::Keeping => "-keeper",
    });
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(name)
        .map_err(StoreError::unavailable)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Sole::new(Locked(file)))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(StoreError::unavailable(error)),
    }
}
