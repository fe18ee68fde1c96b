//! Tiles per second, against nginx that serves the same bytes from a file.
//!
//! The load comes from `wrk`, a process of its own that costs little: both servers get the same, one
//! after the other in each round.

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use store::{Batch, SubtreeRow};
use tempfile::NamedTempFile;
use tlog::Hash;
use tlog::tree::Frontier;

use crate::nginx::{self, Nginx};
use crate::stage::Stage;
use crate::table::{Rates, heading, row};

/// Entries of the log: enough for a full tile above the lowest level.
const ENTRIES: u64 = 70_000;

/// Measures tiles as a crowd of mirrors asks for them: the same ones again and again, and the newest
/// checkpoint; then one mirror that asks for different ones, each of which is computed.
///
/// # Errors
/// When the site or nginx cannot be run, or a request fails.
pub async fn run(rounds: usize) -> anyhow::Result<()> {
    if !nginx::is_there("tiles").await {
        return Ok(());
    }
    let stage = Stage::open().await?;
    grow(&stage).await?;
    heading("Tiles per second, 64 connections, against nginx with the same bytes in a file");
    for (what, path) in [
        ("hash tile, full", "tile/0/007"),
        ("entry bundle, full", "tile/entries/007"),
        ("hash tile, 255 wide", "tile/0/007.p/255"),
        ("entry bundle, 255 wide", "tile/entries/007.p/255"),
        ("hash tile of level 1, full", "tile/1/000"),
        ("checkpoint", "checkpoint"),
    ] {
        compare(&stage, what, path, None, rounds).await?;
    }
    for (what, folder) in [
        ("hash tiles, another each time", "tile/0"),
        ("entry bundles, another each time", "tile/entries"),
    ] {
        let script = another_each_time(folder)?;
        let alike = format!("{folder}/000.p/128");
        compare(&stage, what, &alike, Some(script.path()), rounds).await?;
    }
    stage.close().await
}

/// A script for `wrk` that asks for 23,205 different partial tiles in turn: more than are kept.
fn another_each_time(folder: &str) -> anyhow::Result<NamedTempFile> {
    let mut script = NamedTempFile::new()?;
    write!(
        script,
        "local n = 0
         request = function()
             n = n + 1
             local place = string.format(\"%03d.p/%d\", n % 273, n * 7 % 255 + 1)
             return wrk.format(\"GET\", \"/d/bench/log/{folder}/\" .. place)
         end\n"
    )?;
    Ok(script)
}

/// Asks for one file of ours, or for what a script says, and for a file of the same bytes of nginx.
async fn compare(
    stage: &Stage,
    what: &str,
    path: &str,
    script: Option<&Path>,
    rounds: usize,
) -> anyhow::Result<()> {
    let path = format!("/d/bench/log/{path}");
    let answer = nginx::once(stage.address, &path, &[]).await?;
    let peer = Nginx::serve(&answer).await?;
    let mine = format!("http://{}{path}", stage.address);
    let theirs = format!("http://{}/file", peer.address);
    let (mut ours, mut limit) = (Rates::default(), Rates::default());
    for _ in 0..rounds {
        let second = Duration::from_secs(1);
        ours.add(nginx::ask(&mine, &[], script).await?, second);
        limit.add(nginx::ask(&theirs, &[], None).await?, second);
    }
    peer.stop().await?;
    row(&format!("nginx, {} bytes", answer.body.len()), &limit, None);
    row(what, &ours, Some(("nginx", &limit)));
    Ok(())
}

/// Adds entries to the log of the bench. They stand for signatures: as long, and nobody's.
async fn grow(stage: &Stage) -> anyhow::Result<()> {
    let id = stage.declaration().await?.id;
    let store = &stage.site.store;
    let head = store.log_head(id).await?.context("the log was begun")?;
    let mut frontier = Frontier::empty();
    let mut batch = Batch::new(id, head.size);
    for entry in store.log_entries(id, 0, head.size).await? {
        frontier.push(Hash::leaf(&entry));
    }
    for number in head.size..ENTRIES {
        let mut entry = vec![0; 48];
        entry[..8].copy_from_slice(&number.to_be_bytes());
        frontier.append(Hash::leaf(&entry), &mut |id, hash| {
            batch.subtrees.push(SubtreeRow {
                level: id.level,
                index: id.index,
                hash: hash.0,
            });
        });
        batch.entries.push(entry);
    }
    batch.edge = frontier.parts().iter().map(|hash| hash.0).collect();
    batch.checkpoint = head.checkpoint;
    store.commit(batch).await?;
    Ok(())
}
