//! An issue for a million: how long until the first copy can leave, how fast the others follow, and how
//! much memory the sender takes.

use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, ensure};
use mail::smtp::sink::{Sink, SinkOptions};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

use super::{Volume, crowd};
use crate::table::heading;

/// The longest that preparing an issue may take, in seconds.
const MOST_PREPARING: f64 = 10.0;

/// The most memory that the sender may take, in KiB.
const MOST_MEMORY: u64 = 150 * 1_024;

/// Measures both, and fails where a copy is missing, one is twice, or a bound is passed.
pub(super) async fn run(volume: Volume) -> anyhow::Result<()> {
    let subscribers = volume.subscribers;
    heading(&format!("An issue for {subscribers} subscribers"));
    let folder = tempfile::tempdir()?;
    let begun = Instant::now();
    let site = crowd::fill(folder.path(), subscribers).await?;
    println!("the subscriptions were made in {:.1?}", begun.elapsed());
    let begun = Instant::now();
    crowd::start(&site).await?;
    let prepared = begun.elapsed();
    println!("the issue was prepared in {prepared:.1?}");
    ensure!(prepared.as_secs_f64() < MOST_PREPARING, "that is too long");
    let store = site.store.clone();
    site.stop().await;
    store.close().await?;
    let sink = Sink::start(SinkOptions {
        keeps: false,
        ..SinkOptions::default()
    })
    .await?;
    let begun = Instant::now();
    let memory = send(folder.path(), sink.port).await?;
    let took = begun.elapsed();
    ensure!(
        sink.number() == subscribers,
        "{} copies arrived",
        sink.number()
    );
    let rate = subscribers as f64 / took.as_secs_f64();
    println!(
        "all copies were sent in {took:.1?}, {rate:.0} a second, over 8 connections, unsigned"
    );
    let tenths = (0..10).filter_map(|tenth| memory.get(memory.len() * tenth / 10));
    let tenths: Vec<String> = tenths.map(|kib| format!("{}", kib / 1_024)).collect();
    let most = memory.iter().max().copied().unwrap_or_default();
    println!(
        "memory of the sender in MiB, at each tenth: {}",
        tenths.join(" ")
    );
    println!("and at most: {}", most / 1_024);
    ensure!(most < MOST_MEMORY, "that is too much");
    Ok(())
}

/// Sends to the end in another process; answers its resident memory over time.
async fn send(folder: &Path, port: u16) -> anyhow::Result<Vec<u64>> {
    let mut sender = Command::new(std::env::current_exe()?)
        .args(["mail-part", "send"])
        .arg(folder)
        .arg(port.to_string())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let said = sender.stdout.take().context("its words are heard")?;
    let mut lines = BufReader::new(said).lines();
    let mut memory = Vec::new();
    while let Some(line) = lines.next_line().await? {
        memory.push(line.parse()?);
    }
    let status = sender.wait().await?;
    ensure!(status.success(), "the sender failed: {status}");
    Ok(memory)
}
