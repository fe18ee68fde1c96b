//! The configuration of a site: one TOML file, and the few variables of the environment.

mod backup;
mod check;
mod database;
mod environment;
mod file;
mod mail;
mod place;
mod server;
mod template;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use app::outbox::SmtpSettings;
use app::witness::WitnessPolicy;

use crate::help::Help;

pub use backup::BackupOptions;
pub use check::is_loopback;
pub use database::{Database, is_exposed, is_server};
pub use environment::{log_filter, state_folder};
pub use file::LogFormat;
pub use mail::{Dkim, MailOptions, sender_domain};
pub use place::Place;
pub use template::{DatabaseLines, Template, private_folder};

/// The name of the config file in a site's folder.
pub const FILE_NAME: &str = "config.toml";

/// A configuration that was checked.
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Address of the site without trailing slash.
    pub base_url: String,
    /// Name of the site.
    pub name: String,
    /// Language of the interface where a page has none of its own.
    pub language: String,
    /// Where everything but the keys is kept.
    pub database: Database,
    /// The folder of the keys.
    pub keys: PathBuf,
    /// What to log, if the file says so.
    pub log: Option<String>,
    /// How it is written.
    pub log_format: LogFormat,
    /// Where numbers about the site are asked for.
    pub metrics: Option<Place>,
    /// The address mails come from.
    pub mail_from: String,
    /// How mails leave.
    pub mail: Mail,
    /// How they are signed and paced, and where they come back to.
    pub mail_options: MailOptions,
    /// The witnesses that are asked to cosign, and how many are enough.
    pub witnesses: WitnessPolicy,
    /// To whom backups are sealed, and how long they are kept.
    pub backup: BackupOptions,
}

/// How mails leave.
pub enum Mail {
    /// Not at all: they are kept in a folder, readable at `/mailbox`.
    Capture(PathBuf),
    /// By SMTP.
    Smtp(SmtpSettings),
}

/// Which config file a command uses.
#[derive(clap::Args)]
pub struct Chosen {
    /// The config file, or the folder of the site that holds it [default: config.toml]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Chosen {
    /// The file: as given, else as the environment says, else in the current folder.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        let given = self.config.clone().or_else(environment::config_file);
        let given = given.unwrap_or_else(|| PathBuf::from(FILE_NAME));
        if given.is_dir() {
            given.join(FILE_NAME)
        } else {
            given
        }
    }

    /// Reads and checks it.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn read(&self) -> Result<Config> {
        Config::read(&self.file())
    }
}

impl Config {
    /// Reads and checks a config file; paths in it are relative to its folder.
    ///
    /// # Errors
    /// When it cannot be read or does not parse, and with everything that is wrong in it at once.
    pub fn read(path: &Path) -> Result<Self> {
        let shown = path.display();
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the config file {shown}"))
            .help("make a site with `undersigned init`, or name its config file with `--config`")?;
        Self::of_text(path, &text)
    }

    /// Checks what a config file holds, or would hold.
    ///
    /// # Errors
    /// When it does not parse, and with everything that is wrong in it at once.
    pub fn of_text(path: &Path, text: &str) -> Result<Self> {
        let shown = path.display();
        let file: file::ConfigFile = toml::from_str(text)
            .with_context(|| format!("{shown} is not a config file of this program"))
            .help("correct the line that is shown; `undersigned init` writes an example")?;
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let around = database::Around {
            folder,
            password: environment::database_password(),
            is_exposed: is_exposed(path),
        };
        check::checked(file, &around)
            .map_err(|problems| {
                let list: String = problems
                    .iter()
                    .map(|problem| format!("\n  {problem}"))
                    .collect();
                anyhow::anyhow!("{shown} cannot be used:{list}")
            })
            .help("correct these values and start again")
    }
}
