//! Reading the public list and the count.
//!
//! Every page is merged from short ranges, one for each class, language and revision that
//! is on the list: each range is a piece of an index in the order asked for, so a filter leaves ranges out and
//! costs nothing, and no page costs more than another, however far down the list it is.

use std::cmp::Reverse;

use domain::id::DeclarationId;
use domain::locale::Language;
use domain::signer::Class;
use rusqlite::{Connection, OptionalExtension, Row};

use super::column::{Col, col};
use super::facts::bucket;
use super::{Result, key_of, log, ranks};
use crate::rows::Position;
use crate::{Counter, Cursor, Moment, Order, SignatoryPage, SignatoryQuery, SignatoryRow};

/// Class, language and revision of somebody on the list: revisions are more than languages, so that each
/// language has as many ranges as texts that people who are shown have signed.
pub(super) type Facet = (Class, Language, u64);

pub(super) fn counters(connection: &Connection, id: DeclarationId) -> Result<Vec<Counter>> {
    let mut statement = connection.prepare_cached(
        "SELECT revision, class, evidence, listing, n FROM counter WHERE declaration = ?1",
    )?;
    let rows = statement.query_map([key_of(connection, id)?], |row| {
        Ok(Counter {
            bucket: bucket(row)?,
            listing: col(row, 3)?,
            n: col(row, 4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn moment(connection: &Connection, id: DeclarationId) -> Result<Option<Moment>> {
    let Some(head) = log::head(connection, id)? else {
        return Ok(None);
    };
    let counters = counters(connection, id)?;
    Ok(Some(Moment { head, counters }))
}

pub(super) fn openings(
    connection: &Connection,
    id: DeclarationId,
    start: u64,
    end: u64,
) -> Result<Vec<(u64, Vec<u8>)>> {
    let mut statement = connection.prepare_cached(
        "SELECT leaf, opening FROM signatory
         WHERE declaration = ?1 AND leaf >= ?2 AND leaf < ?3 ORDER BY leaf",
    )?;
    let range = (key_of(connection, id)?, Col(start), Col(end));
    let rows = statement.query_map(range, |row| Ok((col(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn signatories(
    connection: &Connection,
    query: &SignatoryQuery,
) -> Result<SignatoryPage> {
    let Some(key) = key_of(connection, query.declaration)? else {
        return Ok(SignatoryPage::default());
    };
    let after = query.after.as_ref().filter(|cursor| cursor.fits(query));
    let list = List {
        connection,
        key,
        query,
        after: after.and_then(Cursor::position),
    };
    let mut places = match after.and_then(Cursor::behind) {
        Some(skip) => list.numbered(skip)?,
        None => list.places()?,
    };
    // One more than fits was asked for: it says whether there is a next page.
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = places.len() > limit;
    places.truncate(limit);
    let next = places.last().filter(|_| more).cloned().map(Cursor::new);
    Ok(SignatoryPage {
        size: log::size(connection, key)?,
        rows: list.rows(&places)?,
        next,
    })
}

/// One reading of the list.
struct List<'a> {
    connection: &'a Connection,
    key: i64,
    query: &'a SignatoryQuery,
    after: Option<&'a Position>,
}

impl List<'_> {
    /// Where the page's rows stand, in order, and one more if there is one. What the ranges so far have is
    /// enough for a page soon, so that of each further range little more is read than belongs on it.
    fn places(&self) -> Result<Vec<Position>> {
        let mut places = Places::of(self.one_more());
        for facet in self.facets()? {
            match (self.query.prefix(), &self.query.order) {
                (Some(prefix), _) => self.by_word(&facet, prefix, &mut places)?,
                (None, Order::Newest) => self.newest(&facet, &mut places)?,
                (None, Order::Name { locale }) => self.by_name(&facet, locale, &mut places)?,
            }
        }
        Ok(places.best)
    }

    /// The same behind so many rows.
    fn numbered(&self, skip: u64) -> Result<Vec<Position>> {
        let facets = self.facets()?;
        let (locale, newest) = match &self.query.order {
            Order::Newest => ("", true),
            Order::Name { locale } => (locale.as_str(), false),
        };
        let range = |facet| ranks::Range {
            key: self.key,
            locale,
            facet,
        };
        let ranges: Vec<_> = facets.iter().map(range).collect();
        let page = (skip, u64::from(self.query.limit) + 1);
        let rows = ranks::rows(self.connection, &ranges, page, newest)?;
        Ok(rows
            .into_iter()
            .map(|row| Position::of(row, locale))
            .collect())
    }

    fn one_more(&self) -> i64 {
        i64::from(self.query.limit) + 1
    }

    /// The facets asked for, found by jumping from one to the next in the index.
    fn facets(&self) -> Result<Vec<Facet>> {
        let query = self.query;
        if let (Some(class), Some(language), Some(revision)) =
            (query.class, &query.language, query.revision)
        {
            return Ok(vec![(class, language.clone(), revision)]);
        }
        let mut facets: Vec<Facet> = Vec::new();
        while let Some(facet) = self.facet_behind(facets.last())? {
            facets.push(facet);
        }
        let asked_for = |(class, language, revision): &Facet| {
            query.class.is_none_or(|asked| asked == *class)
                && query.revision.is_none_or(|asked| asked == *revision)
                && query
                    .language
                    .as_ref()
                    .is_none_or(|asked| asked == language)
        };
        facets.retain(asked_for);
        Ok(facets)
    }

    /// The facet that follows one, in three seeks at most. One comparison of all three columns would
    /// read every row of the facet: SQLite seeks the first that is not before it, and leaves out those
    /// that are equal one by one.
    fn facet_behind(&self, last: Option<&Facet>) -> Result<Option<Facet>> {
        let facet = |row: &Row<'_>| Ok((col(row, 0)?, col(row, 1)?, col(row, 2)?));
        let mut by_class = self.connection.prepare_cached(
            "SELECT class, language, revision FROM signatory
             WHERE declaration = ?1 AND class > ?2 ORDER BY class, language, revision LIMIT 1",
        )?;
        let Some((class, language, revision)) = last else {
            return Ok(by_class.query_row((self.key, 0), facet).optional()?);
        };
        let (class, language) = (class.code(), language.as_str());
        let mut by_revision = self.connection.prepare_cached(
            "SELECT class, language, revision FROM signatory
             WHERE declaration = ?1 AND class = ?2 AND language = ?3 AND revision > ?4
             ORDER BY revision LIMIT 1",
        )?;
        let found = by_revision.query_row((self.key, class, language, Col(*revision)), facet);
        if let Some(found) = found.optional()? {
            return Ok(Some(found));
        }
        let mut by_language = self.connection.prepare_cached(
            "SELECT class, language, revision FROM signatory
             WHERE declaration = ?1 AND class = ?2 AND language > ?3
             ORDER BY language, revision LIMIT 1",
        )?;
        let found = by_language.query_row((self.key, class, language), facet);
        if let Some(found) = found.optional()? {
            return Ok(Some(found));
        }
        Ok(by_class.query_row((self.key, class), facet).optional()?)
    }

    fn newest(&self, (class, language, revision): &Facet, places: &mut Places) -> Result<()> {
        let before = match self.after {
            Some(Position::Newest { leaf }) => leaf.0,
            _ => u64::MAX,
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT leaf FROM signatory
             WHERE declaration = ?1 AND class = ?2 AND language = ?3 AND revision = ?4
             AND leaf < ?5
             ORDER BY leaf DESC LIMIT ?6",
        )?;
        let parameters = (
            self.key,
            Col(*class),
            language.as_str(),
            Col(*revision),
            Col(before),
            self.one_more(),
        );
        let found = statement.query_map(parameters, |row| {
            let leaf = Reverse(col(row, 0)?);
            Ok(Position::Newest { leaf })
        })?;
        places.merge(found)
    }

    fn by_name(
        &self,
        (class, language, revision): &Facet,
        locale: &str,
        places: &mut Places,
    ) -> Result<()> {
        let (after_key, after_leaf) = match self.after {
            Some(Position::Name { key, leaf, .. }) => (key.as_slice(), sql_index(*leaf)),
            _ => (&[][..], BEFORE_ALL),
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT sort_key, leaf FROM signatory_name
             WHERE declaration = ?1 AND locale = ?2 AND class = ?3 AND language = ?4
             AND revision = ?5 AND (sort_key, leaf) > (?6, ?7)
             ORDER BY sort_key, leaf LIMIT ?8",
        )?;
        let parameters = (
            self.key,
            locale,
            Col(*class),
            language.as_str(),
            Col(*revision),
            after_key,
            after_leaf,
            self.one_more(),
        );
        let found = statement.query_map(parameters, |row| {
            Ok(Position::Name {
                locale: locale.to_owned(),
                key: row.get(0)?,
                leaf: col(row, 1)?,
            })
        })?;
        places.merge(found)
    }

    /// Words from the prefix up to all that begin with it, and of each signatory the first of them
    /// (see `signatory_word` in the schema).
    fn by_word(
        &self,
        (class, language, revision): &Facet,
        prefix: &str,
        places: &mut Places,
    ) -> Result<()> {
        let (after_word, after_leaf) = match self.after {
            Some(Position::Word { word, leaf }) => (word.as_str(), sql_index(*leaf)),
            _ => (prefix, BEFORE_ALL),
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT word, leaf FROM signatory_word
             WHERE declaration = ?1 AND class = ?2 AND language = ?3 AND revision = ?4
             AND (word, leaf) > (?5, ?6) AND word < ?7 AND before < ?8
             ORDER BY word, leaf LIMIT ?9",
        )?;
        let parameters = (
            self.key,
            Col(*class),
            language.as_str(),
            Col(*revision),
            after_word,
            after_leaf,
            // No name holds this character, the last there is and none that is ever assigned.
            format!("{prefix}{}", char::MAX),
            prefix,
            self.one_more(),
        );
        let found = statement.query_map(parameters, |row| {
            Ok(Position::Word {
                word: row.get(0)?,
                leaf: col(row, 1)?,
            })
        })?;
        places.merge(found)
    }

    fn rows(&self, places: &[Position]) -> Result<Vec<SignatoryRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT leaf, class, language, listing, name, descriptor, place, comment, day, revision
             FROM signatory WHERE declaration = ?1 AND leaf = ?2",
        )?;
        let mut row = |place: &Position| {
            Ok(statement.query_row((self.key, Col(place.leaf())), signatory_row)?)
        };
        places.iter().map(&mut row).collect()
    }
}

/// A leaf in front of the first.
const BEFORE_ALL: i64 = -1;

pub(super) fn sql_index(leaf: u64) -> i64 {
    i64::try_from(leaf).unwrap_or(i64::MAX)
}

/// The first places of the ranges that were read, in order.
struct Places {
    best: Vec<Position>,
    most: usize,
}

impl Places {
    fn of(most: i64) -> Self {
        Self {
            best: Vec::new(),
            most: usize::try_from(most).unwrap_or(usize::MAX),
        }
    }

    /// Adds those of one more range, which come in order: behind the last place that is kept none is wanted.
    fn merge(&mut self, range: impl Iterator<Item = rusqlite::Result<Position>>) -> Result<()> {
        let last = self.most.checked_sub(1);
        let last = last.and_then(|last| self.best.get(last)).cloned();
        for place in range {
            let place = place?;
            if last.as_ref().is_some_and(|last| *last < place) {
                break;
            }
            self.best.push(place);
        }
        self.best.sort_unstable();
        self.best.truncate(self.most);
        Ok(())
    }
}

fn signatory_row(row: &Row<'_>) -> rusqlite::Result<SignatoryRow> {
    Ok(SignatoryRow {
        leaf: col(row, 0)?,
        class: col(row, 1)?,
        language: col(row, 2)?,
        listing: col(row, 3)?,
        name: row.get(4)?,
        descriptor: row.get(5)?,
        place: row.get(6)?,
        comment: row.get(7)?,
        day: row.get(8)?,
        revision: col(row, 9)?,
    })
}
