//! Sending an issue in a process of its own, so that its memory is its own and it can be killed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use app::outbox::Lanes;
use clap::Subcommand;
use domain::infomail::IssueState;
use tokio::sync::watch;

use super::site::{Signed, lane, open, to_port};
use super::{crowd, kills};
use crate::process;

/// Parts of the measurement that run as processes of their own.
#[derive(Subcommand, Clone)]
pub enum Part {
    /// Send the issue that was begun in the site of a folder, to the end.
    Send {
        /// Where the site is.
        folder: PathBuf,
        /// The port of the mail server.
        port: u16,
    },
    /// Send an issue while its sender is killed so often.
    Kills {
        /// How often.
        kills: u32,
    },
}

/// Runs a part. Sending says twice a second how much memory is resident.
///
/// # Errors
/// When the site cannot be used.
pub async fn run(part: Part) -> anyhow::Result<()> {
    match part {
        Part::Send { folder, port } => send(&folder, port).await,
        Part::Kills { kills } => kills::run(kills).await,
    }
}

async fn send(folder: &Path, port: u16) -> anyhow::Result<()> {
    let lanes = Lanes {
        issue: lane(8),
        ..Lanes::default()
    };
    let mail = Arc::new(to_port(port, &lanes));
    let site = open(folder, mail, Signed::Not, lanes)?;
    let (stop, stopped) = watch::channel(false);
    let telling = async {
        let (list, number) = (crowd::list()?, crowd::number()?);
        loop {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let rows = site.store.issues(&list).await?;
            let row = rows.into_iter().find(|row| row.number == number.get());
            let state = row.context("the issue was published")?.state;
            println!("{}", process::memory()?);
            if state == IssueState::Done {
                stop.send(true)?;
                return anyhow::Ok(());
            }
        }
    };
    let ((), told) = tokio::join!(site.run_outbox(stopped), telling);
    told
}
