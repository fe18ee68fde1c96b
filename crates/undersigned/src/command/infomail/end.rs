//! `infomail end`: somebody asked in writing to get no more.

use std::io::{self, BufRead};

use anyhow::{Context, Result, anyhow};
use domain::address::EmailAddress;

use super::list;
use crate::command::Verdict;
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `infomail end` is told.
#[derive(clap::Args)]
#[command(after_help = "\
The address is read from standard input, so that it stands in no list of processes and no history. The \
subscription ends at once, and the address is erased. To keep this site from ever writing to an address, its \
owner chooses so in any mail of it.")]
pub struct Arguments {
    /// The list, by the name in its address
    list: String,
    #[command(flatten)]
    config: Chosen,
}

/// Ends it. It may be done while the server runs.
///
/// # Errors
/// When there is no such list, or the address is none.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.context("standard input cannot be read")?;
    let address = EmailAddress::parse(line.trim())
        .map_err(|_| anyhow!("that is no mail address"))
        .help("write it as ada@example.org")?;
    let site = wire::site(&config).await?;
    let ended = match list(&site, &arguments.list).await {
        Ok(list) => site
            .end_subscription(&list, &address)
            .await
            .map_err(Into::into),
        Err(error) => Err(error),
    };
    wire::close(site).await?;
    output::line(if ended? {
        "the subscription ended, and the address is erased"
    } else {
        "that address was not subscribed"
    })?;
    Ok(Verdict::Fine)
}
