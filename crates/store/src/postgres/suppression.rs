//! Addresses that want no mail.

use deadpool_postgres::{GenericClient, Transaction};

use super::column::{Column, col};
use super::{Result, locks, outbox, statement};

/// Whatever waits for the same address goes with it: signatures of other declarations, wishes to
/// subscribe, and their mails. Its lock is taken first: a form that is sent at this moment is either
/// there to be deleted, or finds the address suppressed.
pub(super) async fn add(transaction: &Transaction<'_>, key: &[u8; 32]) -> Result<()> {
    locks::keys(transaction, [key]).await?;
    for sql in [
        "DELETE FROM pending WHERE suppression = $1 AND leaf IS NULL RETURNING confirm_hash",
        "DELETE FROM opt_in WHERE suppression = $1 RETURNING confirm_hash",
    ] {
        let waiting = statement::rows(transaction, sql, &[&key.raw()]).await?;
        let waiting: Result<Vec<[u8; 32]>> = waiting.iter().map(|row| col(row, 0)).collect();
        outbox::withdraw_of_pending(transaction, &waiting?).await?;
    }
    let sql = "INSERT INTO suppression (key) VALUES ($1) ON CONFLICT DO NOTHING";
    statement::execute(transaction, sql, &[&key.raw()]).await?;
    Ok(())
}

pub(super) async fn lift(
    transaction: &Transaction<'_>,
    key: &[u8; 32],
    infomail: &[u8; 32],
) -> Result<bool> {
    let sql = "DELETE FROM suppression WHERE key = $1";
    let from_all = statement::execute(transaction, sql, &[&key.raw()]).await?;
    let sql = "DELETE FROM infomail_suppression WHERE key = $1";
    let from_infomail = statement::execute(transaction, sql, &[&infomail.raw()]).await?;
    Ok(from_all + from_infomail > 0)
}

pub(super) async fn contains(client: &impl GenericClient, key: &[u8; 32]) -> Result<bool> {
    let sql = "SELECT 1 FROM suppression WHERE key = $1";
    let row = statement::row(client, sql, &[&key.raw()]).await?;
    Ok(row.is_some())
}
