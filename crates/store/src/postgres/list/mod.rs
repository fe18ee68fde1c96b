//! Reading the public list and the count.
//!
//! Every page is merged from short ranges, one for each class, language and revision that is
//! on the list: each range is a piece of an index in the order asked for, so a filter leaves ranges out and
//! costs nothing, and no page costs more than another, however far down the list it is. One
//! statement does it: it jumps from one of the three to the next, and takes of each what the page may need.

mod places;

use deadpool_postgres::GenericClient;
use domain::id::DeclarationId;
use tokio_postgres::Row;

use super::column::{Column, col, raws};
use super::facts::bucket;
use super::{Result, key_of, log, statement};
use crate::rows::Position;
use crate::{Counter, Cursor, Moment, SignatoryPage, SignatoryQuery, SignatoryRow, StoreError};

pub(super) async fn counters(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Vec<Counter>> {
    let sql = "SELECT revision, class, evidence, listing, n
               FROM counter JOIN declaration ON declaration.key = counter.declaration
               WHERE declaration.id = $1";
    let rows = statement::rows(client, sql, &[&id.raw()]).await?;
    let counter = |row: &Row| {
        Ok(Counter {
            bucket: bucket(row)?,
            listing: col(row, 3)?,
            n: col(row, 4)?,
        })
    };
    rows.iter().map(counter).collect()
}

pub(super) async fn moment(
    client: &impl GenericClient,
    id: DeclarationId,
) -> Result<Option<Moment>> {
    let Some(head) = log::head(client, id).await? else {
        return Ok(None);
    };
    let counters = counters(client, id).await?;
    Ok(Some(Moment { head, counters }))
}

pub(super) async fn openings(
    client: &impl GenericClient,
    id: DeclarationId,
    start: u64,
    end: u64,
) -> Result<Vec<(u64, Vec<u8>)>> {
    let sql = "SELECT leaf, opening FROM signatory
               JOIN declaration ON declaration.key = signatory.declaration
               WHERE declaration.id = $1 AND leaf >= $2 AND leaf < $3 ORDER BY leaf";
    let rows = statement::rows(client, sql, &[&id.raw(), &start.raw(), &end.raw()]).await?;
    rows.iter()
        .map(|row| Ok((col(row, 0)?, row.try_get(1)?)))
        .collect()
}

/// A page, of one moment: the caller's transaction is a snapshot.
pub(super) async fn signatories(
    client: &impl GenericClient,
    query: &SignatoryQuery,
) -> Result<SignatoryPage> {
    let Some(key) = key_of(client, query.declaration).await? else {
        return Ok(SignatoryPage::default());
    };
    let size = log::size(client, key).await?;
    // Text that the database cannot hold is on no list.
    if query.prefix().is_some_and(|prefix| prefix.contains('\0')) {
        return Ok(SignatoryPage {
            size,
            ..SignatoryPage::default()
        });
    }
    let after = query.after.as_ref().filter(|cursor| cursor.fits(query));
    let mut places = match after.and_then(Cursor::behind) {
        Some(skip) => places::numbered(client, key, query, skip).await?,
        None => places::places(client, key, query, after.and_then(Cursor::position)).await?,
    };
    // One more than fits was asked for: it says whether there is a next page.
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = places.len() > limit;
    places.truncate(limit);
    let next = places.last().filter(|_| more).cloned().map(Cursor::new);
    let rows = rows_at(client, key, &places).await?;
    Ok(SignatoryPage { size, rows, next })
}

/// The rows of a page, in the order of their places.
async fn rows_at(
    client: &impl GenericClient,
    key: i64,
    places: &[Position],
) -> Result<Vec<SignatoryRow>> {
    let sql = "SELECT s.leaf, class, language, listing, name, descriptor, place, comment, day,
                      revision
               FROM unnest($2::bigint[]) WITH ORDINALITY AS w (leaf, n)
               JOIN signatory s ON s.declaration = $1 AND s.leaf = w.leaf ORDER BY w.n";
    let leaves = raws(places, Position::leaf);
    let rows = statement::rows(client, sql, &[&key, &leaves]).await?;
    if rows.len() != places.len() {
        return Err(StoreError::corrupt("a signatory of the list is missing"));
    }
    rows.iter().map(signatory_row).collect()
}

fn signatory_row(row: &Row) -> Result<SignatoryRow> {
    Ok(SignatoryRow {
        leaf: col(row, 0)?,
        class: col(row, 1)?,
        language: col(row, 2)?,
        listing: col(row, 3)?,
        name: row.try_get(4)?,
        descriptor: row.try_get(5)?,
        place: row.try_get(6)?,
        comment: row.try_get(7)?,
        day: col(row, 8)?,
        revision: col(row, 9)?,
    })
}
