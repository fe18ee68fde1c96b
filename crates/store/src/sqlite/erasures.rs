//! Erasing again what was erased before a backup was brought back.

use domain::id::DeclarationId;
use domain::listing::Listing;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::column::Col;
use super::commit::{Counts, count_change, erase_signature, take_tag};
use super::piles::Piles;
use super::{Result, facts, key_of};
use crate::StoredState;
use crate::rows::kept::kept;

pub(super) fn forget(
    transaction: &Transaction<'_>,
    piles: &Piles,
    (id, leaf): (DeclarationId, u64),
    tag: &[u8; 32],
) -> Result<bool> {
    let Some(key) = key_of(transaction, id)? else {
        return Ok(false);
    };
    let facts = facts::signature_facts(transaction, key, leaf)?
        .filter(|facts| facts.state == StoredState::Confirmed);
    let Some(facts) = facts else {
        return Ok(false);
    };
    take_tag(transaction, (key, leaf))?;
    piles.add(transaction, &[(kept(tag), (key, leaf))], &[])?;
    transaction
        .prepare_cached(
            "UPDATE signature SET listing = ?3, tag = ?4 WHERE declaration = ?1 AND leaf = ?2",
        )?
        .execute((key, Col(leaf), Col(Listing::Counted), kept(tag)))?;
    erase_signature(transaction, key, leaf)?;
    let mut counts = Counts::default();
    counts.add(facts.bucket, facts.listing, -1);
    counts.add(facts.bucket, Listing::Counted, 1);
    counts.write(transaction, key)?;
    count_change(transaction, key)?;
    Ok(true)
}

/// The keyed hash of the address that a link to refuse would suppress: of a signature, or of a wish to
/// subscribe.
pub(super) fn suppression_to_refuse(
    connection: &Connection,
    refuse_hash: &[u8; 32],
) -> Result<Option<[u8; 32]>> {
    let mut statement = connection.prepare_cached(
        "SELECT suppression FROM pending WHERE refuse_hash = ?1 AND suppression IS NOT NULL
         UNION ALL
         SELECT suppression FROM opt_in WHERE refuse_hash = ?1 AND suppression IS NOT NULL",
    )?;
    Ok(statement
        .query_row([refuse_hash], |row| row.get(0))
        .optional()?)
}
