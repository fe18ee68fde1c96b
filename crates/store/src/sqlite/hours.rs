//! How many mails that strangers cause have their place in each hour (REQ-43).
//!
//! A mail that finds its hour full is not dropped: it goes to the next hour with room, and mails of
//! one hour are spread over it. Hours fill in order, so the last one that has any mail is the one that
//! may have room, and finding it is one step however many wait.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::Result;
use super::column::{Col, col};

const HOUR: i64 = 3_600;

/// Where a mail found its place.
pub(super) struct Place {
    /// Not to be sent before.
    pub(super) due: Timestamp,
    /// Whether that is a later hour.
    pub(super) is_later: bool,
    /// Whether it is the first mail there.
    pub(super) is_first: bool,
}

/// Takes the next place for a mail; nothing where the next place is behind the end of what the mail is
/// about, and then none is taken.
pub(super) fn take(
    transaction: &Transaction<'_>,
    now: Timestamp,
    ends: Timestamp,
    most: u32,
) -> Result<Option<Place>> {
    let most = i64::from(most.max(1));
    let present = now.as_second().div_euclid(HOUR);
    let last: Option<(i64, i64)> = transaction
        .prepare_cached(
            "SELECT hour, n FROM mail_hour WHERE hour >= ?1 ORDER BY hour DESC LIMIT 1",
        )?
        .query_row([present], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (hour, before) = match last {
        None => (present, 0),
        Some((hour, n)) if n < most => (hour, n),
        Some((hour, _)) => (hour + 1, 0),
    };
    let is_later = hour > present;
    let due = if is_later {
        let second = hour * HOUR + before * HOUR / most;
        Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
    } else {
        now
    };
    if is_later && due >= ends {
        return Ok(None);
    }
    transaction
        .prepare_cached(
            "INSERT INTO mail_hour (hour, n) VALUES (?1, 1) ON CONFLICT (hour) DO UPDATE SET n = n + 1",
        )?
        .execute([hour])?;
    Ok(Some(Place {
        due,
        is_later,
        is_first: before == 0,
    }))
}

pub(super) fn from(connection: &Connection, now: Timestamp) -> Result<Vec<(Timestamp, u64)>> {
    let present = now.as_second().div_euclid(HOUR);
    let mut statement = connection
        .prepare_cached("SELECT hour * 3600, n FROM mail_hour WHERE hour >= ?1 ORDER BY hour")?;
    let rows = statement.query_map([present], |row| Ok((col(row, 0)?, col(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn forget(transaction: &Transaction<'_>, before: Timestamp) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM mail_hour WHERE hour < ?1 / 3600")?
        .execute([Col(before)])?;
    Ok(())
}
