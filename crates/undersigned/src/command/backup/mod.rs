//! `backup`: everything of one moment in one sealed file, while the site is served.

mod captured;
mod expire;
mod secretless;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use app::backup::{self, FileName, Job, Manifest, Seal, Written};
use app::clock::{Clock, SystemClock};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{CopyStep, Progress, Store};

use super::Verdict;
use crate::config::{Chosen, Config};
use crate::help::Help;
use crate::{logging, output, wire};

/// The setting that says when the last backup was made.
const LAST: &str = "backup.last";

/// What `backup` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// A folder, in which it gets a name with site and time; or the file to write
    #[arg(
        long,
        value_name = "FOLDER or FILE",
        required_unless_present = "expire"
    )]
    to: Option<PathBuf>,
    /// One more public key of age to seal it to, beside those of the config file
    #[arg(long, value_name = "KEY")]
    recipient: Vec<String>,
    /// Seal it to nobody: whoever gets the file can read it
    #[arg(long, conflicts_with = "recipient")]
    plain: bool,
    /// Only delete the backups of this site in a folder that have had their time
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["to", "recipient", "plain"])]
    expire: Option<PathBuf>,
    #[command(flatten)]
    config: Chosen,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
}

/// The result for programs.
#[derive(Serialize)]
struct Wire {
    /// The file; absent where only old ones were deleted.
    file: Option<PathBuf>,
    bytes: u64,
    sealed_to: usize,
    made: Option<String>,
    rows: u64,
    /// Backups, and copies beside the database, that had had their time.
    expired: usize,
    keep_days: u16,
}

/// When the last backup of a database was made.
#[derive(Serialize, Deserialize)]
pub struct Last {
    /// When.
    #[serde(with = "backup::rfc3339")]
    pub made: Timestamp,
    /// How long it is.
    pub bytes: u64,
}

/// Makes a backup, then deletes those of this site in the same folder that have had their time.
///
/// # Errors
/// When nobody is named who could open it, or it cannot be made; then nothing is left of it.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let config = arguments.config.read()?;
    logging::start("error")?;
    let now = SystemClock.now();
    let wire = match (&arguments.expire, &arguments.to) {
        (Some(folder), _) => expire::only(&config, folder, now)?,
        (None, Some(to)) => made(&config, arguments, to, now).await?,
        (None, None) => return Err(anyhow!("there is nothing to do")).help("name a folder: --to"),
    };
    if arguments.json {
        output::json(&wire)?;
    } else {
        for line in lines(&wire) {
            output::line(line)?;
        }
    }
    Ok(Verdict::Fine)
}

async fn made(config: &Config, arguments: &Arguments, to: &Path, now: Timestamp) -> Result<Wire> {
    let seal = seal(config, arguments)?;
    let path = path(config, to, (now, seal != Seal::Plain))?;
    let store = wire::open_store(&config.database).await?;
    let job = Job {
        to: path.clone(),
        seal: seal.clone(),
        manifest: Manifest {
            site: config.base_url.clone(),
            name: config.name.clone(),
            made: now,
            keep_days: config.backup.keep_days,
            program: env!("CARGO_PKG_VERSION").to_owned(),
        },
        files: captured::files(config, &arguments.config.file())?,
        progress: Progress::none(),
    };
    let written = watched(&store, job).await;
    let written = written
        .with_context(|| {
            format!(
                "no backup was made, and nothing is left at {}",
                path.display()
            )
        })
        .help("make room, or name a folder on another disk; the site goes on as before");
    let kept = match written {
        Ok(written) => remember(&store, &written, now).await.map(|()| written),
        Err(error) => Err(error),
    };
    store.close().await?;
    let written = kept?;
    let expired = expire::after(config, to, now)?;
    Ok(Wire {
        bytes: written.bytes,
        rows: written.copied.rows(),
        file: Some(written.path),
        sealed_to: match &seal {
            Seal::To(keys) => keys.len(),
            Seal::Plain => 0,
        },
        made: Some(now.to_string()),
        expired,
        keep_days: config.backup.keep_days,
    })
}

/// Copies on a thread that may wait for a disk, and shows how far it is.
async fn watched(store: &Store, mut job: Job) -> Result<Written> {
    let bar = output::progress("rows", 0);
    let shown = bar.clone();
    job.progress = Progress::new(move |step: &CopyStep<'_>| {
        shown.set_length(step.rows);
        shown.set_position(step.rows);
    });
    let written = backup::write(store, job).await;
    bar.finish_and_clear();
    Ok(written?)
}

/// To whom it is sealed. To nobody only where that was said aloud.
fn seal(config: &Config, arguments: &Arguments) -> Result<Seal> {
    if arguments.plain {
        return Ok(Seal::Plain);
    }
    let mut keys = config.backup.recipients.clone();
    keys.extend(arguments.recipient.iter().cloned());
    if keys.is_empty() {
        return Err(anyhow!("nobody is named who could open the backup")).help(
            "make a key with `age-keygen` on another machine, and name its public half as \
             `recipients` in [backup] or with --recipient; --plain seals it to nobody",
        );
    }
    let seal = Seal::To(keys);
    seal.check()
        .help("name the public half of a key, which begins with age1")?;
    Ok(seal)
}

fn path(config: &Config, to: &Path, (now, is_sealed): (Timestamp, bool)) -> Result<PathBuf> {
    if to.is_dir() {
        let name = FileName::of(&config.base_url, now, is_sealed);
        return Ok(to.join(name.to_string()));
    }
    if to.exists() {
        return Err(anyhow!("there is a file at {} already", to.display()))
            .help("name a folder, or a file that is not there yet");
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.is_none_or(Path::is_dir) {
        true => Ok(to.to_owned()),
        false => Err(anyhow!("there is no folder for {}", to.display()))
            .help("make the folder first, and see that its disk is mounted"),
    }
}

/// Notes in the database that a backup was made, for `doctor`.
async fn remember(store: &Store, written: &Written, made: Timestamp) -> Result<()> {
    let bytes = written.bytes;
    let last = serde_json::to_vec(&Last { made, bytes })?;
    Ok(store.setting_put(LAST, &last).await?)
}

/// When the last backup of a database was made; nothing where there never was one.
///
/// # Errors
/// When the store cannot be read.
pub async fn last(store: &Store) -> Result<Option<Last>> {
    let last = store.setting(LAST).await?.unwrap_or_default();
    Ok(serde_json::from_slice(&last).ok())
}

fn lines(wire: &Wire) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(file) = &wire.file {
        let (shown, kib, rows) = (file.display(), wire.bytes.div_ceil(1024), wire.rows);
        let sealed = match wire.sealed_to {
            0 => "sealed to nobody: whoever gets it can read it".to_owned(),
            1 => "sealed to 1 key".to_owned(),
            number => format!("sealed to {number} keys"),
        };
        lines.push(format!("{shown}: {kib} KiB, {rows} rows, {sealed}."));
        lines.push("It holds no keys: keep those, with erasures.log, in another place.".to_owned());
    }
    if wire.file.is_none() || wire.expired > 0 {
        let (expired, days) = (wire.expired, wire.keep_days);
        lines.push(format!(
            "{expired} old copies deleted; backups are kept for {days} days."
        ));
    }
    lines
}
