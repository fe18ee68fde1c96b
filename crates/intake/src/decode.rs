//! Bytes to text: UTF-8, UTF-16 with a mark, or an encoding that a person names. Everything else is
//! refused with the reason; a wrong guess would put wrong letters into a text that people sign.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

/// The largest document taken, in bytes: four times the longest text that can be published.
pub const MAX_DOCUMENT: usize = 4 * domain::text::MAX_TEXT;

/// Why bytes are not taken as a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// Nothing but white space.
    #[error("the document is empty")]
    Empty,
    /// More bytes than [`MAX_DOCUMENT`].
    #[error("the document has {0} bytes, at most {MAX_DOCUMENT} are taken")]
    TooLong(usize),
    /// Another format, recognised by its first bytes.
    #[error("this is {0}, which is not read as a text")]
    OtherFormat(&'static str),
    /// A byte that is zero: no text has one.
    #[error("byte {offset} (line {line}) is zero: this is not a text")]
    Nul {
        /// Offset from 0.
        offset: usize,
        /// Line from 1.
        line: usize,
    },
    /// A byte that does not belong to the encoding.
    #[error("line {line}, column {column}: {} is not {encoding}", named(*byte))]
    Malformed {
        /// The first wrong byte, where the decoder can tell.
        byte: Option<u8>,
        /// Line from 1.
        line: usize,
        /// Column from 1, in characters.
        column: usize,
        /// The encoding that was tried.
        encoding: &'static str,
    },
    /// An encoding label nobody knows.
    #[error("no encoding is called `{0}`")]
    UnknownEncoding(String),
}

impl DecodeError {
    /// The code of the finding.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "document-empty",
            Self::TooLong(_) => "document-too-long",
            Self::OtherFormat(_) => "document-other-format",
            Self::Nul { .. } => "document-binary",
            Self::Malformed { .. } => "encoding-wrong",
            Self::UnknownEncoding(_) => "encoding-unknown",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Empty => "is it the right file?",
            Self::TooLong(_) => "import the declaration alone, without its list of names",
            Self::OtherFormat(_) => {
                "save it as DOCX, ODT or plain text in UTF-8 (in most programs: Save as) and import \
                 that; of a picture the text must be recognised first"
            }
            Self::Nul { .. } => "save the document as plain text in UTF-8 and import that",
            Self::Malformed { .. } => {
                "it may be Windows-1252 (Latin-1), the usual encoding of older western texts: \
                 try `--encoding windows-1252`, and look whether the letters are right"
            }
            Self::UnknownEncoding(_) => "for example `windows-1252`, `windows-1251` or `koi8-r`",
        }
    }
}

/// Decodes a document. `encoding` is a label of the WHATWG encoding standard that a person chose;
/// without one, UTF-8 and UTF-16 with a byte order mark are read. A byte order mark is dropped.
///
/// # Errors
/// See [`DecodeError`].
pub fn decode(bytes: &[u8], encoding: Option<&str>) -> Result<String, DecodeError> {
    if bytes.len() > MAX_DOCUMENT {
        return Err(DecodeError::TooLong(bytes.len()));
    }
    if let Some(format) = other_format(bytes) {
        return Err(DecodeError::OtherFormat(format));
    }
    decode_any(bytes, encoding)
}

/// Decodes the text of any format, of any length.
pub(crate) fn decode_any(bytes: &[u8], encoding: Option<&str>) -> Result<String, DecodeError> {
    let encoding = match (Encoding::for_bom(bytes), encoding) {
        (Some((marked, _)), _) => marked,
        (None, Some(label)) => Encoding::for_label(label.as_bytes())
            .ok_or_else(|| DecodeError::UnknownEncoding(label.to_owned()))?,
        (None, None) => UTF_8,
    };
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !is_wide && let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        let line = lines_before(&bytes[..offset]);
        return Err(DecodeError::Nul { offset, line });
    }
    let text = decode_as(bytes, encoding)?;
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    match text.find('\0') {
        Some(offset) => Err(DecodeError::Nul {
            offset,
            line: lines_before(&text.as_bytes()[..offset]),
        }),
        None => Ok(text),
    }
}

fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Result<String, DecodeError> {
    let body = match Encoding::for_bom(bytes) {
        Some((_, length)) => &bytes[length..],
        None => bytes,
    };
    if encoding == UTF_8 {
        return std::str::from_utf8(body)
            .map(str::to_owned)
            .map_err(|error| {
                let (valid, rest) = body.split_at(error.valid_up_to());
                malformed(&String::from_utf8_lossy(valid), rest, encoding)
            });
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    if had_errors {
        let valid = text.split('\u{fffd}').next().unwrap_or("");
        return Err(malformed(valid, &[], encoding));
    }
    Ok(text.into_owned())
}

fn malformed(valid: &str, rest: &[u8], encoding: &'static Encoding) -> DecodeError {
    let last = valid.rsplit('\n').next().unwrap_or("");
    DecodeError::Malformed {
        byte: rest.first().copied(),
        line: lines_before(valid.as_bytes()),
        column: last.chars().count() + 1,
        encoding: encoding.name(),
    }
}

fn named(byte: Option<u8>) -> String {
    byte.map_or_else(
        || "what stands here".to_owned(),
        |byte| format!("byte 0x{byte:02x}"),
    )
}

fn lines_before(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// What a document plainly is, if it is not plain text.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"%PDF", "a PDF"),
        (
            b"PK\x03\x04",
            "a ZIP archive or an office document (DOCX, ODT)",
        ),
        (b"{\\rtf", "a rich text document (RTF)"),
        (b"\xd0\xcf\x11\xe0", "an old Word document (DOC)"),
        (b"\x89PNG", "a picture (PNG)"),
        (b"\xff\xd8\xff", "a picture (JPEG)"),
        (b"GIF8", "a picture (GIF)"),
        (b"II*\0", "a picture (TIFF)"),
        (b"MM\0*", "a picture (TIFF)"),
        (b"RIFF", "a picture or a recording (RIFF)"),
        (b"\x1f\x8b", "a gzip archive"),
    ];
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    let head: String = bytes
        .iter()
        .take(512)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let head = head
        .trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}'])
        .trim_start();
    let is_html = head.starts_with("<!doctype html") || head.starts_with("<html");
    is_html.then_some("a web page (HTML)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_and_marked_utf16_are_read_without_their_marks() {
        let check = |bytes: &[u8]| assert_eq!(decode(bytes, None).unwrap(), "Öl\n");
        check("Öl\n".as_bytes());
        check("\u{feff}Öl\n".as_bytes());
        check(&[0xff, 0xfe, 0xd6, 0, b'l', 0, b'\n', 0]);
        check(&[0xfe, 0xff, 0, 0xd6, 0, b'l', 0, b'\n']);
    }

    #[test]
    fn latin_1_is_refused_with_its_place_and_read_when_named() {
        let bytes = b"eins\nzw\xf6lf \xd6l";
        assert_eq!(
            decode(bytes, None),
            Err(DecodeError::Malformed {
                byte: Some(0xf6),
                line: 2,
                column: 3,
                encoding: "UTF-8"
            })
        );
        assert_eq!(decode(bytes, Some("latin1")).unwrap(), "eins\nzwölf Öl");
        assert_eq!(
            decode(bytes, Some("klingon")),
            Err(DecodeError::UnknownEncoding("klingon".into()))
        );
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let check = |bytes: &[u8], code: &str| {
            assert_eq!(decode(bytes, None).unwrap_err().code(), code);
        };
        check(b"%PDF-1.7", "document-other-format");
        check(b"PK\x03\x04....", "document-other-format");
        check(b"\n <!DOCTYPE HTML><p>x", "document-other-format");
        check(b"{\\rtf1", "document-other-format");
        check(b" \n\t\n", "document-empty");
        check(b"", "document-empty");
        check(b"a\0b", "document-binary");
        check(&[0xff, 0xfe, 0, 0], "document-binary");
        check(&[0xff, 0xfe, 0, 0xd8], "encoding-wrong");
        check(&vec![b'a'; MAX_DOCUMENT + 1], "document-too-long");
    }
}
