//! Room on the disk, against what signatures need.

use std::path::{Path, PathBuf};

use app::clock::{Clock, SystemClock};
use store::{Store, StoreError};

use super::Check;
use crate::config::Database;

const WHAT: &str = "disk";

/// Below this the database will soon refuse to write: the write-ahead file alone may be as long.
const TOO_LITTLE: u64 = 100 << 20;

/// Below this no site should be left: the write-ahead file grows for as long as a backup is made.
const LITTLE: u64 = 1 << 30;

/// A site is warned that has room for fewer signatures than this: the largest collections of the field
/// took as many within days.
const FEW: u64 = 1_000_000;

/// What a signature takes where too few were stored to see it: what docs/performance.md measured of a
/// person who is counted, and a fifth more.
const USUAL: u64 = 400;

/// From so many entries on, the length of the file tells what one takes; before, most of it is the rest.
const TELLING: u64 = 20_000;

/// What a pending signature and its mail take until they are confirmed, sent, or run out.
const WAITING: u64 = 2_048;

/// A write-ahead file that is longer was not folded back for long: it is begun anew at 64 MB.
const LONG: u64 = 1 << 30;

/// What lies on a disk.
struct Stored {
    /// The length of the database.
    bytes: u64,
    /// Entries in all logs.
    entries: u64,
    /// Mails that wait.
    waiting: u64,
}

/// What is known of a disk.
pub(super) struct Room {
    folder: PathBuf,
    /// Nothing where nobody could tell.
    free: Option<u64>,
}

impl Room {
    /// The room where a database lies; nothing for one on a server. The standard library cannot tell, the
    /// tool `df` (POSIX) can; where it is not installed this is not checked.
    pub(super) async fn of(database: &Database) -> Option<Self> {
        let folder = folder_of(database.file()?);
        let output = tokio::process::Command::new("df")
            .arg("-Pk")
            .arg(&folder)
            .output()
            .await;
        let output = output.ok();
        let free = output.and_then(|out| free_bytes(&String::from_utf8_lossy(&out.stdout)));
        Some(Self { folder, free })
    }

    /// What can be said without the database.
    pub(super) fn bare(&self) -> Check {
        let Some(free) = self.free else {
            return Check::ok(WHAT, "not checked: the tool `df` is missing");
        };
        self.judged(free, "")
    }

    /// What can be said where it is known how much is stored.
    pub(super) async fn checks(&self, database: &Database, store: &Store) -> Vec<Check> {
        let Some(file) = database.file() else {
            return Vec::new();
        };
        let mut checks = vec![match (self.free, amount(store).await) {
            (None, _) => self.bare(),
            (_, Err(error)) => Check::failed(WHAT, &error.into(), "bring back a backup"),
            (Some(free), Ok((entries, waiting))) => {
                let stored = Stored {
                    bytes: length(file),
                    entries,
                    waiting,
                };
                self.lasting(free, &stored)
            }
        }];
        checks.extend(write_ahead(database, length(&beside(file))));
        checks
    }

    /// How long the room lasts, and whether the whole database could be written once more.
    fn lasting(&self, free: u64, stored: &Stored) -> Check {
        let each = match stored.entries {
            0..TELLING => USUAL,
            entries => (stored.bytes / entries).max(1),
        };
        let taken = TOO_LITTLE.saturating_add(stored.waiting.saturating_mul(WAITING));
        let lasting = free.saturating_sub(taken) / each;
        let found = format!(", room for about {lasting} signatures of {each} bytes");
        if free < LITTLE {
            self.judged(free, &found)
        } else if lasting < FEW {
            let advice = "make room in time: `undersigned doctor --space` shows what takes it";
            Check::warn(WHAT, self.said(free, &found), advice)
        } else if free < stored.bytes {
            let advice = "an upgrade may copy the database before it changes it, and `undersigned compact` \
                          writes it anew: each needs as much room as it has";
            let found = format!(
                "{found}, and less than the {} MiB of the database",
                stored.bytes >> 20
            );
            Check::warn(WHAT, self.said(free, &found), advice)
        } else {
            Check::ok(WHAT, self.said(free, &found))
        }
    }

    fn judged(&self, free: u64, more: &str) -> Check {
        let found = self.said(free, more);
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

    fn said(&self, free: u64, more: &str) -> String {
        format!("{} MiB free in {}{more}", free >> 20, self.folder.display())
    }
}

/// A write-ahead file that nobody folds back fills the disk.
fn write_ahead(database: &Database, length: u64) -> Option<Check> {
    if length < LONG {
        return None;
    }
    let found = format!("it is {} MiB long", length >> 20);
    let advice = if database.is_replicated() {
        "see that the program runs that copies it and folds it back: docs/operate/backup.md"
    } else {
        "somebody reads an old state of the database, or writing is faster than the disk: see which \
         programs have the file open"
    };
    Some(Check::warn("write-ahead file", found, advice))
}

/// Entries in all logs, and mails that wait: each signature that is pending has one at first.
async fn amount(store: &Store) -> Result<(u64, u64), StoreError> {
    let all = store.generations().await?;
    let entries = all.iter().map(|(_, generation)| generation.size).sum();
    let depth = store.outbox_depth(SystemClock.now()).await?;
    Ok((entries, depth.waiting))
}

/// The write-ahead file of a database (SQLite, wal.html).
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

fn length(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |found| found.len())
}

/// The folder that a file lies in.
pub(super) fn folder_of(file: &Path) -> PathBuf {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new(".")).to_owned()
}

/// The fourth column of the second line of `df -Pk`, in kilobytes.
fn free_bytes(df: &str) -> Option<u64> {
    let kilobytes: u64 = df.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    kilobytes.checked_mul(1024)
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
    fn a_disk_is_judged_by_the_signatures_it_has_room_for() {
        let check = |free: u64, (bytes, entries), state, part: &str| {
            let room = Room {
                folder: PathBuf::from("/srv"),
                free: Some(free),
            };
            let stored = Stored {
                bytes,
                entries,
                waiting: 1_000,
            };
            let check = room.lasting(free, &stored);
            assert_eq!(check.state, state, "{check:?}");
            assert!(check.found.contains(part), "{check:?}");
        };
        let gib = 1 << 30;
        check(50 << 20, (0, 0), State::Fail, "50 MiB free in /srv");
        check(500 << 20, (0, 0), State::Warn, "signatures of 400 bytes");
        check(20 * gib, (0, 0), State::Ok, "signatures of 400 bytes");
        check(
            20 * gib,
            (3_000_000_000, 10_000_000),
            State::Ok,
            "of 300 bytes",
        );
        check(2 * gib, (40_000_000, 20_000), State::Ok, "of 2000 bytes");
        check(2 * gib, (80_000_000, 20_000), State::Warn, "of 4000 bytes");
        check(
            5 * gib,
            (6 * gib, 20_000_000),
            State::Warn,
            "less than the 6144 MiB",
        );
    }

    #[test]
    fn a_write_ahead_file_that_nobody_folds_back_is_told_of() {
        let database = |replicated| Database::Sqlite {
            path: PathBuf::from("a.sqlite"),
            replicated,
        };
        assert!(write_ahead(&database(false), 64 << 20).is_none());
        let advice = |replicated| write_ahead(&database(replicated), 2 << 30).unwrap().advice;
        assert!(advice(true).unwrap().contains("the program runs"));
        assert!(advice(false).unwrap().contains("old state"));
    }
}
