//! Signatures in the log, their links, consents and contacts.

use std::sync::Arc;

use domain::id::DeclarationId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::column::{Col, col, maybe};
use super::facts::{self, bucket};
use super::piles::Piles;
use super::{Result, SqliteBackend, key_of, key_of_known, piles};
use crate::rows::kept::kept;
use crate::{AccessPurpose, AccessRow, NewAccess, SealedContact, SignatureRow};

pub(super) fn find(
    connection: &Connection,
    id: DeclarationId,
    leaf: u64,
) -> Result<Option<SignatureRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT s.revision, s.class, s.evidence, s.state, s.listing, s.day, s.tag, r.record
         FROM signature s LEFT JOIN signature_record r ON r.place = (s.declaration << 40) | s.leaf
         WHERE s.declaration = ?1 AND s.leaf = ?2",
    )?;
    let row = statement.query_row((key_of(connection, id)?, Col(leaf)), |row| {
        Ok(SignatureRow {
            bucket: bucket(row)?,
            state: col(row, 3)?,
            listing: col(row, 4)?,
            day: row.get(5)?,
            tag: row.get(6)?,
            record: row.get(7)?,
        })
    });
    Ok(row.optional()?)
}

pub(super) fn insert_access(
    transaction: &Transaction<'_>,
    key: i64,
    leaf: u64,
    access: &NewAccess,
) -> Result<()> {
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

/// One more link to the signature that counts under a tag; that it is there already changes nothing. As
/// good as nobody has signed, and then nothing is written.
pub(super) async fn link_signed(
    backend: &SqliteBackend,
    (id, tag): (DeclarationId, [u8; 32]),
    link: NewAccess,
) -> Result<Option<u64>> {
    let signed = move |connection: &Connection, piles: &Piles| {
        let key = key_of_known(connection, id)?;
        Ok((key, facts::signed(connection, piles, key, &tag)?))
    };
    let piles = Arc::clone(&backend.piles);
    let read = move |connection: &Connection| signed(connection, &piles);
    let (_, found) = backend.readers.read(read).await?;
    if found.is_none() {
        return Ok(None);
    }
    let piles = Arc::clone(&backend.piles);
    let write = move |transaction: &Transaction<'_>| {
        let (key, signed) = signed(transaction, &piles)?;
        if let Some(leaf) = signed
            && access(transaction, &link.hash)?.is_none()
        {
            insert_access(transaction, key, leaf, &link)?;
        }
        Ok(signed)
    };
    backend.writer.transact(write).await
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
    let found = match found.optional()? {
        Some(found) => Some(found),
        None => own_link(connection, hash)?,
    };
    let Some((access, key)) = found else {
        return Ok(None);
    };
    let leaf = standing(connection, key, access.leaf)?;
    Ok(Some(AccessRow { leaf, ..access }))
}

/// A link that manages its signature as long as it stands.
fn own_link(connection: &Connection, hash: &[u8; 32]) -> Result<Option<(AccessRow, i64)>> {
    let Some((key, leaf)) = piles::linked(connection, &kept(hash))? else {
        return Ok(None);
    };
    let declaration = connection
        .prepare_cached("SELECT id FROM declaration WHERE key = ?1")?
        .query_row([key], |row| col(row, 0))?;
    let access = AccessRow {
        declaration,
        leaf,
        purpose: AccessPurpose::Manage,
        expires: None,
    };
    Ok(Some((access, key)))
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

pub(super) fn expire_access(
    transaction: &Transaction<'_>,
    now: Timestamp,
    most: u32,
) -> Result<u32> {
    let erased = transaction
        .prepare_cached(
            "DELETE FROM access WHERE hash IN
                 (SELECT hash FROM access WHERE expires <= ?1 ORDER BY expires LIMIT ?2)",
        )?
        .execute((Col(now), most))?;
    Ok(u32::try_from(erased).unwrap_or(u32::MAX))
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
