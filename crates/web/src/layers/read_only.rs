//! While everything but reading rests, no form is taken (REQ-176).
//!
//! It stands in front of all rows that act but those below, so that a new one cannot forget it.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::Shared;
use crate::error::PageError;
use crate::pause;

/// Rows that act and go on: three say it themselves and show again what was sent, and three change
/// nothing.
const EXCEPT: [&str; 6] = [
    "/d/{slug}/{lang}/sign",
    "/d/{slug}/{lang}/code",
    "/confirm",
    "/receipt/proof",
    "/receipt/opening",
    "/{lang}/checked",
];

/// Whether what a row does rests together with everything.
pub(crate) fn rests(path: &str) -> bool {
    !EXCEPT.contains(&path)
}

pub(crate) async fn refused(State(site): State<Shared>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match site.read_only().await {
        Ok(None) => next.run(request).await,
        Ok(Some(pause)) => PageError::ReadOnly(pause::patience(&pause, site.now())).into_response(),
        Err(error) => PageError::from(error).into_response(),
    }
}
