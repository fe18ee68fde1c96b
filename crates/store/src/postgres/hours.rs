//! How many mails that strangers cause have their place in each hour (REQ-43).

use deadpool_postgres::{GenericClient, Pool, Transaction};
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col};
use super::{Result, locks, statement};
use crate::rows::hours::{Place, has_room, hour_of, next_place};

/// Takes the next place for a mail; nothing where the next place is behind the end of what the mail is
/// about, and then none is taken. The lock of the hours decides between nodes: who reads the last hour
/// has it to themselves until the commit.
///
/// This is a transaction of its own that waits for no disk, else everybody who fills in a form would
/// wait for the syncs of all before them. The row and the mail that the place is for are committed
/// behind it: where that fails the place stays empty, and where the server dies, places of the last
/// second may be given away twice. Both are far below what an hour is limited for.
pub(super) async fn take(
    places: &Pool,
    now: Timestamp,
    ends: Timestamp,
    most: u32,
) -> Result<Option<Place>> {
    let mut client = places.get().await?;
    let transaction = client.transaction().await?;
    transaction
        .batch_execute("SET LOCAL synchronous_commit = off")
        .await?;
    locks::hours(&transaction).await?;
    let last = last(&transaction, hour_of(now), most).await?;
    let Some(place) = next_place(now, ends, last, most) else {
        return Ok(None);
    };
    let sql = "INSERT INTO mail_hour AS h (hour, n) VALUES ($1, 1)
               ON CONFLICT (hour) DO UPDATE SET n = h.n + 1";
    statement::execute(&transaction, sql, &[&place.hour]).await?;
    transaction.commit().await?;
    Ok(Some(place))
}

/// The present hour, or where it is full the last one that has any mail, and how many it has.
async fn last(
    transaction: &Transaction<'_>,
    present: i64,
    most: u32,
) -> Result<Option<(i64, i64)>> {
    let hour = async |sql| -> Result<Option<(i64, i64)>> {
        let row = statement::row(transaction, sql, &[&present]).await?;
        row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
            .transpose()
    };
    let here = hour("SELECT hour, n FROM mail_hour WHERE hour = $1").await?;
    if here.is_none_or(|(_, mails)| has_room(mails, most)) {
        return Ok(here);
    }
    hour("SELECT hour, n FROM mail_hour WHERE hour >= $1 ORDER BY hour DESC LIMIT 1").await
}

pub(super) async fn from(
    client: &impl GenericClient,
    now: Timestamp,
) -> Result<Vec<(Timestamp, u64)>> {
    let present = hour_of(now);
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
