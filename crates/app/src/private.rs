//! Files beside the database: readable by their owner alone, and there after a power cut.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// A file that its owner alone can read, empty. One that was left by a process that died is written over.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes what happened to names in the folder of a file survive a power cut.
pub(crate) fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) => File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}
