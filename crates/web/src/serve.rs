//! The site on a socket.
//!
//! Connections are accepted here and not by the ready-made loop of `axum`, which sets no bound on
//! how long a visitor may take to say what they want: a few thousand connections that say nothing
//! would use up the file descriptors of the whole site (REQ-67).

use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use app::site::Site;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::Service;

use crate::metrics::Traffic;
use crate::prepared::Front;

/// How long the head of a request may take, and how long a connection may lie idle between two.
const SILENCE: Duration = Duration::from_secs(15);

/// How often a quiet HTTP/2 connection is asked whether anybody is there.
const ASK_AGAIN: Duration = Duration::from_secs(30);

/// How many requests one HTTP/2 connection may have open; a page with its style sheet needs two.
const STREAMS: u32 = 64;

/// How long requests that have begun may take after the site was told to stop: as long as any
/// request may.
const GOODBYE: Duration = Duration::from_secs(30);

/// Serves the site until `stop` is ready, then lets the requests that have begun end. What is asked of it
/// is counted.
///
/// # Errors
/// When the socket is none that connections can be accepted from. A single connection that fails
/// ends nothing, nor does a lack of file descriptors, which passes.
pub async fn serve(
    site: Arc<Site>,
    traffic: Arc<Traffic>,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let front = Front::new(site, Arc::clone(&traffic));
    serve_service(front, listener, stop, |open| traffic.connected(open)).await
}

/// The same for any service; `connected` is told how many connections are open.
pub(crate) async fn serve_service<S>(
    service: S,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
    connected: impl Fn(usize),
) -> io::Result<()>
where
    S: Service<Request<Incoming>, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let service = TowerToHyperService::new(service);
    let server = server();
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let io = TokioIo::new(prompt(stream));
                    let connection = server.serve_connection(io, service.clone()).into_owned();
                    connections.spawn(graceful.watch(connection));
                }
                Err(error) => survivable(error).await?,
            },
            // A connection that ends badly ended for its visitor alone: cut off, too slow, no HTTP.
            Some(_ended) = connections.join_next() => {}
        }
        connected(connections.len());
    }
    drop(listener);
    if tokio::time::timeout(GOODBYE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not end in time and were cut off");
    }
    Ok(())
}

pub(crate) fn server() -> Builder<TokioExecutor> {
    let mut server = Builder::new(TokioExecutor::new());
    server
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(SILENCE);
    server
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(ASK_AGAIN)
        .keep_alive_timeout(SILENCE)
        .max_concurrent_streams(STREAMS);
    server
}

/// Pages leave in few packets; waiting to fill one delays every answer on a good line.
fn prompt(stream: TcpStream) -> TcpStream {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its packets back");
    }
    stream
}

/// A visitor who is gone before being greeted is nothing. Everything else means that file
/// descriptors or memory ran out, and asking again at once would only burn time.
pub(crate) async fn survivable(error: io::Error) -> io::Result<()> {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, InvalidInput};
    match error.kind() {
        ConnectionAborted | ConnectionRefused | ConnectionReset => {}
        InvalidInput => return Err(error),
        _ => {
            tracing::error!(
                %error,
                help = "let the process open more files (LimitNOFILE), and see who holds connections open",
                "no connection can be accepted"
            );
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
    Ok(())
}
