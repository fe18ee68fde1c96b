//! Cosignatures under our checkpoints, and the memory of a witness.

use deadpool_postgres::{GenericClient, Transaction};
use domain::id::DeclarationId;
use tokio_postgres::Row;

use super::column::{Column, col};
use super::statement::Values;
use super::{Result, key_of, log, statement};
use crate::{CheckpointRow, CosignatureRow, WitnessedRow};

type Cosigned = (CheckpointRow, Vec<CosignatureRow>);

pub(super) async fn cosign(
    transaction: &Transaction<'_>,
    id: DeclarationId,
    size: u64,
    rows: &[CosignatureRow],
) -> Result<bool> {
    if log::checkpoint(transaction, id, size).await?.is_none() {
        return Ok(false);
    }
    let key = key_of(transaction, id).await?;
    let sql = "INSERT INTO cosignature (declaration, size, witness, line, seconds)
               VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (declaration, size, witness)
               DO UPDATE SET line = excluded.line, seconds = excluded.seconds";
    for row in rows {
        let values: Values<'_> = &[
            &key,
            &size.raw(),
            &row.witness,
            &row.line,
            &row.seconds.raw(),
        ];
        statement::execute(transaction, sql, values).await?;
    }
    Ok(true)
}

pub(super) async fn cosignatures(
    client: &impl GenericClient,
    id: DeclarationId,
    least: u64,
    most: u64,
) -> Result<Vec<(u64, CosignatureRow)>> {
    let sql = "SELECT size, witness, line, seconds FROM cosignature
               JOIN declaration ON declaration.key = cosignature.declaration
               WHERE declaration.id = $1 AND size >= $2 AND size <= $3 ORDER BY size, witness";
    let rows = statement::rows(client, sql, &[&id.raw(), &least.raw(), &most.raw()]).await?;
    rows.iter()
        .map(|row| Ok((col(row, 0)?, cosignature_row(row)?)))
        .collect()
}

fn cosignature_row(row: &Row) -> Result<CosignatureRow> {
    Ok(CosignatureRow {
        witness: row.try_get(1)?,
        line: row.try_get(2)?,
        seconds: col(row, 3)?,
    })
}

/// A checkpoint and what is under it, of one moment: the caller's transaction is a snapshot.
pub(super) async fn checkpoint(
    client: &impl GenericClient,
    id: DeclarationId,
    size: Option<u64>,
) -> Result<Option<Cosigned>> {
    let found = match size {
        Some(size) => log::checkpoint(client, id, size).await?,
        None => log::checkpoints(client, id, None, 1).await?.pop(),
    };
    let Some(checkpoint) = found else {
        return Ok(None);
    };
    let rows = cosignatures(client, id, checkpoint.size, checkpoint.size).await?;
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Ok(Some((checkpoint, rows)))
}

/// Cosigned checkpoints, backwards, of one moment.
pub(super) async fn cosigned(
    client: &impl GenericClient,
    id: DeclarationId,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<Cosigned>> {
    let sql = "SELECT DISTINCT size FROM cosignature
               JOIN declaration ON declaration.key = cosignature.declaration
               WHERE declaration.id = $1 AND size < $2 ORDER BY size DESC LIMIT $3";
    let before = before.unwrap_or(u64::MAX).raw();
    let sizes = statement::rows(client, sql, &[&id.raw(), &before, &i64::from(most)]).await?;
    let mut found = Vec::with_capacity(sizes.len());
    for row in sizes {
        // A foreign key holds the two together.
        found.extend(checkpoint(client, id, Some(col(&row, 0)?)).await?);
    }
    Ok(found)
}

pub(super) async fn cosigned_by(
    client: &impl GenericClient,
    id: DeclarationId,
    witness: &str,
) -> Result<Option<u64>> {
    let sql = "SELECT size FROM cosignature
               JOIN declaration ON declaration.key = cosignature.declaration
               WHERE declaration.id = $1 AND witness = $2 ORDER BY size DESC LIMIT 1";
    let row = statement::row(client, sql, &[&id.raw(), &witness]).await?;
    row.map(|row| col(&row, 0)).transpose()
}

pub(super) async fn witnessed(
    client: &impl GenericClient,
    origin: &str,
) -> Result<Option<WitnessedRow>> {
    let sql = "SELECT size, root, note, at FROM witnessed WHERE origin = $1";
    let Some(row) = statement::row(client, sql, &[&origin]).await? else {
        return Ok(None);
    };
    Ok(Some(WitnessedRow {
        size: col(&row, 0)?,
        root: col(&row, 1)?,
        note: row.try_get(2)?,
        at: col(&row, 3)?,
    }))
}

/// The comparison is in the statement that writes: whatever was read before, a witness never signs
/// two trees that contradict each other.
pub(super) async fn advance(
    transaction: &Transaction<'_>,
    origin: &str,
    expected: Option<u64>,
    row: &WitnessedRow,
) -> Result<bool> {
    let (size, root, at) = (row.size.raw(), row.root.raw(), row.at.raw());
    let changed = match expected {
        None => {
            let sql = "INSERT INTO witnessed (origin, size, root, note, at)
                       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (origin) DO NOTHING";
            statement::execute(transaction, sql, &[&origin, &size, &root, &row.note, &at]).await?
        }
        Some(expected) => {
            let sql = "UPDATE witnessed SET size = $2, root = $3, note = $4, at = $5
                       WHERE origin = $1 AND size = $6
                       AND (size < $2 OR (size = $2 AND root = $3))";
            let values: Values<'_> = &[&origin, &size, &root, &row.note, &at, &expected.raw()];
            statement::execute(transaction, sql, values).await?
        }
    };
    Ok(changed == 1)
}
