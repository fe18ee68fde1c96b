//! The database to go to, as the config file would name it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use store::Store;

use super::{Arguments, switch};
use crate::config::{self, Config, Database, DatabaseLines};
use crate::opening;

/// Where a site goes to.
pub(super) struct Target {
    pub(super) database: Database,
    /// The config file that names it.
    pub(super) text: String,
}

impl Target {
    /// Reads what was said as the config file would be read that says it: what works here works there.
    pub(super) fn of(arguments: &Arguments, to: &str, file: &Path) -> Result<Self> {
        let old = std::fs::read_to_string(file)
            .with_context(|| format!("cannot read the config file {}", file.display()))?;
        let address = if config::is_server(to) {
            to.to_owned()
        } else {
            absolute(Path::new(to))?.to_string_lossy().into_owned()
        };
        let password_file = arguments.database_password_file.as_deref();
        let ca_file = arguments.database_ca_file.as_deref();
        let (password_file, ca_file) = (
            password_file.map(absolute).transpose()?,
            ca_file.map(absolute).transpose()?,
        );
        let lines = DatabaseLines {
            address: Some(&address),
            password_file: password_file.as_deref(),
            ca_file: ca_file.as_deref(),
        };
        let mut lines = lines.text();
        if let Some(schema) = &arguments.database_schema {
            let schema = toml::Value::String(schema.clone());
            lines += &format!("database-schema = {schema}\n");
        }
        let text = switch::switched(&old, &lines);
        let database = Config::of_text(file, &text)?.database;
        Ok(Self { database, text })
    }

    /// Opens it; a file is made.
    pub(super) async fn open(&self) -> Result<Store> {
        match &self.database {
            Database::Sqlite { path, .. } => {
                Store::open_sqlite(path, self.database.sqlite_options())
                    .with_context(|| format!("cannot make the database {}", self.database))
            }
            Database::Postgres(_) => opening::open_whatever(&self.database).await,
        }
    }
}

fn absolute(path: &Path) -> Result<PathBuf> {
    let Ok(absolute) = std::path::absolute(path) else {
        bail!("{} is no path", path.display());
    };
    Ok(absolute)
}
