//! A signature leaves: what belongs to a person is erased, the place in the log stays.

use rusqlite::Transaction;

use super::super::column::Col;
use super::super::{Result, facts, signatories};
use crate::{Departure, SignatureFacts, StoreError, StoredState};

/// Erases, and answers how the signature was counted.
pub(super) fn depart(
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
    transaction
        .prepare_cached(
            "UPDATE signature SET state = ?3, tag = NULL WHERE declaration = ?1 AND leaf = ?2",
        )?
        .execute((key, Col(leaf), Col(departure.state)))?;
    signatories::take_off(transaction, key, leaf)?;
    for sql in [
        "DELETE FROM signature_record WHERE declaration = ?1 AND leaf = ?2",
        "DELETE FROM sealed_contact WHERE declaration = ?1 AND leaf = ?2",
        "DELETE FROM consent WHERE declaration = ?1 AND leaf = ?2",
    ] {
        transaction.prepare_cached(sql)?.execute((key, Col(leaf)))?;
    }
    Ok(facts)
}
