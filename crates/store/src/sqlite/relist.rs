//! Changing how a signature is listed.

use rusqlite::Transaction;

use super::column::Col;
use super::commit::{Counts, count_change};
use super::{Result, consents, facts, key_of_known, signatories};
use crate::{Relisting, StoredState};

pub(super) fn relist(transaction: &Transaction<'_>, relisting: &Relisting) -> Result<bool> {
    let key = key_of_known(transaction, relisting.declaration)?;
    let leaf = relisting.leaf;
    let as_believed = facts::signature_facts(transaction, key, leaf)?
        .filter(|facts| facts.state == StoredState::Confirmed && facts.listing == relisting.from);
    let Some(facts) = as_believed else {
        return Ok(false);
    };
    transaction
        .prepare_cached("UPDATE signature SET listing = ?3 WHERE declaration = ?1 AND leaf = ?2")?
        .execute((key, Col(leaf), Col(relisting.to)))?;
    let mut counts = Counts::default();
    counts.add(facts.bucket, relisting.from, -1);
    counts.add(facts.bucket, relisting.to, 1);
    counts.write(transaction, key)?;
    count_change(transaction, key)?;
    signatories::take_off(transaction, key, leaf)?;
    if let Some(signatory) = &relisting.signatory {
        signatories::insert(transaction, key, (leaf, facts.bucket.revision), signatory)?;
    }
    if let Some(consent) = &relisting.consent {
        consents::add(transaction, (key, leaf), consent)?;
    }
    Ok(true)
}
