//! What the sequencer must know before it builds a batch: point reads of one moment.

use domain::id::DeclarationId;
use domain::log::Bucket;
use rusqlite::{Connection, OptionalExtension, Row};

use super::column::{Col, col, maybe};
use super::piles::Piles;
use super::{Result, key_of, signatures};
use crate::rows::kept::{Kept, kept};
use crate::{BatchFacts, BatchQuery, SignatureFacts};

pub(super) fn batch_facts(
    connection: &Connection,
    piles: &Piles,
    id: DeclarationId,
    query: &BatchQuery,
) -> Result<BatchFacts> {
    let mut facts = BatchFacts::default();
    let Some(key) = key_of(connection, id)? else {
        return Ok(facts);
    };
    facts.closed = connection
        .prepare_cached("SELECT closed FROM log_head WHERE declaration = ?1")?
        .query_row([key], |row| row.get(0))?;
    let tags: Vec<Kept> = query.tags.iter().map(kept).collect();
    let signed = piles.signed(connection, key, &tags)?;
    for tag in &query.tags {
        if let Some(leaf) = signed.get(&kept(tag)) {
            facts.signed.insert(*tag, *leaf);
        }
    }
    for leaf in &query.leaves {
        if let Some(found) = signature_facts(connection, key, *leaf)? {
            facts.signatures.insert(*leaf, found);
        }
    }
    let mut pending = connection
        .prepare_cached("SELECT leaf FROM pending WHERE confirm_hash = ?1 AND declaration = ?2")?;
    for hash in &query.pendings {
        let row = pending.query_row((hash, key), |row| maybe::<u64>(row, 0));
        match row.optional()? {
            Some(Some(leaf)) => {
                let leaf = signatures::standing(connection, key, leaf)?;
                facts.confirmed.insert(*hash, leaf);
            }
            Some(None) => {}
            None => {
                facts.gone.insert(*hash);
            }
        }
    }
    Ok(facts)
}

/// The signature that counts under a tag.
pub(super) fn signed(
    connection: &Connection,
    piles: &Piles,
    key: i64,
    tag: &[u8; 32],
) -> Result<Option<u64>> {
    let signed = piles.signed(connection, key, &[kept(tag)])?;
    Ok(signed.into_values().next())
}

/// How the signature at a leaf stands.
pub(super) fn signature_facts(
    connection: &Connection,
    key: i64,
    leaf: u64,
) -> Result<Option<SignatureFacts>> {
    let mut statement = connection.prepare_cached(
        "SELECT revision, class, evidence, state, listing
         FROM signature WHERE declaration = ?1 AND leaf = ?2",
    )?;
    let facts = statement.query_row((key, Col(leaf)), |row| {
        Ok(SignatureFacts {
            bucket: bucket(row)?,
            state: col(row, 3)?,
            listing: col(row, 4)?,
        })
    });
    Ok(facts.optional()?)
}

/// The first three columns: revision, class, evidence.
pub(super) fn bucket(row: &Row<'_>) -> rusqlite::Result<Bucket> {
    Ok(Bucket {
        revision: col(row, 0)?,
        class: col(row, 1)?,
        evidence: col(row, 2)?,
    })
}
