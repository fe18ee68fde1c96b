//! What stands around every route, from the outside in: the access log, headers, compression, errors
//! made into pages, panics caught, time bounded, other sites' forms refused, number bounded.

mod access;
pub(crate) mod cache;
mod crowd;
pub(crate) mod headers;
mod pages;
mod same_site;

use std::sync::Arc;
use std::time::Duration;

use app::site::Site;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::TimeoutLayer;

use crate::Shared;
use crate::error::PageError;
use crate::fields::MAX_FORM;

pub(crate) use headers::open_to_programs;

/// How long one request may take, its body included (REQ-67). A confirmation that waits this long
/// in the queue is still carried out, and its link leads to it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Below this many bytes an answer fits into one packet anyway.
const WORTH_COMPRESSING: u64 = 512;

/// Puts the layers around the routes.
pub(crate) fn around(routes: Router<Shared>, site: &Arc<Site>) -> Router<Shared> {
    // Tiles and bundles are hashes and random numbers: compressing them is work for nothing.
    let worth = SizeAbove::new(WORTH_COMPRESSING)
        .and(NotForContentType::const_new("application/octet-stream"));
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn(access::log))
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
            .layer(from_fn_with_state(crowd::rooms(), crowd::bounded)),
    )
}
