//! One answer with everything that does not depend on who asks.

use std::io::Write;
use std::sync::OnceLock;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::encoding::takes_gzip;
use super::range::{Part, part};
use super::shelf::Weighs;
use crate::layers::is_worth_compressing;

/// The largest body that is kept, in bytes: everything but the longest texts and exports.
pub(super) const LARGEST: usize = 1 << 20;

/// Headers of an answer in memory, about.
const HEADERS: usize = 4 << 10;

/// A prepared answer.
///
/// Its validators are strong (RFC 9110 section 8.8.1): each names exact bytes, in one coding. They begin
/// with the validator that the handler gave, which leaves out what differs from one making to the next
/// and matters to nobody, the token of a form; whoever has an answer that began so is told that it is
/// still good, under the name by which they know it.
pub(super) struct Answer {
    /// What the validators begin with.
    content: String,
    plain: Variant,
    /// The same compressed: made when it is first wanted, nothing where it is not worth it.
    packed: OnceLock<Option<Variant>>,
}

/// An answer in one coding.
struct Variant {
    body: Bytes,
    /// Of the whole answer.
    headers: HeaderMap,
    /// Of the news that the visitor has it already.
    unchanged: HeaderMap,
}

impl Weighs for Answer {
    /// What it weighs once it is compressed, too.
    fn weight(&self) -> usize {
        let packed = if self.is_packable() {
            self.plain.body.len() + HEADERS
        } else {
            0
        };
        self.plain.body.len() + HEADERS + packed
    }
}

impl Answer {
    /// Of the headers and the plain bytes that a handler answered.
    pub(super) fn new(mut headers: HeaderMap, body: Bytes) -> Self {
        let given = headers.remove(header::ETAG);
        let content = given
            .as_ref()
            .and_then(|tag| tag.to_str().ok())
            .map_or_else(|| digest(&body), |tag| opaque(tag).to_owned());
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        let mut answer = Self {
            content,
            plain: Variant {
                body,
                headers,
                unchanged: HeaderMap::new(),
            },
            packed: OnceLock::new(),
        };
        if answer.is_packable() {
            let vary = HeaderValue::from_static("accept-encoding");
            answer.plain.headers.insert(header::VARY, vary);
        }
        let tag = answer.tag(&answer.plain.body, "");
        answer.plain.finish(tag);
        answer
    }

    /// The answer to one request.
    pub(super) fn respond(&self, method: &Method, request: &HeaderMap) -> Response {
        let variant = self.variant(request);
        if let Some(known) = self.known(request, variant) {
            let mut response = bare(StatusCode::NOT_MODIFIED, variant.unchanged.clone());
            response.headers_mut().insert(header::ETAG, known);
            return response;
        }
        let wanted = request.get(header::RANGE).filter(|_| method == Method::GET);
        if let Some(wanted) = wanted.and_then(|wanted| wanted.to_str().ok())
            && variant.is_what_they_began(request)
        {
            return variant.cut(wanted);
        }
        let mut response = bare(StatusCode::OK, variant.headers.clone());
        if method != Method::HEAD {
            *response.body_mut() = Body::from(variant.body.clone());
        }
        response
    }

    fn is_packable(&self) -> bool {
        is_worth_compressing(self.plain.body.len() as u64, &self.plain.headers)
    }

    fn variant(&self, request: &HeaderMap) -> &Variant {
        if !self.is_packable() || !takes_gzip(request) {
            return &self.plain;
        }
        let packed = self.packed.get_or_init(|| {
            let body = Bytes::from(gzip(&self.plain.body)?);
            let mut headers = self.plain.headers.clone();
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            let tag = self.tag(&body, "-gzip");
            let mut packed = Variant {
                body,
                headers,
                unchanged: HeaderMap::new(),
            };
            packed.finish(tag);
            Some(packed)
        });
        packed.as_ref().unwrap_or(&self.plain)
    }

    fn tag(&self, body: &[u8], coding: &str) -> HeaderValue {
        let tag = format!("\"{}.{}{coding}\"", self.content, digest(body));
        HeaderValue::from_str(&tag).expect("a validator and hexadecimal digits stand in a header")
    }

    /// The validator under which the visitor has the same content (RFC 9110 section 13.1.2).
    fn known(&self, request: &HeaderMap, variant: &Variant) -> Option<HeaderValue> {
        let lines = request.get_all(header::IF_NONE_MATCH).iter();
        for line in lines.filter_map(|line| line.to_str().ok()) {
            for tag in line.split(',').map(str::trim) {
                if tag == "*" {
                    return variant.headers.get(header::ETAG).cloned();
                }
                if opaque(tag).split('.').next() == Some(&self.content) {
                    return HeaderValue::from_str(tag).ok();
                }
            }
        }
        None
    }
}

impl Variant {
    fn finish(&mut self, tag: HeaderValue) {
        self.headers.insert(header::ETAG, tag);
        let length = HeaderValue::from(self.body.len());
        self.headers.insert(header::CONTENT_LENGTH, length);
        self.unchanged = self.headers.clone();
        for name in [
            header::CONTENT_LENGTH,
            header::CONTENT_TYPE,
            header::CONTENT_ENCODING,
            header::ACCEPT_RANGES,
        ] {
            self.unchanged.remove(name);
        }
    }

    /// Whether somebody who asks for a part has the other parts of these very bytes, or does not say
    /// (RFC 9110 section 13.1.5); a date is never ours, since no answer has one.
    fn is_what_they_began(&self, request: &HeaderMap) -> bool {
        let began = request.get(header::IF_RANGE);
        began.is_none_or(|tag| Some(tag) == self.headers.get(header::ETAG))
    }

    fn cut(&self, wanted: &str) -> Response {
        let length = self.body.len();
        match part(wanted, length) {
            Part::Whole => {
                let mut whole = bare(StatusCode::OK, self.headers.clone());
                *whole.body_mut() = Body::from(self.body.clone());
                whole
            }
            Part::Bytes(range) => {
                let said = format!("bytes {}-{}/{length}", range.start, range.end - 1);
                let mut cut = self.other(StatusCode::PARTIAL_CONTENT, &said, range.len());
                *cut.body_mut() = Body::from(self.body.slice(range));
                cut
            }
            Part::Beyond => {
                let said = format!("bytes */{length}");
                self.other(StatusCode::RANGE_NOT_SATISFIABLE, &said, 0)
            }
        }
    }

    fn other(&self, status: StatusCode, said: &str, length: usize) -> Response {
        let mut response = bare(status, self.headers.clone());
        let headers = response.headers_mut();
        let said = HeaderValue::from_str(said).expect("numbers stand in a header");
        headers.insert(header::CONTENT_RANGE, said);
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        response
    }
}

fn bare(status: StatusCode, headers: HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// What stands between the quotation marks of a validator, weak or strong.
fn opaque(tag: &str) -> &str {
    tag.trim_start_matches("W/").trim_matches('"')
}

/// Eight bytes of a hash: two answers at one address would have to collide within a second.
fn digest(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..8])
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let room = Vec::with_capacity(plain.len() / 3);
    let mut encoder = GzEncoder::new(room, Compression::default());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::body::to_bytes;

    use super::*;

    const PAGE: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

    fn page(text: &str) -> Answer {
        let headers = [
            (header::CONTENT_TYPE, PAGE),
            (header::ETAG, HeaderValue::from_static("W/\"c0ffee\"")),
        ];
        Answer::new(headers.into_iter().collect(), text.repeat(100).into())
    }

    fn asking(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect()
    }

    async fn told(answer: &Answer, method: Method, request: &HeaderMap) -> (u16, HeaderMap, Bytes) {
        let (parts, body) = answer.respond(&method, request).into_parts();
        let body = to_bytes(body, LARGEST).await.unwrap();
        (parts.status.as_u16(), parts.headers, body)
    }

    #[tokio::test]
    async fn compressed_and_plain_bytes_have_validators_of_their_own() {
        let answer = page("0123456789");
        let (status, plain, body) = told(&answer, Method::GET, &HeaderMap::new()).await;
        assert_eq!((status, body.len()), (200, 1_000));
        let packed = asking(&[(header::ACCEPT_ENCODING, "gzip")]);
        let (_, headers, body) = told(&answer, Method::GET, &packed).await;
        let mut unpacked = String::new();
        let mut decoder = flate2::read::GzDecoder::new(body.as_ref());
        decoder.read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked.len(), 1_000);
        assert_eq!(headers[header::CONTENT_LENGTH], body.len().to_string());
        assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
        assert_ne!(headers[header::ETAG], plain[header::ETAG]);
        for headers in [plain, headers] {
            assert_eq!(headers[header::VARY], "accept-encoding");
            let tag = headers[header::ETAG].to_str().unwrap();
            assert!(tag.starts_with("\"c0ffee."), "{tag}");
        }
    }

    #[tokio::test]
    async fn whoever_has_the_same_content_is_told_so_under_the_name_they_know() {
        let answer = page("0123456789");
        for (known, expected) in [
            ("\"c0ffee.0011\"", 304),
            ("\"other\", W/\"c0ffee\"", 304),
            ("*", 304),
            ("\"other\"", 200),
            ("\"c0ffee0.0011\"", 200),
        ] {
            let request = asking(&[(header::IF_NONE_MATCH, known)]);
            let (status, headers, body) = told(&answer, Method::GET, &request).await;
            assert_eq!(status, expected, "{known}");
            assert_eq!(body.is_empty(), expected == 304);
            assert!(
                known == "*"
                    || expected == 200
                    || known.ends_with(headers[header::ETAG].to_str().unwrap())
            );
        }
    }

    #[tokio::test]
    async fn parts_are_cut_out_of_the_bytes_that_somebody_began_with() {
        let answer = page("0123456789");
        let part = (header::RANGE, "bytes=995-");
        let (status, headers, body) =
            told(&answer, Method::GET, &asking(std::slice::from_ref(&part))).await;
        assert_eq!((status, body.as_ref()), (206, b"56789".as_slice()));
        assert_eq!(headers[header::CONTENT_RANGE], "bytes 995-999/1000");
        let tag = headers[header::ETAG].to_str().unwrap().to_owned();
        for (began, expected) in [(tag.as_str(), 206), ("\"other\"", 200)] {
            let request = asking(&[part.clone(), (header::IF_RANGE, began)]);
            assert_eq!(told(&answer, Method::GET, &request).await.0, expected);
        }
        let beyond = asking(&[(header::RANGE, "bytes=1000-")]);
        assert_eq!(told(&answer, Method::GET, &beyond).await.0, 416);
        let (status, headers, body) = told(&answer, Method::HEAD, &asking(&[part])).await;
        assert_eq!((status, body.len()), (200, 0));
        assert_eq!(headers[header::CONTENT_LENGTH], "1000");
    }
}
