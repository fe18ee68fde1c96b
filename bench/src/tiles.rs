//! Tiles per second, against nginx that serves the same bytes from a file.
//!
//! The load comes from `wrk`, a process of its own that costs little: both servers get the same, one
//! after the other in each round.

use std::fs;
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use store::{Batch, SubtreeRow};
use tempfile::{NamedTempFile, TempDir};
use tlog::Hash;
use tlog::tree::Frontier;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::stage::Stage;
use crate::table::{Rates, heading, row};

/// Entries of the log: enough for a full tile above the lowest level.
const ENTRIES: u64 = 70_000;

/// How long each server is asked in each round, in seconds.
const SECONDS: u32 = 2;

/// Measures tiles as a crowd of mirrors asks for them: the same ones again and again, and the newest
/// checkpoint; then one mirror that asks for different ones, each of which is computed.
///
/// # Errors
/// When the site or nginx cannot be run, or a request fails.
pub async fn run(rounds: usize) -> anyhow::Result<()> {
    for tool in ["nginx", "wrk"] {
        if !is_there(tool).await {
            println!("\nSKIPPED: tiles. {tool} is not installed: apt-get install nginx-light wrk");
            return Ok(());
        }
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
    let declaration = stage.declaration().await?;
    let file = stage.site.log_files(&declaration).get(path).await?;
    let nginx = Nginx::serve(&file.bytes).await?;
    let mine = format!("http://{}/d/bench/log/{path}", stage.address);
    let theirs = format!("http://{}/tile", nginx.address);
    let (mut ours, mut limit) = (Rates::default(), Rates::default());
    for _ in 0..rounds {
        let second = Duration::from_secs(1);
        ours.add(ask(&mine, script).await?, second);
        limit.add(ask(&theirs, None).await?, second);
    }
    nginx.stop().await?;
    row(&format!("nginx, {} bytes", file.bytes.len()), &limit, None);
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
    Ok(store.commit(batch).await?)
}

/// Requests per second as `wrk` counts them.
async fn ask(url: &str, script: Option<&Path>) -> anyhow::Result<u64> {
    let mut wrk = Command::new("wrk");
    wrk.args(["-t1", "-c64", &format!("-d{SECONDS}s")]);
    if let Some(script) = script {
        wrk.arg("-s").arg(script);
    }
    let output = wrk.arg(url).output().await?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "wrk failed: {text}");
    ensure!(!text.contains("Non-2xx"), "{url} failed: {text}");
    let rate = text
        .lines()
        .find_map(|line| line.strip_prefix("Requests/sec:"))
        .and_then(|rate| rate.trim().parse::<f64>().ok())
        .context("wrk told no rate")?;
    Ok(rate as u64)
}

async fn is_there(tool: &str) -> bool {
    let mut asked = Command::new(tool);
    asked.arg("-v").stdout(Stdio::null()).stderr(Stdio::null());
    asked.status().await.is_ok()
}

/// An nginx of our own, with its files in a folder that vanishes.
struct Nginx {
    address: SocketAddr,
    folder: TempDir,
    child: Child,
}

impl Nginx {
    async fn serve(bytes: &[u8]) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        // A port that was free a moment ago: nginx takes no socket that is open.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        fs::write(folder.path().join("tile"), bytes)?;
        fs::write(folder.path().join("nginx.conf"), configuration(address))?;
        for (path, mode) in [("", 0o755), ("tile", 0o644)] {
            readable(&folder.path().join(path), mode)?;
        }
        let child = command(folder.path()).kill_on_drop(true).spawn()?;
        let nginx = Self {
            address,
            folder,
            child,
        };
        for _ in 0..100 {
            if TcpStream::connect(address).await.is_ok() {
                return Ok(nginx);
            }
            sleep(Duration::from_millis(20)).await;
        }
        bail!("nginx does not listen on {address}")
    }

    async fn stop(mut self) -> anyhow::Result<()> {
        let mut stop = command(self.folder.path());
        stop.args(["-s", "stop"]);
        ensure!(stop.status().await?.success(), "nginx does not stop");
        self.child.wait().await?;
        Ok(())
    }
}

fn command(folder: &Path) -> Command {
    let mut nginx = Command::new("nginx");
    nginx
        .arg("-p")
        .arg(folder)
        .args(["-c", "nginx.conf", "-e", "error.log"])
        .stderr(Stdio::null());
    nginx
}

/// What its documentation recommends for files: `sendfile`, open files remembered, no log, as many
/// workers as processors. The headers are those that matter to a mirror.
fn configuration(address: SocketAddr) -> String {
    format!(
        "daemon off; worker_processes auto; pid nginx.pid;
         events {{ worker_connections 256; }}
         http {{
             access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
             open_file_cache max=100 inactive=60s; default_type application/octet-stream;
             client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
             uwsgi_temp_path uwsgi; scgi_temp_path scgi;
             server {{
                 listen {address}; root .;
                 add_header Cache-Control \"public, max-age=31536000, immutable\";
                 add_header Access-Control-Allow-Origin \"*\";
             }}
         }}\n"
    )
}

#[cfg(unix)]
fn readable(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn readable(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}
