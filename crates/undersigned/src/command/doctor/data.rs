//! The data: the database, each log with its keys and its lock file, the outbox.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Error;
use app::clock::{Clock, SystemClock};
use app::sequencer::{self, LogName, Tools};
use app::witness::Witnesses;
use intake::finding::Finding;
use intake::folder::{self, FIGURES, Files};
use jiff::tz::TimeZone;
use store::{DeadLetters, DeclarationRow, Store};

use super::room::Room;
use super::{Check, backups, clock, integrity, paused, resting, returned, witnesses};
use crate::config::Config;
use crate::wire;

/// How far back it looks at mails given up, in days.
const LOST_DAYS: u32 = 7;

/// Mails that wait longer than this wait for a mail server that does not take them.
const LONG_WAIT: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

/// Looks at everything in the database; at nothing where it cannot be opened.
pub(super) async fn checks(config: &Config, room: Option<&Room>) -> Vec<Check> {
    let store = match wire::open_store(&config.database).await {
        Ok(store) => store,
        Err(error) => {
            let failed = Check::failed("database", &error, "nothing in it could be looked at");
            return room.map(Room::bare).into_iter().chain([failed]).collect();
        }
    };
    let mut checks = match room {
        Some(room) => room.checks(&config.database, &store).await,
        None => Vec::new(),
    };
    checks.push(database(config, &store).await);
    checks.extend(site_key(config, &store).await);
    match store.declarations().await {
        Ok(rows) => {
            let circle = wire::witnesses(config);
            for row in &rows {
                checks.push(log(config, &store, row, &circle).await);
                checks.extend(witnesses::checks(&circle, &store, row).await);
                checks.extend(aged(&store, row).await);
            }
            checks.push(clock::check(&store, &rows).await);
        }
        Err(error) => checks.push(Check::failed("logs", &error.into(), "bring back a backup")),
    }
    checks.push(outbox(&store).await);
    checks.push(returned::check(&store).await);
    checks.push(paused::check(&store).await);
    checks.push(resting::check(&store).await);
    checks.extend(backups::checks(config, &store).await);
    if let Err(error) = store.close().await {
        checks.push(Check::failed(
            "database",
            &error.into(),
            "see that nothing else holds it",
        ));
    }
    checks
}

/// Keys of another site. Those that cannot be read are told of elsewhere.
async fn site_key(config: &Config, store: &Store) -> Option<Check> {
    let keys = wire::open_keys(&config.keys).ok()?;
    let refused = wire::same_site(store, &keys).await.err()?;
    Some(Check::failed(
        "site key",
        &refused,
        "bring the folder of keys back from its backup",
    ))
}

/// Reads a small database whole; a large one only enough to see that it answers and takes writes.
async fn database(config: &Config, store: &Store) -> Check {
    const WHAT: &str = "database";
    let is_small = integrity::is_small(config).unwrap_or(false);
    let looked = if is_small {
        store.integrity_check().await
    } else {
        store.health().await
    };
    match looked {
        Ok(()) if is_small => Check::ok(WHAT, "whole, and of the schema this program knows"),
        Ok(()) => Check::ok(
            WHAT,
            "answers, takes writes, and is of the schema this program knows; `--integrity` reads it whole",
        ),
        Err(error) => Check::failed(
            WHAT,
            &error.into(),
            "stop the site and bring back a backup, see docs/operate/backup.md",
        ),
    }
}

/// Loads the head of a log as the writer does before its first signature. The keys must be there
/// already: the writer would make new ones for a declaration that begins.
async fn log(
    config: &Config,
    store: &Store,
    row: &DeclarationRow,
    circle: &Arc<Witnesses>,
) -> Check {
    let what = format!("log of {}", row.slug);
    if row.carried {
        return carried(what, store, row).await;
    }
    for kind in ["log.key", "tag.key"] {
        let key = config.keys.join(format!("{}.{kind}", row.slug));
        if !key.exists() {
            let found = format!("{} is missing", key.display());
            return Check::fail(what, found, "bring the folder of keys back from its backup");
        }
    }
    match head(&config.keys, store, row, circle).await {
        Ok(size) => Check::ok(
            what,
            format!("{size} entries, and what was released is continued"),
        ),
        Err(error) => Check::failed(
            &what,
            &error,
            "do not sign before this is understood: docs/operate/backup.md",
        ),
    }
}

/// Whether somebody has to look at the figures of a declaration again, and whether something in it
/// bears a day to come. Those of a carried one are looked after where it is from.
async fn aged(store: &Store, row: &DeclarationRow) -> Vec<Check> {
    let figures = format!("figures of {}", row.slug);
    if row.carried {
        return Vec::new();
    }
    let files: Files = match store.folder(row.id).await {
        Ok(files) => {
            let files = files.into_iter();
            files.map(|file| (file.path, file.content)).collect()
        }
        Err(error) => return vec![Check::failed(figures, &error.into(), "bring back a backup")],
    };
    let today = SystemClock.now().to_zoned(TimeZone::UTC).date();
    let found = folder::aged(&files, today);
    let open = found.iter().filter(|finding| finding.accepted.is_none());
    let (old, others): (Vec<&Finding>, Vec<&Finding>) =
        open.partition(|finding| finding.code == folder::STALE);
    let said = |findings: Vec<&Finding>| {
        let messages: Vec<String> = findings.iter().map(|finding| located(finding)).collect();
        (!messages.is_empty()).then(|| messages.join("; "))
    };
    let old = said(old)
        .map(|found| Check::warn(figures, found, "look for newer counts: docs/figures.md"));
    let dates = said(others).map(|found| {
        let advice = "a year is mistyped, or the clock of this machine is wrong";
        Check::warn(format!("dates of {}", row.slug), found, advice)
    });
    old.into_iter().chain(dates).collect()
}

/// What was found, with its file where that is not the one of figures.
fn located(finding: &Finding) -> String {
    match &finding.place {
        Some(place) if place.file != FIGURES || finding.code != folder::STALE => {
            format!("{}:{}: {}", place.file, place.line, finding.message)
        }
        _ => finding.message.clone(),
    }
}

/// A log that is only read here has no keys, and its checkpoint is of the day it was brought here.
async fn carried(what: String, store: &Store, row: &DeclarationRow) -> Check {
    match store.checkpoints(row.id, None, 1).await {
        Ok(found) => {
            let newest = found.first();
            let (size, at) = newest.map_or((0, row.created), |newest| (newest.size, newest.at));
            Check::ok(
                what,
                format!("{size} entries, carried from {} at {at:.0}", row.origin),
            )
        }
        Err(error) => Check::failed(&what, &error.into(), "bring back a backup"),
    }
}

async fn head(
    keys: &Path,
    store: &Store,
    row: &DeclarationRow,
    circle: &Arc<Witnesses>,
) -> Result<u64, Error> {
    let tools = Tools {
        store: store.clone(),
        keys: Arc::new(wire::open_keys(keys)?),
        clock: Arc::new(SystemClock),
        witnesses: Arc::clone(circle),
    };
    let log = LogName {
        id: row.id,
        slug: row.slug.clone(),
        origin: row.origin.clone(),
    };
    Ok(sequencer::check(&tools, &log).await?)
}

async fn outbox(store: &Store) -> Check {
    const WHAT: &str = "outbox";
    let now = SystemClock.now();
    let depth = match store.outbox_depth(now).await {
        Ok(depth) => depth,
        Err(error) => return Check::failed(WHAT, &error.into(), "bring back a backup"),
    };
    let today = u32::try_from(now.as_second() / 86_400).unwrap_or(0);
    let lately = store.dead_letters(today.saturating_sub(LOST_DAYS - 1), u32::MAX);
    let lately = match lately.await {
        Ok(lately) => lost_by_class(&lately),
        Err(error) => return Check::failed(WHAT, &error.into(), "bring back a backup"),
    };
    let lost: u64 = depth.given_up.iter().map(|(_, number)| number).sum();
    let found = format!(
        "{} mails wait, {lost} were given up since the beginning{lately}",
        depth.waiting
    );
    let is_stuck = depth
        .oldest_due
        .is_some_and(|due| now.duration_since(due) > LONG_WAIT);
    if is_stuck {
        Check::fail(
            WHAT,
            found,
            "see that the site runs and the mail server takes mails: docs/operate/mail.md",
        )
    } else if lately.is_empty() {
        Check::ok(WHAT, found)
    } else {
        Check::warn(
            WHAT,
            found,
            "`undersigned mail queue` shows them; docs/mail.md says what the reasons mean",
        )
    }
}

/// Mails given up lately, copies of issues among them, by reason.
fn lost_by_class(letters: &[DeadLetters]) -> String {
    let mut classes = BTreeMap::<&str, u64>::new();
    for row in letters {
        *classes.entry(&row.class).or_default() += row.n;
    }
    if classes.is_empty() {
        return String::new();
    }
    let classes: Vec<String> = classes
        .into_iter()
        .map(|(class, n)| format!("{n} {class}"))
        .collect();
    format!(", in the last {LOST_DAYS} days {}", classes.join(", "))
}
