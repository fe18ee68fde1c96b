//! An nginx of our own that serves the same bytes, and `wrk`, which asks both.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::sleep;

/// How long each server is asked in each round, in seconds: what else runs on a machine comes and goes, so
/// that short turns compare better than long ones.
const SECONDS: u32 = 1;

/// Whether both programs are there; says it aloud when one is not.
pub async fn is_there(what: &str) -> bool {
    for tool in ["nginx", "wrk"] {
        let mut asked = Command::new(tool);
        asked.arg("-v").stdout(Stdio::null()).stderr(Stdio::null());
        if asked.status().await.is_err() {
            println!("\nSKIPPED: {what}. {tool} is not installed: apt-get install nginx-light wrk");
            return false;
        }
    }
    true
}

/// Requests per second as `wrk` counts them, over 64 connections; each request with these lines.
///
/// # Errors
/// When it fails, or an answer has another status than 200.
pub async fn ask(url: &str, lines: &[&str], script: Option<&Path>) -> anyhow::Result<u64> {
    let mut wrk = Command::new("wrk");
    wrk.args(["-t1", "-c64", &format!("-d{SECONDS}s")]);
    for line in lines {
        wrk.arg("-H").arg(line);
    }
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

/// An answer as it came over the wire.
pub struct Answer {
    /// The header lines.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Asks once, with these lines.
///
/// # Errors
/// When the answer cannot be read, or is none of status 200.
pub async fn once(address: SocketAddr, path: &str, lines: &[&str]) -> anyhow::Result<Answer> {
    let mut stream = TcpStream::connect(address).await?;
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{lines}\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.context("an answer has a head")?;
    let head = String::from_utf8(bytes[..end].to_vec())?;
    ensure!(
        head.starts_with("HTTP/1.1 200"),
        "{path} was answered {head}"
    );
    let headers = head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(": "));
    Ok(Answer {
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: bytes[end + 4..].to_vec(),
    })
}

/// A running nginx, with its files in a folder that vanishes.
pub struct Nginx {
    /// Where it listens; the file is at `/file`.
    pub address: SocketAddr,
    folder: TempDir,
    child: Child,
}

impl Nginx {
    /// Serves a body from a file, with the header lines of an answer of ours as far as nginx does not
    /// write them itself.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn serve(answer: &Answer) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        // A port that was free a moment ago: nginx takes no socket that is open.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        fs::write(folder.path().join("file"), &answer.body)?;
        let configuration = configuration(address, &answer.headers);
        fs::write(folder.path().join("nginx.conf"), configuration)?;
        for (path, mode) in [("", 0o755), ("file", 0o644)] {
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

    /// Stops it.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn stop(mut self) -> anyhow::Result<()> {
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
/// workers as processors.
fn configuration(address: SocketAddr, headers: &[(String, String)]) -> String {
    let own = [
        "content-length",
        "content-type",
        "date",
        "etag",
        "connection",
        "accept-ranges",
    ];
    let added: String = headers
        .iter()
        .filter(|(name, _)| !own.contains(&name.as_str()))
        .map(|(name, value)| format!("add_header {name} \"{}\";\n", value.replace('"', "\\\"")))
        .collect();
    let media_type = headers.iter().find(|(name, _)| name == "content-type");
    let media_type = media_type.map_or("application/octet-stream", |(_, value)| value.as_str());
    format!(
        "daemon off; worker_processes auto; pid nginx.pid;
         events {{ worker_connections 256; }}
         http {{
             access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
             open_file_cache max=100 inactive=60s; default_type \"{media_type}\";
             client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
             uwsgi_temp_path uwsgi; scgi_temp_path scgi;
             server {{
                 listen {address}; root .;
                 {added}
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
