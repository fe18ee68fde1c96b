//! What was seen of a log the last time: trust on first use, from then on only growth.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::keys::sync_parent;

/// One file for each origin, holding the verifier key and the checkpoint last found good.
pub struct Memory {
    folder: PathBuf,
}

/// What was remembered of one log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remembered {
    pub(super) key: String,
    pub(super) checkpoint: String,
}

impl Memory {
    /// Remembers in a folder, which is made when something is first remembered.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    pub(super) fn recall(&self, origin: &str) -> io::Result<Option<Remembered>> {
        match std::fs::read_to_string(self.file(origin)) {
            Ok(text) => Ok(text.split_once('\n').map(|(key, checkpoint)| Remembered {
                key: key.to_owned(),
                checkpoint: checkpoint.to_owned(),
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn remember(&self, origin: &str, seen: &Remembered) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let path = self.file(origin);
        let temporary = path.with_extension("new");
        let mut file = std::fs::File::create(&temporary)?;
        write!(file, "{}\n{}", seen.key, seen.checkpoint)?;
        file.sync_all()?;
        std::fs::rename(&temporary, &path)?;
        sync_parent(&path)
    }

    /// An origin holds slashes and may hold anything else, so its hash names the file.
    fn file(&self, origin: &str) -> PathBuf {
        self.folder.join(format!(
            "{}.checkpoint",
            hex::encode(Sha256::digest(origin.as_bytes()))
        ))
    }
}
