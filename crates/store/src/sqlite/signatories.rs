//! Writing the public list.

use domain::id::DeclarationId;
use rusqlite::{Connection, Transaction};

use super::column::{Col, col};
use super::list::{Facet, sql_index};
use super::ranks::{self, Range};
use super::{Result, erase, key_of_known};
use crate::NewSignatory;

/// Where a signatory stands: the leaf of their signature, and the leaf of the revision they signed.
type Place = (u64, u64);

/// Puts a signatory on the list.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    key: i64,
    place: Place,
    new: &NewSignatory,
) -> Result<()> {
    let (leaf, revision) = place;
    transaction
        .prepare_cached(
            "INSERT INTO signatory (declaration, leaf, class, language, listing, name, descriptor,
                                    place, comment, day, opening, revision)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute((
            key,
            Col(leaf),
            Col(new.class),
            new.language.as_str(),
            Col(new.listing),
            &new.name,
            &new.descriptor,
            &new.place,
            &new.comment,
            new.day,
            &new.opening,
            Col(revision),
        ))?;
    insert_names(transaction, key, place, new)?;
    insert_words(transaction, key, place, new)?;
    let facet = (new.class, new.language.clone(), revision);
    let range = |locale| Range {
        key,
        locale,
        facet: &facet,
    };
    let leaf = sql_index(leaf);
    ranks::add(transaction, range(""), &(Vec::new(), leaf))?;
    for (locale, sort_key) in &new.sort_keys {
        ranks::add(transaction, range(locale), &(sort_key.clone(), leaf))?;
    }
    Ok(())
}

pub(super) fn insert_names(
    transaction: &Transaction<'_>,
    key: i64,
    (leaf, revision): Place,
    new: &NewSignatory,
) -> Result<()> {
    let mut name = transaction.prepare_cached(
        "INSERT INTO signatory_name (declaration, leaf, locale, class, language, sort_key, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (locale, sort_key) in &new.sort_keys {
        name.execute((
            key,
            Col(leaf),
            locale,
            Col(new.class),
            new.language.as_str(),
            sort_key,
            Col(revision),
        ))?;
    }
    Ok(())
}

pub(super) fn insert_words(
    transaction: &Transaction<'_>,
    key: i64,
    (leaf, revision): Place,
    new: &NewSignatory,
) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO signatory_word (declaration, leaf, word, before, class, language, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    // Byte order, as SQLite compares text and as UTF-8 keeps the order of characters.
    let mut words: Vec<&str> = new.words.iter().map(String::as_str).collect();
    words.sort_unstable();
    words.dedup();
    let mut before = "";
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        statement.execute((
            key,
            Col(leaf),
            word,
            before,
            Col(new.class),
            new.language.as_str(),
            Col(revision),
        ))?;
        before = word;
    }
    Ok(())
}

/// Takes whoever stands at a leaf off the list.
pub(super) fn take_off(transaction: &Transaction<'_>, key: i64, leaf: u64) -> Result<()> {
    erase::mark(transaction)?;
    let places = places(transaction, key, leaf)?;
    for sql in [
        "DELETE FROM signatory_word WHERE declaration = ?1 AND leaf = ?2",
        "DELETE FROM signatory_name WHERE declaration = ?1 AND leaf = ?2",
        "DELETE FROM signatory WHERE declaration = ?1 AND leaf = ?2",
    ] {
        transaction.prepare_cached(sql)?.execute((key, Col(leaf)))?;
    }
    for (locale, facet, sort_key) in &places {
        let range = Range { key, locale, facet };
        ranks::take(transaction, range, &(sort_key.clone(), sql_index(leaf)))?;
    }
    Ok(())
}

/// Where whoever stands at a leaf is counted, in every order.
fn places(connection: &Connection, key: i64, leaf: u64) -> Result<Vec<(String, Facet, Vec<u8>)>> {
    let mut statement = connection.prepare_cached(
        "SELECT '', class, language, revision, x'' FROM signatory
         WHERE declaration = ?1 AND leaf = ?2
         UNION ALL
         SELECT locale, class, language, revision, sort_key FROM signatory_name
         WHERE declaration = ?1 AND leaf = ?2",
    )?;
    let found = statement.query_map((key, Col(leaf)), |row| {
        Ok((
            row.get(0)?,
            (col(row, 1)?, col(row, 2)?, col(row, 3)?),
            row.get(4)?,
        ))
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn replace_sort_keys(
    transaction: &Transaction<'_>,
    id: DeclarationId,
    locale: &str,
    keys: &[(u64, Vec<u8>)],
) -> Result<()> {
    let key = key_of_known(transaction, id)?;
    // Class, language and revision are those of the signatory; nobody on the list, no row.
    let mut statement = transaction.prepare_cached(
        "INSERT INTO signatory_name (declaration, leaf, locale, class, language, sort_key, revision)
         SELECT declaration, leaf, ?3, class, language, ?4, revision
         FROM signatory WHERE declaration = ?1 AND leaf = ?2
         ON CONFLICT (declaration, leaf, locale) DO UPDATE SET sort_key = excluded.sort_key",
    )?;
    for (leaf, sort_key) in keys {
        let places = places(transaction, key, *leaf)?;
        let Some((_, facet, _)) = places.first() else {
            continue;
        };
        statement.execute((key, Col(*leaf), locale, sort_key))?;
        let range = Range { key, locale, facet };
        let leaf = sql_index(*leaf);
        if let Some((.., before)) = places.iter().find(|(known, ..)| known == locale) {
            ranks::take(transaction, range, &(before.clone(), leaf))?;
        }
        ranks::add(transaction, range, &(sort_key.clone(), leaf))?;
    }
    Ok(())
}
