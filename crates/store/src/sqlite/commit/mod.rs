//! The commit point (station 8 of the life of a signature).
//!
//! One transaction holds everything. If the process dies before its last page is in the write-ahead
//! file, nothing happened; if it dies after the sync, all of it did, though nobody was told: the
//! same link then leads to the same receipt. There is nothing in between to repair.

mod departure;
mod signature;

use std::collections::BTreeMap;

use domain::listing::Listing;
use domain::log::Bucket;
use rusqlite::Transaction;

use super::column::{Col, col};
use super::piles::Piles;
use super::{Result, bundles, declarations, key_of_known, list, outbox, subscription};
use crate::{Batch, Departure, Moment, StoreError};

pub(super) use departure::{erase as erase_signature, take_tag};

pub(super) fn commit(
    transaction: &Transaction<'_>,
    piles: &Piles,
    batch: &Batch,
) -> Result<Moment> {
    let key = key_of_known(transaction, batch.declaration)?;
    expect_head(transaction, key, batch)?;
    let mut counts = Counts::default();
    // A tag is free for the signature that takes its place only once the one that had it has left.
    let (stored, new): (Vec<&Departure>, Vec<&Departure>) = batch
        .departures
        .iter()
        .partition(|leaving| leaving.signature < batch.expected_size);
    leave(transaction, key, &stored, &mut counts)?;
    signature::insert(transaction, piles, key, &batch.signatures)?;
    for new in &batch.signatures {
        counts.add(new.bucket, new.listing, 1);
    }
    bundles::append(transaction, key, batch.expected_size, &batch.entries)?;
    add_subtrees(transaction, key, batch)?;
    leave(transaction, key, &new, &mut counts)?;
    for moved in &batch.moves {
        departure::hand_over(transaction, key, *moved)?;
    }
    for leaving in &batch.departures {
        departure::erase(transaction, key, leaving.signature)?;
    }
    counts.write(transaction, key)?;
    if let Some(publication) = &batch.publication {
        declarations::publish(transaction, key, publication, batch.at)?;
    }
    for delivery in &batch.deliveries {
        outbox::insert(transaction, delivery)?;
    }
    for subscription in &batch.subscriptions {
        subscription::start(transaction, subscription)?;
    }
    advance(transaction, key, batch)?;
    let moment = list::moment(transaction, batch.declaration)?;
    moment.ok_or_else(|| StoreError::corrupt("a declaration has no log"))
}

fn leave(
    transaction: &Transaction<'_>,
    key: i64,
    leaving: &[&Departure],
    counts: &mut Counts,
) -> Result<()> {
    for departure in leaving {
        let left = departure::leave(transaction, key, departure)?;
        counts.add(left.bucket, left.listing, -1);
    }
    Ok(())
}

/// Says that something changed that pages show, without an entry of the log.
pub(super) fn count_change(transaction: &Transaction<'_>, key: i64) -> Result<()> {
    transaction
        .prepare_cached("UPDATE log_head SET changes = changes + 1 WHERE declaration = ?1")?
        .execute([key])?;
    Ok(())
}

fn expect_head(transaction: &Transaction<'_>, key: i64, batch: &Batch) -> Result<()> {
    let (size, closed): (u64, bool) = transaction
        .prepare_cached("SELECT size, closed FROM log_head WHERE declaration = ?1")?
        .query_row([key], |row| Ok((col(row, 0)?, row.get(1)?)))?;
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

fn add_subtrees(transaction: &Transaction<'_>, key: i64, batch: &Batch) -> Result<()> {
    let mut subtree = transaction.prepare_cached(
        "INSERT INTO log_subtree (declaration, level, idx, hash) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for row in &batch.subtrees {
        subtree.execute((key, row.level, Col(row.index), row.hash))?;
    }
    Ok(())
}

fn advance(transaction: &Transaction<'_>, key: i64, batch: &Batch) -> Result<()> {
    let size = batch.size_after();
    transaction
        .prepare_cached(
            "UPDATE log_head SET size = ?2, edge = ?3, checkpoint = ?4, closed = closed OR ?5,
                                 changes = changes + 1, publications = publications + ?6
             WHERE declaration = ?1",
        )?
        .execute((
            key,
            Col(size),
            batch.edge.concat(),
            &batch.checkpoint,
            batch.closes,
            batch.publication.is_some() || batch.closes,
        ))?;
    if batch.checkpoint.is_empty() {
        return Ok(());
    }
    // A batch without entries, as when only the folder changes, signs a size that was signed: the
    // history keeps the first.
    transaction
        .prepare_cached(
            "INSERT INTO checkpoint (declaration, size, note, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (declaration, size) DO NOTHING",
        )?
        .execute((key, Col(size), &batch.checkpoint, Col(batch.at)))?;
    Ok(())
}

/// Changes of counters, summed up so that each counter is written once however large the batch.
#[derive(Default)]
pub(super) struct Counts(BTreeMap<(Bucket, Listing), i64>);

impl Counts {
    pub(super) fn add(&mut self, bucket: Bucket, listing: Listing, change: i64) {
        *self.0.entry((bucket, listing)).or_default() += change;
    }

    pub(super) fn write(&self, transaction: &Transaction<'_>, key: i64) -> Result<()> {
        let mut more = transaction.prepare_cached(
            "INSERT INTO counter (declaration, revision, class, evidence, listing, n)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (declaration, revision, class, evidence, listing)
             DO UPDATE SET n = n + excluded.n",
        )?;
        let mut fewer = transaction.prepare_cached(
            "UPDATE counter SET n = n + ?6 WHERE declaration = ?1 AND revision = ?2
             AND class = ?3 AND evidence = ?4 AND listing = ?5",
        )?;
        for ((bucket, listing), by) in self.0.iter().filter(|(_, by)| **by != 0) {
            let row = (
                key,
                Col(bucket.revision),
                Col(bucket.class),
                Col(bucket.evidence),
                Col(*listing),
                by,
            );
            let statement = if *by > 0 { &mut more } else { &mut fewer };
            if statement.execute(row)? != 1 {
                return Err(StoreError::corrupt("a signature was never counted"));
            }
        }
        Ok(())
    }
}
