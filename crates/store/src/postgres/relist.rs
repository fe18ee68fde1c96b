//! Changing how a signature is listed.

use deadpool_postgres::Transaction;

use super::column::Column;
use super::commit::{Counts, count_change, lock_head};
use super::{Result, consents, facts, key_of_known, signatories, statement};
use crate::{Relisting, StoredState};

/// The head of the log is locked first, as by a batch: of two changes at the same moment, and of a
/// change and a batch in which the signature leaves, one comes before the other.
pub(super) async fn relist(transaction: &Transaction<'_>, relisting: &Relisting) -> Result<bool> {
    let key = key_of_known(transaction, relisting.declaration).await?;
    lock_head(transaction, key).await?;
    let leaf = relisting.leaf;
    let found = facts::signatures(transaction, key, &[leaf]).await?;
    let as_believed = found
        .get(&leaf)
        .filter(|facts| facts.state == StoredState::Confirmed && facts.listing == relisting.from);
    let Some(facts) = as_believed else {
        return Ok(false);
    };
    let sql = "UPDATE signature SET listing = $3 WHERE declaration = $1 AND leaf = $2";
    statement::execute(transaction, sql, &[&key, &leaf.raw(), &relisting.to.raw()]).await?;
    signatories::take_off(transaction, key, &[leaf]).await?;
    if let Some(signatory) = &relisting.signatory {
        let place = (leaf, facts.bucket.revision);
        signatories::insert(transaction, key, &[(place, signatory)]).await?;
    }
    if let Some(consent) = &relisting.consent {
        consents::add(transaction, key, (leaf, consent)).await?;
    }
    let mut counts = Counts::default();
    counts.add(facts.bucket, relisting.from, -1);
    counts.add(facts.bucket, relisting.to, 1);
    counts.write(transaction, key).await?;
    count_change(transaction, key).await.map(|()| true)
}
