//! The names of backups: the site and the moment, so that a folder of them says whose they are and
//! which of them have had their time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

const BEGIN: &str = "undersigned-";
const SEALED: &str = ".backup.age";
const PLAIN: &str = ".backup";
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// The name of a backup: `undersigned-letters.example.org-20261121T201500Z.backup.age`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    /// Whose it is: the host of the site, with its port.
    pub site: String,
    /// When it was begun.
    pub made: Timestamp,
    /// Whether it is sealed.
    pub is_sealed: bool,
}

impl FileName {
    /// The name of a backup of the site at an address.
    #[must_use]
    pub fn of(base_url: &str, made: Timestamp, is_sealed: bool) -> Self {
        Self {
            site: site(base_url),
            made,
            is_sealed,
        }
    }

    /// Reads a name; nothing where it is none of ours.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let rest = name.strip_prefix(BEGIN)?;
        let (rest, is_sealed) = match rest.strip_suffix(SEALED) {
            Some(rest) => (rest, true),
            None => (rest.strip_suffix(PLAIN)?, false),
        };
        let (site, moment) = rest.rsplit_once('-')?;
        let moment = jiff::civil::DateTime::strptime(MOMENT, moment).ok()?;
        let made = moment.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
        Some(Self {
            site: site.to_owned(),
            made,
            is_sealed,
        })
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let moment = self.made.strftime(MOMENT);
        let end = if self.is_sealed { SEALED } else { PLAIN };
        write!(f, "{BEGIN}{}-{moment}{end}", self.site)
    }
}

/// The backups of a site in a folder that were begun so long ago, with what was left of some that were
/// never finished. Files with other names, and those of other sites, are nobody's business here.
///
/// # Errors
/// When the folder cannot be read.
pub fn expired(
    folder: &Path,
    base_url: &str,
    (now, days): (Timestamp, u16),
) -> io::Result<Vec<PathBuf>> {
    let end = now - SignedDuration::from_hours(24 * i64::from(days));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().and_then(FileName::parse);
        let is_ours = name.is_some_and(|name| name.site == site(base_url) && name.made <= end);
        if is_ours && entry.file_type()?.is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Deletes what is left in a folder of backups that were never finished, since their process died. One
/// that is being written holds a lock on its file, and stays.
///
/// # Errors
/// When the folder cannot be read, or a file not deleted.
pub fn remove_unfinished(folder: &Path) -> io::Result<usize> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let ours = name.and_then(|name| {
            name.strip_prefix('.')?
                .strip_suffix(super::write::UNFINISHED)
        });
        if ours.and_then(FileName::parse).is_none() {
            continue;
        }
        if fs::File::open(&path)?.try_lock().is_ok() {
            fs::remove_file(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// What stands for an address in a name: its host and port.
fn site(base_url: &str) -> String {
    let host = base_url
        .split_once("://")
        .map_or(base_url, |(_, host)| host);
    let keep = |letter: char| {
        if letter.is_ascii_alphanumeric() || letter == '.' {
            letter.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    host.chars().map(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_name_says_whose_it_is_and_when() {
        let made = at("2026-11-21T20:15:00Z");
        for (url, is_sealed, expected) in [
            (
                "https://letters.example.org",
                true,
                "undersigned-letters.example.org-20261121T201500Z.backup.age",
            ),
            (
                "http://[::1]:8080",
                false,
                "undersigned-___1__8080-20261121T201500Z.backup",
            ),
        ] {
            let name = FileName::of(url, made, is_sealed);
            assert_eq!(name.to_string(), expected);
            assert_eq!(FileName::parse(expected), Some(name));
        }
        for other in [
            "undersigned.sqlite",
            "undersigned-a-20261321T201500Z.backup",
            "undersigned-a.backup",
            "backup.age",
        ] {
            assert_eq!(FileName::parse(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_old_and_ours_has_had_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let (url, other) = ("https://a.example", "https://b.example");
        let (old, new) = (at("2026-10-01T00:00:00Z"), at("2026-11-20T00:00:00Z"));
        for name in [
            FileName::of(url, old, true),
            FileName::of(url, new, true),
            FileName::of(other, old, true),
        ] {
            fs::write(folder.path().join(name.to_string()), "x").unwrap();
        }
        fs::write(folder.path().join("holiday.backup"), "x").unwrap();
        let now = at("2026-11-21T00:00:00Z");
        let found = expired(folder.path(), url, (now, 30)).unwrap();
        let expected = FileName::of(url, old, true).to_string();
        assert_eq!(found, [folder.path().join(expected)]);
        assert!(expired(folder.path(), url, (now, 60)).unwrap().is_empty());
    }

    #[test]
    fn what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let name = FileName::of("https://a.example", at("2026-10-01T00:00:00Z"), true);
        let path = folder
            .path()
            .join(format!(".{name}{}", super::super::write::UNFINISHED));
        let file = fs::File::create(&path).unwrap();
        file.lock().unwrap();
        assert_eq!(remove_unfinished(folder.path()).unwrap(), 0);
        drop(file);
        assert_eq!(remove_unfinished(folder.path()).unwrap(), 1);
        assert!(!path.exists());
    }
}
