//! The access log: method, route, status, time. Never the address, which may hold a token, and never
//! anything a visitor sent (REQ-40, REQ-68).

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

pub(super) async fn log(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    tell(&method, route, (response.status(), begun));
    response
}

/// The line of one answer: its status, and when it was begun.
pub(crate) fn tell(method: &Method, route: &str, (status, begun): (StatusCode, Instant)) {
    tracing::info!(
        target: "access",
        method = method.as_str(),
        route,
        status = status.as_u16(),
        milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
}
