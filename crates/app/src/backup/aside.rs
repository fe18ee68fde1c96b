//! Copies of a SQLite file that lie beside it: made before its schema was changed, or put aside when a
//! backup took its place. They hold what the file held, so they have their time as backups have.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use store::BEFORE_SCHEMA;

const REPLACED: &str = ".replaced-";
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// Where a file is put when another takes its place at a moment.
#[must_use]
pub fn replaced(database: &Path, now: Timestamp) -> PathBuf {
    let name = database.file_name().unwrap_or_default().to_string_lossy();
    let moment = now.strftime(MOMENT);
    database.with_file_name(format!("{name}{REPLACED}{moment}"))
}

/// The copies that were made before a change of the schema.
///
/// # Errors
/// When the folder cannot be read.
pub fn before_schema(database: &Path) -> io::Result<Vec<PathBuf>> {
    let found = beside(database, BEFORE_SCHEMA)?;
    Ok(found.into_iter().map(|(path, _)| path).collect())
}

/// Deletes copies that have lain there for so many days.
///
/// # Errors
/// When the folder cannot be read, or a file not deleted.
pub fn remove_old(database: &Path, (now, days): (Timestamp, u16)) -> io::Result<usize> {
    let end = now - SignedDuration::from_hours(24 * i64::from(days));
    let mut old = Vec::new();
    for (path, _) in beside(database, BEFORE_SCHEMA)? {
        let made = Timestamp::try_from(fs::metadata(&path)?.modified()?);
        old.extend(made.is_ok_and(|made| made <= end).then_some(path));
    }
    for (path, rest) in beside(database, REPLACED)? {
        let moment = rest.split('-').next().unwrap_or_default();
        let moment = DateTime::strptime(MOMENT, moment)
            .and_then(|moment| moment.to_zoned(jiff::tz::TimeZone::UTC));
        let is_old = moment.is_ok_and(|moment| moment.timestamp() <= end);
        old.extend(is_old.then_some(path));
    }
    for path in &old {
        fs::remove_file(path)?;
    }
    Ok(old.len())
}

/// Files beside a database that are named after it and a word, with what stands behind the word.
fn beside(database: &Path, word: &str) -> io::Result<Vec<(PathBuf, String)>> {
    let absolute = std::path::absolute(database)?;
    let (Some(folder), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Ok(Vec::new());
    };
    let begin = format!("{}{word}", name.to_string_lossy());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(rest) = name.strip_prefix(&begin) {
            found.push((entry.path(), rest.to_owned()));
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_aside_has_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("site.sqlite");
        let then: Timestamp = "2026-10-01T00:00:00Z".parse().unwrap();
        let aside = replaced(&database, then);
        let kept = [database.clone(), folder.path().join("site.sqlite.mine")];
        let gone = [
            aside.clone(),
            aside.with_extension("replaced-20261001T000000Z-wal"),
        ];
        for path in kept.iter().chain(&gone) {
            fs::write(path, "x").unwrap();
        }
        let day = SignedDuration::from_hours(24);
        assert_eq!(remove_old(&database, (then + day, 30)).unwrap(), 0);
        assert_eq!(remove_old(&database, (then + 31 * day, 30)).unwrap(), 2);
        assert!(kept.iter().all(|path| path.exists()));
        assert!(gone.iter().all(|path| !path.exists()));
    }
}
