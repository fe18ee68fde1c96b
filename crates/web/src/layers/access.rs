//! The access log: method, route, status, time. Never the address, which may hold a token, and never
//! anything a visitor sent (REQ-40, REQ-68).

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use super::reference::{Reference, References};
use crate::metrics::Traffic;

/// Who watches the requests that the router is asked.
#[derive(Clone)]
pub(super) struct Watching {
    traffic: Arc<Traffic>,
    references: Arc<References>,
}

impl Watching {
    pub(super) fn new(traffic: Arc<Traffic>) -> Self {
        Self {
            traffic,
            references: Arc::default(),
        }
    }
}

/// Every line that a request causes has its number, in a span that is there where the access log is.
pub(super) async fn log(
    State(watching): State<Watching>,
    mut request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let reference = watching.references.next();
    request.extensions_mut().insert(reference);
    let span = tracing::info_span!(target: "access", "request", %reference);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).instrument(span).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let status = response.status();
    watching.traffic.answered(route, status, begun.elapsed());
    line(&method, route, (status, begun), Some(reference));
    response
}

/// Counts and logs an answer that lay ready: its status, and when it was begun. It can have caused no other
/// line, so that it needs no number.
pub(crate) fn tell(
    traffic: &Traffic,
    method: &Method,
    route: &str,
    (status, begun): (StatusCode, Instant),
) {
    traffic.answered(route, status, begun.elapsed());
    line(method, route, (status, begun), None);
}

fn line(
    method: &Method,
    route: &str,
    (status, begun): (StatusCode, Instant),
    reference: Option<Reference>,
) {
    tracing::info!(
        target: "access",
        method = method.as_str(),
        route,
        status = status.as_u16(),
        reference = reference.map(tracing::field::display),
        milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
}
