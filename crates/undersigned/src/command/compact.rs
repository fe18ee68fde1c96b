//! `compact`: overwrites everything that was ever erased.

use anyhow::{Context, Result};

use super::Verdict;
use crate::config::Chosen;
use crate::help::Help;
use crate::{logging, output, wire};

/// What `compact` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    config: Chosen,
}

/// Writes the database anew. The server may run meanwhile and goes on reading; until it is done,
/// whoever signs is told to try again.
///
/// # Errors
/// When there is no room for a second copy, or the database cannot be used.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let store = wire::open_store(&config.database).await?;
    let outcome = store.compact().await;
    outcome
        .context("the database was not written anew; it is as it was")
        .help("make room for a second copy of it, and try again when fewer people read")?;
    output::line(format!("{} holds nothing that was erased", config.database))?;
    Ok(Verdict::Fine)
}
