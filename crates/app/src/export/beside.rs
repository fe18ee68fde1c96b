//! The folder an export is written into before it has its name.
//!
//! It lies beside the folder that was asked for, on the same disk, under a name nobody else uses:
//! `.NAME.RANDOM.export`. In it lies a marker, locked as long as the export runs. Whoever dies leaves
//! the folder behind, and the lock goes with the process; the next export of the same name clears away
//! what bears a marker that nobody holds, and nothing else.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::ExportError;

/// Says that a folder is an export on its way. It is gone before the folder gets its name.
const MARKER: &str = ".undersigned-export";

/// The end of the name.
const SUFFIX: &str = ".export";

/// A folder that becomes the export, or disappears when it is dropped before.
pub(super) struct Beside {
    path: PathBuf,
    target: PathBuf,
    /// Locked until it is dropped.
    _marker: File,
}

impl Beside {
    /// Begins an export into `target`.
    ///
    /// # Errors
    /// [`ExportError::Write`] when the folder cannot be made, or the name is somebody's already.
    pub(super) fn begin(target: &Path, random: [u8; 8]) -> Result<Self, ExportError> {
        let name = target.file_name().unwrap_or_default();
        clear(target, name);
        let path = target.with_file_name(temporary(name, random));
        let failed = |error| ExportError::Write(path.clone(), error);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        fs::create_dir(&path).map_err(failed)?;
        let marker = mark(&path).inspect_err(|_| {
            let _gone = fs::remove_dir_all(&path);
        });
        Ok(Self {
            _marker: marker.map_err(failed)?,
            path: path.clone(),
            target: target.to_owned(),
        })
    }

    /// Where to write.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the folder its name.
    ///
    /// # Errors
    /// [`ExportError::Write`] when the name was taken meanwhile; the folder is gone then.
    pub(super) fn finish(self) -> Result<(), ExportError> {
        let failed = |error| ExportError::Write(self.target.clone(), error);
        fs::remove_file(self.path.join(MARKER)).map_err(failed)?;
        fs::rename(&self.path, &self.target).map_err(failed)
    }
}

impl Drop for Beside {
    /// After [`Beside::finish`] there is nothing under this name any more.
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.path);
    }
}

fn mark(folder: &Path) -> std::io::Result<File> {
    let marker = File::create_new(folder.join(MARKER))?;
    marker.lock()?;
    Ok(marker)
}

fn temporary(name: &OsStr, random: [u8; 8]) -> OsString {
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}{SUFFIX}", hex::encode(random)));
    temporary
}

/// Clears away what exports of the same name left behind that were cut off. What cannot be cleared
/// away stays: it is in nobody's way.
fn clear(target: &Path, name: &OsStr) {
    let parent = target.with_file_name(".");
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if is_temporary(&entry.file_name(), name) && is_abandoned(&entry.path()) {
            let _left = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_temporary(found: &OsStr, name: &OsStr) -> bool {
    let random = found
        .as_encoded_bytes()
        .strip_prefix(b".")
        .and_then(|rest| rest.strip_prefix(name.as_encoded_bytes()))
        .and_then(|rest| rest.strip_prefix(b"."))
        .and_then(|rest| rest.strip_suffix(SUFFIX.as_bytes()));
    random.is_some_and(|random| random.len() == 16 && random.iter().all(u8::is_ascii_hexdigit))
}

/// Whether a folder bears the marker, and nobody holds it.
fn is_abandoned(folder: &Path) -> bool {
    let marker = File::open(folder.join(MARKER));
    marker.is_ok_and(|marker| marker.try_lock().is_ok())
}
