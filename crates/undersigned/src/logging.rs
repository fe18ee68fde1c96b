//! What is logged, and how. Spans and events hold no address, name or token, see `docs/http.md` for
//! the lines of requests.

use std::io::{self, IsTerminal};

use anyhow::Result;
use tracing_subscriber::EnvFilter;

use crate::config;
use crate::help::Help;

/// Starts logging to standard error: for people on a terminal, as JSON lines into a pipe.
///
/// The variable `UNDERSIGNED_LOG` goes before what is `wanted`.
///
/// # Errors
/// When the filter does not parse.
pub fn start(wanted: &str) -> Result<()> {
    let filter = config::log_filter();
    let filter = filter.as_deref().unwrap_or(wanted);
    let filter = EnvFilter::try_new(filter).help(
        "write a filter such as \"info\" or \"warn,web=debug\" as `log` or UNDERSIGNED_LOG",
    )?;
    let is_terminal = io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    if is_terminal {
        lines.with_target(false).init();
    } else {
        lines.json().init();
    }
    Ok(())
}
