//! Answers: pages, and what caches may keep.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use crate::layers::cache::FOREVER;
use crate::layers::open_to_programs;

/// Media type of pages.
pub(crate) const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// Media type of records.
pub(crate) const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
/// Media type of data.
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A page.
pub(crate) fn page(status: StatusCode, html: String) -> Response {
    (status, [(header::CONTENT_TYPE, HTML)], html).into_response()
}

/// When asking again makes sense: long enough for a queue to empty, short enough to wait for.
pub(crate) const SOON: SignedDuration = SignedDuration::from_secs(20);

/// A page that was not what the visitor wanted, and will be in a moment.
pub(crate) fn later(html: String) -> Response {
    after(html, SOON)
}

/// The same where it will take so long.
pub(crate) fn after(html: String, long: SignedDuration) -> Response {
    let mut response = page(StatusCode::SERVICE_UNAVAILABLE, html);
    ask_again_after(&mut response, long);
    response
}

/// Says when asking again makes sense.
pub(crate) fn ask_again_after(response: &mut Response, long: SignedDuration) {
    let seconds = HeaderValue::from(long.as_secs());
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
}

/// What a validator stands for: a weak one, since compression changes the bytes and not what they
/// say (RFC 9110 section 8.8.1).
pub(crate) fn validator(parts: &[&[u8]]) -> HeaderValue {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    // Twelve bytes: a collision within one address would show an old page until it changes again.
    let tag = format!("W/\"{}\"", hex::encode(&hash.finalize()[..12]));
    HeaderValue::from_str(&tag).expect("hexadecimal digits stand in a header")
}

/// A body with its validator, or the news that the visitor has it already.
pub(crate) fn kept(
    request: &HeaderMap,
    validator: HeaderValue,
    media_type: HeaderValue,
    body: impl Into<Bytes>,
) -> Response {
    if has(request, &validator) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, validator)]).into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::ETAG, validator),
    ];
    (headers, body.into()).into_response()
}

/// A body that is its own validator.
pub(crate) fn kept_as_it_is(
    request: &HeaderMap,
    media_type: HeaderValue,
    body: impl Into<Bytes>,
) -> Response {
    let body = body.into();
    kept(request, validator(&[&body]), media_type, body)
}

/// A body that is its own validator, and that programs of other sites may read.
pub(crate) fn for_programs(
    request: &HeaderMap,
    media_type: HeaderValue,
    body: impl Into<Bytes>,
) -> Response {
    let mut response = kept_as_it_is(request, media_type, body);
    open_to_programs(&mut response);
    response
}

/// A body that never changes under its name, so that the name is its validator: nobody reads or
/// hashes it to say that it is the same.
pub(crate) fn kept_for_ever(
    request: &HeaderMap,
    name: &[&[u8]],
    media_type: HeaderValue,
    body: Bytes,
) -> Response {
    let mut response = kept(request, validator(name), media_type, body);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, FOREVER);
    response
}

/// A file to be saved under `name`, which is made of characters that need no quoting.
pub(crate) fn attachment(media_type: &'static str, name: &str, body: String) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .expect("slugs and numbers stand in a header");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, body).into_response()
}

/// RFC 9110 section 13.1.2, with the weak comparison it asks for.
fn has(request: &HeaderMap, validator: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let ours = validator.to_str().map(opaque).unwrap_or_default();
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim() == "*" || opaque(tag) == ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_the_same_bytes_is_told_so() {
        let tag = validator(&[b"page"]);
        let asking =
            |value: &str| HeaderMap::from_iter([(header::IF_NONE_MATCH, value.parse().unwrap())]);
        let tag_text = tag.to_str().unwrap();
        assert!(has(&asking(&format!("\"other\", {tag_text}")), &tag));
        assert!(has(&asking(tag_text.trim_start_matches("W/")), &tag));
        assert!(has(&asking("*"), &tag));
        assert!(!has(&asking("\"other\""), &tag));
        assert_ne!(validator(&[b"a", b"b"]), validator(&[b"ab"]));
    }
}
