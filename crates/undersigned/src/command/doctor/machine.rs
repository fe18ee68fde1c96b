//! The machine: the address, and who may read what.

use std::io;
use std::path::{Path, PathBuf};

use super::Check;
use super::room::folder_of;
use crate::config::{self, Config, is_exposed};

/// People's names and addresses travel to this address: it should be encrypted.
pub(super) fn address(base_url: &str) -> Check {
    const WHAT: &str = "address";
    if base_url.starts_with("https://") {
        Check::ok(WHAT, base_url)
    } else if config::is_loopback(base_url) {
        Check::ok(WHAT, format!("{base_url}, this machine only"))
    } else if base_url.ends_with(".onion") {
        Check::ok(WHAT, format!("{base_url}, encrypted by Tor"))
    } else {
        let advice = "put a web server with TLS in front, and change `base-url` before the first publication";
        Check::warn(WHAT, format!("{base_url} is not encrypted"), advice)
    }
}

/// Files that nobody but the user of this program may read.
pub(super) fn private_files(config: &Config) -> Vec<Check> {
    let mut checks = vec![keys(&config.keys)];
    if let Some(file) = config.database.file() {
        checks.push(database_file(file));
        checks.extend(open_folder(&folder_of(file)));
    }
    checks
}

fn keys(folder: &Path) -> Check {
    const WHAT: &str = "keys";
    let files = match key_files(folder) {
        Ok(files) => files,
        Err(error) => {
            let found = format!("{} cannot be read: {error}", folder.display());
            return Check::fail(
                WHAT,
                found,
                "correct `keys` in the config file, or bring the folder back from its backup",
            );
        }
    };
    if !files.iter().any(|file| file.ends_with("site.key")) {
        let found = format!("site.key is not in {}", folder.display());
        return Check::fail(WHAT, found, "bring the folder of keys back from its backup");
    }
    let exposed: Vec<String> = files
        .iter()
        .chain([&folder.to_owned()])
        .filter(|path| is_exposed(path))
        .map(|path| path.display().to_string())
        .collect();
    if exposed.is_empty() {
        Check::ok(
            WHAT,
            format!("{} files, readable by their owner only", files.len()),
        )
    } else {
        let found = format!("others can read {}", exposed.join(", "));
        Check::fail(
            WHAT,
            found,
            "make them private: chmod 700 for the folder, chmod 600 for files",
        )
    }
}

fn key_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?;
    let paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    let is_key = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "key");
    Ok(paths.into_iter().filter(is_key).collect())
}

fn database_file(database: &Path) -> Check {
    const WHAT: &str = "database file";
    let shown = database.display();
    if !database.exists() {
        let advice = "correct `database` in the config file, or bring the file back from a backup";
        Check::fail(WHAT, format!("there is none at {shown}"), advice)
    } else if is_exposed(database) {
        Check::fail(
            WHAT,
            format!("others can read {shown}"),
            "make it private: chmod 600",
        )
    } else {
        Check::ok(WHAT, format!("{shown}, readable by its owner only"))
    }
}

/// Whoever can write in the folder can put another file in the place of the database.
#[cfg(unix)]
fn open_folder(folder: &Path) -> Option<Check> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(folder).ok()?.permissions().mode();
    (mode & 0o022 != 0).then(|| {
        let found = format!("others can write in {}", folder.display());
        Check::warn(
            "database folder",
            found,
            "chmod go-w, or give the site a folder of its own",
        )
    })
}

#[cfg(not(unix))]
fn open_folder(_: &Path) -> Option<Check> {
    None
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn an_open_address_is_warned_about_unless_it_leads_nowhere() {
        let check = |url: &str, expected| assert_eq!(address(url).state, expected, "{url}");
        check("https://a.example", State::Ok);
        check("http://127.0.0.1:8080", State::Ok);
        check("http://abc.onion", State::Ok);
        check("http://a.example", State::Warn);
    }
}
