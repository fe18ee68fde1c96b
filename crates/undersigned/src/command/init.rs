//! `init`: a new site.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Verdict;
use crate::config::{self, Config, DatabaseLines, Template};
use crate::{output, wire};

/// What `init` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder to make; it must be empty or not exist
    folder: PathBuf,
    /// The address under which people will reach the site, such as `https://letters.example.org`
    #[arg(long, value_name = "URL")]
    base_url: String,
    /// The name of the site, by default its host
    #[arg(long)]
    name: Option<String>,
    /// The language of the interface
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
    /// Where the server listens
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Where everything but the keys is kept: a file, or the address of a PostgreSQL server such as
    /// `postgres://undersigned@db.example.org/undersigned`, without its password
    #[arg(long, value_name = "FILE-OR-URL")]
    database: Option<String>,
    /// The file that holds the password of the server, unless UNDERSIGNED_DATABASE_PASSWORD does
    #[arg(long, value_name = "FILE", requires = "database")]
    database_password_file: Option<PathBuf>,
    /// The authority that vouches for the server's certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "database")]
    database_ca_file: Option<PathBuf>,
    /// The address mails come from, by default `declarations` at the host of the site
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<String>,
}

/// Makes a site: config file, keys, database, and says what comes next.
///
/// # Errors
/// When the folder is not empty, a value is unusable, or something cannot be written.
pub async fn run(arguments: &Arguments) -> Result<Verdict> {
    let host = host_of(&arguments.base_url);
    let mail_from = arguments.mail_from.clone();
    let password_file = arguments.database_password_file.as_deref();
    let ca_file = arguments.database_ca_file.as_deref();
    let (password_file, ca_file) = (absolute(password_file)?, absolute(ca_file)?);
    let template = Template {
        base_url: &arguments.base_url,
        name: arguments.name.as_deref().unwrap_or(host),
        language: &arguments.lang,
        listen: arguments.listen,
        mail_from: &mail_from.unwrap_or_else(|| default_sender(host)),
        database: DatabaseLines {
            address: arguments.database.as_deref(),
            password_file: password_file.as_deref(),
            ca_file: ca_file.as_deref(),
        },
    };
    let text = template.text()?;
    let folder = &arguments.folder;
    refuse_used(folder)?;
    config::private_folder(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let file = folder.join(config::FILE_NAME);
    // Last of what could be wrong: from here on `init` can only fail at the disk.
    std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    let config = Config::read(&file).inspect_err(|_| {
        // A file that cannot be read back is of no use, and would be in the way of the next try.
        let _ = std::fs::remove_file(&file);
    })?;
    if let Err(error) = wire::create(&config.database, &config.keys).await {
        // The server could not be used: nothing was made there, and `init` can be tried again.
        let _ = std::fs::remove_file(&file);
        return Err(error);
    }
    let shown = folder.display();
    output::line(format!("made a site in {shown}"))?;
    output::line(format!("  1. name your mail server in {}", file.display()))?;
    output::line(format!("  2. undersigned doctor --config {shown}"))?;
    output::line(format!(
        "  3. undersigned publish DECLARATION-FOLDER --config {shown}"
    ))?;
    output::line(format!("  4. undersigned serve --config {shown}"))?;
    output::line("Back up the folder keys/ apart from the database, see docs/operate/backup.md.")?;
    Ok(Verdict::Fine)
}

/// A path as it stands from anywhere.
fn absolute(path: Option<&Path>) -> Result<Option<PathBuf>> {
    let absolute = path.map(|path| {
        std::path::absolute(path).with_context(|| format!("{} is no path", path.display()))
    });
    absolute.transpose()
}

pub(super) fn refuse_used(folder: &Path) -> Result<()> {
    let is_used = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => {
            return Err(error).with_context(|| format!("cannot look into {}", folder.display()));
        }
    };
    if is_used {
        bail!(
            "{} is not empty; name a folder that does not exist yet",
            folder.display()
        );
    }
    Ok(())
}

fn host_of(url: &str) -> &str {
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    host.trim_end_matches('/')
}

/// A mailbox at the site's own host; at a loopback address there is none, and mails are captured.
fn default_sender(host: &str) -> String {
    let name = host.split(':').next().unwrap_or(host);
    let is_name = name.contains('.') && name.contains(|c: char| c.is_ascii_alphabetic());
    if is_name {
        format!("declarations@{name}")
    } else {
        "declarations@example.org".to_owned()
    }
}
