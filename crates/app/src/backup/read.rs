//! Reading a backup: first all of it, to see that it is whole, then the database in it.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

use super::envelope::{EnvelopeError, Unpacker};
use super::seal::Opened;
use super::{BackupError, DATABASE, MANIFEST, Manifest, Opening};

/// The most that files beside the database hold together: lock files and configuration.
const BESIDE: usize = 16 << 20;

/// What is in a backup, beside the database.
#[derive(Debug)]
pub struct Contents {
    /// What it is a backup of.
    pub manifest: Manifest,
    /// The files beside the database, by their names.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Bytes of the copy of the database.
    pub database: u64,
    /// Whether it is sealed.
    pub is_sealed: bool,
}

impl Contents {
    /// Reads a backup to its end and checks it. Blocks.
    ///
    /// # Errors
    /// See [`BackupError`].
    pub fn read(path: &Path, opening: &Opening) -> Result<Self, BackupError> {
        let (opened, is_sealed) = opening.begin(path)?;
        let failed = |source| BackupError::Envelope {
            path: path.to_owned(),
            source,
        };
        let (mut files, database) = walk(opened, is_sealed).map_err(failed)?;
        let manifest = files.remove(MANIFEST).unwrap_or_default();
        let manifest = serde_json::from_slice(&manifest)
            .map_err(|_| failed(EnvelopeError::Damaged("it does not say what it is of")))?;
        let database =
            database.ok_or_else(|| failed(EnvelopeError::Damaged("it has no database")))?;
        Ok(Self {
            manifest,
            files,
            database,
            is_sealed,
        })
    }

    /// The files of a folder in the backup, by their names in that folder.
    pub fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let inside = move |(name, bytes): (&'a String, &'a Vec<u8>)| {
            let name = name.strip_prefix(folder)?;
            Some((name, bytes.as_slice()))
        };
        self.files.iter().filter_map(inside)
    }
}

type Beside = BTreeMap<String, Vec<u8>>;

fn walk(opened: Opened, is_sealed: bool) -> Result<(Beside, Option<u64>), EnvelopeError> {
    let mut unpacker = Unpacker::new(opened, is_sealed)?;
    let (mut files, mut database) = (Beside::new(), None);
    let (mut part, mut kept) = (Vec::new(), 0);
    while let Some(name) = unpacker.next()? {
        let (mut file, mut length) = (Vec::new(), 0);
        loop {
            unpacker.part(&mut part)?;
            if part.is_empty() {
                break;
            }
            length += part.len() as u64;
            if name != DATABASE {
                kept += part.len();
                if kept > BESIDE {
                    let what = "more stands beside the database than there can be";
                    return Err(EnvelopeError::Damaged(what));
                }
                file.extend_from_slice(&part);
            }
        }
        let is_twice = if name == DATABASE {
            database.replace(length).is_some()
        } else {
            files.insert(name, file).is_some()
        };
        if is_twice {
            return Err(EnvelopeError::Damaged("a file stands in it twice"));
        }
    }
    Ok((files, database))
}

/// The copy of the database in a backup, to be loaded. Blocks.
///
/// # Errors
/// See [`BackupError`].
pub fn database(path: &Path, opening: &Opening) -> Result<Box<dyn Read + Send>, BackupError> {
    let (opened, is_sealed) = opening.begin(path)?;
    let failed = |source| BackupError::Envelope {
        path: path.to_owned(),
        source,
    };
    let found = || {
        let mut unpacker = Unpacker::new(opened, is_sealed)?;
        let mut part = Vec::new();
        while let Some(name) = unpacker.next()? {
            if name == DATABASE {
                return Ok(unpacker);
            }
            while {
                unpacker.part(&mut part)?;
                !part.is_empty()
            } {}
        }
        Err(EnvelopeError::Damaged("it has no database"))
    };
    let found: Result<Unpacker<Opened>, EnvelopeError> = found();
    Ok(Box::new(File {
        unpacker: found.map_err(failed)?,
        part: Vec::new(),
        read: 0,
        is_over: false,
    }))
}

/// One file of a backup, read as a file is.
struct File {
    unpacker: Unpacker<Opened>,
    part: Vec<u8>,
    read: usize,
    is_over: bool,
}

impl Read for File {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.read == self.part.len() && !self.is_over {
            let part = self.unpacker.part(&mut self.part);
            part.map_err(io::Error::other)?;
            self.read = 0;
            self.is_over = self.part.is_empty();
        }
        let length = bytes.len().min(self.part.len() - self.read);
        bytes[..length].copy_from_slice(&self.part[self.read..self.read + length]);
        self.read += length;
        Ok(length)
    }
}
