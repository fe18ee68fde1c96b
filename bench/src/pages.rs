//! Pages per second.

use hyper::{Method, StatusCode};

use crate::load::{self, Call};
use crate::stage::Stage;
use crate::table::{Rates, heading, latencies, row};

/// Requests of one round.
const ROUND: usize = 4_000;

/// Measures the pages that are read most, beside a file that is served from memory by the same
/// server.
///
/// # Errors
/// When the site cannot be run or a request fails.
pub async fn run(rounds: usize) -> anyhow::Result<()> {
    let stage = Stage::open().await?;
    heading("Pages per second, 64 connections");
    let small = rate(&stage, "/health", rounds).await?;
    row("health", &small, None);
    for (what, path) in [
        ("declaration", "/d/bench/en"),
        ("signatories", "/d/bench/en/signatories"),
        ("log, in plain words", "/d/bench/en/log"),
        ("checkpoint", "/d/bench/log/checkpoint"),
        ("count", "/d/bench/count.json"),
    ] {
        let rates = rate(&stage, path, rounds).await?;
        row(what, &rates, Some(("health", &small)));
    }
    stage.close().await
}

async fn rate(stage: &Stage, path: &str, rounds: usize) -> anyhow::Result<Rates> {
    let mut rates = Rates::default();
    let mut taken = Vec::new();
    for _ in 0..rounds {
        let call = Call {
            method: Method::GET,
            path: path.to_owned(),
            body: String::new(),
            expected: StatusCode::OK,
        };
        let run = load::run(stage.address, vec![call; ROUND], 64).await?;
        rates.add(ROUND as u64, run.took);
        taken.extend(run.latencies);
    }
    latencies(path, taken);
    Ok(rates)
}
