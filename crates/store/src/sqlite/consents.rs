//! The ledger of consents: what was shown stands once, and a line for each who agreed.

use domain::consent::{Purpose, wording_digest};
use domain::id::DeclarationId;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::column::{Col, col};
use super::{Result, key_of};
use crate::ConsentRow;

/// The forms of one transaction that were looked up: nearly everybody agrees to the same.
#[derive(Default)]
pub(super) struct Forms<'c>(Vec<(&'c ConsentRow, i64)>);

impl<'c> Forms<'c> {
    fn key_of(&mut self, transaction: &Transaction<'_>, consent: &'c ConsentRow) -> Result<i64> {
        let known = self.0.iter().find(|(known, _)| is_same(known, consent));
        if let Some((_, key)) = known {
            return Ok(*key);
        }
        let key = keep(transaction, consent)?;
        self.0.push((consent, key));
        Ok(key)
    }
}

/// Whether two agreed to the same, at whatever time.
fn is_same(one: &ConsentRow, other: &ConsentRow) -> bool {
    one.purpose == other.purpose
        && one.given == other.given
        && one.text == other.text
        && one.language == other.language
        && one.wording == other.wording
        && one.channel == other.channel
        && one.method == other.method
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

/// Writes the first lines of a signature.
pub(super) fn begin<'c>(
    transaction: &Transaction<'_>,
    (key, leaf): (i64, u64),
    consents: &'c [ConsentRow],
    forms: &mut Forms<'c>,
) -> Result<()> {
    for (n, consent) in (0..).zip(consents) {
        let line = Line::of(consent, forms.key_of(transaction, consent)?);
        line.write(transaction, (key, leaf), n)?;
    }
    Ok(())
}

/// Adds a line behind those that a signature has.
pub(super) fn add(
    transaction: &Transaction<'_>,
    (key, leaf): (i64, u64),
    consent: &ConsentRow,
) -> Result<()> {
    let last: Option<i64> = transaction
        .prepare_cached(
            "SELECT n FROM consent WHERE declaration = ?1 AND leaf = ?2 ORDER BY n DESC LIMIT 1",
        )?
        .query_row((key, Col(leaf)), |row| row.get(0))
        .optional()?;
    let line = Line::of(consent, keep(transaction, consent)?);
    line.write(transaction, (key, leaf), last.map_or(0, |n| n + 1))
}

/// Puts the lines of a signature that moved in front of those of the one that takes its place, but for
/// what was agreed to by signing and being shown.
pub(super) fn hand_over(transaction: &Transaction<'_>, key: i64, from: u64, to: u64) -> Result<()> {
    let mut moving = transaction.prepare_cached(
        "SELECT c.form, c.asked, c.confirmed FROM consent c JOIN consent_form f ON f.key = c.form
         WHERE c.declaration = ?1 AND c.leaf = ?2 AND f.purpose NOT IN (?3, ?4) ORDER BY c.n",
    )?;
    let ended = (key, Col(from), Col(Purpose::Count), Col(Purpose::Publish));
    let mut lines: Vec<Line> = moving
        .query_map(ended, Line::read)?
        .collect::<rusqlite::Result<_>>()?;
    let mut own = transaction.prepare_cached(
        "SELECT form, asked, confirmed FROM consent
         WHERE declaration = ?1 AND leaf = ?2 ORDER BY n",
    )?;
    for line in own.query_map((key, Col(to)), Line::read)? {
        lines.push(line?);
    }
    erase(transaction, key, from)?;
    erase(transaction, key, to)?;
    for (n, line) in (0..).zip(lines) {
        line.write(transaction, (key, to), n)?;
    }
    Ok(())
}

pub(super) fn erase(transaction: &Transaction<'_>, key: i64, leaf: u64) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM consent WHERE declaration = ?1 AND leaf = ?2")?
        .execute((key, Col(leaf)))?;
    Ok(())
}

/// What a line says beside whose it is.
struct Line {
    form: i64,
    asked: i64,
    confirmed: i64,
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

    fn write(&self, transaction: &Transaction<'_>, (key, leaf): (i64, u64), n: i64) -> Result<()> {
        transaction
            .prepare_cached(
                "INSERT INTO consent (declaration, leaf, n, form, asked, confirmed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((key, Col(leaf), n, self.form, self.asked, self.confirmed))?;
        Ok(())
    }
}

pub(super) fn of_signature(
    connection: &Connection,
    id: DeclarationId,
    leaf: u64,
) -> Result<Vec<ConsentRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT f.purpose, f.given, w.wording, f.language, f.text, c.asked, c.confirmed,
                f.channel, f.method
         FROM consent c JOIN consent_form f ON f.key = c.form
         JOIN consent_wording w ON w.key = f.wording
         WHERE c.declaration = ?1 AND c.leaf = ?2 ORDER BY c.n",
    )?;
    let rows = statement.query_map((key_of(connection, id)?, Col(leaf)), |row| {
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
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
