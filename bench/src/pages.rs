//! Pages per second, against nginx that serves the same bytes with the same headers from a file.
//!
//! The load comes from `wrk`, a process of its own that costs little: both servers get the same, one
//! after the other in each round. The time to the answer is measured at half of the rate that ours
//! reached, by requests that are due at fixed moments whatever the server does, in the form that browsers
//! ask for: compressed where the page is.
//!
//! All of it takes less than two minutes, so that a calm moment of the machine is long enough.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hyper::{Method, StatusCode};

use crate::load::{self, Call, Pace, Packing};
use crate::nginx::{self, Nginx};
use crate::stage::Stage;
use crate::table::{Rates, heading, latencies, row};

/// For how many seconds requests come at half the rate.
const OPEN: u32 = 3;

/// The most rounds: three of a second each say as much of the machine as of the servers.
const ROUNDS: usize = 3;

/// What is read most.
const PAGES: [(&str, &str); 6] = [
    ("declaration", "/d/bench/en"),
    ("signatories", "/d/bench/en/signatories"),
    ("log, in plain words", "/d/bench/en/log"),
    ("front page", "/"),
    ("count", "/d/bench/count.json"),
    ("checkpoint", "/d/bench/log/checkpoint"),
];

/// Measures the pages that are read most, with and without compression.
///
/// # Errors
/// When the site or nginx cannot be run, or a request fails.
pub async fn run(rounds: usize) -> anyhow::Result<()> {
    if !nginx::is_there("pages").await {
        return Ok(());
    }
    let stage = Stage::open().await?;
    heading("Pages per second, 64 connections, against nginx with the same bytes in a file");
    let (began, rounds) = (Instant::now(), rounds.min(ROUNDS));
    for (what, path) in PAGES {
        let packed = nginx::once(stage.address, path, &["accept-encoding: gzip"]).await?;
        let is_packed = packed
            .headers
            .iter()
            .any(|(name, _)| name == "content-encoding");
        let plain = compare(stage.address, (what, path), &[], rounds).await?;
        let asked = if is_packed {
            let what = format!("{what}, gzip");
            let lines = ["accept-encoding: gzip"];
            plain.peer.stop().await?;
            compare(stage.address, (&what, path), &lines, rounds).await?
        } else {
            plain
        };
        let packing = if is_packed {
            Packing::Gzip
        } else {
            Packing::None
        };
        let rate = asked.half;
        due(asked.peer.address, ("nginx", "/file"), (rate, packing)).await?;
        due(stage.address, (what, path), (rate, packing)).await?;
        asked.peer.stop().await?;
    }
    println!("{:<52} {:.0?}", "all of it took", began.elapsed());
    stage.close().await
}

/// A page that was compared.
struct Compared {
    /// Who serves the same bytes, still running.
    peer: Nginx,
    /// Half of the rate that ours reached.
    half: u32,
}

async fn compare(
    address: SocketAddr,
    (what, path): (&str, &str),
    lines: &[&str],
    rounds: usize,
) -> anyhow::Result<Compared> {
    let answer = nginx::once(address, path, lines).await?;
    let peer = Nginx::serve(&answer).await?;
    let mine = format!("http://{address}{path}");
    let theirs = format!("http://{}/file", peer.address);
    let (mut ours, mut limit) = (Rates::default(), Rates::default());
    for _ in 0..rounds {
        let second = Duration::from_secs(1);
        ours.add(nginx::ask(&mine, lines, None).await?, second);
        limit.add(nginx::ask(&theirs, lines, None).await?, second);
    }
    row(&format!("nginx, {} bytes", answer.body.len()), &limit, None);
    row(what, &ours, Some(("nginx", &limit)));
    let half = (ours.median() / 2.0) as u32;
    Ok(Compared { peer, half })
}

/// The time to the answer when so many requests are due each second.
async fn due(
    address: SocketAddr,
    (what, path): (&str, &str),
    (rate, packing): (u32, Packing),
) -> anyhow::Result<()> {
    let call = Call {
        method: Method::GET,
        path: path.to_owned(),
        body: String::new(),
        packing,
        expected: StatusCode::OK,
    };
    let calls = vec![call; (rate * OPEN) as usize];
    let pace = Pace {
        connections: 64,
        rate: Some(rate),
    };
    let run = load::paced(address, &calls, pace).await?;
    latencies(&format!("{what}, {rate}/s due"), run.latencies);
    Ok(())
}
