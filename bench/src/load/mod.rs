//! A load generator in a process of its own, so that what it takes of the machine is known.
//!
//! Closed loop: each connection sends its next request when it has the answer, which finds out how
//! much a server can do. Open loop: requests are due at a fixed rate whatever the server does, and
//! the time to the answer counts from the moment a request was due, not from when a connection was
//! free to send it; otherwise a server that stalls would be asked less while it stalls.

mod answer;
mod generator;
mod plan;

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use hyper::{Method, StatusCode};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

pub use plan::{Call, Pace, Packing};

use crate::process::{self, Busy};

/// What a run took.
pub struct Run {
    /// From the first request to the last answer.
    pub took: Duration,
    /// To the answer of each request.
    pub latencies: Vec<Duration>,
    /// What everybody took of the machine meanwhile.
    pub shares: Shares,
    /// Processor time of this process, which serves.
    pub worked: Duration,
}

/// Processor time over the time that went by, each as a share of all cores.
#[derive(Clone, Copy, Default)]
pub struct Shares {
    /// The generator.
    pub generator: f64,
    /// This process, which serves.
    pub server: f64,
    /// Everything else on the machine: a database server, and whoever shares it.
    pub others: f64,
}

/// Sends each call once at a pace.
///
/// # Errors
/// The first answer with another status than expected, or a broken connection.
pub async fn paced(address: SocketAddr, calls: &[Call], pace: Pace) -> anyhow::Result<Run> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("generate")
        .arg(address.to_string())
        .arg(pace.connections.to_string())
        .args(pace.rate.map(|rate| rate.to_string()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut input = child.stdin.take().context("the generator has an input")?;
    input.write_all(&plan::encode(calls, address)).await?;
    drop(input);
    let output = child.stdout.take().context("the generator has an output")?;
    measured(child, BufReader::new(output), calls.len()).await
}

/// The generator says when its connections stand, when the last answer came, and what it saw.
async fn measured(
    mut child: Child,
    mut output: BufReader<ChildStdout>,
    calls: usize,
) -> anyhow::Result<Run> {
    let mut line = String::new();
    output.read_line(&mut line).await?;
    let before = Busy::now()?;
    line.clear();
    output.read_line(&mut line).await?;
    let after = Busy::now()?;
    let mut figures = line.split_whitespace().map(str::parse::<u64>);
    let mut figure = || figures.next()?.ok().map(Duration::from_nanos);
    let (took, own) = figure()
        .zip(figure())
        .context("the generator ended early")?;
    let mut latencies = Vec::with_capacity(calls);
    let mut lines = output.lines();
    while let Some(nanoseconds) = lines.next_line().await? {
        latencies.push(Duration::from_nanos(nanoseconds.parse()?));
    }
    ensure!(child.wait().await?.success(), "the generator failed");
    ensure!(latencies.len() == calls, "some requests were not answered");
    Ok(Run {
        took,
        latencies,
        shares: shares(before, after, (took, own))?,
        worked: after.here - before.here,
    })
}

fn shares(before: Busy, after: Busy, (took, own): (Duration, Duration)) -> anyhow::Result<Shares> {
    let all = took.as_secs_f64() * process::cores()?;
    let server = (after.here - before.here).as_secs_f64();
    let machine = (after.machine - before.machine).as_secs_f64();
    Ok(Shares {
        generator: own.as_secs_f64() / all,
        server: server / all,
        others: ((machine - server - own.as_secs_f64()) / all).max(0.0),
    })
}

/// The generator itself.
///
/// # Errors
/// When it cannot connect, or an answer is not the expected one.
pub fn generate(address: SocketAddr, pace: Pace) -> anyhow::Result<()> {
    generator::run(address, pace)
}

/// A POST of a form that is answered with a status.
#[must_use]
pub fn post(path: &str, body: String, expected: StatusCode) -> Call {
    Call {
        method: Method::POST,
        path: path.to_owned(),
        body,
        packing: Packing::Gzip,
        expected,
    }
}
