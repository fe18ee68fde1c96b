//! `serve`: a site, until asked to stop.

use anyhow::{Context, Result};
use tokio::net::TcpListener;

use super::Verdict;
use crate::config::{Chosen, Place};
use crate::help::Help;
use crate::listener::{Listener, Purpose};
use crate::serving::{self, Listeners, Signals};
use crate::{logging, output, receiving, wire};

/// What `serve` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    config: Chosen,
}

/// Serves a site until Ctrl-C or SIGTERM. The line that says where it listens is printed when
/// connections are accepted.
///
/// # Errors
/// When the site cannot be started, or does not end in order.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    let lines = logging::start_as(config.log_format, config.log.as_deref().unwrap_or("info"))?;
    let site = wire::site(&config).await?;
    wire::catch_up(&site).await?;
    wire::remove_old_copies(&config);
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))
        .help("stop the program that listens there, or change `listen` in the config file")?;
    let listeners = Listeners {
        incoming: beside(config.mail_options.lmtp.as_ref(), &receiving::PURPOSE).await?,
        metrics: beside(config.metrics.as_ref(), &serving::METRICS).await?,
        pages: listener,
    };
    let signals = Signals::listen()?;
    let address = listeners.pages.local_addr()?;
    output::line(format!(
        "listening on http://{address} for {}",
        config.base_url
    ))?;
    serving::serve(site, listeners, lines, signals).await?;
    Ok(Verdict::Fine)
}

/// Listens beside the pages, where the configuration says so.
async fn beside(place: Option<&Place>, purpose: &Purpose) -> Result<Option<Listener>> {
    match place {
        Some(place) => Ok(Some(Listener::open(place, purpose).await?)),
        None => Ok(None),
    }
}
