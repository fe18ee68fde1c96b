//! The config file of a new site, with a comment for each key.

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Result, anyhow};

use super::check;
use crate::help::Help;

/// What a new site is told; everything else has a default.
pub struct Template<'a> {
    /// Address of the site.
    pub base_url: &'a str,
    /// Name of the site.
    pub name: &'a str,
    /// Language of the interface.
    pub language: &'a str,
    /// Where it listens.
    pub listen: SocketAddr,
    /// The address mails come from.
    pub mail_from: &'a str,
    /// The database, as it stands in the file.
    pub database: DatabaseLines<'a>,
}

/// What the file says of the database.
#[derive(Default)]
pub struct DatabaseLines<'a> {
    /// A path, or the address of a server; by default a file beside the config file.
    pub address: Option<&'a str>,
    /// Where the password of the server stands.
    pub password_file: Option<&'a Path>,
    /// Whose certificates the server has.
    pub ca_file: Option<&'a Path>,
}

impl DatabaseLines<'_> {
    /// The lines.
    #[must_use]
    pub fn text(&self) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let address = self.address.unwrap_or("undersigned.sqlite");
        let mut lines = format!("database = {}\n", quoted(address));
        for (key, path) in [("password", self.password_file), ("ca", self.ca_file)] {
            if let Some(path) = path {
                let path = quoted(&path.to_string_lossy());
                lines += &format!("database-{key}-file = {path}\n");
            }
        }
        lines
    }
}

impl Template<'_> {
    /// The text of the file. On an address of this machine mails are captured; elsewhere they go to
    /// the mail server of the machine until the operator names another.
    ///
    /// # Errors
    /// When a value could not stand in a config file.
    pub fn text(&self) -> Result<String> {
        let base_url = check::base_url(self.base_url)
            .map_err(|problem| anyhow!("the address of the site {problem}"))
            .help("give the address under which people will reach the site")?;
        let mail_from = check::sender(self.mail_from)
            .map_err(|problem| anyhow!("the sender of mails {problem}"))
            .help("give an address of your own domain with `--mail-from`")?;
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mail = if check::is_loopback(&base_url) {
            CAPTURE
        } else {
            SERVER
        };
        let (base_url, mail_from) = (quoted(&base_url), quoted(&mail_from));
        let (name, language) = (quoted(self.name), quoted(self.language));
        let listen = quoted(&self.listen.to_string());
        let database = self.database.text();
        Ok(format!(
            r#"# A site of Undersigned. Paths are relative to this file.

# The address under which people reach the site. Every log is named after it: once a declaration is
# published it cannot change.
base-url = {base_url}

# The name of the site, for titles and mails.
name = {name}

# The language of pages that have none of their own.
language = {language}

# Where the server listens; a web server in front of it speaks TLS to the world.
listen = {listen}

# Everything but the keys: one SQLite file, or a PostgreSQL server, docs/operate/postgres.md.
{database}
# The keys. Back them up apart from the database, and never restore the one with the other.
keys = "keys"

# What is logged; the variable UNDERSIGNED_LOG goes before it.
log = "info"
# log-format = "auto"              # auto (JSON unless it is a terminal) | text | json

# Others who confirm that the logs only grew; docs/operate/witnesses.md says how to find and name them.
# [witnesses]
# policy = "witnesses.policy"

# To whom backups are sealed (`age-keygen` on another machine prints such a key), and for how many days
# they are kept, which the privacy notice of each declaration says; docs/operate/backup.md.
# [backup]
# recipients = ["age1..."]
# keep-days = 30

# Numbers about the site, for Prometheus and its like on this machine; docs/operate/metrics.md.
# [metrics]
# listen = "127.0.0.1:9464"        # or "unix:/path/of/socket"

[mail]
# The sender of all mails.
from = {mail_from}

{mail}"#
        ))
    }
}

/// Makes a folder that only its owner can look into.
///
/// # Errors
/// When it cannot be made.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

const CAPTURE: &str = r#"# Mails are not sent but kept in this folder, and everybody on this machine can read them at
# /mailbox. A site that people reach from elsewhere needs a mail server instead; see below.
capture = "mail"

# [mail.smtp]
# host = "mail.example.org"
# port = 465
# security = "tls"                # tls | starttls | none (a server on this machine)
# user = "declarations"
# password-file = "smtp-password" # its first line is the password; readable by its owner only
# smtputf8 = false                # true if the server takes addresses with any letters
"#;

const SERVER: &str = r#"[mail.smtp]
# The mail server of this machine, until you name another.
host = "localhost"
port = 25
security = "none"                 # tls (port 465) | starttls (587) | none (a server on this machine)
# user = "declarations"
# password-file = "smtp-password" # its first line is the password; readable by its owner only
smtputf8 = false                  # true if the server takes addresses with any letters

# Signatures: `undersigned mail keys` makes the keys and prints these lines and the DNS records.
# [mail.dkim]
# confirmations = "c1"
# infomail = "i1"
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::file::ConfigFile;

    #[test]
    fn what_is_written_is_read_back_whatever_the_name_is() {
        let template = Template {
            base_url: "https://letters.example.org/",
            name: "\"Letters\" \\ Briefe\u{202e}",
            language: "en",
            listen: SocketAddr::from(([127, 0, 0, 1], 81)),
            mail_from: "post@example.org",
            database: DatabaseLines {
                address: Some("host=db.example dbname='a \\\\ b'"),
                password_file: Some(Path::new("/etc/undersigned/password")),
                ca_file: None,
            },
        };
        let file: ConfigFile = toml::from_str(&template.text().unwrap()).unwrap();
        assert_eq!(file.name, template.name);
        assert_eq!(file.base_url, "https://letters.example.org");
        assert_eq!(file.listen, template.listen);
        assert_eq!(Some(file.database.as_str()), template.database.address);
        assert!(file.database_password_file.is_some() && file.database_ca_file.is_none());
    }
}
