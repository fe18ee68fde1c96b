//! What goes into a backup beside the database: the lock files, and the configuration without its
//! secrets.

use std::path::Path;

use anyhow::{Context, Result};
use app::backup::{CONFIG, LOCKS};

use super::secretless::without_password;
use crate::config::{Config, FILE_NAME};
use crate::help::Help;

/// The ending of a lock file.
const LOCK: &str = ".log.lock";

/// Reads them. The keys themselves are never among them.
pub(super) fn files(config: &Config, config_file: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let read = |path: &Path| {
        std::fs::read(path)
            .with_context(|| format!("cannot read {}", path.display()))
            .help("see that this user can read it")
    };
    let mut files = Vec::new();
    let entries = std::fs::read_dir(&config.keys)
        .with_context(|| format!("cannot look into {}", config.keys.display()))
        .help("correct `keys` in the config file")?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(LOCK) {
            files.push((format!("{LOCKS}{name}"), read(&path)?));
        }
    }
    files.sort();
    let text = String::from_utf8_lossy(&read(config_file)?).into_owned();
    let text = without_password(&text);
    files.push((format!("{CONFIG}{FILE_NAME}"), text.into_bytes()));
    for path in &config.backup.files {
        let folder = config_file.parent().unwrap_or_else(|| Path::new(""));
        let beside = path.strip_prefix(folder).ok().filter(|path| is_plain(path));
        let name = beside.or(path.file_name().map(Path::new));
        let name = name.unwrap_or(path).to_string_lossy().into_owned();
        files.push((format!("{CONFIG}{name}"), read(path)?));
    }
    Ok(files)
}

fn is_plain(path: &Path) -> bool {
    use std::path::Component;
    path.components()
        .all(|part| matches!(part, Component::Normal(_)))
}
