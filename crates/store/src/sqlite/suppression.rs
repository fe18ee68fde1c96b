//! Addresses that want no mail.

use rusqlite::{Connection, Transaction};

use super::{Result, outbox};

/// Whatever waits for the same address goes with it: signatures of other declarations, wishes to
/// subscribe, and their mails.
pub(super) fn add(transaction: &Transaction<'_>, key: &[u8; 32]) -> Result<()> {
    for sql in [
        "DELETE FROM pending WHERE suppression = ?1 AND leaf IS NULL RETURNING confirm_hash",
        "DELETE FROM opt_in WHERE suppression = ?1 RETURNING confirm_hash",
    ] {
        let waiting: Vec<[u8; 32]> = transaction
            .prepare_cached(sql)?
            .query_map([key], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for confirm_hash in waiting {
            outbox::withdraw_of_pending(transaction, &confirm_hash)?;
        }
    }
    transaction
        .prepare_cached("INSERT INTO suppression (key) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([key])?;
    Ok(())
}

pub(super) fn lift(
    transaction: &Transaction<'_>,
    key: &[u8; 32],
    infomail: &[u8; 32],
) -> Result<bool> {
    let from_all = transaction
        .prepare_cached("DELETE FROM suppression WHERE key = ?1")?
        .execute([key])?;
    let from_infomail = transaction
        .prepare_cached("DELETE FROM infomail_suppression WHERE key = ?1")?
        .execute([infomail])?;
    Ok(from_all + from_infomail > 0)
}

pub(super) fn contains(connection: &Connection, key: &[u8; 32]) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM suppression WHERE key = ?1")?;
    Ok(statement.exists([key])?)
}
