//! What came back.

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col};
use super::{Result, statement};
use crate::{NewReturn, ReturnedCount};

/// Count and ledger are one transaction: whoever is told that it was counted need not send it again.
/// Of two nodes that are told of the same return, the key of the ledger lets one count it.
pub(super) async fn count(transaction: &Transaction<'_>, new: &NewReturn) -> Result<bool> {
    if let Some(mail) = new.mail {
        let sql = "INSERT INTO returned (mail, class, at) VALUES ($1, $2, $3)
                   ON CONFLICT DO NOTHING";
        let values: statement::Values<'_> = &[&mail.raw(), &new.class, &new.now.raw()];
        if statement::execute(transaction, sql, values).await? == 0 {
            return Ok(false);
        }
    }
    let day = i32::try_from(new.now.as_second().div_euclid(86_400)).unwrap_or(i32::MAX);
    let sql = "INSERT INTO returned_count AS c (day, kind, class, status, n)
               VALUES ($1, $2, $3, $4, 1)
               ON CONFLICT (day, kind, class, status) DO UPDATE SET n = c.n + 1";
    statement::execute(
        transaction,
        sql,
        &[&day, &new.kind, &new.class, &new.status],
    )
    .await?;
    Ok(true)
}

pub(super) async fn is_counted(
    client: &impl GenericClient,
    mail: &[u8; 16],
    class: &str,
) -> Result<bool> {
    let sql = "SELECT 1 FROM returned WHERE mail = $1 AND class = $2";
    let row = statement::row(client, sql, &[&mail.raw(), &class]).await?;
    Ok(row.is_some())
}

pub(super) async fn counts(
    client: &impl GenericClient,
    from_day: u32,
) -> Result<Vec<ReturnedCount>> {
    let sql = "SELECT day, kind, class, status, n FROM returned_count WHERE day >= $1
               ORDER BY day DESC, kind DESC, class DESC, status DESC";
    let rows = statement::rows(client, sql, &[&from_day.raw()]).await?;
    let count = |row: &Row| {
        Ok(ReturnedCount {
            day: col(row, 0)?,
            kind: row.try_get(1)?,
            class: row.try_get(2)?,
            status: row.try_get(3)?,
            n: col(row, 4)?,
        })
    };
    rows.iter().map(count).collect()
}

pub(super) async fn forget(
    transaction: &Transaction<'_>,
    before: Timestamp,
    most: u32,
) -> Result<u32> {
    let sql = "DELETE FROM returned WHERE ctid = ANY (ARRAY(
                   SELECT ctid FROM returned WHERE at < $1
                   ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED))";
    statement::erase_some(transaction, sql, (before, most)).await
}

pub(super) async fn forget_counts(transaction: &Transaction<'_>, before_day: u32) -> Result<u32> {
    let sql = "DELETE FROM returned_count WHERE day < $1";
    let forgotten = statement::execute(transaction, sql, &[&before_day.raw()]).await?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}
