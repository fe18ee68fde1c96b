//! Where `/metrics` is asked for.
//!
//! It has few connections, room for one question at a time, and nothing but that one answer: whoever
//! watches a site must not become its heaviest visitor.

use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::Exporter;
use super::text::MEDIA_TYPE;
use crate::serve::{server, survivable};

/// Connections at once: two servers that watch, and somebody who looks.
const CONNECTIONS: usize = 4;

/// How long one question waits for the one before, which takes twice the patience of the exporter at the
/// most.
const TURN: Duration = Duration::from_secs(5);

/// Something that connections come from.
pub trait Accept: Send + Sync {
    /// A connection.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// Waits for the next.
    fn accept(&self) -> impl Future<Output = io::Result<Self::Stream>> + Send;
}

impl Accept for TcpListener {
    type Stream = TcpStream;

    async fn accept(&self) -> io::Result<TcpStream> {
        Ok(Self::accept(self).await?.0)
    }
}

/// Answers `/metrics` until `stop` is ready; then whoever asks is cut off.
///
/// # Errors
/// When the socket is none that connections can be accepted from.
pub async fn serve(
    exporter: Exporter,
    listener: impl Accept,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let window = Arc::new(Window {
        exporter,
        turn: Mutex::new(()),
    });
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let server = server();
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = &mut stop => return Ok(()),
            next = next => next,
            Some(_ended) = connections.join_next() => continue,
        };
        match accepted {
            Ok(stream) => {
                let window = Arc::clone(&window);
                let service = service_fn(move |request| answer(Arc::clone(&window), request));
                let connection = server.serve_connection(TokioIo::new(stream), service);
                let connection = connection.into_owned();
                connections.spawn(async move {
                    let _place = place;
                    // One that ends badly ended for whoever asked.
                    let _ = connection.await;
                });
            }
            Err(error) => survivable(error).await?,
        }
    }
}

struct Window {
    exporter: Exporter,
    turn: Mutex<()>,
}

async fn answer(
    window: Arc<Window>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    Ok(match request.uri().path() {
        "/metrics" if !is_read => bare(StatusCode::METHOD_NOT_ALLOWED),
        "/metrics" => match timeout(TURN, window.turn.lock()).await {
            Ok(_turn) => text(window.exporter.text().await),
            Err(_) => bare(StatusCode::SERVICE_UNAVAILABLE),
        },
        _ => bare(StatusCode::NOT_FOUND),
    })
}

fn text(text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    let media_type = header::HeaderValue::from_static(MEDIA_TYPE);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type);
    response
}

fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
