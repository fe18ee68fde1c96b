//! Sealing a backup to people who are not on the server, and opening it where they are
//! (age-encryption.org/v1).

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use age::stream::{StreamReader, StreamWriter};
use age::x25519::Recipient;

use super::BackupError;
use super::envelope::FIRST;

/// To whom a backup is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seal {
    /// To these public keys of `age`, one at least.
    To(Vec<String>),
    /// To nobody: whoever has the file reads it.
    Plain,
}

/// What opens backups.
#[derive(Default)]
pub struct Opening(Vec<Box<dyn age::Identity + Send + Sync>>);

/// A file that is written sealed, or not.
pub(super) enum Sealed {
    Plain(BufWriter<File>),
    To(Box<StreamWriter<BufWriter<File>>>),
}

/// A file that is read opened, or that never was sealed.
pub(super) enum Opened {
    Plain(BufReader<File>),
    To(Box<StreamReader<BufReader<File>>>),
}

impl Seal {
    /// The public keys, read.
    fn recipients(&self) -> Result<Vec<Recipient>, BackupError> {
        let Self::To(texts) = self else {
            return Ok(Vec::new());
        };
        let parsed = texts.iter().map(|text| {
            let key: Result<Recipient, _> = text.parse();
            key.map_err(|_| BackupError::Recipient(text.clone()))
        });
        let recipients: Vec<Recipient> = parsed.collect::<Result<_, _>>()?;
        if recipients.is_empty() {
            return Err(BackupError::Recipient("nobody".to_owned()));
        }
        Ok(recipients)
    }

    /// Begins to write into a file.
    pub(super) fn begin(&self, file: File, path: &Path) -> Result<Sealed, BackupError> {
        let output = BufWriter::new(file);
        if *self == Self::Plain {
            return Ok(Sealed::Plain(output));
        }
        let recipients = self.recipients()?;
        let keys = recipients.iter().map(|key| key as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(keys)
            .map_err(|error| BackupError::Recipient(error.to_string()))?;
        let writer = encryptor.wrap_output(output);
        let writer = writer.map_err(|source| BackupError::file(path, source))?;
        Ok(Sealed::To(Box::new(writer)))
    }

    /// Whether every public key can be used.
    ///
    /// # Errors
    /// [`BackupError::Recipient`] with the first that cannot.
    pub fn check(&self) -> Result<(), BackupError> {
        match self {
            Self::Plain => Ok(()),
            Self::To(_) => self.recipients().map(drop),
        }
    }
}

impl Sealed {
    /// Writes what is left, and gives the file back.
    pub(super) fn finish(self) -> io::Result<File> {
        let output = match self {
            Self::Plain(output) => output,
            Self::To(writer) => writer.finish()?,
        };
        output.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

impl Write for Sealed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(output) => output.write(bytes),
            Self::To(output) => output.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(output) => output.flush(),
            Self::To(output) => output.flush(),
        }
    }
}

impl Read for Opened {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(input) => input.read(bytes),
            Self::To(input) => input.read(bytes),
        }
    }
}

impl Opening {
    /// Reads files of private keys, as `age-keygen` writes them. Blocks.
    ///
    /// # Errors
    /// [`BackupError`] when one cannot be read, or holds no key.
    pub fn read(files: &[PathBuf]) -> Result<Self, BackupError> {
        let mut identities = Vec::new();
        for path in files {
            let file = File::open(path).map_err(|source| BackupError::file(path, source))?;
            let no_key = || BackupError::Identity(path.clone());
            let keys = age::IdentityFile::from_buffer(BufReader::new(file))
                .map_err(|_| no_key())?
                .into_identities()
                .map_err(|_| no_key())?;
            if keys.is_empty() {
                return Err(no_key());
            }
            identities.extend(keys);
        }
        Ok(Self(identities))
    }

    /// Begins to read a backup; answers also whether it was sealed.
    pub(super) fn begin(&self, path: &Path) -> Result<(Opened, bool), BackupError> {
        let failed = |source| BackupError::file(path, source);
        let mut file = File::open(path).map_err(failed)?;
        let mut first = Vec::new();
        let taken = (&file).take(FIRST.len() as u64).read_to_end(&mut first);
        taken.map_err(failed)?;
        file.rewind().map_err(failed)?;
        let input = BufReader::new(file);
        if !first.starts_with(b"age-encryption.org/") {
            return Ok((Opened::Plain(input), false));
        }
        if self.0.is_empty() {
            return Err(BackupError::Sealed);
        }
        let damaged = |error: age::DecryptError| match error {
            age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed => {
                BackupError::OtherKey
            }
            error => BackupError::Envelope {
                path: path.to_owned(),
                source: super::EnvelopeError::Seal(io::Error::other(error.to_string())),
            },
        };
        let decryptor = age::Decryptor::new_buffered(input).map_err(damaged)?;
        let keys = self.0.iter().map(|key| key.as_ref() as &dyn age::Identity);
        let reader = decryptor.decrypt(keys).map_err(damaged)?;
        Ok((Opened::To(Box::new(reader)), true))
    }
}
