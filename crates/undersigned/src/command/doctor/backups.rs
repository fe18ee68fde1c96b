//! Backups, and the journal without which one that is brought back shows who withdrew since.

use app::clock::{Clock, SystemClock, SystemRandom};
use app::erasures::{self, Journal};
use jiff::SignedDuration;
use store::{Store, StoreError};

use super::Check;
use crate::command::backup;
use crate::config::Config;
use crate::wire;

/// A site whose last backup is older than this has none, if its disk breaks today.
const OLD: SignedDuration = SignedDuration::from_hours(48);

pub(super) async fn checks(config: &Config, store: &Store) -> Vec<Check> {
    vec![last(config, store).await, journal(config, store).await]
}

async fn last(config: &Config, store: &Store) -> Check {
    const WHAT: &str = "backup";
    let advice = "make one every day: undersigned backup --to FOLDER, docs/operate/backup.md";
    let now = SystemClock.now();
    match backup::last(store).await {
        Err(error) => Check::failed(WHAT, &error, "bring back a backup"),
        Ok(None) => Check::warn(WHAT, "none was made", advice),
        Ok(Some(last)) => {
            let (made, kib, days) = (
                last.made,
                last.bytes.div_ceil(1024),
                config.backup.keep_days,
            );
            let found = format!("the last is of {made:.0}, {kib} KiB, kept for {days} days");
            if now.duration_since(made) > OLD {
                Check::warn(WHAT, found, advice)
            } else {
                Check::ok(WHAT, found)
            }
        }
    }
}

async fn journal(config: &Config, store: &Store) -> Check {
    const WHAT: &str = "erasure journal";
    let advice = "see that erasures.log in the folder of keys can be written: until then nobody can withdraw";
    if !config.keys.join(erasures::NAME).exists() {
        let found = format!("there is none in {}", config.keys.display());
        let advice =
            "bring it back with the folder of keys; a site that was never served has none yet";
        return Check::warn(WHAT, found, advice);
    }
    let opened = Journal::open(&config.keys, wire::clock(), &SystemRandom);
    let looked = opened.and_then(|journal| {
        journal.probe()?;
        journal.read()
    });
    let reading = match looked {
        Ok(reading) => reading,
        Err(error) => return Check::failed(WHAT, &error.into(), advice),
    };
    if reading.missing > 0 {
        let found = format!("{} lines are missing", reading.missing);
        let advice = "keep the newest other copy of erasures.log, and give it to `undersigned restore \
                      --erasures` beside this one, see docs/operate/backup.md";
        return Check::warn(WHAT, found, advice);
    }
    match standing(store, &reading).await {
        Err(error) => Check::failed(WHAT, &error.into(), "bring back a backup"),
        Ok((Some(mark), _)) if mark > reading.next => Check::fail(
            WHAT,
            "the database knows more of it than stands in it: an older copy was brought back",
            "bring back the newest copy of erasures.log before the site is served, see \
             docs/operate/backup.md",
        ),
        Ok((None, _)) if is_another(store, &reading).await => Check::warn(
            WHAT,
            "the database was used with another one, which is not here",
            "bring back the newest copy of erasures.log, see docs/operate/backup.md",
        ),
        Ok((_, open)) if open > 0 => Check::warn(
            WHAT,
            format!("{open} departures are not in the logs yet"),
            "bring back what the logs lost with `undersigned recover`; strike anew what was struck",
        ),
        Ok(_) => Check::ok(
            WHAT,
            format!("{} acts, can be written", reading.lines.len()),
        ),
    }
}

async fn standing(
    store: &Store,
    reading: &erasures::Reading,
) -> Result<(Option<u64>, usize), StoreError> {
    let mark = erasures::mark_of(store, &reading.id).await?;
    let open = erasures::not_entered(store).await?;
    Ok((mark, open.len()))
}

/// Several nodes have several journals; a file has one.
async fn is_another(store: &Store, reading: &erasures::Reading) -> bool {
    let absent = erasures::absent_journals(store, std::slice::from_ref(reading)).await;
    !store.is_shared() && absent.is_ok_and(|absent| !absent.is_empty())
}
