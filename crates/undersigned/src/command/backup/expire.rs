//! Backups that have had their time (REQ-172).

use std::path::Path;

use anyhow::{Context, Result};
use app::backup::{aside, expired, remove_unfinished};
use app::clock::SystemRandom;
use app::erasures::Journal;
use jiff::Timestamp;

use super::Wire;
use crate::config::Config;
use crate::help::Help;
use crate::wire;

/// A day longer than backups are kept: an act that was noted while one was being made is in none that
/// is left.
const MARGIN: i64 = 86_400;

/// Deletes what has had its time, and nothing else.
pub(super) fn only(config: &Config, folder: &Path, now: Timestamp) -> Result<Wire> {
    Ok(Wire {
        file: None,
        bytes: 0,
        sealed_to: 0,
        made: None,
        rows: 0,
        expired: old(config, folder, now)?,
        keep_days: config.backup.keep_days,
    })
}

/// The same behind a backup that was made; the copies from before a change of the schema go whatever
/// their age, since this backup has taken their place.
pub(super) fn after(config: &Config, to: &Path, now: Timestamp) -> Result<usize> {
    let mut removed = 0;
    if to.is_dir() {
        removed += old(config, to, now)?;
    }
    if let Some(database) = config.database.file() {
        for path in aside::before_schema(database).with_context(|| shown(database))? {
            std::fs::remove_file(&path).with_context(|| shown(&path))?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn old(config: &Config, folder: &Path, now: Timestamp) -> Result<usize> {
    let time = (now, config.backup.keep_days);
    let advice = "delete what is older by hand: its time is over";
    let found = expired(folder, &config.base_url, time);
    let found = found.with_context(|| shown(folder)).help(advice)?;
    for path in &found {
        std::fs::remove_file(path)
            .with_context(|| shown(path))
            .help(advice)?;
    }
    let mut removed = found.len();
    removed += remove_unfinished(folder).with_context(|| shown(folder))?;
    if let Some(database) = config.database.file() {
        removed += aside::remove_old(database, time).with_context(|| shown(database))?;
    }
    forget(config, now)?;
    Ok(removed)
}

/// Lines of the erasure journal that no backup is left for are of no use any more.
fn forget(config: &Config, now: Timestamp) -> Result<()> {
    let journal = Journal::open(&config.keys, wire::clock(), &SystemRandom)?;
    let kept = 86_400 * i64::from(config.backup.keep_days) + MARGIN;
    journal.forget(now.as_second() - kept)?;
    Ok(())
}

fn shown(path: &Path) -> String {
    format!("cannot use {}", path.display())
}
