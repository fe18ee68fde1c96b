//! How long the disk takes to say that something is safe: every batch of signatures waits for that once.

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::Check;

const WHAT: &str = "sync of the disk";

/// An odd number, so that there is one in the middle.
const TIMES: usize = 9;

/// A page of the database.
const PAGE: [u8; 4096] = [0; 4096];

/// Solid disks take a millisecond or less, turning ones ten: what takes longer is shared, far away, or
/// about to fail.
const SLOW: Duration = Duration::from_millis(20);

/// Syncs a small file in the folder of the database a few times. It vanishes, whatever happens.
pub(super) fn check(folder: &Path) -> Check {
    match middle(folder) {
        Ok(time) => judged(time),
        Err(error) => Check::fail(
            WHAT,
            format!("no file can be written in {}: {error}", folder.display()),
            "see that the user of this program may write there, and that the disk is not full or read-only",
        ),
    }
}

fn judged(time: Duration) -> Check {
    let found = format!(
        "{:.1} ms, the middle of {TIMES}",
        time.as_secs_f64() * 1_000.0
    );
    if time > SLOW {
        let advice = "whoever signs waits so long at least: use a local disk, or ask those who run the \
                      machine; crowds are still taken together";
        Check::warn(WHAT, found, advice)
    } else {
        Check::ok(WHAT, found)
    }
}

fn middle(folder: &Path) -> io::Result<Duration> {
    let mut file = tempfile::Builder::new()
        .prefix(".undersigned-sync-")
        .tempfile_in(folder)?;
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begun = Instant::now();
        file.write_all(&PAGE)?;
        file.as_file().sync_data()?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    Ok(times[TIMES / 2])
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn a_slow_disk_is_told_of_and_nothing_is_left_on_it() {
        let folder = tempfile::tempdir().unwrap();
        middle(folder.path()).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert_eq!(judged(Duration::from_millis(3)).state, State::Ok);
        assert_eq!(judged(Duration::from_millis(21)).state, State::Warn);
        let missing = check(&folder.path().join("absent"));
        assert_eq!(missing.state, State::Fail);
    }
}
