//! Confirmed, durable signatures per second.

use std::time::Instant;

use anyhow::ensure;
use app::confirm::{Confirming, MailProof};
use app::secret::Token;
use hyper::{Method, StatusCode};
use tokio::task::JoinSet;

use crate::load::{self, Call};
use crate::stage::Stage;
use crate::table::{Rates, heading, latencies, row};

/// Signatures confirmed in one round.
const ROUND: u64 = 2_000;

/// Measures at 1, 64 and 256 connections, beside the same confirmations without HTTP, one
/// transaction for each, and empty POSTs to the same server.
///
/// # Errors
/// When the site cannot be run or a request fails.
pub async fn run(rounds: usize) -> anyhow::Result<()> {
    let stage = Stage::open().await?;
    let mut numbers = 0..;
    heading(
        "Confirmed, durable signatures per second (token, commitment, entry, tree, checkpoint, sync)",
    );
    let ceiling = without_http(&stage, rounds, 256, &mut numbers).await?;
    let single = without_http(&stage, rounds, 1, &mut numbers).await?;
    row("group commit without HTTP, 256 waiting", &ceiling, None);
    row(
        "one transaction for each, without HTTP",
        &single,
        Some(("group commit", &ceiling)),
    );
    for connections in [1, 64, 256] {
        let mut empty = Rates::default();
        let mut confirmed = Rates::default();
        let mut taken = Vec::new();
        for _ in 0..rounds {
            let calls = vec![empty_post(); 4_000];
            empty.add(
                4_000,
                load::run(stage.address, calls, connections).await?.took,
            );
            let count = if connections == 1 { ROUND / 4 } else { ROUND };
            let tokens = pending(&stage, count, &mut numbers).await?;
            let calls = tokens.iter().map(confirm_post).collect();
            let run = load::run(stage.address, calls, connections).await?;
            confirmed.add(count, run.took);
            taken.extend(run.latencies);
        }
        row(
            &format!("through HTTP, {connections} connections"),
            &confirmed,
            Some(("empty POST", &empty)),
        );
        row("  the same", &confirmed, Some(("group commit", &ceiling)));
        row("  empty POST to the same server", &empty, None);
        latencies("  time to the answer", taken);
    }
    let total = stage
        .site
        .count(stage.declaration().await?.as_ref())
        .await?
        .total();
    ensure!(
        numbers.start == total,
        "{} were confirmed, {total} are counted",
        numbers.start
    );
    stage.close().await
}

type Numbers = std::ops::RangeFrom<u64>;

async fn pending(stage: &Stage, count: u64, numbers: &mut Numbers) -> anyhow::Result<Vec<Token>> {
    let tokens = stage.pending(numbers.start, count).await?;
    numbers.start += count;
    ensure!(
        tokens.len() as u64 == count,
        "{} links for {count} signatures",
        tokens.len()
    );
    Ok(tokens)
}

async fn without_http(
    stage: &Stage,
    rounds: usize,
    waiting: usize,
    numbers: &mut Numbers,
) -> anyhow::Result<Rates> {
    let mut rates = Rates::default();
    for _ in 0..rounds {
        let count = if waiting == 1 { ROUND / 4 } else { ROUND };
        let mut tokens = pending(stage, count, numbers).await?.into_iter();
        let started = Instant::now();
        let mut running = JoinSet::new();
        loop {
            while running.len() < waiting
                && let Some(token) = tokens.next()
            {
                let site = std::sync::Arc::clone(&stage.site);
                running.spawn(async move { site.confirm(&MailProof::Link(token), None).await });
            }
            match running.join_next().await {
                Some(outcome) => ensure!(matches!(outcome??, Confirming::Signed(_)), "not signed"),
                None => break,
            }
        }
        rates.add(count, started.elapsed());
    }
    Ok(rates)
}

fn confirm_post(token: &Token) -> Call {
    Call {
        method: Method::POST,
        path: "/confirm".into(),
        body: format!("token={}", token.reveal()),
        expected: StatusCode::OK,
    }
}

fn empty_post() -> Call {
    Call {
        method: Method::POST,
        path: "/no-such-page".into(),
        body: String::new(),
        expected: StatusCode::METHOD_NOT_ALLOWED,
    }
}
