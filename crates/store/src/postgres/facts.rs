//! What the sequencer must know before it builds a batch: point reads of one moment.

use std::collections::HashMap;

use deadpool_postgres::GenericClient;
use domain::id::DeclarationId;
use domain::log::Bucket;
use tokio_postgres::Row;

use super::column::{col, maybe, raws};
use super::{Result, key_of, statement};
use crate::rows::kept::{Kept, kept};
use crate::{BatchFacts, BatchQuery, SignatureFacts};

pub(super) async fn batch_facts(
    client: &impl GenericClient,
    id: DeclarationId,
    query: &BatchQuery,
) -> Result<BatchFacts> {
    let mut facts = BatchFacts::default();
    let Some(key) = key_of(client, id).await? else {
        return Ok(facts);
    };
    let sql = "SELECT closed FROM log_head WHERE declaration = $1";
    if let Some(row) = statement::row(client, sql, &[&key]).await? {
        facts.closed = row.try_get(0)?;
    }
    let sql = "SELECT tag, leaf FROM signature WHERE declaration = $1 AND tag = ANY($2)";
    let tags: HashMap<Kept, [u8; 32]> = query.tags.iter().map(|tag| (kept(tag), *tag)).collect();
    let asked: Vec<&[u8]> = tags.keys().map(Kept::as_slice).collect();
    for row in statement::rows(client, sql, &[&key, &asked]).await? {
        if let Some(tag) = tags.get(row.try_get::<_, &[u8]>(0)?) {
            facts.signed.insert(*tag, col(&row, 1)?);
        }
    }
    facts.signatures = signatures(client, key, &query.leaves).await?;
    // Where a signature was moved since, the one that stands in its place: the last of a row of moves.
    let sql = "WITH RECURSIVE place AS (
                   SELECT confirm_hash, leaf FROM pending
                   WHERE confirm_hash = ANY($2) AND declaration = $1
                   UNION ALL
                   SELECT p.confirm_hash, s.successor
                   FROM place p JOIN signature s ON s.declaration = $1 AND s.leaf = p.leaf
                   WHERE s.successor IS NOT NULL)
               SELECT confirm_hash, max(leaf) FROM place GROUP BY confirm_hash";
    let hashes = raws(&query.pendings, |hash| *hash);
    facts.gone = query.pendings.iter().copied().collect();
    for row in statement::rows(client, sql, &[&key, &hashes]).await? {
        let hash = col(&row, 0)?;
        facts.gone.remove(&hash);
        if let Some(leaf) = maybe(&row, 1)? {
            facts.confirmed.insert(hash, leaf);
        }
    }
    Ok(facts)
}

/// The signature that counts under a tag.
pub(super) async fn signed(
    client: &impl GenericClient,
    key: i64,
    tag: &[u8; 32],
) -> Result<Option<u64>> {
    let sql = "SELECT leaf FROM signature WHERE declaration = $1 AND tag = $2";
    let row = statement::row(client, sql, &[&key, &kept(tag).as_slice()]).await?;
    row.map(|row| col(&row, 0)).transpose()
}

/// How the signatures at these leaves stand. It stays so until the transaction ends, where that holds
/// the head of the log.
pub(super) async fn signatures(
    client: &impl GenericClient,
    key: i64,
    leaves: &[u64],
) -> Result<HashMap<u64, SignatureFacts>> {
    let sql = "SELECT revision, class, evidence, state, listing, leaf
               FROM signature WHERE declaration = $1 AND leaf = ANY($2)";
    let leaves = raws(leaves, |leaf| *leaf);
    let rows = statement::rows(client, sql, &[&key, &leaves]).await?;
    let facts = |row: &Row| {
        let facts = SignatureFacts {
            bucket: bucket(row)?,
            state: col(row, 3)?,
            listing: col(row, 4)?,
        };
        Ok((col(row, 5)?, facts))
    };
    rows.iter().map(facts).collect()
}

/// The first three columns: revision, class, evidence.
pub(super) fn bucket(row: &Row) -> Result<Bucket> {
    Ok(Bucket {
        revision: col(row, 0)?,
        class: col(row, 1)?,
        evidence: col(row, 2)?,
    })
}
