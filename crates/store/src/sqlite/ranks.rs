//! Counting the rows of the public list in blocks, so that a page is found by its number: see
//! `rows/ranks.rs` and the table `signatory_block`.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::Result;
use super::column::{Col, col};
use super::list::Facet;
use crate::rows::ranks::{Block, Cut, FIRST, FULL, LEVELS, Spot};

/// The rows of one facet in one order; the empty locale is the order of signing.
#[derive(Clone, Copy)]
pub(super) struct Range<'r> {
    pub(super) key: i64,
    pub(super) locale: &'r str,
    pub(super) facet: &'r Facet,
}

/// One level of the blocks of a range.
type Level<'r> = (&'r Range<'r>, u8);

/// Counts a row that was put into a range.
pub(super) fn add(transaction: &Transaction<'_>, range: Range<'_>, row: &Spot) -> Result<()> {
    for level in LEVELS {
        let at = (&range, level);
        match around(transaction, at, row)? {
            Some((start, n)) => {
                put(transaction, at, &start, n + 1)?;
                if n + 1 > FULL[usize::from(level)] {
                    divide(transaction, at, &start, n + 1)?;
                }
            }
            None => put(transaction, at, &(FIRST.0.to_vec(), FIRST.1), 1)?,
        }
    }
    Ok(())
}

/// Counts a row no more that was taken out of a range. A block that began with it begins with the next
/// row, so that nothing of a name stays behind.
pub(super) fn take(transaction: &Transaction<'_>, range: Range<'_>, row: &Spot) -> Result<()> {
    for level in LEVELS {
        let at = (&range, level);
        let Some((start, n)) = around(transaction, at, row)? else {
            continue;
        };
        let left = n.saturating_sub(1);
        if start != *row {
            put(transaction, at, &start, left)?;
            continue;
        }
        drop_block(transaction, at, &start)?;
        let next = if level == 0 {
            row_behind(transaction, &range, (row, false), 0)?
        } else {
            let mut next = None;
            each_block(transaction, (&range, 0), row, |start, _| {
                next = Some(start);
                ControlFlow::Break(())
            })?;
            next
        };
        if let Some(next) = next.filter(|_| left > 0) {
            put(transaction, at, &next, left)?;
        }
    }
    Ok(())
}

/// The block that a place lies in.
fn around(
    connection: &Connection,
    (range, level): Level<'_>,
    spot: &Spot,
) -> Result<Option<(Spot, u64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT sort_key, leaf, n FROM signatory_block
         WHERE declaration = ?1 AND level = ?2 AND locale = ?3
         AND class = ?4 AND language = ?5 AND revision = ?6 AND (sort_key, leaf) <= (?7, ?8)
         ORDER BY sort_key DESC, leaf DESC LIMIT 1",
    )?;
    let (class, language, revision) = range.facet;
    let parameters = (
        range.key,
        level,
        range.locale,
        Col(*class),
        language.as_str(),
        Col(*revision),
        &spot.0,
        spot.1,
    );
    Ok(statement.query_row(parameters, start_and_n).optional()?)
}

/// Says how many rows the block has that begins at a place, whether or not there was one.
fn put(
    transaction: &Transaction<'_>,
    (range, level): Level<'_>,
    start: &Spot,
    n: u64,
) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO signatory_block (declaration, level, locale, class, language, revision,
                                      sort_key, leaf, n)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (declaration, level, locale, class, language, revision, sort_key, leaf)
         DO UPDATE SET n = excluded.n",
    )?;
    let (class, language, revision) = range.facet;
    statement.execute((
        range.key,
        level,
        range.locale,
        Col(*class),
        language.as_str(),
        Col(*revision),
        &start.0,
        start.1,
        Col(n),
    ))?;
    Ok(())
}

fn drop_block(
    transaction: &Transaction<'_>,
    (range, level): Level<'_>,
    start: &Spot,
) -> Result<()> {
    let mut statement = transaction.prepare_cached(
        "DELETE FROM signatory_block
         WHERE declaration = ?1 AND level = ?2 AND locale = ?3
         AND class = ?4 AND language = ?5 AND revision = ?6 AND sort_key = ?7 AND leaf = ?8",
    )?;
    let (class, language, revision) = range.facet;
    statement.execute((
        range.key,
        level,
        range.locale,
        Col(*class),
        language.as_str(),
        Col(*revision),
        &start.0,
        start.1,
    ))?;
    Ok(())
}

/// Makes two blocks of one, each of about half its rows.
fn divide(transaction: &Transaction<'_>, at: Level<'_>, start: &Spot, n: u64) -> Result<()> {
    let (range, level) = at;
    let half = n / 2;
    let (middle, first) = if level == 0 {
        (row_behind(transaction, range, (start, true), half)?, half)
    } else {
        let mut first = 0;
        let mut middle = None;
        each_block(transaction, (range, 0), start, |start, n| {
            if first >= half {
                middle = Some(start);
                return ControlFlow::Break(());
            }
            first += n;
            ControlFlow::Continue(())
        })?;
        (middle, first)
    };
    if let Some(middle) = middle.filter(|_| first < n) {
        put(transaction, at, start, first)?;
        put(transaction, at, &middle, n - first)?;
    }
    Ok(())
}

/// The row so many behind the first that follows a place, or that stands there itself.
fn row_behind(
    connection: &Connection,
    range: &Range<'_>,
    (spot, itself): (&Spot, bool),
    count: u64,
) -> Result<Option<Spot>> {
    let (class, language, revision) = range.facet;
    let after = spot.1 - i64::from(itself);
    if range.locale.is_empty() {
        let mut statement = connection.prepare_cached(
            "SELECT leaf FROM signatory
             WHERE declaration = ?1 AND class = ?2 AND language = ?3 AND revision = ?4
             AND leaf > ?5 ORDER BY leaf LIMIT 1 OFFSET ?6",
        )?;
        let parameters = (
            range.key,
            Col(*class),
            language.as_str(),
            Col(*revision),
            after,
            Col(count),
        );
        let row = statement.query_row(parameters, |row| Ok((Vec::new(), row.get(0)?)));
        return Ok(row.optional()?);
    }
    let mut statement = connection.prepare_cached(
        "SELECT sort_key, leaf FROM signatory_name
         WHERE declaration = ?1 AND locale = ?2 AND class = ?3 AND language = ?4 AND revision = ?5
         AND (sort_key, leaf) > (?6, ?7) ORDER BY sort_key, leaf LIMIT 1 OFFSET ?8",
    )?;
    let parameters = (
        range.key,
        range.locale,
        Col(*class),
        language.as_str(),
        Col(*revision),
        &spot.0,
        after,
        Col(count),
    );
    let row = statement.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(row.optional()?)
}

/// Shows the blocks that begin at a place or behind it, in order, as long as they are wanted.
fn each_block(
    connection: &Connection,
    (range, level): Level<'_>,
    from: &Spot,
    mut show: impl FnMut(Spot, u64) -> ControlFlow<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT sort_key, leaf, n FROM signatory_block
         WHERE declaration = ?1 AND level = ?2 AND locale = ?3
         AND class = ?4 AND language = ?5 AND revision = ?6 AND (sort_key, leaf) >= (?7, ?8)
         ORDER BY sort_key, leaf",
    )?;
    let (class, language, revision) = range.facet;
    let parameters = (
        range.key,
        level,
        range.locale,
        Col(*class),
        language.as_str(),
        Col(*revision),
        &from.0,
        from.1,
    );
    for block in statement.query_map(parameters, start_and_n)? {
        let (start, n) = block?;
        if show(start, n).is_break() {
            break;
        }
    }
    Ok(())
}

/// Rows of ranges of one order, merged: so many behind the first `skip`, or with `newest` so many in front
/// of the last `skip`, from there backwards.
pub(super) fn rows(
    connection: &Connection,
    ranges: &[Range<'_>],
    (skip, most): (u64, u64),
    newest: bool,
) -> Result<Vec<Spot>> {
    let mut cut = Cut::whole(ranges.len(), 0..0);
    let large = blocks(connection, (ranges, 1), &cut)?;
    let total = large.iter().map(|block| block.n).sum();
    let skip = skip.min(total);
    let most = most.min(total - skip);
    cut.wanted = if newest {
        total - skip - most..total - skip
    } else {
        skip..skip + most
    };
    let cut = cut.narrowed(large);
    let cut = cut.narrowed(blocks(connection, (ranges, 0), &cut)?);
    let mut found = Vec::new();
    for (range, from) in ranges.iter().zip(&cut.from) {
        if let Some(from) = from {
            rows_from(connection, range, (from, cut.until.as_ref()), &mut found)?;
        }
    }
    found.sort_unstable();
    let first = usize::try_from(cut.wanted.start).unwrap_or(usize::MAX);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut found: Vec<Spot> = found.into_iter().skip(first).take(most).collect();
    if newest {
        found.reverse();
    }
    Ok(found)
}

/// The blocks of one level that begin within a cut.
fn blocks(
    connection: &Connection,
    (ranges, level): (&[Range<'_>], u8),
    cut: &Cut,
) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    for (number, (range, from)) in ranges.iter().zip(&cut.from).enumerate() {
        let Some(from) = from else { continue };
        each_block(connection, (range, level), from, |start, n| {
            if cut.until.as_ref().is_some_and(|until| start >= *until) {
                return ControlFlow::Break(());
            }
            let range = number;
            blocks.push(Block { range, start, n });
            ControlFlow::Continue(())
        })?;
    }
    Ok(blocks)
}

/// The rows of a range from one place to another.
fn rows_from(
    connection: &Connection,
    range: &Range<'_>,
    (from, until): (&Spot, Option<&Spot>),
    found: &mut Vec<Spot>,
) -> Result<()> {
    let (class, language, revision) = range.facet;
    let mut by_leaf = connection.prepare_cached(
        "SELECT leaf FROM signatory
         WHERE declaration = ?1 AND class = ?2 AND language = ?3 AND revision = ?4
         AND leaf >= ?5 AND leaf < ?6 ORDER BY leaf",
    )?;
    if range.locale.is_empty() {
        let parameters = (
            range.key,
            Col(*class),
            language.as_str(),
            Col(*revision),
            from.1,
            until.map_or(i64::MAX, |until| until.1),
        );
        for leaf in by_leaf.query_map(parameters, |row| row.get(0))? {
            found.push((Vec::new(), leaf?));
        }
        return Ok(());
    }
    let mut by_name = connection.prepare_cached(
        "SELECT sort_key, leaf FROM signatory_name
         WHERE declaration = ?1 AND locale = ?2 AND class = ?3 AND language = ?4 AND revision = ?5
         AND (sort_key, leaf) >= (?6, ?7) ORDER BY sort_key, leaf",
    )?;
    let parameters = (
        range.key,
        range.locale,
        Col(*class),
        language.as_str(),
        Col(*revision),
        &from.0,
        from.1,
    );
    for row in by_name.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))? {
        let row: Spot = row?;
        if until.is_some_and(|until| row >= *until) {
            break;
        }
        found.push(row);
    }
    Ok(())
}

fn start_and_n(row: &Row<'_>) -> rusqlite::Result<(Spot, u64)> {
    Ok(((row.get(0)?, row.get(1)?), col(row, 2)?))
}
