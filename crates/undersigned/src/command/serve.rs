//! `serve`: a site, until asked to stop.

use anyhow::{Context, Result};
use tokio::net::TcpListener;

use super::Verdict;
use crate::config::Chosen;
use crate::help::Help;
use crate::receiving::Listener;
use crate::serving::{self, Signals};
use crate::{logging, output, wire};

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
    logging::start(config.log.as_deref().unwrap_or("info"))?;
    let site = wire::site(&config).await?;
    wire::catch_up(&site).await?;
    wire::remove_old_copies(&config);
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))
        .help("stop the program that listens there, or change `listen` in the config file")?;
    let incoming = match &config.mail_options.lmtp {
        Some(place) => Some(Listener::open(place).await?),
        None => None,
    };
    let signals = Signals::listen()?;
    let address = listener.local_addr()?;
    output::line(format!(
        "listening on http://{address} for {}",
        config.base_url
    ))?;
    serving::serve(site, listener, incoming, signals).await?;
    Ok(Verdict::Fine)
}
