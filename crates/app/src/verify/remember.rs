//! What was seen of a log the last time: trust on first use, from then on only growth.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tlog::Checkpoint;
use tlog::note::VerifierKey;

use super::SourceError;
use crate::keys::sync_parent;

/// One file for each origin and each place, holding the verifier key and the checkpoint last found
/// good.
pub struct Memory {
    folder: PathBuf,
}

/// What was remembered of one log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remembered {
    pub(super) key: VerifierKey,
    pub(super) checkpoint: Checkpoint,
}

impl Remembered {
    fn parse(text: &str) -> Option<Self> {
        let (key, note) = text.split_once('\n')?;
        let key = VerifierKey::parse(key).ok()?;
        let checkpoint = Checkpoint::open(note.as_bytes(), std::slice::from_ref(&key)).ok()?;
        Some(Self { key, checkpoint })
    }
}

impl Memory {
    /// Remembers in a folder, which is made when something is first remembered.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// What is remembered under an origin or a place. A file that does not read is an error and
    /// not a first visit: else damaging it would be the way to another key.
    pub(super) fn recall(&self, name: &str) -> Result<Option<Remembered>, SourceError> {
        let path = self.file(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => Remembered::parse(&text).map(Some).ok_or_else(|| {
                failed(
                    &path,
                    io::Error::other("it is damaged; remove it to begin anew"),
                )
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&path, error)),
        }
    }

    /// Remembers a key and a checkpoint as it was signed.
    pub(super) fn remember(
        &self,
        name: &str,
        key: &VerifierKey,
        note: &str,
    ) -> Result<(), SourceError> {
        let path = self.file(name);
        self.write(&path, &format!("{key}\n{note}"))
            .map_err(|error| failed(&path, error))
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let temporary = path.with_extension("new");
        let mut file = std::fs::File::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)?;
        sync_parent(path)
    }

    /// An origin holds slashes and may hold anything else, so its hash names the file.
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(format!(
            "{}.checkpoint",
            hex::encode(Sha256::digest(name.as_bytes()))
        ))
    }
}

/// Named by the file, which is ours, and not by the origin, which somebody else wrote.
fn failed(path: &Path, error: io::Error) -> SourceError {
    SourceError {
        path: path.display().to_string(),
        source: error.into(),
    }
}
