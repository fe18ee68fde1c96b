//! The generator: one thread, so that it takes one core at the most, and connections that stay open.

use std::cell::Cell;
use std::io::{BufWriter, Write, stdin, stdout};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep_until};

use super::answer::Answers;
use super::plan::{Pace, Ready, decode};
use crate::process;

/// Reads the plan, connects, says so, sends everything, and says what it saw: how long it took and
/// how much processor time, in nanoseconds, and below the time to each answer.
///
/// # Errors
/// When it cannot connect, or an answer is not the expected one.
pub(super) fn run(address: SocketAddr, pace: Pace) -> anyhow::Result<()> {
    let calls = decode(stdin().lock())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    LocalSet::new().block_on(&runtime, send(address, calls, pace))
}

struct Load {
    calls: Vec<Ready>,
    next: Cell<usize>,
    started: Instant,
    /// Between two requests that are due.
    gap: Option<Duration>,
}

impl Load {
    /// The next request, with its number. Numbers are given out in order, so whichever connection is free
    /// first takes what is due first.
    fn take(&self) -> Option<(u32, &Ready)> {
        let number = self.next.get();
        self.next.set(number + 1);
        let call = self.calls.get(number)?;
        Some((u32::try_from(number).ok()?, call))
    }
}

async fn send(address: SocketAddr, calls: Vec<Ready>, pace: Pace) -> anyhow::Result<()> {
    let mut streams = Vec::new();
    for _ in 0..pace.connections {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        streams.push(stream);
    }
    println!("connected");
    stdout().flush()?;
    let before = process::processor_time()?;
    let load = Rc::new(Load {
        calls,
        next: Cell::new(0),
        started: Instant::now(),
        gap: pace.rate.map(|rate| Duration::from_secs(1) / rate.max(1)),
    });
    let workers: Vec<_> = streams
        .into_iter()
        .map(|stream| tokio::task::spawn_local(work(stream, Rc::clone(&load))))
        .collect();
    let mut latencies = Vec::with_capacity(load.calls.len());
    for worker in workers {
        latencies.extend(worker.await??);
    }
    let took = load.started.elapsed().as_nanos();
    let busy = (process::processor_time()? - before).as_nanos();
    let mut out = BufWriter::new(stdout().lock());
    writeln!(out, "{took} {busy}")?;
    out.flush()?;
    for latency in latencies {
        writeln!(out, "{}", latency.as_nanos())?;
    }
    Ok(out.flush()?)
}

async fn work(mut stream: TcpStream, load: Rc<Load>) -> anyhow::Result<Vec<Duration>> {
    let mut answers = Answers::default();
    let mut latencies = Vec::new();
    while let Some((number, call)) = load.take() {
        let due = match load.gap {
            Some(gap) => load.started + gap * number,
            None => Instant::now(),
        };
        if load.gap.is_some() {
            sleep_until(due).await;
        }
        stream.write_all(&call.bytes).await?;
        let status = answers.next(&mut stream).await;
        let status = status.with_context(|| format!("request {number}"))?;
        latencies.push(due.elapsed());
        ensure!(status == call.expected, "request {number}: {status}");
    }
    Ok(latencies)
}
