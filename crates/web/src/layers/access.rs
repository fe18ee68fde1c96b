//! The access log: method, route, status, time. Never the address, which may hold a token, and never
//! anything a visitor sent (REQ-40, REQ-68).

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use tracing::Span;

use super::reference::{Reference, References};
use crate::metrics::Traffic;

/// Who watches the requests that the router is asked.
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

/// A request as long as it is not answered.
pub(super) struct Watched {
    begun: Instant,
    pub(super) reference: Reference,
    pub(super) method: Method,
    route: Option<MatchedPath>,
}

impl Watching {
    pub(super) fn begins(&self, request: &Request) -> Watched {
        Watched {
            begun: Instant::now(),
            reference: self.references.next(),
            method: request.method().clone(),
            route: request.extensions().get().cloned(),
        }
    }

    pub(super) fn ends(&self, watched: &Watched, response: &Response) {
        let route = watched.route().unwrap_or("none");
        let (status, begun) = (response.status(), watched.begun);
        self.traffic.answered(route, status, begun.elapsed());
        let reference = Some(watched.reference);
        line(&watched.method, route, (status, begun), reference);
    }
}

impl Watched {
    /// The template of the path, if it is one of the table.
    pub(super) fn route(&self) -> Option<&str> {
        self.route.as_ref().map(MatchedPath::as_str)
    }

    /// Every line that a request causes has its number, in a span that is there where the access log is.
    pub(super) fn span(&self) -> Span {
        let reference = self.reference;
        tracing::info_span!(target: "access", "request", %reference)
    }
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
