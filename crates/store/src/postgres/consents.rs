//! The ledger of consents: what was shown stands once, and a line for each who agreed. The first line of
//! a signature stands beside its record, those behind it in a table of their own.

use deadpool_postgres::{GenericClient, Transaction};
use domain::consent::{Purpose, wording_digest};
use domain::id::DeclarationId;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::column::{Column, col, raws};
use super::statement::Values;
use super::{Result, statement};
use crate::rows::place::place;
use crate::{ConsentRow, StoreError};

/// Keeps wordings, each once for all who saw it, in one order whoever else keeps them; answers their
/// digests.
pub(super) async fn keep_wordings(
    transaction: &Transaction<'_>,
    wordings: &[&str],
) -> Result<Vec<Vec<u8>>> {
    let sql = "INSERT INTO consent_wording (digest, wording)
               SELECT DISTINCT * FROM unnest($1::bytea[], $2::text[]) AS w (digest, wording)
               ORDER BY digest
               ON CONFLICT (digest) DO NOTHING";
    let digests = raws(wordings, |wording| wording_digest(wording));
    statement::execute(transaction, sql, &[&digests, &wordings]).await?;
    Ok(digests)
}

/// What some people agreed to, each with its key: nearly everybody agrees to the same.
pub(super) struct Forms<'c>(Vec<(&'c ConsentRow, i64)>);

impl<'c> Forms<'c> {
    /// Looks up what was shown, and keeps what nobody saw before, once for all who see it and in one order
    /// whoever else keeps it.
    pub(super) async fn of(
        transaction: &Transaction<'_>,
        consents: impl IntoIterator<Item = &'c ConsentRow>,
    ) -> Result<Self> {
        let mut shown: Vec<&ConsentRow> = Vec::new();
        for consent in consents {
            if !shown.iter().any(|known| known.has_form_of(consent)) {
                shown.push(consent);
            }
        }
        if shown.is_empty() {
            return Ok(Self(Vec::new()));
        }
        let columns = Shown::of(&shown);
        let mut keys = columns.find(transaction).await?;
        if keys.len() < shown.len() {
            columns.keep(transaction, &shown).await?;
            keys = columns.find(transaction).await?;
        }
        if keys.len() < shown.len() {
            return Err(StoreError::corrupt("what was shown is not found again"));
        }
        Ok(Self(shown.into_iter().zip(keys).collect()))
    }

    /// The line that says who agreed and when.
    pub(super) fn line(&self, consent: &ConsentRow) -> Result<Line> {
        let known = self.0.iter().find(|(known, _)| known.has_form_of(consent));
        let (_, form) = known.ok_or_else(|| StoreError::corrupt("a form was not looked up"))?;
        Ok(Line {
            form: *form,
            asked: consent.asked.raw(),
            confirmed: consent.confirmed.raw(),
        })
    }
}

/// What a line says beside whose it is.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) form: i64,
    pub(super) asked: i64,
    pub(super) confirmed: i64,
}

/// Adds a line behind those that a signature has.
pub(super) async fn add(
    transaction: &Transaction<'_>,
    key: i64,
    (leaf, consent): (u64, &ConsentRow),
) -> Result<()> {
    let line = Forms::of(transaction, [consent]).await?.line(consent)?;
    append(transaction, key, &[(leaf, line)]).await
}

/// Writes lines, in order, behind those that their signatures have.
pub(super) async fn append(
    transaction: &Transaction<'_>,
    key: i64,
    lines: &[(u64, Line)],
) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO consent (declaration, leaf, n, form, asked, confirmed)
               SELECT $1, c.leaf,
                      coalesce((SELECT max(n) FROM consent o
                                WHERE o.declaration = $1 AND o.leaf = c.leaf), 0)
                      + row_number() OVER (PARTITION BY c.leaf ORDER BY c.place),
                      c.form, c.asked, c.confirmed
               FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
                   WITH ORDINALITY AS c (leaf, form, asked, confirmed, place)";
    let column = |of: fn(&Line) -> i64| -> Vec<i64> { lines.iter().map(|(_, l)| of(l)).collect() };
    let values: Values<'_> = &[
        &key,
        &raws(lines, |(leaf, _)| *leaf),
        &column(|line| line.form),
        &column(|line| line.asked),
        &column(|line| line.confirmed),
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

/// What was shown, column by column.
struct Shown<'c> {
    digests: Vec<Vec<u8>>,
    purposes: Vec<String>,
    given: Vec<bool>,
    languages: Vec<String>,
    texts: Vec<Vec<u8>>,
    channels: Vec<&'c str>,
    methods: Vec<&'c str>,
}

impl<'c> Shown<'c> {
    fn of(shown: &[&'c ConsentRow]) -> Self {
        Self {
            digests: raws(shown, |c| wording_digest(&c.wording)),
            purposes: raws(shown, |c| c.purpose),
            given: shown.iter().map(|c| c.given).collect(),
            languages: raws(shown, |c| c.language.clone()),
            texts: raws(shown, |c| c.text),
            channels: shown.iter().map(|c| c.channel.as_str()).collect(),
            methods: shown.iter().map(|c| c.method.as_str()).collect(),
        }
    }

    fn values(&self) -> [&(dyn ToSql + Sync); 7] {
        [
            &self.purposes,
            &self.given,
            &self.digests,
            &self.languages,
            &self.texts,
            &self.channels,
            &self.methods,
        ]
    }

    /// The keys of those that were kept before, in order.
    async fn find(&self, transaction: &Transaction<'_>) -> Result<Vec<i64>> {
        let sql = "SELECT f.key
                   FROM unnest($1::text[], $2::boolean[], $3::bytea[], $4::text[], $5::bytea[],
                               $6::text[], $7::text[]) WITH ORDINALITY
                       AS c (purpose, given, digest, language, text, channel, method, place)
                   JOIN consent_wording w ON w.digest = c.digest
                   JOIN consent_form f ON f.text = c.text AND f.wording = w.key
                    AND f.purpose = c.purpose AND f.given = c.given AND f.language = c.language
                    AND f.channel = c.channel AND f.method = c.method
                   ORDER BY c.place";
        let rows = statement::rows(transaction, sql, &self.values()).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    async fn keep(&self, transaction: &Transaction<'_>, shown: &[&ConsentRow]) -> Result<()> {
        let wordings: Vec<&str> = shown.iter().map(|c| c.wording.as_str()).collect();
        keep_wordings(transaction, &wordings).await?;
        let sql = "INSERT INTO consent_form
                       (text, wording, purpose, given, language, channel, method)
                   SELECT DISTINCT c.text, w.key, c.purpose, c.given, c.language, c.channel, c.method
                   FROM unnest($1::text[], $2::boolean[], $3::bytea[], $4::text[], $5::bytea[],
                               $6::text[], $7::text[])
                       AS c (purpose, given, digest, language, text, channel, method)
                   JOIN consent_wording w ON w.digest = c.digest
                   ORDER BY 1, 2, 3, 4, 5, 6, 7
                   ON CONFLICT (text, wording, purpose, given, language, channel, method)
                   DO NOTHING";
        statement::execute(transaction, sql, &self.values()).await?;
        Ok(())
    }
}

/// Puts the lines of a signature that moved behind those of the one that takes its place, but for what
/// was agreed to by signing and being shown. They are erased where they were with the rest of it.
pub(super) async fn hand_over(
    transaction: &Transaction<'_>,
    key: i64,
    from: u64,
    to: u64,
) -> Result<()> {
    let sql = "SELECT c.form, c.asked, c.confirmed
               FROM (SELECT 0::bigint AS n, form, asked, confirmed
                     FROM signature_record WHERE place = $1
                     UNION ALL
                     SELECT n, form, asked, confirmed
                     FROM consent WHERE declaration = $2 AND leaf = $3) c
               JOIN consent_form f ON f.key = c.form
               WHERE f.purpose <> ALL($4) ORDER BY c.n";
    let ended = [Purpose::Count.raw(), Purpose::Publish.raw()];
    let values: Values<'_> = &[&place(key, from)?, &key, &from.raw(), &ended.as_slice()];
    let rows = statement::rows(transaction, sql, values).await?;
    let line = |row: &Row| {
        let line = Line {
            form: row.try_get(0)?,
            asked: row.try_get(1)?,
            confirmed: row.try_get(2)?,
        };
        Ok((to, line))
    };
    let lines: Vec<(u64, Line)> = rows.iter().map(line).collect::<Result<_>>()?;
    append(transaction, key, &lines).await
}

pub(super) async fn of_signature(
    client: &impl GenericClient,
    id: DeclarationId,
    leaf: u64,
) -> Result<Vec<ConsentRow>> {
    let sql = "SELECT f.purpose, f.given, w.wording, f.language, f.text, c.asked, c.confirmed,
                      f.channel, f.method
               FROM declaration d
               CROSS JOIN LATERAL (
                   SELECT 0::bigint AS n, r.form, r.asked, r.confirmed
                   FROM signature s
                   JOIN signature_record r ON r.place = ((s.declaration << 40) | s.leaf)
                   WHERE s.declaration = d.key AND s.leaf = $2
                   UNION ALL
                   SELECT n, form, asked, confirmed
                   FROM consent WHERE declaration = d.key AND leaf = $2) c
               JOIN consent_form f ON f.key = c.form
               JOIN consent_wording w ON w.key = f.wording
               WHERE d.id = $1 ORDER BY c.n";
    let rows = statement::rows(client, sql, &[&id.raw(), &leaf.raw()]).await?;
    rows.iter().map(consent_row).collect()
}

fn consent_row(row: &Row) -> Result<ConsentRow> {
    Ok(ConsentRow {
        purpose: col(row, 0)?,
        given: row.try_get(1)?,
        wording: row.try_get(2)?,
        language: col(row, 3)?,
        text: col(row, 4)?,
        asked: col(row, 5)?,
        confirmed: col(row, 6)?,
        channel: row.try_get(7)?,
        method: row.try_get(8)?,
    })
}
