//! Writing the public list.

use deadpool_postgres::Transaction;
use domain::id::DeclarationId;

use super::column::{Column, raws};
use super::commit::lock_head;
use super::ranks::{self, Counted};
use super::statement::Values;
use super::{Result, key_of_known, statement};
use crate::NewSignatory;

/// Where a signatory stands: the leaf of their signature, and the leaf of the revision they signed.
type Place = (u64, u64);

/// A signatory with their place.
type Shown<'s> = (Place, &'s NewSignatory);

/// Puts signatories on the list: one statement for each table, however many.
pub(super) async fn insert(
    transaction: &Transaction<'_>,
    key: i64,
    new: &[Shown<'_>],
) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    insert_rows(transaction, key, new).await?;
    insert_names(transaction, key, new).await?;
    insert_words(transaction, key, new).await?;
    let counted: Vec<Counted> = new.iter().flat_map(counted).collect();
    ranks::add(transaction, key, &counted).await
}

/// Where a signatory is counted, in every order.
fn counted(((leaf, revision), who): &Shown<'_>) -> impl Iterator<Item = Counted> {
    let facet = (who.class, who.language.clone(), *revision);
    let leaf = leaf.raw();
    let signing = (String::new(), Vec::new());
    let orders = std::iter::once(signing).chain(who.sort_keys.iter().cloned());
    orders.map(move |(locale, sort_key)| Counted {
        locale,
        facet: facet.clone(),
        spot: (sort_key, leaf),
    })
}

async fn insert_rows(transaction: &Transaction<'_>, key: i64, new: &[Shown<'_>]) -> Result<()> {
    let sql = "INSERT INTO signatory (declaration, leaf, revision, class, language, listing, name,
                                      descriptor, place, comment, day, opening)
               SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::smallint[], $5::text[],
                                        $6::smallint[], $7::text[], $8::text[], $9::text[],
                                        $10::text[], $11::integer[], $12::bytea[])";
    let names: Vec<&str> = new.iter().map(|(_, who)| who.name.as_str()).collect();
    let openings: Vec<&[u8]> = new.iter().map(|(_, who)| who.opening.as_slice()).collect();
    let texts = |of: fn(&NewSignatory) -> &Option<String>| -> Vec<Option<&str>> {
        new.iter().map(|(_, who)| of(who).as_deref()).collect()
    };
    let values: Values<'_> = &[
        &key,
        &raws(new, |((leaf, _), _)| *leaf),
        &raws(new, |((_, revision), _)| *revision),
        &raws(new, |(_, who)| who.class),
        &raws(new, |(_, who)| who.language.clone()),
        &raws(new, |(_, who)| who.listing),
        &names,
        &texts(|who| &who.descriptor),
        &texts(|who| &who.place),
        &texts(|who| &who.comment),
        &raws(new, |(_, who)| who.day),
        &openings,
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

async fn insert_names(transaction: &Transaction<'_>, key: i64, new: &[Shown<'_>]) -> Result<()> {
    let names: Vec<(&Shown<'_>, &(String, Vec<u8>))> = new
        .iter()
        .flat_map(|shown| shown.1.sort_keys.iter().map(move |name| (shown, name)))
        .collect();
    let sql = "INSERT INTO signatory_name (declaration, leaf, revision, class, language, locale,
                                           sort_key)
               SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::smallint[], $5::text[],
                                        $6::text[], $7::bytea[])";
    let locales: Vec<&str> = names
        .iter()
        .map(|(_, (locale, _))| locale.as_str())
        .collect();
    let keys: Vec<&[u8]> = names.iter().map(|(_, (_, key))| key.as_slice()).collect();
    let values: Values<'_> = &[
        &key,
        &raws(&names, |(((leaf, _), _), _)| *leaf),
        &raws(&names, |(((_, revision), _), _)| *revision),
        &raws(&names, |((_, who), _)| who.class),
        &raws(&names, |((_, who), _)| who.language.clone()),
        &locales,
        &keys,
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

async fn insert_words(transaction: &Transaction<'_>, key: i64, new: &[Shown<'_>]) -> Result<()> {
    let words: Vec<(&Shown<'_>, (&str, &str))> = new
        .iter()
        .flat_map(|shown| words(shown.1).into_iter().map(move |word| (shown, word)))
        .collect();
    let sql = "INSERT INTO signatory_word (declaration, leaf, revision, class, language, word,
                                           before)
               SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::smallint[], $5::text[],
                                        $6::text[], $7::text[])";
    let texts: Vec<&str> = words.iter().map(|(_, (word, _))| *word).collect();
    let before: Vec<&str> = words.iter().map(|(_, (_, before))| *before).collect();
    let values: Values<'_> = &[
        &key,
        &raws(&words, |(((leaf, _), _), _)| *leaf),
        &raws(&words, |(((_, revision), _), _)| *revision),
        &raws(&words, |((_, who), _)| who.class),
        &raws(&words, |((_, who), _)| who.language.clone()),
        &texts,
        &before,
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

/// Each word once, in byte order, as the database compares text here, with the word before it.
fn words(new: &NewSignatory) -> Vec<(&str, &str)> {
    let words = new.words.iter().map(String::as_str);
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    let before = std::iter::once("").chain(words.iter().copied());
    words.iter().copied().zip(before).collect()
}

/// Takes whoever stands at these leaves off the list.
pub(super) async fn take_off(
    transaction: &Transaction<'_>,
    key: i64,
    leaves: &[u64],
) -> Result<()> {
    let leaves = raws(leaves, |leaf| *leaf);
    let mut counted = Vec::new();
    for sql in [
        "DELETE FROM signatory_word WHERE declaration = $1 AND leaf = ANY($2)",
        "DELETE FROM signatory_name WHERE declaration = $1 AND leaf = ANY($2)
         RETURNING locale, class, language, revision, sort_key, leaf",
        "DELETE FROM signatory WHERE declaration = $1 AND leaf = ANY($2)
         RETURNING '', class, language, revision, ''::bytea, leaf",
    ] {
        for row in statement::rows(transaction, sql, &[&key, &leaves]).await? {
            counted.push(Counted::of(&row)?);
        }
    }
    if counted.is_empty() {
        return Ok(());
    }
    ranks::take(transaction, key, &counted).await
}

/// The head of the log is locked, so that nobody leaves the list meanwhile.
pub(super) async fn replace_sort_keys(
    transaction: &Transaction<'_>,
    id: DeclarationId,
    locale: &str,
    keys: &[(u64, Vec<u8>)],
) -> Result<()> {
    let key = key_of_known(transaction, id).await?;
    lock_head(transaction, key).await?;
    let leaves = raws(keys, |(leaf, _)| *leaf);
    let before = "SELECT locale, class, language, revision, sort_key, leaf FROM signatory_name
                  WHERE declaration = $1 AND leaf = ANY($2) AND locale = $3";
    let before = counted_by(transaction, before, &[&key, &leaves, &locale]).await?;
    // Class, language and revision are those of the signatory; nobody on the list, no row.
    let sql = "INSERT INTO signatory_name (declaration, leaf, locale, class, language, revision,
                                           sort_key)
               SELECT s.declaration, s.leaf, $2, s.class, s.language, s.revision, k.sort_key
               FROM unnest($3::bigint[], $4::bytea[]) AS k (leaf, sort_key)
               JOIN signatory s ON s.declaration = $1 AND s.leaf = k.leaf
               ON CONFLICT (declaration, leaf, locale) DO UPDATE SET sort_key = excluded.sort_key
               RETURNING locale, class, language, revision, sort_key, leaf";
    let sort_keys: Vec<&[u8]> = keys.iter().map(|(_, key)| key.as_slice()).collect();
    let values: Values<'_> = &[&key, &locale, &leaves, &sort_keys];
    let after = counted_by(transaction, sql, values).await?;
    ranks::take(transaction, key, &before).await?;
    ranks::add(transaction, key, &after).await
}

/// What a statement says of rows that are counted.
async fn counted_by(
    transaction: &Transaction<'_>,
    sql: &str,
    values: Values<'_>,
) -> Result<Vec<Counted>> {
    let rows = statement::rows(transaction, sql, values).await?;
    rows.iter().map(Counted::of).collect()
}
