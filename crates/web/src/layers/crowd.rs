//! How many requests are worked on at once (REQ-67).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use crate::error::PageError;

/// Each request may hold a form of 64 KiB: this many hold 128 MiB at the worst. Fast answers leave
/// room at once; where it is used up, waiting would only make everybody wait longer.
const ROOM: usize = 2_048;

pub(super) fn room() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(ROOM))
}

/// Whoever comes when there is no room is told to come again in a moment.
pub(super) async fn bounded(
    State(room): State<Arc<Semaphore>>,
    request: Request,
    next: Next,
) -> Response {
    match room.try_acquire() {
        Ok(_held_until_answered) => next.run(request).await,
        Err(_) => PageError::Busy(None).into_response(),
    }
}
