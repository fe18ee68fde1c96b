//! The parts of a message and how they cross servers that know ASCII only (RFC 2045).

use lettre::message::header::{ContentTransferEncoding as Encoding, ContentType};
use lettre::message::{Body, MultiPart, SinglePart};

/// Text and HTML, of which a reader shows the last it knows (RFC 2046 section 5.1.4).
pub(super) fn alternative(boundary: String, text: &str, html: &str) -> MultiPart {
    MultiPart::alternative()
        .boundary(boundary)
        .singlepart(self::text(text))
        .singlepart(part(ContentType::TEXT_HTML, html))
}

/// Text alone.
pub(super) fn text(text: &str) -> SinglePart {
    part(ContentType::TEXT_PLAIN, text)
}

fn part(kind: ContentType, content: &str) -> SinglePart {
    let content = one_kind_of_ending(content);
    let encoding = encoding(&content);
    let body = Body::new_with_encoding(content, encoding)
        .expect("any text can be written in quoted-printable and in base64");
    SinglePart::builder().header(kind).body(body)
}

fn one_kind_of_ending(content: &str) -> String {
    let mut content = content.replace("\r\n", "\n").replace('\r', "\n");
    if !content.ends_with('\n') {
        content.push('\n');
    }
    content
}

/// Whatever is shorter: quoted-printable triples each octet it encodes and base64 adds a third to all
/// of them, so they meet where one octet in six is not ASCII.
///
/// Never 7bit: a paragraph is one line here, as readers' programs wrap it, and a line may be longer than
/// what may cross unchanged.
fn encoding(content: &str) -> Encoding {
    let beyond = content.bytes().filter(|byte| !byte.is_ascii()).count();
    if beyond * 6 > content.len() {
        Encoding::Base64
    } else {
        Encoding::QuotedPrintable
    }
}
