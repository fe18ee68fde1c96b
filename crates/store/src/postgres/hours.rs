//! How many mails that strangers cause have their place in each hour (REQ-43).
//!
//! A mail that finds its hour full is not dropped: it goes to the next hour with room, and mails of
//! one hour are spread over it. Hours fill in order, so the last one that has any mail is the one that
//! may have room, and finding it is one step however many wait.

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col};
use super::{Result, locks, statement};

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
/// about, and then none is taken. The lock of the hours decides between nodes: who reads the last hour
/// has it to themselves until the commit.
pub(super) async fn take(
    transaction: &Transaction<'_>,
    now: Timestamp,
    ends: Timestamp,
    most: u32,
) -> Result<Option<Place>> {
    let most = i64::from(most.max(1));
    let present = now.as_second().div_euclid(HOUR);
    locks::hours(transaction).await?;
    let (hour, before) = match last(transaction, present).await? {
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
    let sql = "INSERT INTO mail_hour AS h (hour, n) VALUES ($1, 1)
               ON CONFLICT (hour) DO UPDATE SET n = h.n + 1";
    statement::execute(transaction, sql, &[&hour]).await?;
    Ok(Some(Place {
        due,
        is_later,
        is_first: before == 0,
    }))
}

/// The last hour that has any mail, and how many it has.
async fn last(transaction: &Transaction<'_>, present: i64) -> Result<Option<(i64, i64)>> {
    let sql = "SELECT hour, n FROM mail_hour WHERE hour >= $1 ORDER BY hour DESC LIMIT 1";
    let row = statement::row(transaction, sql, &[&present]).await?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .transpose()
}

pub(super) async fn from(
    client: &impl GenericClient,
    now: Timestamp,
) -> Result<Vec<(Timestamp, u64)>> {
    let present = now.as_second().div_euclid(HOUR);
    let sql = "SELECT hour * 3600, n FROM mail_hour WHERE hour >= $1 ORDER BY hour";
    let rows = statement::rows(client, sql, &[&present]).await?;
    let hour = |row: &Row| Ok((col(row, 0)?, col(row, 1)?));
    rows.iter().map(hour).collect()
}

pub(super) async fn forget(transaction: &Transaction<'_>, before: Timestamp) -> Result<()> {
    let sql = "DELETE FROM mail_hour WHERE hour < $1::bigint / 3600";
    statement::execute(transaction, sql, &[&before.raw()]).await?;
    Ok(())
}
