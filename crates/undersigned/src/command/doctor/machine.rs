//! The machine: the address, the disk, who may read what.

use std::io;
use std::path::{Path, PathBuf};

use super::Check;
use crate::config::{self, Config, is_exposed};

/// Below this no site should be left: a signature takes about a kilobyte, and a backup of the
/// database is made beside it.
const LITTLE: u64 = 1 << 30;

/// Below this the database will soon refuse to write.
const TOO_LITTLE: u64 = 100 << 20;

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

/// Space left where the database lies. The standard library cannot tell, the tool `df` (POSIX) can;
/// where it is not installed this is not checked.
pub(super) async fn disk(database: &Path) -> Check {
    const WHAT: &str = "disk";
    let folder = database
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let output = tokio::process::Command::new("df")
        .arg("-Pk")
        .arg(folder)
        .output()
        .await;
    let free = output
        .ok()
        .and_then(|output| free_bytes(&String::from_utf8_lossy(&output.stdout)));
    let Some(free) = free else {
        return Check::ok(WHAT, "not checked: the tool `df` is missing");
    };
    let found = format!("{} MiB free for {}", free >> 20, folder.display());
    match free {
        0..TOO_LITTLE => Check::fail(
            WHAT,
            found,
            "make space now: soon no signature can be taken",
        ),
        TOO_LITTLE..LITTLE => {
            Check::warn(WHAT, found, "make space: signatures and backups need it")
        }
        _ => Check::ok(WHAT, found),
    }
}

/// The fourth column of the second line of `df -Pk`, in kilobytes.
fn free_bytes(df: &str) -> Option<u64> {
    let kilobytes: u64 = df.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    kilobytes.checked_mul(1024)
}

/// Files that nobody but the user of this program may read.
pub(super) fn private_files(config: &Config) -> Vec<Check> {
    let mut checks = vec![keys(&config.keys)];
    checks.extend(config.database.file().map(database_file));
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

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn free_space_is_read_from_the_posix_format() {
        let df =
            "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/x 100 60 40 60% /";
        assert_eq!(free_bytes(df), Some(40 * 1024));
        assert_eq!(free_bytes("df: no such file"), None);
    }

    #[test]
    fn an_open_address_is_warned_about_unless_it_leads_nowhere() {
        let check = |url: &str, expected| assert_eq!(address(url).state, expected, "{url}");
        check("https://a.example", State::Ok);
        check("http://127.0.0.1:8080", State::Ok);
        check("http://abc.onion", State::Ok);
        check("http://a.example", State::Warn);
    }
}
