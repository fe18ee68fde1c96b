//! The rows of a signature that is confirmed.

use domain::consent::wording_digest;
use domain::id::DeclarationId;
use rusqlite::Transaction;

use super::super::column::Col;
use super::super::{Result, signatories, signatures};
use crate::{ConsentRow, NewSignature, PendingDone, SealedContact, StoredState};

pub(super) fn insert(
    transaction: &Transaction<'_>,
    declaration: DeclarationId,
    key: i64,
    new: &NewSignature,
) -> Result<()> {
    insert_row(transaction, key, new)?;
    if let Some(record) = &new.record {
        transaction
            .prepare_cached(
                "INSERT INTO signature_record (declaration, leaf, record) VALUES (?1, ?2, ?3)",
            )?
            .execute((key, Col(new.leaf), record))?;
    }
    if let Some(access) = &new.access {
        signatures::insert_access(transaction, declaration, new.leaf, access)?;
    }
    if let Some(signatory) = &new.signatory {
        signatories::insert(transaction, key, (new.leaf, new.bucket.revision), signatory)?;
    }
    for consent in &new.consents {
        insert_consent(transaction, key, new.leaf, consent)?;
    }
    for contact in &new.contacts {
        insert_contact(transaction, key, new.leaf, contact)?;
    }
    if let Some(done) = &new.pending {
        confirm_pending(transaction, new.leaf, done)?;
    }
    Ok(())
}

/// The index over tags refuses a second signature of the same address here, whatever was believed
/// when the batch was built.
fn insert_row(transaction: &Transaction<'_>, key: i64, new: &NewSignature) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO signature
                 (declaration, leaf, revision, class, evidence, state, listing, day, tag)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            key,
            Col(new.leaf),
            Col(new.bucket.revision),
            Col(new.bucket.class),
            Col(new.bucket.evidence),
            Col(StoredState::Confirmed),
            Col(new.listing),
            new.day,
            new.tag,
        ))?;
    Ok(())
}

/// Adds a line to the ledger. The wording is kept once for all who saw it.
pub(in crate::sqlite) fn insert_consent(
    transaction: &Transaction<'_>,
    key: i64,
    leaf: u64,
    consent: &ConsentRow,
) -> Result<()> {
    let digest = wording_digest(&consent.wording);
    transaction
        .prepare_cached(
            "INSERT INTO consent_wording (digest, wording) VALUES (?1, ?2)
             ON CONFLICT (digest) DO NOTHING",
        )?
        .execute((digest, &consent.wording))?;
    transaction
        .prepare_cached(
            "INSERT INTO consent (declaration, leaf, purpose, given, wording, language, text,
                                  asked, confirmed, channel, method)
             VALUES (?1, ?2, ?3, ?4, (SELECT key FROM consent_wording WHERE digest = ?5),
                     ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute((
            key,
            Col(leaf),
            Col(consent.purpose),
            consent.given,
            digest,
            consent.language.as_str(),
            Col(consent.text),
            Col(consent.asked),
            Col(consent.confirmed),
            &consent.channel,
            &consent.method,
        ))?;
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

/// A row that has expired in the meantime is not missed: the tag still leads to the signature.
fn confirm_pending(transaction: &Transaction<'_>, leaf: u64, done: &PendingDone) -> Result<()> {
    transaction
        .prepare_cached(
            "UPDATE pending SET leaf = ?2, payload = ?3, suppression = NULL
             WHERE confirm_hash = ?1",
        )?
        .execute((done.confirm_hash, Col(leaf), &done.stub))?;
    Ok(())
}
