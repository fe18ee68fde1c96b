//! Signatures in the log, their links, consents and contacts.

use deadpool_postgres::{GenericClient, Transaction};
use domain::id::DeclarationId;
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col, maybe};
use super::facts::{self, bucket};
use super::statement::Values;
use super::{Result, key_of_known, statement};
use crate::rows::kept::kept;
use crate::{AccessPurpose, AccessRow, NewAccess, SealedContact, SignatureRow};

pub(super) async fn find(
    client: &impl GenericClient,
    id: DeclarationId,
    leaf: u64,
) -> Result<Option<SignatureRow>> {
    let sql = "SELECT s.revision, s.class, s.evidence, s.state, s.listing, s.day, s.tag, r.record
               FROM signature s
               LEFT JOIN signature_record r ON r.place = ((s.declaration << 40) | s.leaf)
               JOIN declaration d ON d.key = s.declaration
               WHERE d.id = $1 AND s.leaf = $2";
    let Some(row) = statement::row(client, sql, &[&id.raw(), &leaf.raw()]).await? else {
        return Ok(None);
    };
    Ok(Some(SignatureRow {
        bucket: bucket(&row)?,
        state: col(&row, 3)?,
        listing: col(&row, 4)?,
        day: col(&row, 5)?,
        tag: maybe(&row, 6)?,
        record: row.try_get(7)?,
    }))
}

/// One more link to the signature that counts under a tag; that it is there already changes nothing.
pub(super) async fn link_signed(
    transaction: &Transaction<'_>,
    (id, tag): (DeclarationId, &[u8; 32]),
    link: &NewAccess,
) -> Result<Option<u64>> {
    let key = key_of_known(transaction, id).await?;
    let Some(leaf) = facts::signed(transaction, key, tag).await? else {
        return Ok(None);
    };
    let sql = "INSERT INTO access (hash, declaration, leaf, purpose, expires)
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO NOTHING";
    let values: Values<'_> = &[
        &link.hash.raw(),
        &key,
        &leaf.raw(),
        &link.purpose.raw(),
        &link.expires.map(|expires| expires.raw()),
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(Some(leaf))
}

/// What a link leads to: where its signature was moved to a newer text, the one that took its place.
/// Whatever takes a place stands later in the log, so the last of a row of moves is the greatest.
pub(super) async fn access(
    client: &impl GenericClient,
    hash: &[u8; 32],
) -> Result<Option<AccessRow>> {
    let sql = "WITH RECURSIVE link AS (
                   SELECT declaration, leaf, purpose, expires FROM access WHERE hash = $1
                   UNION ALL
                   SELECT declaration, leaf, $3, NULL FROM signature WHERE link = $2),
               place AS (
                   SELECT declaration, leaf FROM link
                   UNION ALL
                   SELECT s.declaration, s.successor
                   FROM place p JOIN signature s USING (declaration, leaf)
                   WHERE s.successor IS NOT NULL)
               SELECT d.id, (SELECT max(leaf) FROM place), l.purpose, l.expires
               FROM link l JOIN declaration d ON d.key = l.declaration";
    let manage = AccessPurpose::Manage.raw();
    let values: Values<'_> = &[&hash.raw(), &kept(hash).raw(), &manage];
    let Some(row) = statement::row(client, sql, values).await? else {
        return Ok(None);
    };
    Ok(Some(AccessRow {
        declaration: col(&row, 0)?,
        leaf: col(&row, 1)?,
        purpose: col(&row, 2)?,
        expires: maybe(&row, 3)?,
    }))
}

pub(super) async fn expire_access(
    transaction: &Transaction<'_>,
    now: Timestamp,
    most: u32,
) -> Result<u32> {
    let sql = "DELETE FROM access WHERE ctid = ANY (ARRAY(
                   SELECT ctid FROM access WHERE expires <= $1
                   ORDER BY expires LIMIT $2 FOR UPDATE SKIP LOCKED))";
    statement::erase_some(transaction, sql, (now, most)).await
}

pub(super) async fn contacts(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Vec<(u64, SealedContact)>> {
    let sql = "SELECT leaf, purpose, sealed FROM sealed_contact
               JOIN declaration ON declaration.key = sealed_contact.declaration
               WHERE declaration.id = $1 ORDER BY leaf, purpose";
    let rows = statement::rows(client, sql, &[&id.raw()]).await?;
    let contact = |row: &Row| {
        let contact = SealedContact {
            purpose: col(row, 1)?,
            sealed: row.try_get(2)?,
        };
        Ok((col(row, 0)?, contact))
    };
    rows.iter().map(contact).collect()
}
