//! Who has signed, found by the tag; and where a link leads, found by its hash.
//!
//! Both are keys that look random. In an ordinary index each of them lands on a page of its own, so that
//! a batch of 256 signatures among ten millions rewrites 512 pages to add twelve kilobytes. Here keys are
//! only thrown on a pile. A pile of sixteen sheets (each one page) is dealt out onto sixteen others by
//! the next four bits of its keys, and those onto theirs: whatever lies on a pile begins with the same
//! bits, each key is written once for each level, four at ten millions, and one commit deals one or two
//! piles however many there are.
//!
//! A key is looked for on the one pile of each level that it may lie on. Whether a tag lies anywhere is
//! asked of the [`sieve`] first, which is in memory.
//!
//! Piles hold six bytes of each key and lead to rows of `signature`, which hold all sixteen: the row is
//! what counts, and a key that only begins alike leads to a row that does not match. All of it can be
//! made anew from those rows (decision 21).

mod build;
mod check;
mod sheet;
mod sieve;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, Transaction};

use self::sheet::{Entry, Pile, Sheets};
use self::sieve::Sieve;
use super::Result;
use super::column::{Col, col};
use crate::StoreError;
use crate::rows::kept::Kept as Key;

pub(super) use self::build::build;
pub(super) use self::check::check;

/// What lies on piles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Tags of signatures that count.
    Tags,
    /// Links that manage signatures.
    Links,
}

/// A row of `signature`: the key of its declaration, and its leaf.
pub(super) type Place = (i64, u64);

/// How many entries a commit adds before it deals one pile more. A pile that is dealt has some 4,500,
/// and each entry is dealt once for each level, ten at most.
const DEAL_EACH: usize = 450;

/// The piles of one file, with what is known of them in memory.
#[derive(Default)]
pub(super) struct Piles {
    sieve: Sieve,
    /// Piles that were seen to be full. One that is forgotten, as by a crash, is seen again when the next
    /// key is thrown onto it.
    full: Mutex<VecDeque<Pile>>,
}

impl Piles {
    /// Those of the tags under which a signature of the declaration counts, each with its leaf.
    pub(super) fn signed(
        &self,
        connection: &Connection,
        key: i64,
        tags: &[Key],
    ) -> Result<HashMap<Key, u64>> {
        let maybe = self.sieve.may_hold(sieve::added(connection)?, tags);
        let mut counts = connection.prepare_cached(
            "SELECT leaf FROM signature WHERE declaration = ?1 AND leaf = ?2 AND tag = ?3",
        )?;
        let mut signed = HashMap::new();
        for tag in maybe {
            let places = find(connection, Kind::Tags, tag)?.into_iter();
            for (_, leaf) in places.filter(|(declaration, _)| *declaration == key) {
                let row = counts.query_row((key, Col(leaf), tag), |row| col(row, 0));
                if let Some(leaf) = row.optional()? {
                    signed.insert(*tag, leaf);
                }
            }
        }
        Ok(signed)
    }

    /// Adds the tags and links of a batch, and deals out what is full.
    pub(super) fn add(
        &self,
        transaction: &Transaction<'_>,
        tags: &[(Key, Place)],
        links: &[(Key, Place)],
    ) -> Result<()> {
        self.sieve.adding(sieve::added(transaction)?, tags);
        sieve::count(transaction, tags.len())?;
        for (kind, new) in [(Kind::Tags, tags), (Kind::Links, links)] {
            let entries: Result<Vec<Entry>> = new.iter().map(Entry::new).collect();
            self.throw(transaction, Pile::first(kind), &entries?)?;
        }
        for _ in 0..=(tags.len() + links.len()) / DEAL_EACH {
            let Some(pile) = self.full().pop_front() else {
                break;
            };
            self.deal(transaction, pile)?;
        }
        Ok(())
    }

    /// Takes the tag of a signature that no longer counts off its pile: afterwards nothing tells what it
    /// was.
    pub(super) fn forget(transaction: &Transaction<'_>, tag: &Key, place: Place) -> Result<()> {
        let entry = Entry::new(&(*tag, place))?;
        for level in 0..=deepest(transaction, Kind::Tags)? {
            let pile = Pile::of(Kind::Tags, level, entry);
            for (row, mut sheet) in Sheets::of(transaction, pile)? {
                let before = sheet.len();
                sheet.retain(|lies| *lies != entry);
                if sheet.len() < before {
                    return sheet::write(transaction, row, &sheet);
                }
            }
        }
        Err(StoreError::corrupt("a tag lies on no pile"))
    }

    /// To be called within a transaction that may have added something, when nothing is added any more.
    pub(super) fn ending(&self, transaction: &Transaction<'_>) {
        self.sieve.ending(|| sieve::added(transaction));
    }

    /// To be called when it is durable, or was not.
    pub(super) fn ended(&self, is_durable: bool) {
        if is_durable {
            self.sieve.durable();
        } else {
            self.sieve.undone();
        }
    }

    /// Fills the sieve if that is needed.
    pub(super) fn fill_sieve(
        &self,
        connection: &Connection,
        is_over: impl Fn() -> bool,
    ) -> Result<()> {
        self.sieve.fill(connection, is_over)
    }

    fn throw(&self, transaction: &Transaction<'_>, pile: Pile, entries: &[Entry]) -> Result<()> {
        if sheet::append(transaction, pile, entries)? && pile.may_be_dealt() {
            let mut full = self.full();
            if !full.contains(&pile) {
                full.push_back(pile);
            }
        }
        Ok(())
    }

    /// Deals a pile out onto those below. It may have been dealt before, by a transaction that another
    /// process wrote or by one that was not undone here: then nothing is done.
    fn deal(&self, transaction: &Transaction<'_>, pile: Pile) -> Result<()> {
        let sheets = Sheets::of(transaction, pile)?;
        if sheets.last().is_none_or(|(last, _)| !pile.is_full(*last)) {
            return Ok(());
        }
        let mut hands: [Vec<Entry>; 16] = Default::default();
        for entry in sheets.iter().flat_map(|(_, sheet)| sheet) {
            if let Some(hand) = hands.get_mut(pile.hand(*entry)) {
                hand.push(*entry);
            }
        }
        sheet::clear(transaction, pile)?;
        for hand in hands {
            if let Some(first) = hand.first() {
                self.throw(transaction, pile.below(*first), &hand)?;
            }
        }
        Ok(())
    }

    fn full(&self) -> MutexGuard<'_, VecDeque<Pile>> {
        self.full.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The signature that a link manages, if it is one of those on piles.
pub(super) fn linked(connection: &Connection, link: &Key) -> Result<Option<Place>> {
    let mut manages = connection.prepare_cached(
        "SELECT leaf FROM signature WHERE declaration = ?1 AND leaf = ?2 AND link = ?3",
    )?;
    for (declaration, leaf) in find(connection, Kind::Links, link)? {
        let row = manages.query_row((declaration, Col(leaf), link), |row| col(row, 0));
        if let Some(leaf) = row.optional()? {
            return Ok(Some((declaration, leaf)));
        }
    }
    Ok(None)
}

/// Where keys lead that begin like this one.
fn find(connection: &Connection, kind: Kind, key: &Key) -> Result<Vec<Place>> {
    let wanted = Entry::new(&(*key, (0, 0)))?;
    let mut places = Vec::new();
    for level in 0..=deepest(connection, kind)? {
        for (_, sheet) in Sheets::of(connection, Pile::of(kind, level, wanted))? {
            let alike = sheet.iter().filter(|entry| entry.key() == wanted.key());
            places.extend(alike.map(|entry| entry.place()));
        }
    }
    Ok(places)
}

/// The last level that anything lies on.
fn deepest(connection: &Connection, kind: Kind) -> Result<u8> {
    let (least, most) = Pile::all(kind);
    let mut last = connection.prepare_cached(
        "SELECT key FROM pile WHERE key BETWEEN ?1 AND ?2 ORDER BY key DESC LIMIT 1",
    )?;
    let last: Option<i64> = last.query_row((least, most), |row| row.get(0)).optional()?;
    Ok(last.map_or(0, Pile::level_of))
}
