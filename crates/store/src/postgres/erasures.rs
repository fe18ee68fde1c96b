//! Erasing again what was erased before a backup was brought back.

use deadpool_postgres::{GenericClient, Transaction};
use domain::id::DeclarationId;
use domain::listing::Listing;

use super::column::{Column, col};
use super::commit::{Counts, count_change, erase_signatures, lock_head};
use super::statement::Values;
use super::{Result, facts, key_of, statement};
use crate::rows::kept::kept;
use crate::{Departure, StoredState};

pub(super) async fn forget(
    transaction: &Transaction<'_>,
    (id, leaf): (DeclarationId, u64),
    tag: &[u8; 32],
) -> Result<bool> {
    let Some(key) = key_of(transaction, id).await? else {
        return Ok(false);
    };
    lock_head(transaction, key).await?;
    let found = facts::signatures(transaction, key, &[leaf]).await?;
    let facts = found
        .get(&leaf)
        .filter(|facts| facts.state == StoredState::Confirmed);
    let Some(facts) = facts else {
        return Ok(false);
    };
    let sql = "UPDATE signature SET listing = $3, tag = $4 WHERE declaration = $1 AND leaf = $2";
    let (place, counted) = (leaf.raw(), Listing::Counted.raw());
    let values: Values<'_> = &[&key, &place, &counted, &kept(tag).raw()];
    statement::execute(transaction, sql, values).await?;
    let leaving = Departure {
        signature: leaf,
        state: StoredState::Withdrawn,
    };
    erase_signatures(transaction, key, &[leaving]).await?;
    let mut counts = Counts::default();
    counts.add(facts.bucket, facts.listing, -1);
    counts.add(facts.bucket, Listing::Counted, 1);
    counts.write(transaction, key).await?;
    count_change(transaction, key).await.map(|()| true)
}

/// The keyed hash of the address that a link to refuse would suppress: of a signature, or of a wish to
/// subscribe.
pub(super) async fn suppression_to_refuse(
    client: &impl GenericClient,
    refuse_hash: &[u8; 32],
) -> Result<Option<[u8; 32]>> {
    let sql = "SELECT suppression FROM pending
               WHERE refuse_hash = $1 AND suppression IS NOT NULL
               UNION ALL
               SELECT suppression FROM opt_in
               WHERE refuse_hash = $1 AND suppression IS NOT NULL";
    let row = statement::row(client, sql, &[&refuse_hash.raw()]).await?;
    row.map(|row| col(&row, 0)).transpose()
}
