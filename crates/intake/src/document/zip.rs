//! The archives that word processors save, unpacked within bounds.

use std::io::{Cursor, Read};

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::{Format, ReadError};
use crate::decode::DecodeError;

/// The largest part that is unpacked: a text of the longest kind with a hundred bytes of markup for
/// each of its words.
const MAX_PART: u64 = 32 * 1024 * 1024;
/// All parts of one document together.
const MAX_ALL: u64 = 64 * 1024 * 1024;
/// How much larger than its archive a part may be. Office XML shrinks to a tenth or a thirtieth.
const MAX_RATIO: u64 = 250;
/// A part this small is not worth a suspicion, however well it was packed.
const SMALL: u64 = 1024 * 1024;
/// The most parts: a document of a thousand pictures.
const MAX_PARTS: usize = 4096;

/// The archive of one document.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    format: Format,
    left: u64,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8], format: Format) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| malformed(format, &error))?;
        if zip.len() > MAX_PARTS {
            let what = format!("it has {} parts, at most {MAX_PARTS} are taken", zip.len());
            return Err(ReadError::Overwhelming { format, what });
        }
        let left = MAX_ALL;
        Ok(Self { zip, format, left })
    }

    /// The names of all parts, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names().flatten();
        let mut names: Vec<String> = names.map(std::borrow::Cow::into_owned).collect();
        names.sort_unstable();
        names
    }

    /// A part, if it is there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let format = self.format;
        let mut part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted(format));
            }
            Err(error) => return Err(malformed(format, &error)),
        };
        let packed = part.compressed_size().max(1);
        let bound = MAX_PART
            .min(self.left)
            .min(packed.saturating_mul(MAX_RATIO).max(SMALL));
        let mut bytes = Vec::new();
        // What the directory says about the size is not believed.
        let read = part.by_ref().take(bound + 1).read_to_end(&mut bytes);
        let read = read.map_err(|error| ReadError::Malformed {
            format,
            what: format!("`{name}` does not unpack ({error})"),
        })?;
        let read = read as u64;
        if read > bound {
            let what = format!("`{name}` unpacks from {packed} to more than {bound} bytes");
            return Err(ReadError::Overwhelming { format, what });
        }
        self.left -= read;
        Ok(Some(bytes))
    }

    /// A part that the format cannot be without.
    pub(super) fn needed(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        let format = self.format;
        self.part(name)?.ok_or_else(|| ReadError::Malformed {
            format,
            what: format!("there is no `{name}` in it"),
        })
    }
}

fn malformed(format: Format, error: &ZipError) -> ReadError {
    ReadError::Malformed {
        format,
        what: error.to_string(),
    }
}

/// Which kind of document an archive is, by what it holds.
pub(super) fn format(bytes: &[u8]) -> Result<Format, ReadError> {
    let mut archive = Archive::open(bytes, Format::Docx)?;
    if archive.zip.index_for_name("word/document.xml").is_some() {
        return Ok(Format::Docx);
    }
    let kind = archive.part("mimetype")?.unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind);
    let kind = kind.trim();
    if kind.starts_with("application/vnd.oasis.opendocument.text") {
        return Ok(Format::Odt);
    }
    let named = match kind {
        "application/epub+zip" => "a book (EPUB)",
        kind if kind.starts_with("application/vnd.oasis.opendocument") => {
            "an office document without running text (a table, slides or a drawing)"
        }
        _ if archive.zip.index_for_name("xl/workbook.xml").is_some() => "a spreadsheet (XLSX)",
        _ if archive.zip.index_for_name("ppt/presentation.xml").is_some() => "slides (PPTX)",
        _ => "a ZIP archive",
    };
    Err(DecodeError::OtherFormat(named).into())
}
