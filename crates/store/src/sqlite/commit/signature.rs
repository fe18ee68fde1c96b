//! The rows of signatures that are confirmed.

use std::collections::HashSet;

use rusqlite::{CachedStatement, Transaction};

use super::super::column::Col;
use super::super::consents::{self, Forms};
use super::super::piles::Piles;
use super::super::{Result, signatories, signatures};
use crate::rows::kept::{Kept, kept};
use crate::rows::place::place;
use crate::{NewAccess, NewSignature, PendingDone, SealedContact, StoreError, StoredState};

/// What every signature of a batch needs, looked up once for all of them.
struct Statements<'t> {
    row: CachedStatement<'t>,
    record: CachedStatement<'t>,
    pending: CachedStatement<'t>,
}

impl<'t> Statements<'t> {
    fn prepare(transaction: &'t Transaction<'_>) -> Result<Self> {
        Ok(Self {
            row: transaction.prepare_cached(
                "INSERT INTO signature
                     (declaration, leaf, revision, class, evidence, state, listing, day, tag, link)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?,
            record: transaction.prepare_cached(
                "INSERT INTO signature_record (place, record, form, asked, confirmed)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?,
            pending: transaction.prepare_cached(
                "UPDATE pending SET leaf = ?2, payload = ?3, suppression = NULL
                 WHERE confirm_hash = ?1 AND leaf IS NULL",
            )?,
        })
    }
}

/// The piles of tags refuse a second signature of the same address here, whatever was believed when the
/// batch was built: nobody else writes while this transaction does.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    piles: &Piles,
    key: i64,
    batch: &[NewSignature],
) -> Result<()> {
    let tags: Vec<Kept> = batch.iter().map(|new| kept(&new.tag)).collect();
    let mut taken = HashSet::with_capacity(tags.len());
    let is_twice = !tags.iter().all(|tag| taken.insert(tag));
    if is_twice || !piles.signed(transaction, key, &tags)?.is_empty() {
        return Err(StoreError::conflict("somebody with this tag has signed"));
    }
    let mut forms = Forms::default();
    let mut statements = Statements::prepare(transaction)?;
    // What conflicts comes first, so that it costs little.
    for new in batch {
        if let Some(done) = &new.pending {
            statements.confirm_pending(new.leaf, done)?;
        }
    }
    for (new, tag) in batch.iter().zip(&tags) {
        let link = new.access.as_ref().and_then(NewAccess::own);
        statements.insert_row(key, new, (tag, link))?;
        statements.insert_record(transaction, key, new, &mut forms)?;
        insert_parts(transaction, key, new)?;
        if let (Some(access), None) = (&new.access, link) {
            signatures::insert_access(transaction, key, new.leaf, access)?;
        }
    }
    let places = || batch.iter().map(|new| (key, new.leaf));
    let links = batch.iter().zip(places()).filter_map(|(new, place)| {
        let link = new.access.as_ref().and_then(NewAccess::own)?;
        Some((link, place))
    });
    let links: Vec<_> = links.collect();
    let tags: Vec<_> = tags.into_iter().zip(places()).collect();
    piles.add(transaction, &tags, &links)
}

impl Statements<'_> {
    fn insert_row(
        &mut self,
        key: i64,
        new: &NewSignature,
        (tag, link): (&Kept, Option<Kept>),
    ) -> Result<()> {
        self.row.execute((
            key,
            Col(new.leaf),
            Col(new.bucket.revision),
            Col(new.bucket.class),
            Col(new.bucket.evidence),
            Col(StoredState::Confirmed),
            Col(new.listing),
            new.day,
            tag,
            link,
        ))?;
        Ok(())
    }

    /// The record with the first line of the ledger, and the lines behind it.
    fn insert_record<'c>(
        &mut self,
        transaction: &Transaction<'_>,
        key: i64,
        new: &'c NewSignature,
        forms: &mut Forms<'c>,
    ) -> Result<()> {
        let mut lines = Vec::with_capacity(new.consents.len());
        for consent in &new.consents {
            lines.push(forms.line(transaction, consent)?);
        }
        let first = lines.first();
        if new.record.is_none() && first.is_none() {
            return Ok(());
        }
        self.record.execute((
            place(key, new.leaf)?,
            &new.record,
            first.map(|line| line.form),
            first.map(|line| line.asked),
            first.map(|line| line.confirmed),
        ))?;
        let behind = lines.get(1..).unwrap_or_default();
        consents::append(transaction, (key, new.leaf), behind)
    }

    /// Nobody signs with a row that was confirmed or refused in the meantime, or has expired.
    fn confirm_pending(&mut self, leaf: u64, done: &PendingDone) -> Result<()> {
        let row = (done.confirm_hash, Col(leaf), &done.stub);
        if self.pending.execute(row)? == 0 {
            return Err(StoreError::conflict(
                "a pending signature is not pending any more",
            ));
        }
        Ok(())
    }
}

fn insert_parts(transaction: &Transaction<'_>, key: i64, new: &NewSignature) -> Result<()> {
    if let Some(signatory) = &new.signatory {
        signatories::insert(transaction, key, (new.leaf, new.bucket.revision), signatory)?;
    }
    for contact in &new.contacts {
        insert_contact(transaction, key, new.leaf, contact)?;
    }
    Ok(())
}

fn insert_contact(
    transaction: &Transaction<'_>,
    key: i64,
    leaf: u64,
    contact: &SealedContact,
) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO sealed_contact (declaration, leaf, purpose, sealed)
             VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((key, Col(leaf), Col(contact.purpose), &contact.sealed))?;
    Ok(())
}
