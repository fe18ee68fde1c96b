//! `/health` for whoever watches the site, and `/robots.txt`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::Shared;
use crate::error::chain;

/// Whether the store can be read and written now. Says nothing about why not: that is in the log.
pub(crate) async fn show(State(site): State<Shared>) -> Response {
    match site.store.health().await {
        Ok(()) => Json(json!({ "status": "ok" })).into_response(),
        Err(error) => {
            tracing::warn!(error = chain(&error), "the store is not healthy");
            let body = Json(json!({ "status": "unavailable" }));
            (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
        }
    }
}

/// Nothing is disallowed: a crawler that may not fetch the list would never see that it must not
/// index it (REQ-125). Links with tokens stand in mails only.
pub(crate) async fn robots() -> &'static str {
    "User-agent: *\nAllow: /\n"
}
