//! Declarations, their folders and what they published.

use deadpool_postgres::{GenericClient, Transaction};
use domain::id::DeclarationId;
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;
use tokio_postgres::Row;

use super::column::{Column, col, raws};
use super::statement::Values;
use super::{Result, folder, statement};
use crate::{
    DeclarationRow, FigureRow, NewDeclaration, Publication, RaisingRow, RevisionRow, StoreError,
};

pub(super) async fn create(transaction: &Transaction<'_>, new: &NewDeclaration) -> Result<()> {
    let sql = "INSERT INTO declaration (id, slug, origin, verifier_key, created, carried)
               VALUES ($1, $2, $3, $4, $5, $6) RETURNING key";
    let values: Values<'_> = &[
        &new.id.raw(),
        &new.slug.as_str(),
        &new.origin,
        &new.verifier_key,
        &new.created.raw(),
        &new.carried,
    ];
    let row = statement::row(transaction, sql, values).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("what is inserted is returned"))?;
    let key: i64 = row.try_get(0)?;
    let sql = "INSERT INTO log_head (declaration, size, edge, checkpoint) VALUES ($1, 0, '', $2)";
    statement::execute(transaction, sql, &[&key, &new.checkpoint]).await?;
    if new.checkpoint.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO checkpoint (declaration, size, note, at) VALUES ($1, 0, $2, $3)";
    let values: Values<'_> = &[&key, &new.checkpoint, &new.created.raw()];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

pub(super) async fn all(client: &impl GenericClient) -> Result<Vec<DeclarationRow>> {
    let sql = "SELECT id, slug, origin, verifier_key, created, carried
               FROM declaration JOIN log_head ON log_head.declaration = declaration.key
               WHERE log_head.checkpoint <> '' ORDER BY declaration.key";
    let rows = statement::rows(client, sql, &[]).await?;
    rows.iter().map(declaration_row).collect()
}

pub(super) async fn by_slug(
    client: &impl GenericClient,
    slug: &Slug,
) -> Result<Option<DeclarationRow>> {
    let sql = "SELECT id, slug, origin, verifier_key, created, carried
               FROM declaration WHERE slug = $1";
    let row = statement::row(client, sql, &[&slug.as_str()]).await?;
    row.as_ref().map(declaration_row).transpose()
}

fn declaration_row(row: &Row) -> Result<DeclarationRow> {
    Ok(DeclarationRow {
        id: col(row, 0)?,
        slug: col(row, 1)?,
        origin: row.try_get(2)?,
        verifier_key: row.try_get(3)?,
        created: col(row, 4)?,
        carried: row.try_get(5)?,
    })
}

pub(super) async fn revisions(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Vec<RevisionRow>> {
    let sql = "SELECT leaf, language, number, role, renders, digest, text, source, day
               FROM revision JOIN declaration ON declaration.key = revision.declaration
               WHERE declaration.id = $1 ORDER BY leaf";
    let rows = statement::rows(client, sql, &[&id.raw()]).await?;
    rows.iter().map(revision_row).collect()
}

pub(super) async fn revision_text(
    client: &impl GenericClient,
    id: DeclarationId,
    digest: TextDigest,
) -> Result<Option<RevisionRow>> {
    let sql = "SELECT leaf, language, number, role, renders, digest, text, source, day
               FROM revision JOIN declaration ON declaration.key = revision.declaration
               WHERE declaration.id = $1 AND digest = $2 ORDER BY leaf LIMIT 1";
    let row = statement::row(client, sql, &[&id.raw(), &digest.raw()]).await?;
    row.as_ref().map(revision_row).transpose()
}

fn revision_row(row: &Row) -> Result<RevisionRow> {
    Ok(RevisionRow {
        leaf: col(row, 0)?,
        language: col(row, 1)?,
        number: col(row, 2)?,
        role: col(row, 3)?,
        renders: col(row, 4)?,
        digest: col(row, 5)?,
        text: row.try_get(6)?,
        source: row.try_get(7)?,
        day: col(row, 8)?,
    })
}

pub(super) async fn figure_record(
    client: &impl GenericClient,
    id: DeclarationId,
    digest: &[u8; 32],
) -> Result<Option<String>> {
    let sql = "SELECT record FROM figure_record
               JOIN declaration ON declaration.key = figure_record.declaration
               WHERE declaration.id = $1 AND digest = $2 ORDER BY leaf LIMIT 1";
    record(client, sql, id, digest).await
}

pub(super) async fn raising_record(
    client: &impl GenericClient,
    id: DeclarationId,
    digest: &[u8; 32],
) -> Result<Option<String>> {
    let sql = "SELECT record FROM raising_record
               JOIN declaration ON declaration.key = raising_record.declaration
               WHERE declaration.id = $1 AND digest = $2 ORDER BY leaf LIMIT 1";
    record(client, sql, id, digest).await
}

/// The record that a statement finds by declaration and digest.
async fn record(
    client: &impl GenericClient,
    sql: &str,
    id: DeclarationId,
    digest: &[u8; 32],
) -> Result<Option<String>> {
    let row = statement::row(client, sql, &[&id.raw(), &digest.raw()]).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

pub(super) async fn figure_records(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Vec<FigureRow>> {
    let sql = "SELECT leaf, digest, record FROM figure_record
               JOIN declaration ON declaration.key = figure_record.declaration
               WHERE declaration.id = $1 ORDER BY leaf";
    let rows = statement::rows(client, sql, &[&id.raw()]).await?;
    let figure = |row: &Row| {
        Ok(FigureRow {
            leaf: col(row, 0)?,
            digest: col(row, 1)?,
            record: row.try_get(2)?,
        })
    };
    rows.iter().map(figure).collect()
}

pub(super) async fn raising_records(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Vec<RaisingRow>> {
    let sql = "SELECT leaf, digest, record FROM raising_record
               JOIN declaration ON declaration.key = raising_record.declaration
               WHERE declaration.id = $1 ORDER BY leaf";
    let rows = statement::rows(client, sql, &[&id.raw()]).await?;
    let raising = |row: &Row| {
        Ok(RaisingRow {
            leaf: col(row, 0)?,
            digest: col(row, 1)?,
            record: row.try_get(2)?,
        })
    };
    rows.iter().map(raising).collect()
}

/// Part of a commit: the folder is replaced; revisions, figures and raisings are added.
pub(super) async fn publish(
    transaction: &Transaction<'_>,
    key: i64,
    publication: &Publication,
    at: Timestamp,
) -> Result<()> {
    folder::replace(transaction, key, &publication.files, at).await?;
    let figures = &publication.figures;
    let sql = "INSERT INTO figure_record (declaration, leaf, digest, record)
               SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::text[])";
    let (leaves, digests) = (
        raws(figures, |row| row.leaf),
        raws(figures, |row| row.digest),
    );
    let records: Vec<&str> = figures.iter().map(|row| row.record.as_str()).collect();
    statement::execute(transaction, sql, &[&key, &leaves, &digests, &records]).await?;
    let raisings = &publication.raisings;
    let sql = "INSERT INTO raising_record (declaration, leaf, digest, record)
               SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::text[])";
    let (leaves, digests) = (
        raws(raisings, |row| row.leaf),
        raws(raisings, |row| row.digest),
    );
    let records: Vec<&str> = raisings.iter().map(|row| row.record.as_str()).collect();
    statement::execute(transaction, sql, &[&key, &leaves, &digests, &records]).await?;
    for revision in &publication.revisions {
        insert_revision(transaction, key, revision).await?;
    }
    Ok(())
}

async fn insert_revision(transaction: &Transaction<'_>, key: i64, row: &RevisionRow) -> Result<()> {
    let sql = "INSERT INTO revision
                   (declaration, leaf, language, number, role, renders, digest, text, source, day)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values: Values<'_> = &[
        &key,
        &row.leaf.raw(),
        &row.language.as_str(),
        &row.number.raw(),
        &row.role.raw(),
        &row.renders.raw(),
        &row.digest.raw(),
        &row.text,
        &row.source,
        &row.day.raw(),
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}
