//! Where the rows of a page of the public list stand.

use std::cmp::Reverse;

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

use crate::postgres::Result;
use crate::postgres::column::{Column, col};
use crate::postgres::ranks::{self, Facet};
use crate::postgres::statement::{self, Values};
use crate::rows::Position;
use crate::{Order, SignatoryQuery};

/// The ranges that are asked for by class, language and revision, found by jumping from one to the next in the
/// index `signatory_facet`; of what all of them have, the first rows in an order. A macro, so that each order
/// below is one literal.
macro_rules! of_each_facet {
    ($range:literal, $order:literal) => {
        concat!(
            "WITH RECURSIVE facet AS (
                 (SELECT class, language, revision FROM signatory WHERE declaration = $1
                  ORDER BY class, language, revision LIMIT 1)
                 UNION ALL
                 SELECT n.class, n.language, n.revision FROM facet f CROSS JOIN LATERAL (
                     SELECT class, language, revision FROM signatory
                     WHERE declaration = $1
                     AND (class, language, revision) > (f.class, f.language, f.revision)
                     ORDER BY class, language, revision LIMIT 1) n)
             SELECT p.* FROM facet f CROSS JOIN LATERAL (",
            $range,
            ") p WHERE ($2::smallint IS NULL OR f.class = $2)
                   AND ($3::text IS NULL OR f.language = $3)
                   AND ($4::bigint IS NULL OR f.revision = $4)
             ORDER BY ",
            $order
        )
    };
}

/// Where the page's rows stand, in order, and one more if there is one.
pub(super) async fn places(
    client: &impl GenericClient,
    key: i64,
    query: &SignatoryQuery,
    after: Option<&Position>,
) -> Result<Vec<Position>> {
    let filter = Filter {
        key,
        class: query.class.map(|class| class.raw()),
        language: query.language.as_ref().map(Column::raw),
        revision: query.revision.map(|revision| revision.raw()),
        one_more: i64::from(query.limit) + 1,
    };
    let mut places = match (query.prefix(), &query.order) {
        (Some(prefix), _) => by_word(client, &filter, prefix, after).await?,
        (None, Order::Newest) => newest(client, &filter, after).await?,
        (None, Order::Name { locale }) => by_name(client, &filter, locale, after).await?,
    };
    places.sort_unstable();
    places.truncate(usize::try_from(filter.one_more).unwrap_or(usize::MAX));
    Ok(places)
}

/// The same behind so many rows.
pub(super) async fn numbered(
    client: &impl GenericClient,
    key: i64,
    query: &SignatoryQuery,
    skip: u64,
) -> Result<Vec<Position>> {
    let sql = of_each_facet!("SELECT f.class, f.language, f.revision", "1, 2, 3");
    let values: Values<'_> = &[
        &key,
        &query.class.map(|class| class.raw()),
        &query.language.as_ref().map(Column::raw),
        &query.revision.map(|revision| revision.raw()),
    ];
    let facets = statement::rows(client, sql, values).await?;
    let facets: Result<Vec<Facet>> = facets
        .iter()
        .map(|row| Ok((col(row, 0)?, col(row, 1)?, col(row, 2)?)))
        .collect();
    let locale = match &query.order {
        Order::Newest => "",
        Order::Name { locale } => locale,
    };
    let page = (skip, u64::from(query.limit) + 1);
    let rows = ranks::rows(client, (key, locale), &facets?, page).await?;
    Ok(rows
        .into_iter()
        .map(|row| Position::of(row, locale))
        .collect())
}

/// What every range is cut by.
struct Filter {
    key: i64,
    class: Option<i16>,
    language: Option<String>,
    revision: Option<i64>,
    one_more: i64,
}

async fn newest(
    client: &impl GenericClient,
    filter: &Filter,
    after: Option<&Position>,
) -> Result<Vec<Position>> {
    let before = match after {
        Some(Position::Newest { leaf }) => leaf.0,
        _ => u64::MAX,
    };
    let sql = of_each_facet!(
        "SELECT leaf FROM signatory
         WHERE declaration = $1 AND class = f.class AND language = f.language
         AND revision = f.revision AND leaf < $5
         ORDER BY leaf DESC LIMIT $6",
        "p.leaf DESC LIMIT $6"
    );
    let values: Values<'_> = &[
        &filter.key,
        &filter.class,
        &filter.language,
        &filter.revision,
        &before.raw(),
        &filter.one_more,
    ];
    let found = statement::rows(client, sql, values).await?;
    let place = |row: &Row| {
        let leaf = Reverse(col(row, 0)?);
        Ok(Position::Newest { leaf })
    };
    found.iter().map(place).collect()
}

async fn by_name(
    client: &impl GenericClient,
    filter: &Filter,
    locale: &str,
    after: Option<&Position>,
) -> Result<Vec<Position>> {
    let (after_key, after_leaf) = match after {
        Some(Position::Name { key, leaf, .. }) => (key.as_slice(), leaf.raw()),
        _ => (&[][..], BEFORE_ALL),
    };
    let sql = of_each_facet!(
        "SELECT sort_key, leaf FROM signatory_name
         WHERE declaration = $1 AND locale = $5 AND class = f.class AND language = f.language
         AND revision = f.revision AND (sort_key, leaf) > ($6, $7)
         ORDER BY sort_key, leaf LIMIT $8",
        "p.sort_key, p.leaf LIMIT $8"
    );
    let values: Values<'_> = &[
        &filter.key,
        &filter.class,
        &filter.language,
        &filter.revision,
        &locale,
        &after_key,
        &after_leaf,
        &filter.one_more,
    ];
    let found = statement::rows(client, sql, values).await?;
    let place = |row: &Row| {
        Ok(Position::Name {
            locale: locale.to_owned(),
            key: row.try_get(0)?,
            leaf: col(row, 1)?,
        })
    };
    found.iter().map(place).collect()
}

/// Words from the prefix up to all that begin with it, and of each signatory the first of them
/// (see `signatory_word` in the schema).
async fn by_word(
    client: &impl GenericClient,
    filter: &Filter,
    prefix: &str,
    after: Option<&Position>,
) -> Result<Vec<Position>> {
    let (after_word, after_leaf) = match after {
        Some(Position::Word { word, leaf }) => (word.as_str(), leaf.raw()),
        _ => (prefix, BEFORE_ALL),
    };
    let sql = of_each_facet!(
        "SELECT word, leaf FROM signatory_word
         WHERE declaration = $1 AND class = f.class AND language = f.language
         AND revision = f.revision
         AND (word, leaf) > ($5, $6) AND word < $7 AND before < $8
         ORDER BY word, leaf LIMIT $9",
        "p.word, p.leaf LIMIT $9"
    );
    // No name holds this character, the last there is and none that is ever assigned.
    let end = format!("{prefix}{}", char::MAX);
    let values: Values<'_> = &[
        &filter.key,
        &filter.class,
        &filter.language,
        &filter.revision,
        &after_word,
        &after_leaf,
        &end,
        &prefix,
        &filter.one_more,
    ];
    let found = statement::rows(client, sql, values).await?;
    let place = |row: &Row| {
        Ok(Position::Word {
            word: row.try_get(0)?,
            leaf: col(row, 1)?,
        })
    };
    found.iter().map(place).collect()
}

/// A leaf in front of the first.
const BEFORE_ALL: i64 = -1;
