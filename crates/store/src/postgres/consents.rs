//! The ledger of consents: what was shown stands once, and a line for each who agreed.

use deadpool_postgres::{GenericClient, Transaction};
use domain::consent::{Purpose, wording_digest};
use domain::id::DeclarationId;
use tokio_postgres::Row;

use super::column::{Column, col, raws};
use super::statement::Values;
use super::{Result, statement};
use crate::ConsentRow;

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

/// Adds lines, in order, behind those that their signatures have. What was shown is kept first, once
/// for all who saw it and in one order whoever else keeps it.
pub(super) async fn add(
    transaction: &Transaction<'_>,
    key: i64,
    consents: &[(u64, &ConsentRow)],
) -> Result<()> {
    if consents.is_empty() {
        return Ok(());
    }
    let wordings: Vec<&str> = consents.iter().map(|(_, c)| c.wording.as_str()).collect();
    let shown = Shown {
        digests: keep_wordings(transaction, &wordings).await?,
        purposes: raws(consents, |(_, c)| c.purpose),
        given: consents.iter().map(|(_, c)| c.given).collect(),
        languages: raws(consents, |(_, c)| c.language.clone()),
        texts: raws(consents, |(_, c)| c.text),
        channels: consents.iter().map(|(_, c)| c.channel.as_str()).collect(),
        methods: consents.iter().map(|(_, c)| c.method.as_str()).collect(),
    };
    shown.keep(transaction).await?;
    let sql = "INSERT INTO consent (declaration, leaf, n, form, asked, confirmed)
               SELECT $1, c.leaf,
                      coalesce((SELECT max(n) + 1 FROM consent o
                                WHERE o.declaration = $1 AND o.leaf = c.leaf), 0)
                      + row_number() OVER (PARTITION BY c.leaf ORDER BY c.place) - 1,
                      f.key, c.asked, c.confirmed
               FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::boolean[],
                           $7::bytea[], $8::text[], $9::bytea[], $10::text[], $11::text[])
                   WITH ORDINALITY AS c (leaf, asked, confirmed, purpose, given, digest, language,
                                         text, channel, method, place)
               JOIN consent_wording w ON w.digest = c.digest
               JOIN consent_form f ON f.text = c.text AND f.wording = w.key
                AND f.purpose = c.purpose AND f.given = c.given AND f.language = c.language
                AND f.channel = c.channel AND f.method = c.method";
    let values: Values<'_> = &[
        &key,
        &raws(consents, |(leaf, _)| *leaf),
        &raws(consents, |(_, c)| c.asked),
        &raws(consents, |(_, c)| c.confirmed),
        &shown.purposes,
        &shown.given,
        &shown.digests,
        &shown.languages,
        &shown.texts,
        &shown.channels,
        &shown.methods,
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

/// What each of some people agreed to, column by column.
struct Shown<'c> {
    digests: Vec<Vec<u8>>,
    purposes: Vec<String>,
    given: Vec<bool>,
    languages: Vec<String>,
    texts: Vec<Vec<u8>>,
    channels: Vec<&'c str>,
    methods: Vec<&'c str>,
}

impl Shown<'_> {
    async fn keep(&self, transaction: &Transaction<'_>) -> Result<()> {
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
        let values: Values<'_> = &[
            &self.purposes,
            &self.given,
            &self.digests,
            &self.languages,
            &self.texts,
            &self.channels,
            &self.methods,
        ];
        statement::execute(transaction, sql, values).await?;
        Ok(())
    }
}

/// Puts the lines of a signature that moved in front of those of the one that takes its place, but for
/// what was agreed to by signing and being shown.
pub(super) async fn hand_over(
    transaction: &Transaction<'_>,
    key: i64,
    from: u64,
    to: u64,
) -> Result<()> {
    let sql = "WITH taken AS (
                   DELETE FROM consent c USING consent_form f
                   WHERE c.declaration = $1 AND c.leaf IN ($2, $3) AND f.key = c.form
                   RETURNING c.leaf, c.n, c.form, c.asked, c.confirmed, f.purpose)
               SELECT form, asked, confirmed FROM taken
               WHERE leaf = $3 OR purpose <> ALL($4) ORDER BY leaf = $3, n";
    let ended = [Purpose::Count.raw(), Purpose::Publish.raw()];
    let (from, to) = (from.raw(), to.raw());
    let values: Values<'_> = &[&key, &from, &to, &ended.as_slice()];
    let rows = statement::rows(transaction, sql, values).await?;
    let column = |index: usize| -> Result<Vec<i64>> {
        rows.iter().map(|row| Ok(row.try_get(index)?)).collect()
    };
    let sql = "INSERT INTO consent (declaration, leaf, n, form, asked, confirmed)
               SELECT $1, $2, c.place - 1, c.form, c.asked, c.confirmed
               FROM unnest($3::bigint[], $4::bigint[], $5::bigint[])
                   WITH ORDINALITY AS c (form, asked, confirmed, place)";
    let values: Values<'_> = &[&key, &to, &column(0)?, &column(1)?, &column(2)?];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

pub(super) async fn of_signature(
    client: &impl GenericClient,
    id: DeclarationId,
    leaf: u64,
) -> Result<Vec<ConsentRow>> {
    let sql = "SELECT f.purpose, f.given, w.wording, f.language, f.text, c.asked, c.confirmed,
                      f.channel, f.method
               FROM consent c JOIN consent_form f ON f.key = c.form
               JOIN consent_wording w ON w.key = f.wording
               JOIN declaration d ON d.key = c.declaration
               WHERE d.id = $1 AND c.leaf = $2 ORDER BY c.n";
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
