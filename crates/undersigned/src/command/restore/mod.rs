//! `restore`: a backup becomes a database that may be served.
//!
//! Everything is checked before anything is replaced: the backup is read to its end, loaded beside,
//! checked, counted again, and what was erased since is erased again. Only then it takes its place.

mod fill;
mod inspect;
mod journals;
mod place;
mod report;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use app::backup::{Contents, Opening, locks};

use super::Verdict;
use crate::config::{Chosen, Config};
use crate::help::Help;
use crate::{logging, output};

use place::Place;

/// What `restore` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The backup
    file: PathBuf,
    /// A file with a private key of age that opens it; may be given more than once
    #[arg(long, value_name = "FILE")]
    identity: Vec<PathBuf>,
    /// Make a site in this folder, with the configuration that is in the backup. Put the folder of keys
    /// there first
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["config", "replace"])]
    into: Option<PathBuf>,
    /// Put the backup in the place of the database that is there; it is kept beside
    #[arg(long)]
    replace: bool,
    /// The erasure journals of other nodes, or of this site from another place: a file, or a folder of them
    #[arg(long, value_name = "FILE or FOLDER")]
    erasures: Option<PathBuf>,
    /// Bring back also whoever withdrew since, as far as their erasure journal is lost
    #[arg(long)]
    without_erasures: bool,
    /// Say what is in the backup, and change nothing
    #[arg(long, conflicts_with_all = ["into", "replace", "erasures", "without_erasures"])]
    inspect: bool,
    #[command(flatten)]
    config: Chosen,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// Brings a backup back. Refused where a log will not sign until what was lost of it is back.
///
/// # Errors
/// When it cannot be brought back; then what was there before is as it was.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    logging::start("error")?;
    let opening = Opening::read(&arguments.identity).help(
        "name the file that `age-keygen` wrote; one with a passphrase: age --decrypt first",
    )?;
    let contents = Contents::read(&arguments.file, &opening)
        .help("name another backup, or the key it was sealed to with --identity")?;
    let source = fill::Source {
        file: &arguments.file,
        opening: &opening,
    };
    if arguments.inspect {
        return inspect::run(&contents, &source, arguments.json).await;
    }
    let config = configuration(arguments, &contents)?;
    let journals = journals::gather(&config.keys, arguments)?;
    let place = Place::find(&config.database, arguments.replace).await?;
    let store = place.begin().await?;
    let filled = fill::fill(&store, &source, (&journals, arguments.without_erasures)).await;
    let filled = match filled {
        Ok(filled) => filled,
        Err(error) => {
            place.give_up(store).await;
            return Err(error.context("nothing was brought back; what was there is as it was"));
        }
    };
    locks::put_back(&config.keys, &contents)
        .with_context(|| format!("cannot write the lock files into {}", config.keys.display()))
        .help("see that the folder of keys can be written")?;
    let logs = report::logs(&store, &config.keys, &filled).await?;
    let aside = place.stand(store).await?;
    let report = report::Report::new((&config, &contents), &filled, logs, aside);
    if arguments.json {
        output::json(&report)?;
    } else {
        for line in report.lines() {
            output::line(line)?;
        }
    }
    Ok(Verdict::fine_if(report.is_whole()))
}

/// The configuration that is there, or the one from the backup, put into a folder.
fn configuration(arguments: &Arguments, contents: &Contents) -> Result<Config> {
    let config = match &arguments.into {
        Some(folder) => {
            put_configuration(folder, contents)
                .with_context(|| format!("cannot make a site in {}", folder.display()))
                .help("name a folder without a config file")?;
            Config::read(&folder.join(crate::config::FILE_NAME))?
        }
        None => arguments.config.read()?,
    };
    let (here, there) = (&config.base_url, &contents.manifest.site);
    if here != there {
        return Err(anyhow!("the backup is of {there}, and this is {here}"))
            .help("name the config file of that site, or a new folder with --into");
    }
    Ok(config)
}

fn put_configuration(folder: &Path, contents: &Contents) -> Result<()> {
    crate::config::private_folder(folder)?;
    for (name, bytes) in contents.folder(app::backup::CONFIG) {
        let path = folder.join(name);
        if std::fs::read(&path).is_ok_and(|there| there == bytes) {
            continue;
        }
        if let Some(parent) = path.parent() {
            crate::config::private_folder(parent)?;
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        std::io::Write::write_all(&mut file, bytes)?;
    }
    Ok(())
}
