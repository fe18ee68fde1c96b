//! What was seen of a log the last time: trust on first use, from then on only growth.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tlog::Checkpoint;
use tlog::note::VerifierKey;

use super::SourceError;
use crate::private;

/// One file for each origin and each place, holding the verifier key and the largest checkpoint found
/// good. It never goes backwards, whoever else recounts at the same time.
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

    /// Whether it is as new as another of the same log.
    fn stays(&self, other: &Self) -> io::Result<bool> {
        let (old, new) = (&self.checkpoint, &other.checkpoint);
        let forked = old.size == new.size && old.root != new.root;
        if self.key != other.key || forked {
            let why = "another recount has remembered another log meanwhile; run this one again";
            return Err(io::Error::other(why));
        }
        Ok(old.size >= new.size)
    }
}

fn read(path: &Path) -> io::Result<Option<Remembered>> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(&text).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn parse(text: &str) -> io::Result<Remembered> {
    Remembered::parse(text)
        .ok_or_else(|| io::Error::other("it is damaged; remove it to begin anew"))
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
        read(&path).map_err(|error| failed(&path, error))
    }

    /// Remembers a key and a checkpoint as it was signed, unless a larger one was remembered
    /// meanwhile. An error where what was remembered meanwhile is of another log.
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

    /// Written beside, synced and renamed, under a lock of the operating system, so that the name
    /// beside is nobody else's.
    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let guard = File::create(self.folder.join("memory.lock"))?;
        guard.lock()?;
        if let Some(standing) = read(path)?
            && standing.stays(&parse(text)?)?
        {
            return Ok(());
        }
        let temporary = path.with_extension("new");
        let mut file = File::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)?;
        private::sync_parent(path)
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

#[cfg(test)]
mod tests {
    use tlog::Hash;
    use tlog::note::SigningKey;

    use super::*;

    const ORIGIN: &str = "a.example/d/rivers/log";

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed(ORIGIN, [seed; 32]).unwrap()
    }

    fn note(size: u64, root: &[u8], by: &SigningKey) -> String {
        let checkpoint = Checkpoint {
            origin: ORIGIN.to_owned(),
            size,
            root: Hash::leaf(root),
        };
        checkpoint.sign(by).unwrap().to_string()
    }

    #[test]
    fn many_at_once_remember_the_largest() {
        let folder = tempfile::tempdir().unwrap();
        let (memory, key) = (Memory::new(folder.path()), key(1));
        std::thread::scope(|scope| {
            for number in 0..8_u64 {
                let (memory, key) = (&memory, &key);
                scope.spawn(move || {
                    for round in 0..20 {
                        let size = 1 + (number * 37 + round * 53) % 160;
                        let note = note(size, &size.to_be_bytes(), key);
                        memory.remember(ORIGIN, &key.verifier(), &note).unwrap();
                        let seen = memory.recall(ORIGIN).unwrap().unwrap();
                        assert!(seen.checkpoint.size >= size);
                    }
                });
            }
        });
    }

    #[test]
    fn another_log_never_takes_the_place_of_one_that_was_remembered_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::new(folder.path());
        let known = key(1);
        let remember = |size: u64, root: &[u8], key: &SigningKey| {
            memory.remember(ORIGIN, &key.verifier(), &note(size, root, key))
        };
        remember(9, b"root", &known).unwrap();
        remember(9, b"root", &known).unwrap();
        assert!(remember(9, b"another root", &known).is_err());
        assert!(remember(10, b"root", &key(2)).is_err());
        let kept = memory.recall(ORIGIN).unwrap().unwrap();
        assert_eq!(kept.key, known.verifier());
        assert_eq!(kept.checkpoint.root, Hash::leaf(b"root"));
    }
}
