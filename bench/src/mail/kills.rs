//! The sender of an issue killed at random moments, again and again.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use mail::smtp::sink::{Sink, SinkOptions};
use tokio::process::Command;

use super::crowd;
use crate::table::heading;

/// Copies for each kill: enough that every process dies in the middle of the issue.
const COPIES: u64 = 100;

/// The longest life of a sender, in microseconds.
const LIFE: u64 = 150_000;

/// Counts what arrives twice, and fails where something is missing or a second copy cannot be told.
pub(super) async fn run(kills: u32) -> anyhow::Result<()> {
    let subscribers = u64::from(kills) * COPIES;
    heading(&format!(
        "An issue for {subscribers} subscribers, its sender killed {kills} times"
    ));
    let folder = tempfile::tempdir()?;
    let site = crowd::fill(folder.path(), subscribers).await?;
    crowd::start(&site).await?;
    let store = site.store.clone();
    site.stop().await;
    store.close().await?;
    // A hundred times longer than this sink needs: the moment that counts is that much wider.
    let sink = Sink::start(SinkOptions {
        hesitates: Duration::from_millis(5),
        ..SinkOptions::default()
    })
    .await?;
    let mut in_time = 0;
    for _ in 0..kills {
        let before = sink.number();
        let mut sender = sender(folder.path(), sink.port)?;
        while sink.number() == before && sender.try_wait()?.is_none() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_micros(random(LIFE))).await;
        if sender.try_wait()?.is_none() {
            in_time += 1;
            sender.kill().await?;
        }
    }
    let status = sender(folder.path(), sink.port)?.wait().await?;
    ensure!(status.success(), "the last sender failed: {status}");
    report(&sink, subscribers, in_time)
}

fn report(sink: &Sink, subscribers: u64, kills: u32) -> anyhow::Result<()> {
    let mut copies: BTreeMap<String, u64> = BTreeMap::new();
    for taken in sink.taken() {
        let text = String::from_utf8_lossy(&taken.message);
        let id = text
            .lines()
            .find_map(|line| line.strip_prefix("Message-ID: "));
        *copies
            .entry(id.context("each has one")?.to_owned())
            .or_default() += 1;
    }
    ensure!(
        copies.len() as u64 == subscribers,
        "{} different copies arrived",
        copies.len()
    );
    let twice = copies.values().filter(|n| **n == 2).count();
    let more = copies.values().filter(|n| **n > 2).count();
    let again: u64 = copies.values().map(|n| n - 1).sum();
    println!("{kills} senders died at work; every copy arrived");
    println!(
        "{again} arrived again, each under the Message-ID of the first: {twice} twice, {more} more often"
    );
    Ok(())
}

fn sender(folder: &Path, port: u16) -> anyhow::Result<tokio::process::Child> {
    let sender = Command::new(std::env::current_exe()?)
        .args(["mail-part", "send"])
        .arg(folder)
        .arg(port.to_string())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    sender.context("a process of its own")
}

/// A number below `limit`, another one in each run.
fn random(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit
}
