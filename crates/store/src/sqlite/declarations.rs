//! Declarations, their folders and what they published.

use domain::id::DeclarationId;
use domain::slug::Slug;
use domain::text::TextDigest;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::column::{Col, col};
use super::{Result, folder, key_of};
use crate::{DeclarationRow, FigureRow, NewDeclaration, Publication, RaisingRow, RevisionRow};

pub(super) fn create(transaction: &Transaction<'_>, new: &NewDeclaration) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO declaration (id, slug, origin, verifier_key, created, carried)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            Col(new.id),
            Col(new.slug.clone()),
            &new.origin,
            &new.verifier_key,
            Col(new.created),
            new.carried,
        ))?;
    let key = transaction.last_insert_rowid();
    transaction
        .prepare_cached(
            "INSERT INTO log_head (declaration, size, edge, checkpoint) VALUES (?1, 0, x'', ?2)",
        )?
        .execute((key, &new.checkpoint))?;
    if new.checkpoint.is_empty() {
        return Ok(());
    }
    transaction
        .prepare_cached(
            "INSERT INTO checkpoint (declaration, size, note, at) VALUES (?1, 0, ?2, ?3)",
        )?
        .execute((key, &new.checkpoint, Col(new.created)))?;
    Ok(())
}

pub(super) fn all(connection: &Connection) -> Result<Vec<DeclarationRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, slug, origin, verifier_key, created, carried
         FROM declaration JOIN log_head ON log_head.declaration = declaration.key
         WHERE log_head.checkpoint <> '' ORDER BY declaration.key",
    )?;
    let rows = statement.query_map([], declaration_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn by_slug(connection: &Connection, slug: &Slug) -> Result<Option<DeclarationRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, slug, origin, verifier_key, created, carried
         FROM declaration WHERE slug = ?1",
    )?;
    Ok(statement
        .query_row([slug.as_str()], declaration_row)
        .optional()?)
}

fn declaration_row(row: &Row<'_>) -> rusqlite::Result<DeclarationRow> {
    Ok(DeclarationRow {
        id: col(row, 0)?,
        slug: col(row, 1)?,
        origin: row.get(2)?,
        verifier_key: row.get(3)?,
        created: col(row, 4)?,
        carried: row.get(5)?,
    })
}

pub(super) fn revisions(connection: &Connection, id: DeclarationId) -> Result<Vec<RevisionRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT leaf, language, number, role, renders, digest, text, source, day
         FROM revision WHERE declaration = ?1 ORDER BY leaf",
    )?;
    let rows = statement.query_map([key_of(connection, id)?], revision_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn revision_text(
    connection: &Connection,
    id: DeclarationId,
    digest: TextDigest,
) -> Result<Option<RevisionRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT leaf, language, number, role, renders, digest, text, source, day
         FROM revision WHERE declaration = ?1 AND digest = ?2 ORDER BY leaf LIMIT 1",
    )?;
    Ok(statement
        .query_row((key_of(connection, id)?, Col(digest)), revision_row)
        .optional()?)
}

fn revision_row(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        leaf: col(row, 0)?,
        language: col(row, 1)?,
        number: row.get(2)?,
        role: col(row, 3)?,
        renders: col(row, 4)?,
        digest: col(row, 5)?,
        text: row.get(6)?,
        source: row.get(7)?,
        day: row.get(8)?,
    })
}

pub(super) fn figure_record(
    connection: &Connection,
    id: DeclarationId,
    digest: &[u8; 32],
) -> Result<Option<String>> {
    let sql = "SELECT record FROM figure_record
               WHERE declaration = ?1 AND digest = ?2 ORDER BY leaf LIMIT 1";
    record(connection, sql, (id, digest))
}

pub(super) fn raising_record(
    connection: &Connection,
    id: DeclarationId,
    digest: &[u8; 32],
) -> Result<Option<String>> {
    let sql = "SELECT record FROM raising_record
               WHERE declaration = ?1 AND digest = ?2 ORDER BY leaf LIMIT 1";
    record(connection, sql, (id, digest))
}

/// The record that a statement finds by declaration and digest.
fn record(
    connection: &Connection,
    sql: &str,
    (id, digest): (DeclarationId, &[u8; 32]),
) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement
        .query_row((key_of(connection, id)?, digest), |row| row.get(0))
        .optional()?)
}

pub(super) fn raising_records(
    connection: &Connection,
    id: DeclarationId,
) -> Result<Vec<RaisingRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT leaf, digest, record FROM raising_record WHERE declaration = ?1 ORDER BY leaf",
    )?;
    let rows = statement.query_map([key_of(connection, id)?], |row| {
        Ok(RaisingRow {
            leaf: col(row, 0)?,
            digest: row.get(1)?,
            record: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn figure_records(connection: &Connection, id: DeclarationId) -> Result<Vec<FigureRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT leaf, digest, record FROM figure_record WHERE declaration = ?1 ORDER BY leaf",
    )?;
    let rows = statement.query_map([key_of(connection, id)?], |row| {
        Ok(FigureRow {
            leaf: col(row, 0)?,
            digest: row.get(1)?,
            record: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Part of a commit: the folder is replaced; revisions, figures and raisings are added.
pub(super) fn publish(
    transaction: &Transaction<'_>,
    key: i64,
    publication: &Publication,
    at: Timestamp,
) -> Result<()> {
    folder::replace(transaction, key, &publication.files, at)?;
    let mut figure = transaction.prepare_cached(
        "INSERT INTO figure_record (declaration, leaf, digest, record) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for row in &publication.figures {
        figure.execute((key, Col(row.leaf), row.digest, &row.record))?;
    }
    let mut raising = transaction.prepare_cached(
        "INSERT INTO raising_record (declaration, leaf, digest, record) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for row in &publication.raisings {
        raising.execute((key, Col(row.leaf), row.digest, &row.record))?;
    }
    for revision in &publication.revisions {
        insert_revision(transaction, key, revision)?;
    }
    Ok(())
}

fn insert_revision(transaction: &Transaction<'_>, key: i64, row: &RevisionRow) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO revision
                 (declaration, leaf, language, number, role, renders, digest, text, source, day)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute((
            key,
            Col(row.leaf),
            row.language.as_str(),
            row.number,
            Col(row.role),
            Col(row.renders),
            Col(row.digest),
            &row.text,
            &row.source,
            row.day,
        ))?;
    Ok(())
}
