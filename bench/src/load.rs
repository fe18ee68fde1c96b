//! A closed-loop load generator: each connection sends its next request when it has the answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// One request.
#[derive(Clone)]
pub struct Call {
    /// Method.
    pub method: Method,
    /// Path with query.
    pub path: String,
    /// Form body.
    pub body: String,
    /// The status that counts as done.
    pub expected: StatusCode,
}

/// What a run took.
pub struct Run {
    /// From the first request to the last answer.
    pub took: Duration,
    /// Of each request.
    pub latencies: Vec<Duration>,
}

/// Sends each call once over so many connections.
///
/// # Errors
/// The first answer with another status than expected, or a broken connection.
pub async fn run(address: SocketAddr, calls: Vec<Call>, connections: usize) -> anyhow::Result<Run> {
    let calls = Arc::new(calls);
    let next = Arc::new(AtomicUsize::new(0));
    let mut senders = Vec::new();
    let mut drivers = JoinSet::new();
    for _ in 0..connections {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        drivers.spawn(connection);
        senders.push(sender);
    }
    let started = Instant::now();
    let mut workers = JoinSet::new();
    for sender in senders {
        workers.spawn(work(sender, Arc::clone(&calls), Arc::clone(&next)));
    }
    let mut latencies = Vec::with_capacity(calls.len());
    while let Some(done) = workers.join_next().await {
        latencies.extend(done??);
    }
    Ok(Run {
        took: started.elapsed(),
        latencies,
    })
}

async fn work(
    mut sender: SendRequest<Full<Bytes>>,
    calls: Arc<Vec<Call>>,
    next: Arc<AtomicUsize>,
) -> anyhow::Result<Vec<Duration>> {
    let mut latencies = Vec::new();
    while let Some(call) = calls.get(next.fetch_add(1, Ordering::Relaxed)) {
        let request = Request::builder()
            .method(&call.method)
            .uri(&call.path)
            .header("host", "127.0.0.1")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Full::new(Bytes::from(call.body.clone())))?;
        let sent = Instant::now();
        let answer = sender
            .send_request(request)
            .await
            .context("the connection broke")?;
        let status = answer.status();
        answer.into_body().collect().await?;
        latencies.push(sent.elapsed());
        ensure!(status == call.expected, "{} answered {status}", call.path);
    }
    Ok(latencies)
}
