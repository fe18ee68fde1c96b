//! How many mails that strangers cause have their place in each hour (REQ-43).

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::Result;
use super::column::{Col, col};
use crate::rows::hours::{Place, has_room, hour_of, next_place};

/// Takes the next place for a mail; nothing where the next place is behind the end of what the mail is
/// about, and then none is taken.
pub(super) fn take(
    transaction: &Transaction<'_>,
    now: Timestamp,
    ends: Timestamp,
    most: u32,
) -> Result<Option<Place>> {
    let present = hour_of(now);
    let hour = |sql| -> Result<Option<(i64, i64)>> {
        let mut found = transaction.prepare_cached(sql)?;
        let found = found.query_row([present], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(found.optional()?)
    };
    let mut last = hour("SELECT hour, n FROM mail_hour WHERE hour = ?1")?;
    if last.is_some_and(|(_, mails)| !has_room(mails, most)) {
        last = hour("SELECT hour, n FROM mail_hour WHERE hour >= ?1 ORDER BY hour DESC LIMIT 1")?;
    }
    let Some(place) = next_place(now, ends, last, most) else {
        return Ok(None);
    };
    transaction
        .prepare_cached(
            "INSERT INTO mail_hour (hour, n) VALUES (?1, 1) ON CONFLICT (hour) DO UPDATE SET n = n + 1",
        )?
        .execute([place.hour])?;
    Ok(Some(place))
}

pub(super) fn from(connection: &Connection, now: Timestamp) -> Result<Vec<(Timestamp, u64)>> {
    let present = hour_of(now);
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
