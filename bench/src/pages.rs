//! Pages per second, against nginx that serves the same bytes with the same headers from a file.
//!
//! The load comes from `wrk`, a process of its own that costs little: both servers get the same, one
//! after the other in each round. The time to the answer is measured at half of the rate that ours
//! reached, by requests that are due at fixed moments whatever the server does.

use std::net::SocketAddr;
use std::time::Duration;

use hyper::{Method, StatusCode};

use crate::load::{self, Call, Pace};
use crate::nginx::{self, Nginx};
use crate::stage::Stage;
use crate::table::{Rates, heading, latencies, row};

/// For how many seconds requests come at half the rate.
const OPEN: u32 = 3;

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
    for (what, path) in PAGES {
        let packed = nginx::once(stage.address, path, &["accept-encoding: gzip"]).await?;
        let is_packed = packed
            .headers
            .iter()
            .any(|(name, _)| name == "content-encoding");
        compare(stage.address, (what, path), &[], rounds).await?;
        if is_packed {
            let what = format!("{what}, gzip");
            compare(
                stage.address,
                (&what, path),
                &["accept-encoding: gzip"],
                rounds,
            )
            .await?;
        }
    }
    stage.close().await
}

async fn compare(
    address: SocketAddr,
    (what, path): (&str, &str),
    lines: &[&str],
    rounds: usize,
) -> anyhow::Result<()> {
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
    let rate = (ours.median() / 2.0) as u32;
    due(peer.address, ("nginx", "/file"), rate).await?;
    due(address, (what, path), rate).await?;
    peer.stop().await
}

/// The time to the answer when so many requests are due each second.
async fn due(address: SocketAddr, (what, path): (&str, &str), rate: u32) -> anyhow::Result<()> {
    let call = Call {
        method: Method::GET,
        path: path.to_owned(),
        body: String::new(),
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
