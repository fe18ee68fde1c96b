//! How many requests are worked on at once, and how long a form may take to arrive (REQ-67).

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::error::PageError;
use crate::fields::MAX_FORM;
use crate::metrics::{Traffic, Turned};

/// Each form that arrives may hold 64 KiB: this many hold 128 MiB at the worst. Fast answers leave
/// room at once; where it is used up, waiting would only make everybody wait longer.
const ROOM: usize = 2_048;

/// How long a form may be under way: 64 KiB need five seconds at 105 kbit/s, and a usual form of
/// 2 KiB at 3 kbit/s. Whoever sends slowly on purpose holds a place no longer.
const ARRIVAL: Duration = Duration::from_secs(5);

/// Places for two kinds of work that must not wait for each other: reading goes on while forms
/// trickle in.
#[derive(Clone)]
pub(super) struct Rooms {
    arriving: Arc<Semaphore>,
    working: Arc<Semaphore>,
    traffic: Arc<Traffic>,
}

pub(super) fn rooms(traffic: &Arc<Traffic>) -> Rooms {
    Rooms {
        arriving: Arc::new(Semaphore::new(ROOM)),
        working: Arc::new(Semaphore::new(ROOM)),
        traffic: Arc::clone(traffic),
    }
}

impl Rooms {
    /// What those are told who find no place.
    fn full(&self, room: Turned) -> PageError {
        self.traffic.turned.of(room).one();
        PageError::Busy(None)
    }
}

/// Whoever comes when there is no room is told to come again in a moment.
pub(super) async fn bounded(State(rooms): State<Rooms>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return worked(&rooms, request, next).await;
    }
    // Held until the form is answered, since its bytes are.
    let Ok(_held) = rooms.arriving.try_acquire() else {
        return rooms.full(Turned::Forms).into_response();
    };
    match arrived(&rooms, request).await {
        Ok(request) => worked(&rooms, request, next).await,
        Err(error) => error.into_response(),
    }
}

async fn worked(rooms: &Rooms, request: Request, next: Next) -> Response {
    match rooms.working.try_acquire() {
        Ok(_held_until_answered) => next.run(request).await,
        Err(_) => rooms.full(Turned::Requests).into_response(),
    }
}

/// The request with its whole body.
async fn arrived(rooms: &Rooms, request: Request) -> Result<Request, PageError> {
    let (parts, body) = request.into_parts();
    let whole = timeout(ARRIVAL, Limited::new(body, MAX_FORM).collect())
        .await
        .map_err(|_| rooms.full(Turned::Slow))?;
    let whole = whole.map_err(|error| {
        if error.is::<LengthLimitError>() {
            PageError::TooLarge
        } else {
            PageError::Malformed
        }
    })?;
    Ok(Request::from_parts(parts, Body::from(whole.to_bytes())))
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::Method;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn check((arriving, working): (usize, usize), method: Method, expected: u16) {
        let rooms = Rooms {
            arriving: Arc::new(Semaphore::new(arriving)),
            working: Arc::new(Semaphore::new(working)),
            traffic: Arc::default(),
        };
        let site = Router::new()
            .route("/", get(|| async {}).post(|| async {}))
            .layer(from_fn_with_state(rooms, bounded));
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method.clone();
        let status = site.oneshot(request).await.unwrap().status();
        assert_eq!(status.as_u16(), expected, "{arriving} {working} {method}");
    }

    #[tokio::test]
    async fn forms_on_their_way_leave_room_for_readers() {
        check((1, 1), Method::GET, 200).await;
        check((1, 1), Method::POST, 200).await;
        check((0, 1), Method::GET, 200).await;
        check((0, 1), Method::POST, 503).await;
        check((1, 0), Method::GET, 503).await;
        check((1, 0), Method::POST, 503).await;
    }
}
