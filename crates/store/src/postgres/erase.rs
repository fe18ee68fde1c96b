//! Erasing, as far as PostgreSQL can.
//!
//! A deleted row is gone from every answer when its transaction commits. Its bytes stay in the page
//! until a vacuum frees them and another row takes the place, and in the write-ahead log and its
//! archives for as long as the operator keeps those: no program can overwrite them from outside.

use deadpool_postgres::Client;

use super::{Result, stir};
use crate::StoreError;

/// Tables from which addresses or names are deleted.
const PERSONAL: [&str; 14] = [
    "outbox",
    "pending",
    "signature_record",
    "signatory",
    "signatory_name",
    "signatory_word",
    "sealed_contact",
    "consent",
    "opt_in",
    "subscription",
    "subscription_signed",
    "subscription_consent",
    "subscription_access",
    "infomail_receipt",
];

/// Frees what was deleted from the tables with persons in them, and takes away what tells when rows were
/// written where nobody shall know.
pub(super) async fn settle(client: &Client) -> Result<()> {
    stir::subscriptions(client).await?;
    let sql = format!("VACUUM (SKIP_LOCKED) {}", PERSONAL.join(", "));
    Ok(client.batch_execute(&sql).await?)
}

/// Writes all tables anew: the files of before are removed whole.
pub(super) async fn compact(client: &Client) -> Result<()> {
    let sql = "SELECT relname::text FROM pg_class
               WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
    for row in client.query(sql, &[]).await? {
        let table: String = row.try_get(0)?;
        // The name of a table of ours, from the catalogue; and who waits for it waits for long.
        let sql = format!("SET lock_timeout = '60s'; VACUUM FULL {table}");
        for statement in sql.split("; ") {
            client.batch_execute(statement).await?;
        }
    }
    let reset = client.batch_execute("RESET lock_timeout").await;
    reset.map_err(StoreError::from)
}
