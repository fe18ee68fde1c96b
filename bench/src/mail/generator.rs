//! The same sink fed with ready-made messages: what a sender could reach that composes nothing.

use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::Command;
use tokio::task::JoinSet;

/// Sends one message again and again over so many connections: three commands together, then the
/// message, as our own sender does, and nothing else.
///
/// # Errors
/// When the sink stops answering.
pub async fn ready_made(
    port: u16,
    mails: u32,
    connections: usize,
    octets: usize,
) -> anyhow::Result<Duration> {
    let share = mails.div_ceil(u32::try_from(connections)?);
    let started = Instant::now();
    let mut senders = JoinSet::new();
    for _ in 0..connections {
        senders.spawn(send(port, share, octets));
    }
    while let Some(sent) = senders.join_next().await {
        sent??;
    }
    // What was sent beyond the number is taken off the time.
    let sent = share * u32::try_from(connections)?;
    Ok(started.elapsed() * mails / sent)
}

async fn send(port: u16, mails: u32, octets: usize) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let line = format!("{}\r\n", "x".repeat(70));
    let mut message = line.repeat(octets / line.len());
    message.push_str(".\r\n");
    heard(&mut stream, 1).await?;
    stream.write_all(b"HELO bench\r\n").await?;
    heard(&mut stream, 1).await?;
    let commands = "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n";
    for _ in 0..mails {
        stream.write_all(commands.as_bytes()).await?;
        heard(&mut stream, 3).await?;
        stream.write_all(message.as_bytes()).await?;
        heard(&mut stream, 1).await?;
    }
    Ok(())
}

/// Waits for so many answers of one line.
async fn heard(stream: &mut TcpStream, mut answers: usize) -> anyhow::Result<()> {
    let mut bytes = [0; 512];
    while answers > 0 {
        let read = stream.read(&mut bytes).await?;
        ensure!(read > 0, "the sink hung up");
        let lines = bytes.iter().take(read).filter(|byte| **byte == b'\n');
        answers = answers.saturating_sub(lines.count());
    }
    Ok(())
}

/// Postfix's generator, where it is installed; it speaks one command at a time.
///
/// # Errors
/// When it fails.
pub async fn smtp_source(
    port: u16,
    mails: u32,
    connections: usize,
    octets: usize,
) -> anyhow::Result<Option<Duration>> {
    let (sessions, mails) = (connections.to_string(), mails.to_string());
    let (octets, address) = (octets.to_string(), format!("inet:127.0.0.1:{port}"));
    let mut command = Command::new("smtp-source");
    command
        .args(["-d", "-s", &sessions, "-m", &mails, "-l", &octets])
        .args(["-f", "a@example.org", "-t", "b@example.org", &address])
        .stdout(Stdio::null());
    let started = Instant::now();
    let mut running = match command.spawn() {
        Ok(running) => running,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let status = running.wait().await.context("smtp-source was lost")?;
    ensure!(status.success(), "smtp-source failed: {status}");
    Ok(Some(started.elapsed()))
}
