//! Mails per second, composed, signed and accepted.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::ensure;
use app::outbox::Lanes;
use mail::smtp::sink::{Sink, SinkOptions};

use super::Volume;
use super::generator::{ready_made, smtp_source};
use super::pile::Pile;
use super::site::{Signed, lane, open, to_port};
use crate::table::{Rates, heading, row};

/// About what one of our mails weighs when it is signed.
const OCTETS: usize = 5_000;

/// Measures at 1, 4, 8 and 16 connections, beside the same sink fed with messages that are ready.
pub(super) async fn run(volume: Volume, rounds: usize) -> anyhow::Result<()> {
    heading("Mails per second, accepted by a sink in this process, which keeps nothing");
    for connections in [1, 4, 8, 16] {
        let mut ready = Rates::default();
        let mut postfix = Rates::default();
        let mut unsigned = Rates::default();
        let mut signed = Rates::default();
        let mut has_postfix = true;
        for _ in 0..rounds {
            let mails = volume.mails;
            let sink = sink().await?;
            let took = ready_made(sink.port, mails, connections, OCTETS).await?;
            ready.add(u64::from(mails), took);
            match smtp_source(sink.port, mails, connections, OCTETS).await? {
                Some(took) => postfix.add(u64::from(mails), took),
                None => has_postfix = false,
            }
            let took = ours(mails, connections, Signed::Not).await?;
            unsigned.add(u64::from(mails), took);
            let took = ours(mails, connections, Signed::Twice).await?;
            signed.add(u64::from(mails), took);
        }
        row(
            &format!("ready-made messages, {connections} connections"),
            &ready,
            None,
        );
        if has_postfix {
            row(
                "  smtp-source of Postfix",
                &postfix,
                Some(("ready-made", &ready)),
            );
        } else {
            println!("  smtp-source is not installed: apt-get install postfix");
        }
        row("  composed", &unsigned, Some(("ready-made", &ready)));
        row(
            "  composed and signed, RSA-2048 and Ed25519",
            &signed,
            Some(("ready-made", &ready)),
        );
    }
    Ok(())
}

async fn sink() -> std::io::Result<Sink> {
    Sink::start(SinkOptions {
        keeps: false,
        ..SinkOptions::default()
    })
    .await
}

async fn ours(mails: u32, connections: usize, signed: Signed) -> anyhow::Result<Duration> {
    let sink = sink().await?;
    let lanes = Lanes {
        issue: lane(connections),
        ..Lanes::default()
    };
    let mail = Arc::new(to_port(sink.port, &lanes));
    let folder = tempfile::tempdir()?;
    let site = open(folder.path(), mail, signed, lanes)?;
    let pile = Pile::of(&site, mails);
    let started = Instant::now();
    let drained = site.drain_lane(&pile).await?;
    let took = started.elapsed();
    ensure!(drained.sent == mails, "{drained:?}");
    ensure!(
        sink.number() == u64::from(mails),
        "{} arrived",
        sink.number()
    );
    ensure!(
        pile.sent.load(Ordering::SeqCst) == u64::from(mails),
        "not all settled"
    );
    site.stop().await;
    Ok(took)
}
