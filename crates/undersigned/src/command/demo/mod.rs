//! `demo`: a whole site on this machine, with people in it, ready to be clicked through.

mod folder;
mod infomail;
mod mailbag;
mod organiser;
mod people;
mod port;
mod seed;
mod welcome;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use tokio::net::TcpListener;

use super::Verdict;
use crate::config::{self, Config, DatabaseLines, LogFormat, Template};
use crate::help::Help;
use crate::serving::{self, Listeners, Signals};
use crate::{logging, output, wire};
use folder::{Folder, State};
use mailbag::Mailbag;

/// What `demo` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The port on this machine [default: 8080, or a free one if that is taken]
    #[arg(long)]
    port: Option<u16>,
    /// Take any free port
    #[arg(long, conflicts_with = "port")]
    open_port: bool,
    /// Where the demo keeps its data
    #[arg(long, value_name = "FOLDER", default_value = "undersigned-demo")]
    folder: PathBuf,
}

/// Opens the demo until Ctrl-C. The first start fills it; later starts find what was done in it.
///
/// # Errors
/// When the port is taken, or the folder belongs to something else or cannot be written.
pub async fn run(arguments: Arguments) -> Result<Verdict> {
    let lines = logging::start_as(LogFormat::Auto, "warn")?;
    let mut signals = Signals::listen()?;
    let folder = Folder::new(&arguments.folder);
    let (config, listener) = match folder.state()? {
        State::Ready(config) => {
            let listener = port::again(&config, arguments.port, &folder).await?;
            (*config, listener)
        }
        State::Empty => {
            tokio::select! {
                begun = begin(&folder, &arguments) => begun?,
                () = signals.asked() => {
                    return Err(anyhow!("stopped before the demo was ready"))
                        .help("start it again: it begins anew");
                }
            }
        }
    };
    let site = wire::site(&config).await?;
    wire::catch_up(&site).await?;
    welcome::print(&site, &folder).await?;
    let listeners = Listeners::of_pages(listener);
    serving::serve(site, listeners, lines, signals).await?;
    output::line("stopped; the next start finds everything as it is now")?;
    Ok(Verdict::Fine)
}

/// Fills an empty folder. If the process dies on the way, the config file is not there yet, and the
/// next start begins anew.
async fn begin(folder: &Folder, arguments: &Arguments) -> Result<(Config, TcpListener)> {
    let listener = port::first(arguments.port, arguments.open_port).await?;
    let address = listener.local_addr().context("the port was lost")?;
    folder.clear()?;
    let template = Template {
        base_url: &format!("http://{address}"),
        name: "Undersigned demo",
        language: "en",
        listen: address,
        mail_from: "Undersigned demo <demo@example.org>",
        database: DatabaseLines::default(),
    };
    let unfinished = folder.write_config(&template.text()?)?;
    let config = Config::read(&unfinished)?;
    fill(folder, &config).await?;
    folder.finish(&unfinished)?;
    Ok((config, listener))
}

async fn fill(folder: &Folder, config: &Config) -> Result<()> {
    wire::create(&config.database, &config.keys).await?;
    let recipient = organiser::make_key(&folder.organisers_key())?;
    let mailbag = Arc::new(Mailbag::default());
    let site = Arc::new(wire::site_with(config, Arc::clone(&mailbag) as _).await?);
    seed::publish(&site, folder, &recipient).await?;
    seed::sign(&site, &mailbag).await?;
    infomail::fill(&site, folder, &mailbag).await?;
    let site = Arc::into_inner(site).context("a signature of the demo is still under way")?;
    wire::close(site).await
}

/// Where the folder of a site has its config file.
fn config_file(folder: &std::path::Path) -> PathBuf {
    folder.join(config::FILE_NAME)
}
