//! Counting the rows of the public list in blocks, so that a page is found by its number: see
//! `rows/ranks.rs` and the table `signatory_block`.
//!
//! Whoever writes here holds the lock of the log's head.
//!
//! Long because counting and finding must agree on one shape of blocks.

use deadpool_postgres::{GenericClient, Transaction};
use domain::locale::Language;
use domain::signer::Class;
use tokio_postgres::Row;

use super::column::{Column, col, raws};
use super::statement::Values;
use super::{Result, statement};
use crate::rows::ranks::{Block, Cut, FULL, LEVELS, Spot};

/// Class, language and revision of somebody on the list.
pub(super) type Facet = (Class, Language, u64);

/// A row in one order; the empty locale is the order of signing.
#[derive(Clone)]
pub(super) struct Counted {
    pub(super) locale: String,
    pub(super) facet: Facet,
    pub(super) spot: Spot,
}

impl Counted {
    /// The first columns of a row: locale, class, language, revision, sort key, leaf.
    pub(super) fn of(row: &Row) -> Result<Self> {
        Ok(Self {
            locale: row.try_get(0)?,
            facet: (col(row, 1)?, col(row, 2)?, col(row, 3)?),
            spot: (row.try_get(4)?, row.try_get(5)?),
        })
    }
}

/// Counts rows that were put on the list.
pub(super) async fn add(transaction: &Transaction<'_>, key: i64, rows: &[Counted]) -> Result<()> {
    // Every range has a block in front of all, so that each row has a block that it lies in.
    let first =
        "INSERT INTO signatory_block (declaration, level, locale, class, language, revision,
                                              sort_key, leaf, n)
                 SELECT DISTINCT $1::bigint, $2::smallint, r.locale, r.class, r.language, r.revision,
                                 ''::bytea, -1::bigint, 0::bigint
                 FROM unnest($3::text[], $4::smallint[], $5::text[], $6::bigint[])
                      AS r (locale, class, language, revision)
                 ON CONFLICT DO NOTHING";
    let columns = Columns::of(rows);
    for level in LEVELS {
        let code = level_code(level);
        let values: Values<'_> = &[
            &key,
            &code,
            &columns.locales,
            &columns.classes,
            &columns.languages,
            &columns.revisions,
        ];
        statement::execute(transaction, first, values).await?;
        let grown = count(transaction, (key, level), &columns, 1).await?;
        for (start, n) in grown {
            divide(transaction, (key, level), start, n).await?;
        }
    }
    Ok(())
}

/// Counts rows no more that were taken off the list. A block that began with one begins with the next
/// row, so that nothing of a name stays behind.
pub(super) async fn take(transaction: &Transaction<'_>, key: i64, rows: &[Counted]) -> Result<()> {
    let columns = Columns::of(rows);
    for level in LEVELS {
        let left = count(transaction, (key, level), &columns, -1).await?;
        let begun = rows.iter().filter_map(|row| {
            let is_start = |(start, _): &&(Counted, u64)| {
                (&start.locale, &start.facet, &start.spot) == (&row.locale, &row.facet, &row.spot)
            };
            left.iter().find(is_start)
        });
        for (start, n) in begun {
            move_on(transaction, (key, level), start, *n).await?;
        }
    }
    Ok(())
}

/// The columns of rows, as `unnest` takes them.
struct Columns<'r> {
    locales: Vec<&'r str>,
    classes: Vec<i16>,
    languages: Vec<String>,
    revisions: Vec<i64>,
    keys: Vec<&'r [u8]>,
    leaves: Vec<i64>,
}

impl<'r> Columns<'r> {
    fn of(rows: &'r [Counted]) -> Self {
        Self {
            locales: rows.iter().map(|row| row.locale.as_str()).collect(),
            classes: raws(rows, |row| row.facet.0),
            languages: raws(rows, |row| row.facet.1.clone()),
            revisions: raws(rows, |row| row.facet.2),
            keys: rows.iter().map(|row| row.spot.0.as_slice()).collect(),
            leaves: rows.iter().map(|row| row.spot.1).collect(),
        }
    }
}

/// Changes the counts of the blocks that rows lie in, and answers these with what they hold now.
async fn count(
    transaction: &Transaction<'_>,
    (key, level): (i64, u8),
    rows: &Columns<'_>,
    each: i64,
) -> Result<Vec<(Counted, u64)>> {
    let sql = "WITH changed AS (
                   SELECT r.locale, r.class, r.language, r.revision, a.sort_key, a.leaf,
                          count(*) * $9 AS n
                   FROM unnest($3::text[], $4::smallint[], $5::text[], $6::bigint[],
                               $7::bytea[], $8::bigint[])
                        AS r (locale, class, language, revision, sort_key, leaf)
                   CROSS JOIN LATERAL (
                       SELECT b.sort_key, b.leaf FROM signatory_block b
                       WHERE b.declaration = $1 AND b.level = $2 AND b.locale = r.locale
                       AND b.class = r.class AND b.language = r.language
                       AND b.revision = r.revision AND (b.sort_key, b.leaf) <= (r.sort_key, r.leaf)
                       ORDER BY b.sort_key DESC, b.leaf DESC LIMIT 1) a
                   GROUP BY r.locale, r.class, r.language, r.revision, a.sort_key, a.leaf)
               UPDATE signatory_block b SET n = b.n + c.n FROM changed c
               WHERE b.declaration = $1 AND b.level = $2 AND b.locale = c.locale
               AND b.class = c.class AND b.language = c.language AND b.revision = c.revision
               AND b.sort_key = c.sort_key AND b.leaf = c.leaf
               RETURNING b.locale, b.class, b.language, b.revision, b.sort_key, b.leaf, b.n";
    let values: Values<'_> = &[
        &key,
        &level_code(level),
        &rows.locales,
        &rows.classes,
        &rows.languages,
        &rows.revisions,
        &rows.keys,
        &rows.leaves,
        &each,
    ];
    let blocks = statement::rows(transaction, sql, values).await?;
    blocks
        .iter()
        .map(|row| Ok((Counted::of(row)?, col(row, 6)?)))
        .collect()
}

/// Divides a block as long as it is too full.
async fn divide(
    transaction: &Transaction<'_>,
    (key, level): (i64, u8),
    start: Counted,
    n: u64,
) -> Result<()> {
    let mut waiting = vec![(start, n)];
    while let Some((start, n)) = waiting.pop() {
        if n <= FULL[usize::from(level)] {
            continue;
        }
        let half = n / 2;
        let (middle, first) = if level == 0 {
            (
                row_behind(transaction, key, (&start, true), half).await?,
                half,
            )
        } else {
            half_of(transaction, key, (&start, half)).await?
        };
        let Some(middle) = middle.filter(|_| first < n) else {
            continue;
        };
        let middle = Counted {
            spot: middle,
            ..start.clone()
        };
        put(transaction, (key, level), &start, first).await?;
        put(transaction, (key, level), &middle, n - first).await?;
        waiting.extend([(start, first), (middle, n - first)]);
    }
    Ok(())
}

/// Of a block of level 1: where a block of level 0 begins behind at least so many of its rows, and how
/// many are before it.
async fn half_of(
    client: &impl GenericClient,
    key: i64,
    (start, half): (&Counted, u64),
) -> Result<(Option<Spot>, u64)> {
    let sql = "SELECT sort_key, leaf, before::bigint FROM (
                   SELECT sort_key, leaf,
                          coalesce(sum(n) OVER (ORDER BY sort_key, leaf
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                   FROM signatory_block
                   WHERE declaration = $1 AND level = 0 AND locale = $2
                   AND class = $3 AND language = $4 AND revision = $5
                   AND (sort_key, leaf) >= ($6, $7)) b
               WHERE before >= $8::bigint ORDER BY sort_key, leaf LIMIT 1";
    let (class, language, revision) = &start.facet;
    let values: Values<'_> = &[
        &key,
        &start.locale,
        &class.raw(),
        &language.raw(),
        &revision.raw(),
        &start.spot.0,
        &start.spot.1,
        &half.raw(),
    ];
    let row = statement::row(client, sql, values).await?;
    match row {
        Some(row) => Ok((Some((row.try_get(0)?, row.try_get(1)?)), col(&row, 2)?)),
        None => Ok((None, 0)),
    }
}

/// Lets a block begin with the next row, or with the next block of the level below; one that is empty
/// goes.
async fn move_on(
    transaction: &Transaction<'_>,
    (key, level): (i64, u8),
    start: &Counted,
    n: u64,
) -> Result<()> {
    let next = if n == 0 {
        None
    } else if level == 0 {
        row_behind(transaction, key, (start, false), 0).await?
    } else {
        half_of(transaction, key, (start, 0)).await?.0
    };
    let sql = "DELETE FROM signatory_block
               WHERE declaration = $1 AND level = $2 AND locale = $3 AND class = $4
               AND language = $5 AND revision = $6 AND sort_key = $7 AND leaf = $8";
    let (class, language, revision) = &start.facet;
    let values: Values<'_> = &[
        &key,
        &level_code(level),
        &start.locale,
        &class.raw(),
        &language.raw(),
        &revision.raw(),
        &start.spot.0,
        &start.spot.1,
    ];
    statement::execute(transaction, sql, values).await?;
    let Some(spot) = next else { return Ok(()) };
    let moved = Counted {
        spot,
        ..start.clone()
    };
    put(transaction, (key, level), &moved, n).await
}

/// Says how many rows the block has that begins at a place, whether or not there was one.
async fn put(
    transaction: &Transaction<'_>,
    (key, level): (i64, u8),
    start: &Counted,
    n: u64,
) -> Result<()> {
    let sql = "INSERT INTO signatory_block (declaration, level, locale, class, language, revision,
                                            sort_key, leaf, n)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               ON CONFLICT (declaration, level, locale, class, language, revision, sort_key, leaf)
               DO UPDATE SET n = excluded.n";
    let (class, language, revision) = &start.facet;
    let values: Values<'_> = &[
        &key,
        &level_code(level),
        &start.locale,
        &class.raw(),
        &language.raw(),
        &revision.raw(),
        &start.spot.0,
        &start.spot.1,
        &n.raw(),
    ];
    statement::execute(transaction, sql, values).await?;
    Ok(())
}

/// The row so many behind the first that follows a place, or that stands there itself.
async fn row_behind(
    client: &impl GenericClient,
    key: i64,
    (place, itself): (&Counted, bool),
    count: u64,
) -> Result<Option<Spot>> {
    let (class, language, revision) = &place.facet;
    let after = place.spot.1 - i64::from(itself);
    let row = if place.locale.is_empty() {
        let sql = "SELECT ''::bytea, leaf FROM signatory
                   WHERE declaration = $1 AND class = $2 AND language = $3 AND revision = $4
                   AND leaf > $5 ORDER BY leaf LIMIT 1 OFFSET $6";
        let values: Values<'_> = &[
            &key,
            &class.raw(),
            &language.raw(),
            &revision.raw(),
            &after,
            &count.raw(),
        ];
        statement::row(client, sql, values).await?
    } else {
        let sql = "SELECT sort_key, leaf FROM signatory_name
                   WHERE declaration = $1 AND class = $2 AND language = $3 AND revision = $4
                   AND locale = $5 AND (sort_key, leaf) > ($6, $7)
                   ORDER BY sort_key, leaf LIMIT 1 OFFSET $8";
        let values: Values<'_> = &[
            &key,
            &class.raw(),
            &language.raw(),
            &revision.raw(),
            &place.locale,
            &place.spot.0,
            &after,
            &count.raw(),
        ];
        statement::row(client, sql, values).await?
    };
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .transpose()
}

fn level_code(level: u8) -> i16 {
    i16::from(level)
}

/// Rows of ranges of one order, merged: so many behind the first `skip`, or with `newest` so many in front
/// of the last `skip`, from there backwards.
pub(super) async fn rows(
    client: &impl GenericClient,
    (key, locale): (i64, &str),
    facets: &[Facet],
    (skip, most): (u64, u64),
) -> Result<Vec<Spot>> {
    let list = List {
        key,
        locale,
        facets,
    };
    let newest = locale.is_empty();
    let mut cut = Cut::whole(facets.len(), 0..0);
    let large = list.blocks(client, 1, &cut).await?;
    let total = large.iter().map(|block| block.n).sum();
    let skip = skip.min(total);
    let most = most.min(total - skip);
    cut.wanted = if newest {
        total - skip - most..total - skip
    } else {
        skip..skip + most
    };
    let cut = cut.narrowed(large);
    let cut = cut.narrowed(list.blocks(client, 0, &cut).await?);
    let mut found = list.rows(client, &cut).await?;
    found.sort_unstable();
    let first = usize::try_from(cut.wanted.start).unwrap_or(usize::MAX);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut found: Vec<Spot> = found.into_iter().skip(first).take(most).collect();
    if newest {
        found.reverse();
    }
    Ok(found)
}

/// The ranges of one order.
struct List<'l> {
    key: i64,
    locale: &'l str,
    facets: &'l [Facet],
}

impl List<'_> {
    /// The blocks of one level that begin within a cut.
    async fn blocks(
        &self,
        client: &impl GenericClient,
        level: u8,
        cut: &Cut,
    ) -> Result<Vec<Block>> {
        let sql = "SELECT r.range, b.sort_key, b.leaf, b.n
                   FROM unnest($3::bigint[], $4::smallint[], $5::text[], $6::bigint[],
                               $7::bytea[], $8::bigint[])
                        AS r (range, class, language, revision, sort_key, leaf)
                   CROSS JOIN LATERAL (
                       SELECT sort_key, leaf, n FROM signatory_block
                       WHERE declaration = $1 AND level = $11 AND locale = $2
                       AND class = r.class AND language = r.language AND revision = r.revision
                       AND (sort_key, leaf) >= (r.sort_key, r.leaf) AND (sort_key, leaf) < ($9, $10)
                       ORDER BY sort_key, leaf) b";
        let level = level_code(level);
        let found = self.within(client, sql, (cut, Some(&level))).await?;
        let block = |row: &Row| {
            let range: u64 = col(row, 0)?;
            Ok(Block {
                range: usize::try_from(range).unwrap_or(usize::MAX),
                start: (row.try_get(1)?, row.try_get(2)?),
                n: col(row, 3)?,
            })
        };
        found.iter().map(block).collect()
    }

    /// The rows within a cut.
    async fn rows(&self, client: &impl GenericClient, cut: &Cut) -> Result<Vec<Spot>> {
        let sql = if self.locale.is_empty() {
            "SELECT b.sort_key, b.leaf
             FROM unnest($3::bigint[], $4::smallint[], $5::text[], $6::bigint[],
                         $7::bytea[], $8::bigint[])
                  AS r (range, class, language, revision, sort_key, leaf)
             CROSS JOIN LATERAL (
                 SELECT $9::bytea AS sort_key, leaf FROM signatory
                 WHERE declaration = $1 AND class = r.class AND language = r.language
                 AND revision = r.revision AND leaf >= r.leaf AND leaf < $10
                 AND $2::text = '' ORDER BY leaf) b"
        } else {
            "SELECT b.sort_key, b.leaf
             FROM unnest($3::bigint[], $4::smallint[], $5::text[], $6::bigint[],
                         $7::bytea[], $8::bigint[])
                  AS r (range, class, language, revision, sort_key, leaf)
             CROSS JOIN LATERAL (
                 SELECT sort_key, leaf FROM signatory_name
                 WHERE declaration = $1 AND locale = $2
                 AND class = r.class AND language = r.language AND revision = r.revision
                 AND (sort_key, leaf) >= (r.sort_key, r.leaf) AND (sort_key, leaf) < ($9, $10)
                 ORDER BY sort_key, leaf) b"
        };
        let found = self.within(client, sql, (cut, None)).await?;
        let row = |row: &Row| Ok((row.try_get(0)?, row.try_get(1)?));
        found.iter().map(row).collect()
    }

    async fn within(
        &self,
        client: &impl GenericClient,
        sql: &str,
        (cut, level): (&Cut, Option<&i16>),
    ) -> Result<Vec<Row>> {
        let ranges = self.facets.iter().zip(&cut.from).zip(0_i64..);
        let ranges: Vec<(&Facet, &Spot, i64)> = ranges
            .filter_map(|((facet, from), number)| Some((facet, from.as_ref()?, number)))
            .collect();
        let (key, leaf) = cut.until.clone().unwrap_or_else(|| self.end());
        let numbers: Vec<i64> = ranges.iter().map(|(.., number)| *number).collect();
        let keys: Vec<&[u8]> = ranges
            .iter()
            .map(|(_, from, _)| from.0.as_slice())
            .collect();
        let leaves: Vec<i64> = ranges.iter().map(|(_, from, _)| from.1).collect();
        let classes = raws(&ranges, |(facet, ..)| facet.0);
        let languages = raws(&ranges, |(facet, ..)| facet.1.clone());
        let revisions = raws(&ranges, |(facet, ..)| facet.2);
        let values: Values<'_> = &[
            &self.key,
            &self.locale,
            &numbers,
            &classes,
            &languages,
            &revisions,
            &keys,
            &leaves,
            &key,
            &leaf,
        ];
        let mut values = values.to_vec();
        if let Some(level) = level {
            values.push(level);
        }
        statement::rows(client, sql, &values).await
    }

    /// Behind everything: no sort key consists of so many of the greatest byte.
    fn end(&self) -> Spot {
        let key = if self.locale.is_empty() {
            Vec::new()
        } else {
            vec![u8::MAX; 64]
        };
        (key, i64::MAX)
    }
}
