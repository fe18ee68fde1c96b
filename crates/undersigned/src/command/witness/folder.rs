//! The folder of a witness: a small config file, the key, the memory, the list of logs.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use app::witness::server::{FollowedLogs, read_key};
use serde::Deserialize;
use store::{SqliteOptions, Store};
use tlog::cosignature::CosigningKey;

use crate::help::Help;

/// The name of the config file.
const FILE_NAME: &str = "witness.toml";

/// A witness as its folder describes it.
pub(super) struct Folder {
    /// The name of its key.
    pub(super) name: String,
    /// Where it listens.
    pub(super) listen: SocketAddr,
    /// What is logged, if the file says so.
    pub(super) log: Option<String>,
    database: PathBuf,
    key: PathBuf,
    logs: PathBuf,
}

/// The config file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    name: String,
    listen: SocketAddr,
    log: Option<String>,
    #[serde(default = "database")]
    database: PathBuf,
    #[serde(default = "key")]
    key: PathBuf,
    #[serde(default = "logs")]
    logs: PathBuf,
}

fn database() -> PathBuf {
    PathBuf::from("witness.sqlite")
}

fn key() -> PathBuf {
    PathBuf::from("witness.key")
}

fn logs() -> PathBuf {
    PathBuf::from("logs")
}

impl Folder {
    /// Reads the config file; paths in it are relative to its folder.
    ///
    /// # Errors
    /// When it cannot be read or does not parse.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE_NAME);
        let shown = path.display();
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {shown}"))
            .help("name the folder of a witness with `--folder`, or make one with `undersigned witness init`")?;
        let file: File = toml::from_str(&text)
            .with_context(|| format!("{shown} is not the config file of a witness"))
            .help("correct the line that is shown")?;
        Ok(Self {
            name: file.name,
            listen: file.listen,
            log: file.log,
            database: folder.join(file.database),
            key: folder.join(file.key),
            logs: folder.join(file.logs),
        })
    }

    /// Writes the config file and an empty list into a new folder.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(super) fn write_new(folder: &Path, name: &str, listen: SocketAddr) -> Result<()> {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let (name, listen) = (quoted(name), quoted(&listen.to_string()));
        let config = format!(
            r#"# A witness of transparency logs. Paths are relative to this file.

# The name of its key. It stands in every cosignature and cannot change.
name = {name}

# Where it listens; a web server in front of it speaks TLS to the world.
listen = {listen}

# What was cosigned. Never bring it back from a backup: see docs/operate/witnesses.md.
database = "witness.sqlite"

# The key, readable by its owner only.
key = "witness.key"

# The logs that are followed, one line each: `undersigned witness add` writes it.
logs = "logs"

# What is logged; the variable UNDERSIGNED_LOG goes before it.
log = "info"
"#
        );
        let list = "# log KEY [ADDRESS], one line for each log that is followed\n";
        for (file, text) in [(FILE_NAME, config.as_str()), ("logs", list)] {
            let path = folder.join(file);
            std::fs::write(&path, text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    /// Its key.
    ///
    /// # Errors
    /// When it is missing, malformed or readable by others.
    pub(super) fn key(&self) -> Result<CosigningKey> {
        read_key(&self.key, &self.name)
            .context("cannot use the key of the witness")
            .help("see that the file is there and only the user who runs this program can read it (chmod 600)")
    }

    /// Where its key lies.
    pub(super) fn key_file(&self) -> &Path {
        &self.key
    }

    /// Makes its memory.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) async fn create_store(&self) -> Result<()> {
        let shown = self.database.display();
        Store::open_sqlite(&self.database, SqliteOptions::default())
            .with_context(|| format!("cannot make the database {shown}"))?
            .close()
            .await
            .context("the database was not closed cleanly")
    }

    /// Opens its memory. A missing one is not a new beginning: under this key other checkpoints may
    /// have been cosigned.
    ///
    /// # Errors
    /// When it is missing or cannot be used.
    pub(super) fn open_store(&self) -> Result<Store> {
        let shown = self.database.display();
        if !self.database.exists() {
            return Err(anyhow!(
                "the memory of this witness is gone: there is no {shown}"
            ))
            .help(
                "a witness without its memory could cosign two histories: retire its key and make \
                 another with `undersigned witness init`",
            );
        }
        Store::open_sqlite(&self.database, SqliteOptions::default())
            .with_context(|| format!("cannot open the database {shown}"))
            .help("see that the file can be written and the disk has room; never replace it by a backup")
    }

    /// The text of its list.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn list(&self) -> Result<String> {
        let shown = self.logs.display();
        std::fs::read_to_string(&self.logs)
            .with_context(|| format!("cannot read the list of logs {shown}"))
            .help("bring the file back, or begin an empty one")
    }

    /// The logs in such a text.
    ///
    /// # Errors
    /// When a line is malformed.
    pub(super) fn logs_in(&self, list: &str) -> Result<FollowedLogs> {
        let shown = self.logs.display();
        FollowedLogs::parse(list)
            .with_context(|| format!("the list of logs {shown} cannot be used"))
            .help("correct the line that is shown")
    }

    /// Replaces the list: it is whole at every moment, for the server reads it while it runs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write_list(&self, list: &str) -> Result<()> {
        let shown = self.logs.display();
        let temporary = self.logs.with_extension("new");
        let replace = || {
            let mut file = std::fs::File::create(&temporary)?;
            file.write_all(list.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&temporary, &self.logs)
        };
        replace().with_context(|| format!("cannot write the list of logs {shown}"))
    }
}
