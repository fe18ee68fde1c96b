//! Giving everybody on a long list their name at once, for measuring.
//!
//! One by one each name and each word goes to another page of its index, so that ten million take an hour
//! and a hundred gigabytes of writing. Here the indexes are made when the rows are there, and the blocks as
//! the migration that brought them made them.

use std::path::Path;

use domain::id::DeclarationId;
use rusqlite::Transaction;

use super::column::col;
use super::error::of_commit;
use super::{Result, indexes, key_of_known, open, signatories};
use crate::NewSignatory;

/// What names are found by.
const NAMES: [&str; 2] = ["signatory_name", "signatory_word"];

/// Puts sort keys and words in for everybody who was put on the list without them. `who` answers the
/// signatory of a leaf, as listed and with both. Nobody else may use the file.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn name_all(
    path: &Path,
    id: DeclarationId,
    who: impl Fn(u64) -> NewSignatory,
) -> Result<()> {
    let mut connection = open::writer(path, true)?;
    indexes::prepare(&connection)?;
    let transaction = connection.transaction()?;
    let key = key_of_known(&transaction, id)?;
    let aside = indexes::set_aside(&transaction, |table| NAMES.contains(&table))?;
    insert(&transaction, key, who)?;
    for index in aside {
        transaction.execute_batch(&index)?;
    }
    transaction.execute(SMALL, [key])?;
    transaction.execute(LARGE, [key])?;
    transaction.commit().map_err(of_commit)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn insert(
    transaction: &Transaction<'_>,
    key: i64,
    who: impl Fn(u64) -> NewSignatory,
) -> Result<()> {
    let mut statement = transaction
        .prepare("SELECT leaf, revision FROM signatory WHERE declaration = ?1 ORDER BY leaf")?;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        let (leaf, revision) = (col(row, 0)?, col(row, 1)?);
        let new = who(leaf);
        signatories::insert_names(transaction, key, (leaf, revision), &new)?;
        signatories::insert_words(transaction, key, (leaf, revision), &new)?;
    }
    Ok(())
}

/// Blocks of level 0, three quarters full as they are on average.
const SMALL: &str = "
    INSERT INTO signatory_block
    SELECT declaration, 0, locale, class, language, revision,
           iif(block = 0, x'', sort_key), iif(block = 0, -1, leaf), n
    FROM (
        SELECT declaration, locale, class, language, revision, block, sort_key, leaf,
               min(place), count(*) AS n
        FROM (
            SELECT *, row_number() OVER numbered AS place,
                   (row_number() OVER numbered - 1) / 192 AS block
            FROM signatory_name WHERE declaration = ?1
            WINDOW numbered AS (PARTITION BY declaration, locale, class, language, revision
                                ORDER BY sort_key, leaf)
        )
        GROUP BY declaration, locale, class, language, revision, block
    )";

/// Blocks of level 1.
const LARGE: &str = "
    INSERT INTO signatory_block
    SELECT declaration, 1, locale, class, language, revision, sort_key, leaf, n
    FROM (
        SELECT declaration, locale, class, language, revision, block, sort_key, leaf,
               min(place), sum(n) AS n
        FROM (
            SELECT *, row_number() OVER numbered AS place,
                   (row_number() OVER numbered - 1) / 64 AS block
            FROM signatory_block WHERE declaration = ?1 AND level = 0 AND locale <> ''
            WINDOW numbered AS (PARTITION BY declaration, locale, class, language, revision
                                ORDER BY sort_key, leaf)
        )
        GROUP BY declaration, locale, class, language, revision, block
    )";
