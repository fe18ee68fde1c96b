//! Bringing a database to the schema this program knows. Forward only.

use deadpool_postgres::Transaction;
use sha2::{Digest, Sha256};

use super::Result;
use super::column::{Column, col};
use super::obstacle::{OLDEST, Unfit};
use super::pools::Pools;
use crate::StoreError;

/// A step of the schema. Once released it is never changed: the database keeps its digest.
struct Migration {
    name: &'static str,
    sql: &'static str,
}

/// All steps; the first is version 1.
const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001_base",
    sql: include_str!("migrations/0001_base.sql"),
}];

/// Applies what is missing, in one transaction. Nodes that start together do it one after the other:
/// the lock is that of the name of the schema, in a space of numbers of our own.
pub(super) async fn migrate(pools: &Pools, schema: &str) -> Result<()> {
    let schema = schema.to_owned();
    pools
        .transact(move |transaction| Box::pin(async move { apply(transaction, &schema).await }))
        .await
}

async fn apply(transaction: &Transaction<'_>, schema: &str) -> Result<()> {
    fits(transaction).await?;
    // Read from the name alone: the schema itself may not be there yet.
    let lock = i32::from_be_bytes(first_four(schema));
    let sql =
        format!("SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock({SPACE}, {lock})");
    transaction.batch_execute(&sql).await?;
    // The name was read by `PostgresOptions::in_schema` and needs no quoting.
    // Asked first: a role that owns its schema may not be allowed to make one.
    let sql = "SELECT to_regnamespace($1) IS NULL";
    let make = match transaction.query_one(sql, &[&schema]).await?.try_get(0)? {
        true => format!("CREATE SCHEMA {schema};"),
        false => String::new(),
    };
    let sql = format!(
        "{make}
         CREATE TABLE IF NOT EXISTS schema_migration (
             version INTEGER PRIMARY KEY,
             name TEXT NOT NULL,
             digest BYTEA NOT NULL CHECK (length(digest) = 32)
         )"
    );
    transaction.batch_execute(&sql).await?;
    up_to(transaction, MIGRATIONS).await
}

/// Applies those steps that were not yet.
async fn up_to(transaction: &Transaction<'_>, migrations: &[Migration]) -> Result<()> {
    let applied = applied(transaction).await?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    if let Some((found, _)) = applied.last().filter(|(version, _)| *version > known) {
        let found = *found;
        return Err(StoreError::NewerSchema { found, known });
    }
    for (version, migration) in (1..).zip(migrations) {
        step(transaction, version, migration, &applied).await?;
    }
    Ok(())
}

/// The schema that this program knows.
pub(super) fn newest() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// The schema that a database has.
pub(super) async fn applied_version(transaction: &Transaction<'_>) -> Result<u32> {
    let applied = applied(transaction).await?;
    Ok(applied.last().map_or(0, |(version, _)| *version))
}

/// Makes an older schema, or this one without any rows, in place of the one that is there.
pub(super) async fn begin_anew(transaction: &Transaction<'_>, version: u32) -> Result<()> {
    let sql = "SELECT format('DROP TABLE %s CASCADE', oid::regclass) FROM pg_class
               WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
                   AND relname <> 'schema_migration'
               UNION ALL
               SELECT format('DROP ROUTINE %s CASCADE', oid::regprocedure) FROM pg_proc
               WHERE pronamespace = current_schema()::regnamespace
               UNION ALL
               SELECT 'DELETE FROM schema_migration'";
    for row in transaction.query(sql, &[]).await? {
        transaction.batch_execute(row.try_get(0)?).await?;
    }
    let steps = usize::try_from(version).ok();
    let steps = steps.and_then(|steps| MIGRATIONS.get(..steps));
    up_to(transaction, steps.unwrap_or(MIGRATIONS)).await
}

/// Goes on from there to the schema this program knows.
pub(super) async fn finish(transaction: &Transaction<'_>) -> Result<()> {
    up_to(transaction, MIGRATIONS).await
}

/// Refuses a server that is too old, and a database that would take bytes for text.
async fn fits(transaction: &Transaction<'_>) -> Result<()> {
    let sql = "SELECT current_setting('server_version_num')::integer / 10000,
                      current_setting('server_encoding')";
    let row = transaction.query_one(sql, &[]).await?;
    let (version, encoding): (u32, String) = (col(&row, 0)?, row.try_get(1)?);
    if version < OLDEST {
        return Err(StoreError::corrupt(Unfit::Version(version)));
    }
    if encoding != "UTF8" {
        return Err(StoreError::corrupt(Unfit::Encoding(encoding)));
    }
    Ok(())
}

async fn step(
    transaction: &Transaction<'_>,
    version: u32,
    migration: &Migration,
    applied: &[(u32, [u8; 32])],
) -> Result<()> {
    let digest: [u8; 32] = Sha256::digest(migration.sql.as_bytes()).into();
    match applied.iter().find(|(there, _)| *there == version) {
        Some((_, same)) if *same == digest => Ok(()),
        Some(_) => {
            let name = migration.name;
            let what = format!("schema step {name} is not the one this program was built with");
            Err(StoreError::corrupt(what))
        }
        None => {
            transaction.batch_execute(migration.sql).await?;
            let sql = "INSERT INTO schema_migration (version, name, digest) VALUES ($1, $2, $3)";
            let values: super::statement::Values<'_> =
                &[&version.raw(), &migration.name, &digest.raw()];
            transaction.execute(sql, values).await?;
            Ok(())
        }
    }
}

async fn applied(transaction: &Transaction<'_>) -> Result<Vec<(u32, [u8; 32])>> {
    let sql = "SELECT version, digest FROM schema_migration ORDER BY version";
    let rows = transaction.query(sql, &[]).await?;
    rows.iter()
        .map(|row| Ok((col(row, 0)?, col(row, 1)?)))
        .collect()
}

/// "Unds", as a number.
const SPACE: i32 = 0x556e_6473;

fn first_four(name: &str) -> [u8; 4] {
    let digest: [u8; 32] = Sha256::digest(name.as_bytes()).into();
    let [a, b, c, d, ..] = digest;
    [a, b, c, d]
}
