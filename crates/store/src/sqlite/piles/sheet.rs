//! Sheets, as they stand in rows: each is the entries of a pile that fit onto one page.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::{Key, Kind, Place};
use crate::StoreError;
use crate::sqlite::Result;

/// A pile of more sheets is dealt out.
const FULL: i64 = 16;

/// Entries on a sheet: 285 of 14 bytes are 3,990, and a row of that length fills a page of 4,096 and
/// needs no other.
const ENTRIES: usize = 285;

const LENGTH: usize = 14;

/// Six bytes of a key, then three of the declaration and five of the leaf, big-endian.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Entry([u8; LENGTH]);

impl Entry {
    pub(super) fn new((key, (declaration, leaf)): &(Key, Place)) -> Result<Self> {
        let beyond =
            || StoreError::corrupt("more declarations or signatures than a pile can tell apart");
        let mut bytes = [0; LENGTH];
        let (begins, leads) = bytes.split_at_mut(6);
        begins.copy_from_slice(key.get(..6).unwrap_or_default());
        let declaration = u32::try_from(*declaration)
            .ok()
            .filter(|key| *key < 1 << 24);
        let declaration = declaration.ok_or_else(beyond)?.to_be_bytes();
        let leaf = Some(*leaf).filter(|leaf| *leaf < 1 << 40);
        let leaf = leaf.ok_or_else(beyond)?.to_be_bytes();
        let place = declaration.iter().skip(1).chain(leaf.iter().skip(3));
        for (byte, of) in leads.iter_mut().zip(place) {
            *byte = *of;
        }
        Ok(Self(bytes))
    }

    /// The first 48 bits of its key.
    pub(super) fn key(self) -> u64 {
        number(self.0.get(..6))
    }

    pub(super) fn place(self) -> Place {
        let declaration = number(self.0.get(6..9));
        let declaration = i64::try_from(declaration).expect("three bytes are a small number");
        (declaration, number(self.0.get(9..)))
    }
}

fn number(bytes: Option<&[u8]>) -> u64 {
    let bytes = bytes.unwrap_or_default();
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// A pile: those entries of a level whose keys begin with the same bits, four for each level above.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pile {
    kind: Kind,
    level: u8,
    part: u64,
}

/// The last level: its piles only grow. Sixteen to the power of ten full ones are reached by nobody.
const DEEPEST: u8 = 10;

impl Pile {
    /// The pile that all entries are thrown on.
    pub(super) const fn first(kind: Kind) -> Self {
        Self {
            kind,
            level: 0,
            part: 0,
        }
    }

    /// The pile of a level that an entry may lie on.
    pub(super) fn of(kind: Kind, level: u8, entry: Entry) -> Self {
        let level = level.min(DEEPEST);
        Self {
            kind,
            level,
            part: entry.key() >> (48 - 4 * level),
        }
    }

    pub(super) fn below(self, entry: Entry) -> Self {
        Self::of(self.kind, self.level + 1, entry)
    }

    /// Which of the sixteen piles below an entry is for.
    pub(super) fn hand(self, entry: Entry) -> usize {
        usize::try_from(self.below(entry).part & 15).expect("four bits")
    }

    pub(super) const fn may_be_dealt(self) -> bool {
        self.level < DEEPEST
    }

    /// The key of its first sheet. From the highest bits: three of the kind, eight of the level, 40 of
    /// the part, twelve of the sheet.
    fn row(self) -> i64 {
        let part = i64::try_from(self.part).expect("40 bits at most");
        kind_bits(self.kind) | (i64::from(self.level) << 52) | (part << 12)
    }

    /// The keys its sheets may have.
    fn rows(self) -> (i64, i64) {
        (self.row(), self.row() | 0xfff)
    }

    /// Whether it is full, by the key of its last sheet. Sheets in front of it may be gone, since the tags on
    /// them were forgotten: counting those that are left would leave such a pile to be thrown upon until it
    /// has no keys left for more.
    pub(super) fn is_full(self, last: i64) -> bool {
        last - self.row() >= FULL
    }

    /// Whether a sheet may be of it.
    pub(super) fn holds(self, row: i64) -> bool {
        let (least, most) = self.rows();
        (least..=most).contains(&row)
    }

    /// The keys all sheets of a kind may have.
    pub(super) fn all(kind: Kind) -> (i64, i64) {
        (kind_bits(kind), kind_bits(kind) | ((1 << 60) - 1))
    }

    /// The level of the pile that a sheet is of.
    pub(super) fn level_of(row: i64) -> u8 {
        u8::try_from((row >> 52) & 0xff).expect("eight bits")
    }
}

const fn kind_bits(kind: Kind) -> i64 {
    match kind {
        Kind::Tags => 1 << 60,
        Kind::Links => 2 << 60,
    }
}

/// Reading the sheets of a pile, each with the key of its row.
pub(super) enum Sheets {}

impl Sheets {
    pub(super) fn of(connection: &Connection, pile: Pile) -> Result<Vec<(i64, Vec<Entry>)>> {
        let mut sheets = connection.prepare_cached(
            "SELECT key, entries FROM pile WHERE key BETWEEN ?1 AND ?2 ORDER BY key",
        )?;
        let mut rows = sheets.query(pile.rows())?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(1)?.as_blob().map_err(StoreError::corrupt)?;
            found.push((row.get(0)?, entries(bytes)?));
        }
        Ok(found)
    }
}

/// What lies on a sheet.
pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>> {
    let (entries, rest) = bytes.as_chunks::<LENGTH>();
    if rest.is_empty() {
        Ok(entries.iter().copied().map(Entry).collect())
    } else {
        Err(StoreError::corrupt("a sheet is not made of entries"))
    }
}

/// Throws entries onto a pile; answers whether it is full.
pub(super) fn append(transaction: &Transaction<'_>, pile: Pile, new: &[Entry]) -> Result<bool> {
    let (least, most) = pile.rows();
    let mut top = transaction.prepare_cached(
        "SELECT key, entries FROM pile WHERE key BETWEEN ?1 AND ?2 ORDER BY key DESC LIMIT 1",
    )?;
    let top = top.query_row((least, most), |row| {
        Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))
    });
    let (mut row, mut sheet) = match top.optional()? {
        Some((row, bytes)) => (row, entries(&bytes)?),
        None => (least, Vec::new()),
    };
    let mut rest = new;
    loop {
        let room = ENTRIES.saturating_sub(sheet.len()).min(rest.len());
        let (here, behind) = rest.split_at(room);
        if !here.is_empty() {
            sheet.extend(here);
            write(transaction, row, &sheet)?;
        }
        rest = behind;
        if rest.is_empty() {
            return Ok(pile.is_full(row));
        }
        row += 1;
        if row > most {
            return Err(StoreError::corrupt("a pile has more sheets than it can"));
        }
        sheet.clear();
    }
}

/// Writes a sheet in place of the one that is there; one without entries is taken away.
pub(super) fn write(transaction: &Transaction<'_>, row: i64, sheet: &[Entry]) -> Result<()> {
    if sheet.is_empty() {
        transaction
            .prepare_cached("DELETE FROM pile WHERE key = ?1")?
            .execute([row])?;
        return Ok(());
    }
    let bytes: Vec<u8> = sheet.iter().flat_map(|entry| entry.0).collect();
    transaction
        .prepare_cached(
            "INSERT INTO pile (key, entries) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET entries = excluded.entries",
        )?
        .execute((row, bytes))?;
    Ok(())
}

/// Takes all sheets of a pile away.
pub(super) fn clear(transaction: &Transaction<'_>, pile: Pile) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM pile WHERE key BETWEEN ?1 AND ?2")?
        .execute(pile.rows())?;
    Ok(())
}
