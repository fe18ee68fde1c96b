//! What stands around every route, from the outside in: the access log, headers, compression, errors
//! made into pages, panics caught, time bounded, other sites' forms refused, number bounded.

pub(crate) mod access;
pub(crate) mod cache;
mod crowd;
pub(crate) mod headers;
mod pages;
pub(crate) mod read_only;
pub(crate) mod reference;
mod same_site;

use std::sync::Arc;
use std::time::Duration;

use app::site::Site;
use axum::Router;
use axum::body::HttpBody;
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, Response, StatusCode, Version, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::Predicate;
use tower_http::timeout::TimeoutLayer;

use crate::Shared;
use crate::error::PageError;
use crate::fields::MAX_FORM;
use crate::metrics::Traffic;
use crate::prepared::Keep;

pub(crate) use headers::open_to_programs;

/// How long one request may take, its body included (REQ-67). A confirmation that waits this long
/// in the queue is still carried out, and its link leads to it.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long an answer to a form may wait for the store: shorter than [`PATIENCE`], so that the form can be
/// shown again with what was typed.
pub(crate) const FORM_PATIENCE: Duration = Duration::from_secs(20);

/// Below this many bytes an answer fits into one packet anyway.
const WORTH_COMPRESSING: u64 = 512;

/// Whether so many bytes with these headers are compressed. Tiles and bundles are hashes and random
/// numbers, and compressing them is work for nothing.
pub(crate) fn is_worth_compressing(length: u64, headers: &HeaderMap) -> bool {
    // What is made for one person may hold a token beside words that somebody else chose: its length must
    // not tell of it (the attack BREACH). It is also made under the greatest load, and fits into the
    // first flight of packets.
    if headers.get(header::CACHE_CONTROL) == Some(&cache::NEVER) {
        return false;
    }
    let media_type = headers.get(header::CONTENT_TYPE);
    length >= WORTH_COMPRESSING
        && media_type.is_none_or(|name| !name.as_bytes().starts_with(b"application/octet-stream"))
}

/// The same for an answer of unknown length.
#[derive(Clone, Copy)]
struct Worth;

impl Predicate for Worth {
    fn should_compress<B: HttpBody>(&self, response: &Response<B>) -> bool {
        let length = response.body().size_hint().exact().unwrap_or(u64::MAX);
        is_worth_compressing(length, response.headers())
    }
}

/// Puts the layers around the routes.
pub(crate) fn around(
    routes: Router<Shared>,
    (site, traffic): (&Arc<Site>, &Arc<Traffic>),
) -> Router<Shared> {
    // What is kept is compressed once, by those who keep it.
    let worth = Worth.and(
        |_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions| {
            extensions.get::<Keep>().is_none()
        },
    );
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(
                access::Watching::new(Arc::clone(traffic)),
                access::log,
            ))
            .layer(from_fn_with_state(Arc::clone(site), headers::strict))
            .layer(CompressionLayer::new().compress_when(worth))
            .layer(from_fn_with_state(Arc::clone(site), pages::dress))
            .layer(CatchPanicLayer::custom(|_| {
                PageError::broken("a handler panicked").into_response()
            }))
            .layer(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                PATIENCE,
            ))
            .layer(from_fn_with_state(Arc::clone(site), same_site::required))
            .layer(DefaultBodyLimit::max(MAX_FORM))
            .layer(from_fn_with_state(crowd::rooms(traffic), crowd::bounded)),
    )
}
