//! What caches may keep, by the row of the table.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::prepared::{Keep, Preparing};
use crate::routes::Cache;

/// Nothing is kept.
pub(crate) const NEVER: HeaderValue = HeaderValue::from_static("no-store");
/// So long may the count be old in front of a shield.
pub(crate) const SHORT: HeaderValue = HeaderValue::from_static("public, max-age=5");
/// The name changes with the content.
pub(crate) const FOREVER: HeaderValue =
    HeaderValue::from_static("public, max-age=31536000, immutable");

/// Sets the rule of a row unless the handler has set one; errors are never kept. Answers that others may
/// keep are marked for ourselves, too.
pub(crate) async fn rule(State(cache): State<Cache>, request: Request, next: Next) -> Response {
    let preparing = request.extensions().get::<Preparing>().is_some();
    let mut response = next.run(request).await;
    if preparing && cache != Cache::Never {
        response.extensions_mut().insert(Keep);
    }
    let status = response.status();
    let value = match cache {
        _ if status.is_client_error() || status.is_server_error() => NEVER,
        Cache::Never => NEVER,
        Cache::Short | Cache::ByFile => SHORT,
        Cache::Forever => FOREVER,
    };
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
    response
}
