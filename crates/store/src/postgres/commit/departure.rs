//! Signatures leave: what belongs to a person is erased or handed over, the place in the log stays.

use deadpool_postgres::Transaction;

use super::Counts;
use crate::postgres::column::{Column, raws};
use crate::postgres::statement::{self, Values};
use crate::postgres::{Result, consents, facts, signatories};
use crate::rows::place::place;
use crate::{Departure, Move, StoreError, StoredState};

/// Takes signatures out of the count and frees their tags.
pub(super) async fn leave(
    transaction: &Transaction<'_>,
    key: i64,
    leaving: &[Departure],
    counts: &mut Counts,
) -> Result<()> {
    if leaving.is_empty() {
        return Ok(());
    }
    let mut stand = facts::signatures(transaction, key, &signatures(leaving)).await?;
    for departure in leaving {
        // Taken out of what was found: nobody leaves twice, not even in one batch.
        let left = stand
            .remove(&departure.signature)
            .filter(|facts| facts.state == StoredState::Confirmed)
            .ok_or_else(|| StoreError::conflict("a signature that leaves does not count"))?;
        if departure.state == StoredState::Confirmed {
            let what = "a signature cannot leave by being confirmed";
            return Err(StoreError::conflict(what));
        }
        counts.add(left.bucket, left.listing, -1);
    }
    let sql = "UPDATE signature s SET state = d.state, tag = NULL
               FROM unnest($2::bigint[], $3::smallint[]) AS d (leaf, state)
               WHERE s.declaration = $1 AND s.leaf = d.leaf";
    let leaves = raws(leaving, |departure| departure.signature);
    let states = raws(leaving, |departure| departure.state);
    statement::execute(transaction, sql, &[&key, &leaves, &states]).await?;
    Ok(())
}

fn signatures(leaving: &[Departure]) -> Vec<u64> {
    leaving
        .iter()
        .map(|departure| departure.signature)
        .collect()
}

/// Leads the links of one that has left to the one that takes its place, and gives that one what its
/// signer did not ask to end.
pub(super) async fn hand_over(transaction: &Transaction<'_>, key: i64, moved: Move) -> Result<()> {
    let stand = facts::signatures(transaction, key, &[moved.to]).await?;
    let counts = stand
        .get(&moved.to)
        .is_some_and(|facts| facts.state == StoredState::Confirmed);
    if !counts {
        let what = "the signature that takes a place does not count";
        return Err(StoreError::conflict(what));
    }
    let (from, to) = (moved.from.raw(), moved.to.raw());
    let sql = "UPDATE signature SET successor = $3
               WHERE declaration = $1 AND leaf = $2 AND state = $4";
    let values: Values<'_> = &[&key, &from, &to, &StoredState::Withdrawn.raw()];
    if statement::execute(transaction, sql, values).await? != 1 {
        return Err(StoreError::conflict("a signature that moves did not leave"));
    }
    let sql = "UPDATE sealed_contact SET leaf = $3 WHERE declaration = $1 AND leaf = $2";
    statement::execute(transaction, sql, &[&key, &from, &to]).await?;
    consents::hand_over(transaction, key, moved.from, moved.to).await
}

/// Erases what belongs to persons and is still there.
pub(in crate::postgres) async fn erase(
    transaction: &Transaction<'_>,
    key: i64,
    leaving: &[Departure],
) -> Result<()> {
    if leaving.is_empty() {
        return Ok(());
    }
    let leaves = signatures(leaving);
    signatories::take_off(transaction, key, &leaves).await?;
    let places: Vec<i64> = leaves
        .iter()
        .map(|leaf| place(key, *leaf))
        .collect::<Result<_>>()?;
    let sql = "DELETE FROM signature_record WHERE place = ANY($1)";
    statement::execute(transaction, sql, &[&places]).await?;
    let leaves = raws(&leaves, |leaf| *leaf);
    for sql in [
        "DELETE FROM sealed_contact WHERE declaration = $1 AND leaf = ANY($2)",
        "DELETE FROM consent WHERE declaration = $1 AND leaf = ANY($2)",
    ] {
        statement::execute(transaction, sql, &[&key, &leaves]).await?;
    }
    Ok(())
}
