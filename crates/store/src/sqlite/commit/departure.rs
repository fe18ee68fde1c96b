//! A signature leaves: what belongs to a person is erased or handed over, the place in the log stays.

use rusqlite::Transaction;

use super::super::column::Col;
use super::super::piles::Piles;
use super::super::{Result, consents, facts, signatories};
use crate::rows::kept::Kept;
use crate::rows::place::place;
use crate::{Departure, Move, SignatureFacts, StoreError, StoredState};

/// Takes a signature out of the count and frees its tag; answers how it was counted.
pub(super) fn leave(
    transaction: &Transaction<'_>,
    key: i64,
    departure: &Departure,
) -> Result<SignatureFacts> {
    let leaf = departure.signature;
    let facts = facts::signature_facts(transaction, key, leaf)?
        .filter(|facts| facts.state == StoredState::Confirmed)
        .ok_or_else(|| StoreError::conflict("a signature that leaves does not count"))?;
    if departure.state == StoredState::Confirmed {
        return Err(StoreError::conflict(
            "a signature cannot leave by being confirmed",
        ));
    }
    take_tag(transaction, (key, leaf))?;
    transaction
        .prepare_cached(
            "UPDATE signature SET state = ?3, tag = NULL WHERE declaration = ?1 AND leaf = ?2",
        )?
        .execute((key, Col(leaf), Col(departure.state)))?;
    Ok(facts)
}

/// Takes the tag of a signature off its pile; the row still has it.
pub(in crate::sqlite) fn take_tag(transaction: &Transaction<'_>, place: (i64, u64)) -> Result<()> {
    let (key, leaf) = place;
    let tag: Option<Kept> = transaction
        .prepare_cached("SELECT tag FROM signature WHERE declaration = ?1 AND leaf = ?2")?
        .query_row((key, Col(leaf)), |row| row.get(0))?;
    match tag {
        Some(tag) => Piles::forget(transaction, &tag, place),
        None => Ok(()),
    }
}

/// Leads the links of one that has left to the one that takes its place, and gives that one what its
/// signer did not ask to end.
pub(super) fn hand_over(transaction: &Transaction<'_>, key: i64, moved: Move) -> Result<()> {
    let counts = facts::signature_facts(transaction, key, moved.to)?
        .is_some_and(|facts| facts.state == StoredState::Confirmed);
    if !counts {
        return Err(StoreError::conflict(
            "the signature that takes a place does not count",
        ));
    }
    let led = transaction
        .prepare_cached(
            "UPDATE signature SET successor = ?3
             WHERE declaration = ?1 AND leaf = ?2 AND state = ?4",
        )?
        .execute((
            key,
            Col(moved.from),
            Col(moved.to),
            Col(StoredState::Withdrawn),
        ))?;
    if led != 1 {
        return Err(StoreError::conflict("a signature that moves did not leave"));
    }
    transaction
        .prepare_cached("UPDATE sealed_contact SET leaf = ?3 WHERE declaration = ?1 AND leaf = ?2")?
        .execute((key, Col(moved.from), Col(moved.to)))?;
    consents::hand_over(transaction, key, moved.from, moved.to)
}

/// Erases what belongs to a person and is still there.
pub(in crate::sqlite) fn erase(transaction: &Transaction<'_>, key: i64, leaf: u64) -> Result<()> {
    signatories::take_off(transaction, key, leaf)?;
    transaction
        .prepare_cached("DELETE FROM signature_record WHERE place = ?1")?
        .execute([place(key, leaf)?])?;
    transaction
        .prepare_cached("DELETE FROM sealed_contact WHERE declaration = ?1 AND leaf = ?2")?
        .execute((key, Col(leaf)))?;
    consents::erase(transaction, key, leaf)
}
