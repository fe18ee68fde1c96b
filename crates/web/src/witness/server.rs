//! The server of a witness: one route that decides, and one line that says what it is.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use app::witness::Answer;
use app::witness::server::{Witness, WitnessError};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tlog::witness::{MAX_REQUEST_BYTES, SIZE_TYPE, size_body};
use tokio::net::TcpListener;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::error::chain;
use crate::respond;

/// How long one request may take, its body included.
const PATIENCE: Duration = Duration::from_secs(15);

/// How many requests are worked on at once: each holds a body of 64 KiB at most, and waits for a
/// disk.
const ROOM: usize = 1_024;

type Shared = Arc<Witness>;

/// A witness as a service.
pub fn router(witness: Arc<Witness>) -> Router {
    let layers = ServiceBuilder::new()
        .layer(axum::error_handling::HandleErrorLayer::new(async |_| {
            busy()
        }))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(ROOM))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ));
    Router::new()
        .route("/", get(show))
        .route("/add-checkpoint", post(add_checkpoint))
        .layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES))
        .layer(layers)
        .with_state(witness)
}

/// Serves a witness until `stop` is ready, then lets the requests that have begun end.
///
/// # Errors
/// As [`serve`](crate::serve()).
pub async fn serve(
    witness: Arc<Witness>,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    crate::serve::serve_service(router(witness), listener, stop, |_| {}).await
}

/// `/`: for whoever wonders what listens here.
async fn show(State(witness): State<Shared>) -> String {
    let (key, logs) = (witness.verifier(), witness.logs().all().len());
    format!(
        "This is a witness of transparency logs (c2sp.org/tlog-witness). It follows {logs} logs. Its key: {key}\n"
    )
}

/// `/add-checkpoint`
async fn add_checkpoint(State(witness): State<Shared>, body: Bytes) -> Response {
    match witness.add_checkpoint(&body).await {
        Ok(answer) => said(answer),
        Err(error @ WitnessError::Store(_)) => {
            tracing::error!(
                error = chain(&error),
                help = "see that the database of the witness can be read and written, and that the disk has room",
                "nothing could be decided"
            );
            busy()
        }
        Err(error @ WitnessError::Clock(_)) => {
            tracing::error!(
                error = chain(&error),
                help = "set the clock of this machine right",
                "nothing can be cosigned"
            );
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The status codes of tlog-witness.
fn said(answer: Answer) -> Response {
    match answer {
        Answer::Cosigned(lines) => lines_of(lines),
        Answer::Malformed => StatusCode::BAD_REQUEST.into_response(),
        Answer::NotSigned => StatusCode::FORBIDDEN.into_response(),
        Answer::UnknownLog => StatusCode::NOT_FOUND.into_response(),
        Answer::OtherSize(size) => conflict(size),
        Answer::Inconsistent => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Answer::Later(_) => busy(),
    }
}

fn lines_of(lines: Vec<u8>) -> Response {
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(header::CONTENT_TYPE, text)], lines).into_response()
}

fn conflict(size: Option<u64>) -> Response {
    let media_type = HeaderValue::from_static(SIZE_TYPE);
    // Nothing was cosigned yet only where the size would be 0.
    let body = size_body(size.unwrap_or(0));
    let headers = [(header::CONTENT_TYPE, media_type)];
    (StatusCode::CONFLICT, headers, body).into_response()
}

fn busy() -> Response {
    let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
    respond::ask_again_after(&mut response, respond::SOON);
    response
}
