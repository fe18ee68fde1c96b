//! The bytes of a backup: a first line, files one after the other, and a digest over all of it.
//!
//! A file is the length of its name in two bytes, its name, then parts, each behind its length in four
//! bytes, and a part of length 0 at its end; so its length need not be known when it begins. Behind the
//! last file stand two bytes 0 and the SHA-256 of everything in front of it. Numbers are big-endian.
//! A file that ends before that is cut off.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};
use thiserror::Error;

/// The first line.
pub(super) const FIRST: &[u8] = b"undersigned backup 1\n";

/// The longest part: what is read at once, whatever a file claims.
const PART: usize = 1 << 20;

/// The longest name.
const NAME: usize = 200;

/// Why bytes are no backup.
#[derive(Debug, Error)]
pub enum EnvelopeError {
    /// They cannot be read.
    #[error("it cannot be read")]
    Read(#[source] io::Error),
    /// They are something else.
    #[error("it is no backup of this program")]
    NoBackup,
    /// They end too early.
    #[error("it ends before its end: it was cut off")]
    CutOff,
    /// They were changed.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
    /// The seal was broken: bytes changed, or cut off.
    #[error("it is damaged: the seal does not hold, so bytes were changed or are missing")]
    Seal(#[source] io::Error),
}

/// Writes files into a backup.
pub(super) struct Packer<W> {
    inner: W,
    digest: Sha256,
}

impl<W: Write> Packer<W> {
    pub(super) fn new(inner: W) -> io::Result<Self> {
        let digest = Sha256::new();
        let mut packer = Self { inner, digest };
        packer.put(FIRST)?;
        Ok(packer)
    }

    /// A file that is at hand.
    pub(super) fn file(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.begin(name)?;
        for part in bytes.chunks(PART) {
            self.part(part)?;
        }
        self.end()
    }

    pub(super) fn begin(&mut self, name: &str) -> io::Result<()> {
        let is_good = u16::try_from(name.len()).ok().filter(|_| is_name(name));
        let length =
            is_good.ok_or_else(|| io::Error::other("a file in a backup has no good name"))?;
        self.put(&length.to_be_bytes())?;
        self.put(name.as_bytes())
    }

    /// A part of the file that was begun; nothing for no bytes, which would end it.
    pub(super) fn part(&mut self, bytes: &[u8]) -> io::Result<()> {
        for part in bytes.chunks(PART) {
            let length = u32::try_from(part.len()).map_err(io::Error::other)?;
            self.put(&length.to_be_bytes())?;
            self.put(part)?;
        }
        Ok(())
    }

    pub(super) fn end(&mut self) -> io::Result<()> {
        self.put(&[0; 4])
    }

    /// Writes the digest, and gives back what was written into.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.put(&[0; 2])?;
        self.inner.write_all(&self.digest.finalize())?;
        Ok(self.inner)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.update(bytes);
        self.inner.write_all(bytes)
    }
}

/// Reads files out of a backup, in their order.
pub(super) struct Unpacker<R> {
    inner: R,
    digest: Sha256,
    /// Whether a wrong byte would have broken a seal.
    is_sealed: bool,
}

impl<R: Read> Unpacker<R> {
    pub(super) fn new(inner: R, is_sealed: bool) -> Result<Self, EnvelopeError> {
        let digest = Sha256::new();
        let mut unpacker = Self {
            inner,
            digest,
            is_sealed,
        };
        let mut first = [0; FIRST.len()];
        match unpacker.take(&mut first) {
            Ok(()) if first == FIRST => Ok(unpacker),
            Ok(()) | Err(EnvelopeError::CutOff) => Err(EnvelopeError::NoBackup),
            Err(error) => Err(error),
        }
    }

    /// The name of the next file, whose parts must all be read; nothing at the end, which is checked.
    pub(super) fn next(&mut self) -> Result<Option<String>, EnvelopeError> {
        let mut length = [0; 2];
        self.take(&mut length)?;
        let length = usize::from(u16::from_be_bytes(length));
        if length == 0 {
            return self.end().map(|()| None);
        }
        if length > NAME {
            return Err(EnvelopeError::Damaged("the name of a file is too long"));
        }
        let mut name = vec![0; length];
        self.take(&mut name)?;
        let name = String::from_utf8(name).ok().filter(|name| is_name(name));
        name.map(Some)
            .ok_or(EnvelopeError::Damaged("the name of a file cannot be one"))
    }

    /// The next part of the file; empty at its end.
    pub(super) fn part(&mut self, part: &mut Vec<u8>) -> Result<(), EnvelopeError> {
        let mut length = [0; 4];
        self.take(&mut length)?;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        if length > PART {
            return Err(EnvelopeError::Damaged("a part of a file is too long"));
        }
        part.resize(length, 0);
        self.take(part)
    }

    fn end(&mut self) -> Result<(), EnvelopeError> {
        let expected: [u8; 32] = self.digest.clone().finalize().into();
        let mut digest = [0; 32];
        self.take(&mut digest)?;
        if digest != expected {
            return Err(EnvelopeError::Damaged("its checksum does not hold"));
        }
        let mut more = [0; 1];
        match self.inner.read(&mut more) {
            Ok(0) => Ok(()),
            Ok(_) => Err(EnvelopeError::Damaged("something stands behind its end")),
            Err(error) => Err(self.failed(error)),
        }
    }

    fn take(&mut self, bytes: &mut [u8]) -> Result<(), EnvelopeError> {
        let taken = self.inner.read_exact(bytes);
        taken.map_err(|error| self.failed(error))?;
        self.digest.update(bytes);
        Ok(())
    }

    fn failed(&self, error: io::Error) -> EnvelopeError {
        match error.kind() {
            // What `age` says of a chunk that does not open, and of a last one that is missing.
            _ if self.is_sealed => EnvelopeError::Seal(error),
            io::ErrorKind::UnexpectedEof => EnvelopeError::CutOff,
            _ => EnvelopeError::Read(error),
        }
    }
}

/// Names are paths of small letters, digits and a few marks, and lead nowhere else.
fn is_name(name: &str) -> bool {
    let is_good = |part: &str| {
        let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(good)
    };
    name.len() <= NAME && name.split('/').all(is_good)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Files = Vec<(String, Vec<u8>)>;

    fn pack(files: &Files) -> Vec<u8> {
        let mut packer = Packer::new(Vec::new()).unwrap();
        for (name, bytes) in files {
            packer.file(name, bytes).unwrap();
        }
        packer.finish().unwrap()
    }

    fn unpack(bytes: &[u8]) -> Result<Files, EnvelopeError> {
        let mut unpacker = Unpacker::new(bytes, false)?;
        let mut files = Vec::new();
        while let Some(name) = unpacker.next()? {
            let (mut file, mut part) = (Vec::new(), Vec::new());
            loop {
                unpacker.part(&mut part)?;
                if part.is_empty() {
                    break;
                }
                file.extend_from_slice(&part);
            }
            files.push((name, file));
        }
        Ok(files)
    }

    fn files() -> impl Strategy<Value = Files> {
        let name = "[a-z0-9][a-z0-9._-]{0,9}(/[a-z0-9][a-z0-9._-]{0,9}){0,2}";
        let bytes = prop::collection::vec(any::<u8>(), 0..99);
        prop::collection::vec((name, bytes), 0..4)
    }

    proptest! {
        #[test]
        fn files_come_out_as_they_went_in(files in files()) {
            prop_assert_eq!(unpack(&pack(&files)).unwrap(), files);
        }

        #[test]
        fn a_cut_and_a_flipped_bit_are_seen(files in files(), place: prop::sample::Index, bit in 0_u32..8) {
            let whole = pack(&files);
            let place = place.index(whole.len());
            prop_assert!(unpack(&whole[..place]).is_err());
            let mut flipped = whole.clone();
            flipped[place] ^= 1_u8 << bit;
            prop_assert!(unpack(&flipped).is_err());
            let longer = [whole.as_slice(), b"x"].concat();
            prop_assert!(unpack(&longer).is_err());
        }

        #[test]
        fn any_bytes_are_read_or_not(bytes: Vec<u8>) {
            let _ = unpack(&[FIRST, &bytes].concat());
        }
    }

    #[test]
    fn a_long_file_is_several_parts() {
        let files = vec![("database".to_owned(), vec![7; 2 * PART + 1])];
        assert_eq!(unpack(&pack(&files)).unwrap(), files);
    }

    #[test]
    fn names_lead_nowhere_else() {
        for name in [
            "",
            "/etc/passwd",
            "..",
            "a/../b",
            "a//b",
            ".hidden",
            "a b",
            "é",
        ] {
            assert!(!is_name(name), "{name}");
        }
    }
}
