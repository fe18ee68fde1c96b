//! Signatures in the log, their links, consents and contacts.

use domain::id::DeclarationId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::column::{Col, col, maybe};
use super::facts::bucket;
use super::{Result, key_of, key_of_known};
use crate::{AccessRow, ConsentRow, NewAccess, SealedContact, SignatureRow};

pub(super) fn find(
    connection: &Connection,
    id: DeclarationId,
    leaf: u64,
) -> Result<Option<SignatureRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT s.revision, s.class, s.evidence, s.state, s.listing, s.day, r.record
         FROM signature s LEFT JOIN signature_record r USING (declaration, leaf)
         WHERE s.declaration = ?1 AND s.leaf = ?2",
    )?;
    let row = statement.query_row((key_of(connection, id)?, Col(leaf)), |row| {
        Ok(SignatureRow {
            bucket: bucket(row)?,
            state: col(row, 3)?,
            listing: col(row, 4)?,
            day: row.get(5)?,
            record: row.get(6)?,
        })
    });
    Ok(row.optional()?)
}

pub(super) fn insert_access(
    transaction: &Transaction<'_>,
    id: DeclarationId,
    leaf: u64,
    access: &NewAccess,
) -> Result<()> {
    let key = key_of_known(transaction, id)?;
    transaction
        .prepare_cached(
            "INSERT INTO access (hash, declaration, leaf, purpose, expires)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            access.hash,
            key,
            Col(leaf),
            Col(access.purpose),
            access.expires.map(Col),
        ))?;
    Ok(())
}

/// What a link leads to: where its signature was moved to a newer text, the one that took its place.
pub(super) fn access(connection: &Connection, hash: &[u8; 32]) -> Result<Option<AccessRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT d.id, a.leaf, a.purpose, a.expires, d.key
         FROM access a JOIN declaration d ON d.key = a.declaration WHERE a.hash = ?1",
    )?;
    let found = statement.query_row([hash], |row| {
        let access = AccessRow {
            declaration: col(row, 0)?,
            leaf: col(row, 1)?,
            purpose: col(row, 2)?,
            expires: maybe(row, 3)?,
        };
        Ok((access, row.get(4)?))
    });
    let Some((access, key)) = found.optional()? else {
        return Ok(None);
    };
    let leaf = standing(connection, key, access.leaf)?;
    Ok(Some(AccessRow { leaf, ..access }))
}

/// The signature that stands in the place of one, which is itself where it never moved. Whatever takes a
/// place stands later in the log, so this comes to an end.
pub(super) fn standing(connection: &Connection, key: i64, leaf: u64) -> Result<u64> {
    let mut statement = connection
        .prepare_cached("SELECT successor FROM signature WHERE declaration = ?1 AND leaf = ?2")?;
    let mut leaf = leaf;
    loop {
        let next = statement.query_row((key, Col(leaf)), |row| maybe(row, 0));
        match next.optional()?.flatten() {
            Some(successor) => leaf = successor,
            None => return Ok(leaf),
        }
    }
}

pub(super) fn expire_access(transaction: &Transaction<'_>, now: Timestamp) -> Result<u32> {
    let erased = transaction
        .prepare_cached("DELETE FROM access WHERE expires <= ?1")?
        .execute([Col(now)])?;
    Ok(u32::try_from(erased).unwrap_or(u32::MAX))
}

pub(super) fn consents(
    connection: &Connection,
    id: DeclarationId,
    leaf: u64,
) -> Result<Vec<ConsentRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.purpose, c.given, w.wording, c.language, c.text, c.asked, c.confirmed,
                c.channel, c.method
         FROM consent c JOIN consent_wording w ON w.key = c.wording
         WHERE c.declaration = ?1 AND c.leaf = ?2 ORDER BY c.key",
    )?;
    let rows = statement.query_map((key_of(connection, id)?, Col(leaf)), consent_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn consent_row(row: &Row<'_>) -> rusqlite::Result<ConsentRow> {
    Ok(ConsentRow {
        purpose: col(row, 0)?,
        given: row.get(1)?,
        wording: row.get(2)?,
        language: col(row, 3)?,
        text: col(row, 4)?,
        asked: col(row, 5)?,
        confirmed: col(row, 6)?,
        channel: row.get(7)?,
        method: row.get(8)?,
    })
}

pub(super) fn contacts(
    connection: &Connection,
    id: DeclarationId,
) -> Result<Vec<(u64, SealedContact)>> {
    let mut statement = connection.prepare_cached(
        "SELECT leaf, purpose, sealed FROM sealed_contact
         WHERE declaration = ?1 ORDER BY leaf, purpose",
    )?;
    let rows = statement.query_map([key_of(connection, id)?], |row| {
        let contact = SealedContact {
            purpose: col(row, 1)?,
            sealed: row.get(2)?,
        };
        Ok((col(row, 0)?, contact))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
