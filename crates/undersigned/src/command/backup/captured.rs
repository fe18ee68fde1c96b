//! What goes into a backup beside the database: the lock files, and the configuration without its
//! secrets.

use std::path::Path;

use anyhow::{Context, Result};
use app::backup::{CONFIG, LOCKS};

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

/// The config file without a password that stands in the address of the database. Other passwords are in
/// files of their own.
fn without_password(text: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    for line in text.lines() {
        let key = line.split('=').next().unwrap_or_default().trim();
        kept.push(match key {
            "database" => clean(line),
            _ => line.to_owned(),
        });
    }
    kept.push(String::new());
    kept.join("\n")
}

/// Both forms of an address: `postgres://user:password@host`, and pairs with `password=`.
fn clean(line: &str) -> String {
    if let Some((scheme, rest)) = line.split_once("://") {
        let end = rest.find('/').unwrap_or(rest.len());
        let Some(at) = rest[..end].rfind('@') else {
            return line.to_owned();
        };
        let user = rest[..at].split(':').next().unwrap_or_default();
        return format!("{scheme}://{user}{}", &rest[at..]);
    }
    match line.split_once("password=") {
        Some((before, behind)) => {
            let quoted = behind
                .strip_prefix('\'')
                .and_then(|rest| rest.split_once('\''));
            let rest = match quoted {
                Some((_, rest)) => rest,
                None => &behind[behind.find([' ', '"', '\'']).unwrap_or(behind.len())..],
            };
            format!("{before}{}", rest.trim_start_matches(' '))
        }
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_the_address_of_the_database_stays_out() {
        for (line, expected) in [
            (
                "database = \"postgres://dara:ge@heim@db.example/letters\"",
                "database = \"postgres://dara@db.example/letters\"",
            ),
            (
                "database = \"postgres://dara@db.example/letters?a=b:c@d\"",
                "database = \"postgres://dara@db.example/letters?a=b:c@d\"",
            ),
            (
                "database = \"host=db password=geheim user=dara\"",
                "database = \"host=db user=dara\"",
            ),
            (
                "database = \"host=db password='ge heim' user=dara\"",
                "database = \"host=db user=dara\"",
            ),
            (
                "database = \"host=db password=geheim\"",
                "database = \"host=db \"",
            ),
            (
                "database = \"undersigned.sqlite\"",
                "database = \"undersigned.sqlite\"",
            ),
            (
                "database-password-file = \"secret\"",
                "database-password-file = \"secret\"",
            ),
        ] {
            assert_eq!(without_password(line), format!("{expected}\n"));
        }
    }
}
