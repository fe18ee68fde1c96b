//! `mail pause`, `mail resume`, `mail retry`: a hand on the lanes. The server may run meanwhile; it looks at
//! what was said within seconds.

use anyhow::Result;
use app::outbox::Lane;
use app::site::Site;

use crate::command::Verdict;
use crate::config::{Chosen, Config};
use crate::{logging, output, wire};

/// A lane as it is typed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Which {
    /// Mails that ask for confirmation
    Confirmation,
    /// Answers to what one person did
    Service,
    /// Copies of issues
    Issue,
    /// All of them
    All,
}

/// Which lane a command is about.
#[derive(clap::Args)]
pub struct Arguments {
    /// The lane
    #[arg(value_enum)]
    lane: Which,
    #[command(flatten)]
    config: Chosen,
}

/// What `mail retry` is told.
#[derive(clap::Args)]
pub struct Retry {
    #[command(flatten)]
    config: Chosen,
}

impl Which {
    fn lanes(self) -> &'static [Lane] {
        match self {
            Self::Confirmation => &[Lane::Confirmation],
            Self::Service => &[Lane::Service],
            Self::Issue => &[Lane::Issue],
            Self::All => &Lane::ALL,
        }
    }
}

/// Stops a lane until it is resumed.
///
/// # Errors
/// When the database cannot be written.
pub async fn pause(arguments: &Arguments) -> Result<Verdict> {
    let site = open(&arguments.config.read()?).await?;
    for lane in arguments.lane.lanes() {
        site.pause_lane(*lane).await?;
        output::line(format!("{} is paused", lane.as_str()))?;
    }
    wire::close(site).await?;
    Ok(Verdict::Fine)
}

/// Lets a lane go on.
///
/// # Errors
/// When the database cannot be written.
pub async fn resume(arguments: &Arguments) -> Result<Verdict> {
    let site = open(&arguments.config.read()?).await?;
    for lane in arguments.lane.lanes() {
        site.resume_lane(*lane).await?;
        output::line(format!("{} goes on", lane.as_str()))?;
    }
    wire::close(site).await?;
    Ok(Verdict::Fine)
}

/// Makes mails that failed and wait for their next try due now, copies of issues with the others.
///
/// # Errors
/// When the database cannot be written.
pub async fn retry(arguments: &Retry) -> Result<Verdict> {
    let site = open(&arguments.config.read()?).await?;
    let mut number = 0;
    for lane in Lane::ALL {
        number += site.retry_mail(lane).await?;
    }
    wire::close(site).await?;
    output::line(format!("{number} mails are tried again now"))?;
    Ok(Verdict::Fine)
}

async fn open(config: &Config) -> Result<Site> {
    logging::start("error")?;
    wire::site(config).await
}
