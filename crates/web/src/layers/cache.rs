//! What caches may keep, by the row of the table.

use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::prepared::Keep;
use crate::routes::Cache;

/// Nothing is kept.
pub(crate) const NEVER: HeaderValue = HeaderValue::from_static("no-store");
/// So long may the count be old in front of a shield.
pub(crate) const SHORT: HeaderValue = HeaderValue::from_static("public, max-age=5");
/// The name changes with the content.
pub(crate) const FOREVER: HeaderValue =
    HeaderValue::from_static("public, max-age=31536000, immutable");

/// Sets the rule of a row unless the handler has set one; errors are never kept. An answer that others may
/// keep is marked for ourselves, too, where one is prepared.
pub(super) fn rule(response: &mut Response, cache: Cache, is_prepared: bool) {
    if is_prepared && cache != Cache::Never {
        response.extensions_mut().insert(Keep);
    }
    let status = response.status();
    let value = match cache {
        _ if status.is_client_error() || status.is_server_error() => NEVER,
        Cache::Never => NEVER,
        Cache::Short | Cache::ByFile => SHORT,
        Cache::Forever => FOREVER,
    };
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(value);
}
