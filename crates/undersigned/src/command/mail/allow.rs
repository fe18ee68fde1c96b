//! `mail allow`: somebody who wanted no mail wants it again.

use std::io::{self, BufRead};

use anyhow::{Context, Result, anyhow};
use domain::address::EmailAddress;
use serde::Serialize;

use super::super::Verdict;
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `mail allow` is told.
#[derive(clap::Args)]
#[command(after_help = "\
Whoever chose \"never write to this address\", or called an issue spam, gets no mail of that kind any more, \
whoever enters the address. This lifts it. Only the owner of the address may ask for that: have them write \
from it. Without ADDRESS it is read from standard input, so that it stands in no list of processes and no \
history.")]
pub struct Arguments {
    /// The address
    address: Option<String>,
    #[command(flatten)]
    config: Chosen,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire {
    /// Whether there was anything to lift.
    lifted: bool,
}

/// Lifts it. It may be done while the server runs.
///
/// # Errors
/// When the address is none, or the site cannot be used.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let text = match &arguments.address {
        Some(address) => address.clone(),
        None => line()?,
    };
    let address = EmailAddress::parse(text.trim())
        .map_err(|_| anyhow!("that is no mail address"))
        .help("write it as ada@example.org")?;
    let site = wire::site(&config).await?;
    let lifted = site.write_again(&address).await;
    wire::close(site).await?;
    let lifted = lifted.context("nothing was changed")?;
    if arguments.json {
        output::json(&Wire { lifted })?;
    } else if lifted {
        output::line("this site writes to that address again")?;
    } else {
        output::line("that address was not kept from mail; nothing was changed")?;
    }
    Ok(Verdict::Fine)
}

fn line() -> Result<String> {
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.context("standard input cannot be read")?;
    Ok(line)
}
