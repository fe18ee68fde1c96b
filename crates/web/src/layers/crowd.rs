//! How many requests are worked on at once, and how long a form may take to arrive (REQ-67).

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::sync::{Semaphore, SemaphorePermit};
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
pub(super) struct Rooms {
    arriving: Semaphore,
    working: Semaphore,
    traffic: Arc<Traffic>,
}

impl Rooms {
    pub(super) fn new(traffic: Arc<Traffic>) -> Self {
        Self {
            arriving: Semaphore::new(ROOM),
            working: Semaphore::new(ROOM),
            traffic,
        }
    }

    /// What those are told who find no place.
    fn full(&self, room: Turned) -> PageError {
        self.traffic.turned.of(room).one();
        PageError::Busy(None)
    }
}

/// The places of one request, as long as it is worked on: the bytes of a form are held until then.
pub(super) struct Held<'r> {
    _arriving: Option<SemaphorePermit<'r>>,
    _working: SemaphorePermit<'r>,
}

impl Rooms {
    /// Finds places for a request, and waits for the whole of its form.
    ///
    /// # Errors
    /// Whoever comes when there is no room is told to come again in a moment.
    pub(super) async fn admit(&self, request: Request) -> Result<(Request, Held<'_>), PageError> {
        if request.method().is_safe() {
            let held = self.working(None)?;
            return Ok((request, held));
        }
        let arriving = self.arriving.try_acquire();
        let arriving = arriving.map_err(|_| self.full(Turned::Forms))?;
        let request = self.arrived(request).await?;
        let held = self.working(Some(arriving))?;
        Ok((request, held))
    }

    fn working<'r>(&'r self, arriving: Option<SemaphorePermit<'r>>) -> Result<Held<'r>, PageError> {
        let working = self.working.try_acquire();
        Ok(Held {
            _arriving: arriving,
            _working: working.map_err(|_| self.full(Turned::Requests))?,
        })
    }

    /// The request with its whole body.
    async fn arrived(&self, request: Request) -> Result<Request, PageError> {
        let (parts, body) = request.into_parts();
        let whole = timeout(ARRIVAL, Limited::new(body, MAX_FORM).collect())
            .await
            .map_err(|_| self.full(Turned::Slow))?;
        let whole = whole.map_err(|error| {
            if error.is::<LengthLimitError>() {
                PageError::TooLarge
            } else {
                PageError::Malformed
            }
        })?;
        Ok(Request::from_parts(parts, Body::from(whole.to_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::*;

    async fn check((arriving, working): (usize, usize), method: Method, finds_a_place: bool) {
        let rooms = Rooms {
            arriving: Semaphore::new(arriving),
            working: Semaphore::new(working),
            traffic: Arc::default(),
        };
        for _ in 0..2 {
            let mut request = Request::new(Body::empty());
            *request.method_mut() = method.clone();
            let admitted = rooms.admit(request).await;
            match admitted {
                Ok(_) => assert!(finds_a_place, "{arriving} {working} {method}"),
                Err(error) => assert!(
                    !finds_a_place && matches!(error, PageError::Busy(None)),
                    "{arriving} {working} {method}"
                ),
            }
        }
    }

    #[tokio::test]
    async fn forms_on_their_way_leave_room_for_readers() {
        check((1, 1), Method::GET, true).await;
        check((1, 1), Method::POST, true).await;
        check((0, 1), Method::GET, true).await;
        check((0, 1), Method::POST, false).await;
        check((1, 0), Method::GET, false).await;
        check((1, 0), Method::POST, false).await;
    }
}
