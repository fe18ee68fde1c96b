//! The ledger of consents: what was shown stands once, and a line for each who agreed. The first line of
//! a signature stands beside its record, those behind it in a table of their own.

use domain::consent::{Purpose, wording_digest};
use domain::id::DeclarationId;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::column::{Col, col};
use super::{Result, key_of};
use crate::ConsentRow;
use crate::rows::place::place;

/// The forms of one transaction that were looked up: nearly everybody agrees to the same.
#[derive(Default)]
pub(super) struct Forms<'c>(Vec<(&'c ConsentRow, i64)>);

impl<'c> Forms<'c> {
    /// The line that says who agreed and when.
    pub(super) fn line(
        &mut self,
        transaction: &Transaction<'_>,
        consent: &'c ConsentRow,
    ) -> Result<Line> {
        let known = self.0.iter().find(|(known, _)| known.has_form_of(consent));
        if let Some((_, key)) = known {
            return Ok(Line::of(consent, *key));
        }
        let key = keep(transaction, consent)?;
        self.0.push((consent, key));
        Ok(Line::of(consent, key))
    }
}

/// Keeps what was shown, once for all who saw it.
fn keep(transaction: &Transaction<'_>, consent: &ConsentRow) -> Result<i64> {
    let digest = wording_digest(&consent.wording);
    transaction
        .prepare_cached(
            "INSERT INTO consent_wording (digest, wording) VALUES (?1, ?2)
             ON CONFLICT (digest) DO NOTHING",
        )?
        .execute((digest, &consent.wording))?;
    let wording: i64 = transaction
        .prepare_cached("SELECT key FROM consent_wording WHERE digest = ?1")?
        .query_row([digest], |row| row.get(0))?;
    let form = || {
        (
            Col(consent.text),
            wording,
            Col(consent.purpose),
            consent.given,
            consent.language.as_str(),
            &consent.channel,
            &consent.method,
        )
    };
    transaction
        .prepare_cached(
            "INSERT INTO consent_form (text, wording, purpose, given, language, channel, method)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (text, wording, purpose, given, language, channel, method) DO NOTHING",
        )?
        .execute(form())?;
    let mut found = transaction.prepare_cached(
        "SELECT key FROM consent_form WHERE text = ?1 AND wording = ?2 AND purpose = ?3
         AND given = ?4 AND language = ?5 AND channel = ?6 AND method = ?7",
    )?;
    Ok(found.query_row(form(), |row| row.get(0))?)
}

/// Adds a line behind those that a signature has.
pub(super) fn add(
    transaction: &Transaction<'_>,
    signature: (i64, u64),
    consent: &ConsentRow,
) -> Result<()> {
    let line = Line::of(consent, keep(transaction, consent)?);
    append(transaction, signature, &[line])
}

/// Writes lines behind those that a signature has.
pub(super) fn append(
    transaction: &Transaction<'_>,
    (key, leaf): (i64, u64),
    lines: &[Line],
) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let last: Option<i64> = transaction
        .prepare_cached(
            "SELECT n FROM consent WHERE declaration = ?1 AND leaf = ?2 ORDER BY n DESC LIMIT 1",
        )?
        .query_row((key, Col(leaf)), |row| row.get(0))
        .optional()?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO consent (declaration, leaf, n, form, asked, confirmed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (n, line) in (last.unwrap_or(0) + 1..).zip(lines) {
        insert.execute((key, Col(leaf), n, line.form, line.asked, line.confirmed))?;
    }
    Ok(())
}

/// Puts the lines of a signature that moved behind those of the one that takes its place, but for what
/// was agreed to by signing and being shown. They are erased where they were with the rest of it.
pub(super) fn hand_over(transaction: &Transaction<'_>, key: i64, from: u64, to: u64) -> Result<()> {
    let ended = (Col(Purpose::Count), Col(Purpose::Publish));
    let mut lines = Vec::new();
    let mut first = transaction.prepare_cached(
        "SELECT r.form, r.asked, r.confirmed
         FROM signature_record r JOIN consent_form f ON f.key = r.form
         WHERE r.place = ?1 AND f.purpose NOT IN (?2, ?3)",
    )?;
    let values = (place(key, from)?, &ended.0, &ended.1);
    lines.extend(first.query_row(values, Line::read).optional()?);
    let mut behind = transaction.prepare_cached(
        "SELECT c.form, c.asked, c.confirmed FROM consent c JOIN consent_form f ON f.key = c.form
         WHERE c.declaration = ?1 AND c.leaf = ?2 AND f.purpose NOT IN (?3, ?4) ORDER BY c.n",
    )?;
    for line in behind.query_map((key, Col(from), &ended.0, &ended.1), Line::read)? {
        lines.push(line?);
    }
    append(transaction, (key, to), &lines)
}

/// Erases the lines behind the first, which goes with the record.
pub(super) fn erase(transaction: &Transaction<'_>, key: i64, leaf: u64) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM consent WHERE declaration = ?1 AND leaf = ?2")?
        .execute((key, Col(leaf)))?;
    Ok(())
}

/// What a line says beside whose it is.
pub(super) struct Line {
    pub(super) form: i64,
    pub(super) asked: i64,
    pub(super) confirmed: i64,
}

impl Line {
    fn of(consent: &ConsentRow, form: i64) -> Self {
        Self {
            form,
            asked: consent.asked.as_second(),
            confirmed: consent.confirmed.as_second(),
        }
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            form: row.get(0)?,
            asked: row.get(1)?,
            confirmed: row.get(2)?,
        })
    }
}

pub(super) fn of_signature(
    connection: &Connection,
    id: DeclarationId,
    leaf: u64,
) -> Result<Vec<ConsentRow>> {
    let Some(key) = key_of(connection, id)? else {
        return Ok(Vec::new());
    };
    let Ok(place) = place(key, leaf) else {
        return Ok(Vec::new());
    };
    let mut first = connection.prepare_cached(
        "SELECT f.purpose, f.given, w.wording, f.language, f.text, r.asked, r.confirmed,
                f.channel, f.method
         FROM signature_record r JOIN consent_form f ON f.key = r.form
         JOIN consent_wording w ON w.key = f.wording
         WHERE r.place = ?1",
    )?;
    let mut lines = Vec::from_iter(first.query_row([place], consent_row).optional()?);
    let mut behind = connection.prepare_cached(
        "SELECT f.purpose, f.given, w.wording, f.language, f.text, c.asked, c.confirmed,
                f.channel, f.method
         FROM consent c JOIN consent_form f ON f.key = c.form
         JOIN consent_wording w ON w.key = f.wording
         WHERE c.declaration = ?1 AND c.leaf = ?2 ORDER BY c.n",
    )?;
    for line in behind.query_map((key, Col(leaf)), consent_row)? {
        lines.push(line?);
    }
    Ok(lines)
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
