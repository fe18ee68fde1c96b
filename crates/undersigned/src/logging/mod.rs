//! What is logged, and how. Spans and events hold no address, name or token; `docs/operate/logs.md` says
//! which fields there are.

mod lives;

use std::io::{self, IsTerminal};
use std::sync::Arc;

use anyhow::Result;
use app::metrics::{Lines, LogLevel};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{self, LogFormat};
use crate::help::Help;

use lives::Lives;

/// Starts logging to standard error: for people on a terminal, as JSON lines into a pipe.
///
/// The variable `UNDERSIGNED_LOG` goes before what is `wanted`.
///
/// # Errors
/// When the filter does not parse.
pub fn start(wanted: &str) -> Result<()> {
    start_as(LogFormat::Auto, wanted).map(drop)
}

/// The same in a format; answers where the lines that ask for attention are counted.
///
/// # Errors
/// When the filter does not parse.
pub fn start_as(format: LogFormat, wanted: &str) -> Result<Arc<Lines>> {
    let filter = config::log_filter();
    let filter = filter.as_deref().unwrap_or(wanted);
    let filter = EnvFilter::try_new(filter).help(
        "write a filter such as \"info\" or \"warn,web=debug\" as `log` or UNDERSIGNED_LOG",
    )?;
    let lines = Arc::<Lines>::default();
    tracing_subscriber::registry()
        .with(filter)
        .with(Lives)
        .with(Counting(Arc::clone(&lines)))
        .with(written(format))
        .init();
    Ok(lines)
}

fn written<S>(format: LogFormat) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'s> LookupSpan<'s>,
{
    let lines = fmt::layer().with_writer(io::stderr);
    let is_terminal = io::stderr().is_terminal();
    match format {
        LogFormat::Auto if is_terminal => lines.with_target(false).boxed(),
        LogFormat::Text => lines.with_target(false).with_ansi(is_terminal).boxed(),
        LogFormat::Auto | LogFormat::Json => lines.json().boxed(),
    }
}

/// Counts the lines that ask for attention.
struct Counting(Arc<Lines>);

impl<S: Subscriber> Layer<S> for Counting {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        match *event.metadata().level() {
            Level::ERROR => self.0.of(LogLevel::Error).one(),
            Level::WARN => self.0.of(LogLevel::Warn).one(),
            _ => {}
        }
    }
}
