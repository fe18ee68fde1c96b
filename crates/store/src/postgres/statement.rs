//! Statements: prepared once for each connection, and what comes back.

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::Result;
use super::column::Column;

/// Values of the parameters `$1`, `$2` and so on.
pub(super) type Values<'v> = &'v [&'v (dyn ToSql + Sync)];

/// All rows that a statement finds.
pub(super) async fn rows(
    client: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<Vec<Row>> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query(&statement, values).await?)
}

/// The one row that a statement finds, if it does.
pub(super) async fn row(
    client: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<Option<Row>> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query_opt(&statement, values).await?)
}

/// Carries a statement out and answers how many rows it touched.
pub(super) async fn execute(
    client: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<u64> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.execute(&statement, values).await?)
}

/// Deletes at most so many of those that are due at a moment; the statement takes the one and the other.
pub(super) async fn erase_some(
    transaction: &Transaction<'_>,
    sql: &str,
    (moment, most): (Timestamp, u32),
) -> Result<u32> {
    let erased = execute(transaction, sql, &[&moment.raw(), &i64::from(most)]).await?;
    Ok(u32::try_from(erased).unwrap_or(u32::MAX))
}
