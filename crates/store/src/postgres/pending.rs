//! Signatures that wait for their confirmation.

use deadpool_postgres::{GenericClient, Transaction};
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col, maybe, raws};
use super::{Result, hours, statement, waiting};
use crate::{PendingDone, PendingKey, PendingRow, StoreError};

pub(super) async fn find(
    client: &impl GenericClient,
    key: PendingKey,
) -> Result<Option<PendingRow>> {
    // Three statements: each is found by an index of its own, and none is made of parts.
    let (sql, hash) = match key {
        PendingKey::Confirm(hash) => (
            "SELECT p.confirm_hash, d.id, p.payload, p.wrapped_by_link, p.wrapped_by_code,
                    p.tries, p.expires, p.leaf
             FROM pending p JOIN declaration d ON d.key = p.declaration
             WHERE p.confirm_hash = $1",
            hash,
        ),
        PendingKey::Tab(hash) => (
            "SELECT p.confirm_hash, d.id, p.payload, p.wrapped_by_link, p.wrapped_by_code,
                    p.tries, p.expires, p.leaf
             FROM pending p JOIN declaration d ON d.key = p.declaration
             WHERE p.tab_hash = $1",
            hash,
        ),
        PendingKey::Refuse(hash) => (
            "SELECT p.confirm_hash, d.id, p.payload, p.wrapped_by_link, p.wrapped_by_code,
                    p.tries, p.expires, p.leaf
             FROM pending p JOIN declaration d ON d.key = p.declaration
             WHERE p.refuse_hash = $1",
            hash,
        ),
    };
    let row = statement::row(client, sql, &[&hash.raw()]).await?;
    row.as_ref().map(pending_row).transpose()
}

fn pending_row(row: &Row) -> Result<PendingRow> {
    Ok(PendingRow {
        confirm_hash: col(row, 0)?,
        declaration: col(row, 1)?,
        payload: row.try_get(2)?,
        wrapped_by_link: row.try_get(3)?,
        wrapped_by_code: row.try_get(4)?,
        tries: col(row, 5)?,
        expires: col(row, 6)?,
        leaf: maybe(row, 7)?,
    })
}

/// The try is durable before the code is compared: a crash cannot give it back.
pub(super) async fn count_try(
    transaction: &Transaction<'_>,
    tab_hash: &[u8; 32],
    most: u32,
) -> Result<Option<u32>> {
    let sql = "UPDATE pending SET tries = tries + 1 WHERE tab_hash = $1 AND tries < $2
               RETURNING $2 - tries";
    let row = statement::row(transaction, sql, &[&tab_hash.raw(), &most.raw()]).await?;
    row.map(|row| col(&row, 0)).transpose()
}

pub(super) async fn give_back_try(
    transaction: &Transaction<'_>,
    tab_hash: &[u8; 32],
) -> Result<()> {
    let sql = "UPDATE pending SET tries = tries - 1 WHERE tab_hash = $1 AND tries > 0";
    statement::execute(transaction, sql, &[&tab_hash.raw()]).await?;
    Ok(())
}

pub(super) async fn refuse(
    transaction: &Transaction<'_>,
    refuse_hash: &[u8; 32],
    suppress: bool,
) -> Result<bool> {
    let find = "SELECT suppression FROM pending WHERE refuse_hash = $1 AND leaf IS NULL";
    let take = "DELETE FROM pending WHERE refuse_hash = $1 AND leaf IS NULL
                RETURNING confirm_hash";
    waiting::refuse(transaction, (find, take), (refuse_hash, suppress)).await
}

pub(super) async fn expire(
    transaction: &Transaction<'_>,
    now: Timestamp,
    most: u32,
) -> Result<u32> {
    let take = "DELETE FROM pending WHERE key IN (
                    SELECT key FROM pending WHERE expires <= $1
                    ORDER BY expires LIMIT $2 FOR UPDATE SKIP LOCKED)
                RETURNING confirm_hash";
    waiting::expire(transaction, take, (now, most)).await
}

pub(super) async fn expire_caps(
    transaction: &Transaction<'_>,
    before: Timestamp,
    most: u32,
) -> Result<u32> {
    let sql = "DELETE FROM mail_cap WHERE ctid = ANY (ARRAY(
                   SELECT ctid FROM mail_cap WHERE at < $1
                   ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED))";
    hours::forget(transaction, before).await?;
    statement::erase_some(transaction, sql, (before, most)).await
}

/// Rows whose signatures are in the log now. Nobody signs with one that was confirmed or refused in the
/// meantime, or has expired.
pub(super) async fn confirm(
    transaction: &Transaction<'_>,
    done: &[(u64, &PendingDone)],
) -> Result<()> {
    if done.is_empty() {
        return Ok(());
    }
    let sql = "UPDATE pending p SET leaf = d.leaf, payload = d.stub, suppression = NULL
               FROM unnest($1::bytea[], $2::bigint[], $3::bytea[]) AS d (hash, leaf, stub)
               WHERE p.confirm_hash = d.hash AND p.leaf IS NULL";
    let hashes = raws(done, |(_, done)| done.confirm_hash);
    let leaves = raws(done, |(leaf, _)| *leaf);
    let stubs: Vec<&[u8]> = done.iter().map(|(_, done)| done.stub.as_slice()).collect();
    let confirmed = statement::execute(transaction, sql, &[&hashes, &leaves, &stubs]).await?;
    if confirmed < done.len() as u64 {
        return Err(StoreError::conflict(
            "a pending signature is not pending any more",
        ));
    }
    Ok(())
}
