//! The commit point (station 8 of the life of a signature).
//!
//! One transaction holds everything, and begins by locking the head of the log: whichever node the
//! next batch comes from, it waits here and then finds another size than it was built on. If the
//! process or the server dies before the commit is on disk, nothing happened; if after, all of it
//! did, though nobody was told: the same link then leads to the same receipt.

mod counts;
mod departure;
mod signature;

use deadpool_postgres::Transaction;

use super::column::{Column, col, raws};
use super::statement::Values;
use super::{Result, bundles, declarations, key_of_known, list, outbox, statement, subscription};
use crate::{Batch, Departure, Moment, NewDelivery, StoreError};

pub(super) use counts::Counts;
pub(super) use departure::erase as erase_signatures;

pub(super) async fn commit(transaction: &Transaction<'_>, batch: &Batch) -> Result<Moment> {
    let key = key_of_known(transaction, batch.declaration).await?;
    subscription::lock(transaction, &batch.subscriptions).await?;
    expect_head(transaction, key, batch).await?;
    let mut counts = Counts::default();
    // A tag is free for the signature that takes its place only once the one that had it has left.
    let (stored, new): (Vec<Departure>, Vec<Departure>) = batch
        .departures
        .iter()
        .partition(|leaving| leaving.signature < batch.expected_size);
    departure::leave(transaction, key, &stored, &mut counts).await?;
    signature::insert(transaction, key, &batch.signatures).await?;
    for new in &batch.signatures {
        counts.add(new.bucket, new.listing, 1);
    }
    bundles::append(transaction, key, batch.expected_size, &batch.entries).await?;
    add_subtrees(transaction, key, batch).await?;
    departure::leave(transaction, key, &new, &mut counts).await?;
    for moved in &batch.moves {
        departure::hand_over(transaction, key, *moved).await?;
    }
    departure::erase(transaction, key, &batch.departures).await?;
    counts.write(transaction, key).await?;
    if let Some(publication) = &batch.publication {
        declarations::publish(transaction, key, publication, batch.at).await?;
    }
    let deliveries: Vec<&NewDelivery> = batch.deliveries.iter().collect();
    outbox::insert(transaction, &deliveries).await?;
    subscription::start(transaction, &batch.subscriptions).await?;
    advance(transaction, key, batch).await?;
    let moment = list::moment(transaction, batch.declaration).await?;
    moment.ok_or_else(|| StoreError::corrupt("a declaration has no log"))
}

/// Makes everybody wait who changes the log, its signatures or its list, until the transaction ends.
/// Answers the size of the log, and whether it is closed.
pub(super) async fn lock_head(transaction: &Transaction<'_>, key: i64) -> Result<(u64, bool)> {
    let sql = "SELECT size, closed FROM log_head WHERE declaration = $1 FOR UPDATE";
    let row = statement::row(transaction, sql, &[&key]).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("a declaration has no log"))?;
    Ok((col(&row, 0)?, row.try_get(1)?))
}

/// Says that something changed that pages show, without an entry of the log.
pub(super) async fn count_change(transaction: &Transaction<'_>, key: i64) -> Result<()> {
    let sql = "UPDATE log_head SET changes = changes + 1 WHERE declaration = $1";
    statement::execute(transaction, sql, &[&key]).await?;
    Ok(())
}

async fn expect_head(transaction: &Transaction<'_>, key: i64, batch: &Batch) -> Result<()> {
    let (size, closed) = lock_head(transaction, key).await?;
    let expected = batch.expected_size;
    if size != expected {
        let what = format!("the log has {size} entries, the batch was built on {expected}");
        return Err(StoreError::conflict(what));
    }
    if closed && (batch.closes || !batch.signatures.is_empty()) {
        return Err(StoreError::conflict("the log is closed"));
    }
    Ok(())
}

async fn add_subtrees(transaction: &Transaction<'_>, key: i64, batch: &Batch) -> Result<()> {
    if batch.subtrees.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO log_subtree (declaration, level, idx, hash)
               SELECT $1, * FROM unnest($2::smallint[], $3::bigint[], $4::bytea[])";
    let values: Values<'_> = &[
        &key,
        &raws(&batch.subtrees, |row| row.level),
        &raws(&batch.subtrees, |row| row.index),
        &raws(&batch.subtrees, |row| row.hash),
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

async fn advance(transaction: &Transaction<'_>, key: i64, batch: &Batch) -> Result<()> {
    let size = batch.size_after().raw();
    let sql = "UPDATE log_head SET size = $2, edge = $3, checkpoint = $4, closed = closed OR $5,
                                   changes = changes + 1, publications = publications + $6
               WHERE declaration = $1";
    let edge = batch.edge.concat();
    let publications = i64::from(batch.publication.is_some() || batch.closes);
    let values: Values<'_> = &[
        &key,
        &size,
        &edge,
        &batch.checkpoint,
        &batch.closes,
        &publications,
    ];
    statement::execute(transaction, sql, values).await?;
    if batch.checkpoint.is_empty() {
        return Ok(());
    }
    // A batch without entries, as when only the folder changes, signs a size that was signed: the
    // history keeps the first.
    let sql = "INSERT INTO checkpoint (declaration, size, note, at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (declaration, size) DO NOTHING";
    let values: Values<'_> = &[&key, &size, &batch.checkpoint, &batch.at.raw()];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}
