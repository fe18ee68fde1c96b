//! Values of the program itself, and the health of the database.

use std::collections::BTreeMap;

use deadpool_postgres::GenericClient;

use super::column::col;
use super::{Result, statement};
use crate::StoreError;

pub(super) async fn get(client: &impl GenericClient, key: &str) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT value FROM setting WHERE key = $1";
    let row = statement::row(client, sql, &[&key]).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

/// Those between the prefix and the prefix with the last of all characters: a prefix is no pattern.
pub(super) async fn under(
    client: &impl GenericClient,
    prefix: &str,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let sql = "SELECT key, value FROM setting WHERE key >= $1 AND key < $1 || chr(1114111)";
    let rows = statement::rows(client, sql, &[&prefix]).await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect()
}

pub(super) async fn put(client: &impl GenericClient, key: &str, value: &[u8]) -> Result<()> {
    let sql = "INSERT INTO setting (key, value) VALUES ($1, $2)
               ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    statement::execute(client, sql, &[&key, &value]).await?;
    Ok(())
}

/// Puts the second where the first is what stands there; nothing means no row. Whoever changes the same
/// row meanwhile is waited for, and then the row is looked at again.
pub(super) async fn change(
    client: &impl GenericClient,
    key: &str,
    change: (Option<&[u8]>, Option<&[u8]>),
) -> Result<bool> {
    let changed = match change {
        (None, None) => return Ok(get(client, key).await?.is_none()),
        (None, Some(value)) => {
            let sql = "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            statement::execute(client, sql, &[&key, &value]).await?
        }
        (Some(expected), Some(value)) => {
            let sql = "UPDATE setting SET value = $3 WHERE key = $1 AND value = $2";
            statement::execute(client, sql, &[&key, &expected, &value]).await?
        }
        (Some(expected), None) => {
            let sql = "DELETE FROM setting WHERE key = $1 AND value = $2";
            statement::execute(client, sql, &[&key, &expected]).await?
        }
    };
    Ok(changed == 1)
}

pub(super) async fn remove(client: &impl GenericClient, key: &str) -> Result<()> {
    statement::execute(client, "DELETE FROM setting WHERE key = $1", &[&key]).await?;
    Ok(())
}

/// An index, and what stands outside of its row, count as the table they belong to.
pub(super) async fn space(client: &impl GenericClient) -> Result<BTreeMap<String, u64>> {
    let sql = "SELECT relname::text, pg_total_relation_size(oid)
               FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
    let rows = statement::rows(client, sql, &[]).await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, col(row, 1)?)))
        .collect()
}

/// Reads every row of every table, and asks for the promises that no constraint can hold. The pages
/// themselves are the server's to check (checksums, `pg_amcheck`).
pub(super) async fn integrity_check(client: &impl GenericClient) -> Result<()> {
    let sql = "SELECT relname::text FROM pg_class
               WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
    for row in statement::rows(client, sql, &[]).await? {
        let table: String = row.try_get(0)?;
        // The name of a table of ours, from the catalogue.
        let sql = format!("SELECT count(t.*::text) FROM {table} AS t");
        client.query_one(&sql, &[]).await?;
    }
    let sql = "SELECT 1 FROM log_head h WHERE h.size <>
                   256 * (SELECT count(*) FROM log_bundle b WHERE b.declaration = h.declaration)
                   + (SELECT count(*) FROM log_entry e WHERE e.declaration = h.declaration)
               LIMIT 1";
    match statement::row(client, sql, &[]).await? {
        None => Ok(()),
        Some(_) => Err(StoreError::corrupt("a row of the log is missing")),
    }
}

/// Whether the tables are there, and the server takes writes.
pub(super) async fn health(client: &impl GenericClient) -> Result<()> {
    let sql = "SELECT pg_is_in_recovery() FROM schema_migration LIMIT 1";
    let row = statement::row(client, sql, &[]).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("the schema has no version"))?;
    if row.try_get(0)? {
        return Err(StoreError::unavailable("the server is a standby"));
    }
    Ok(())
}
