//! A Bloom filter over all tags, in memory: asks nothing of the disk for those who sign for the first
//! time, which is nearly everybody.
//!
//! It may hold more than is stored (tags of batches that were undone, or that have left), never less
//! than it says: it counts how many tags were ever added to the file, in the transaction that adds
//! them, and answers for a moment of the file only if it was there for all of that count. What another
//! process adds is missed, noticed by its count, and then the sieve is filled anew from the piles;
//! meanwhile every question goes to the disk. It is filled like this after each start, beside serving.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::sheet::{Pile, entries};
use super::{Key, Kind, Place, Result};
use crate::StoreError;
use crate::sqlite::column::col;

/// Bits for each tag, at least: with four looked at, one in forty that is not there seems to be. One that
/// is made has room for a quarter more tags, rounded up to a power of two.
const BITS: u64 = 8;

/// The least number of bits: 8 KiB.
const LEAST: u64 = 1 << 16;

/// How many sheets are read at a time: some milliseconds.
const SHEETS: u32 = 1_000;

/// How many bits stand for a tag.
const LOOKED_AT: u64 = 4;

/// The filter with the one that is being filled to take its place.
#[derive(Default)]
pub(super) struct Sieve(Mutex<State>);

#[derive(Default)]
struct State {
    present: Option<Filter>,
    next: Option<Filter>,
    /// How many tags the file had before the transaction that is not durable yet, and has with it where
    /// that is known.
    undurable: Option<(u64, Option<u64>)>,
    /// How many transactions ended.
    ended: u64,
}

/// Bits, and for which counts of tags they answer.
struct Filter {
    words: Vec<u64>,
    /// All tags up to this count were read from the file.
    read: Option<u64>,
    /// All tags behind the first count and up to the second were added here.
    added: Option<(u64, u64)>,
}

impl Sieve {
    /// Those of the tags that may be among the first `count`; the others are not.
    pub(super) fn may_hold<'t>(&self, count: u64, tags: &'t [Key]) -> Vec<&'t Key> {
        let state = self.state();
        let present = state.present.as_ref();
        let answering = present.filter(|sieve| sieve.answers_for(count));
        let may = |tag: &&Key| answering.is_none_or(|sieve| sieve.may_hold(begin(tag)));
        tags.iter().filter(may).collect()
    }

    /// Adds the tags of a transaction in a file of `count`. Whether it becomes durable or not, nobody is
    /// harmed by a tag too many.
    pub(super) fn adding(&self, count: u64, tags: &[(Key, Place)]) {
        let mut state = self.state();
        state.undurable.get_or_insert((count, None));
        let State { present, next, .. } = &mut *state;
        for sieve in [present, next].into_iter().flatten() {
            for (tag, _) in tags {
                sieve.add(begin(tag));
            }
        }
    }

    /// Says how many tags there are with the transaction, which is asked within it: whoever asked behind it
    /// might count what another process has added since.
    pub(super) fn ending(&self, count: impl FnOnce() -> Result<u64>) {
        if let Some((_, after)) = &mut self.state().undurable {
            // If it cannot be read, these tags are as if another process had added them.
            *after = count().ok();
        }
    }

    /// Says that the transaction is durable.
    pub(super) fn durable(&self) {
        let mut state = self.state();
        let Some((before, after)) = state.undurable.take() else {
            return;
        };
        state.ended += 1;
        let Some(after) = after else { return };
        let State { present, next, .. } = &mut *state;
        for sieve in [present, next].into_iter().flatten() {
            sieve.added = match sieve.added {
                Some((first, last)) if last == before => Some((first, after)),
                _ => Some((before, after)),
            };
        }
    }

    /// Forgets a transaction that did not become durable.
    pub(super) fn undone(&self) {
        let mut state = self.state();
        state.undurable = None;
        state.ended += 1;
    }

    /// Makes a new filter if the present one does not answer, or has become too small, and fills it from
    /// the piles.
    pub(super) fn fill(&self, connection: &Connection, is_over: impl Fn() -> bool) -> Result<()> {
        let count = added(connection)?;
        {
            let mut state = self.state();
            let serves = |sieve: &Filter| sieve.answers_for(count) && sieve.has_room(count);
            if state.present.as_ref().is_some_and(serves) {
                return Ok(());
            }
            state.next = Some(Filter::for_count(count));
        }
        if !self.wait_for_the_one_before(&is_over) {
            return Ok(());
        }
        // Read only now: what is added from here on is added to this filter, too.
        let count = added(connection)?;
        let (least, most) = Pile::all(Kind::Tags);
        let mut behind = Some(least - 1);
        while let Some(key) = behind {
            if is_over() {
                return Ok(());
            }
            behind = self.fill_some(connection, key, most)?;
        }
        let mut state = self.state();
        if let Some(mut next) = state.next.take() {
            next.read = Some(count);
            state.present = Some(next);
        }
        Ok(())
    }

    /// Adds what lies on some sheets behind one to the next filter; answers the last of them. Nobody who
    /// folds back waits for a reader of all of them. Entries move to piles further behind and never back,
    /// so that none slips by while the piles are read from front to back.
    fn fill_some(&self, connection: &Connection, behind: i64, most: i64) -> Result<Option<i64>> {
        let mut sheets = connection.prepare_cached(
            "SELECT key, entries FROM pile WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3",
        )?;
        let mut rows = sheets.query((behind, most, SHEETS))?;
        let mut last = None;
        while let Some(row) = rows.next()? {
            last = Some(row.get(0)?);
            let bytes = row.get_ref(1)?.as_blob().map_err(StoreError::corrupt)?;
            let mut state = self.state();
            if let Some(next) = &mut state.next {
                let entries = entries(bytes)?.into_iter();
                entries.for_each(|entry| next.add(entry.key()));
            }
        }
        Ok(last)
    }

    /// A transaction that was under way when the new filter was made has not told it all of its tags:
    /// once it has ended, they are read from the piles.
    fn wait_for_the_one_before(&self, is_over: impl Fn() -> bool) -> bool {
        let before = self.state().ended;
        loop {
            let state = self.state();
            if state.undurable.is_none() || state.ended > before {
                return true;
            }
            drop(state);
            if is_over() {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Filter {
    fn for_count(count: u64) -> Self {
        let bits = (BITS * (count + count / 4)).next_power_of_two().max(LEAST);
        let words = usize::try_from(bits / 64).unwrap_or(usize::MAX);
        Self {
            words: vec![0; words],
            read: None,
            added: None,
        }
    }

    fn answers_for(&self, count: u64) -> bool {
        let Some(read) = self.read else { return false };
        count <= read
            || self
                .added
                .is_some_and(|(first, last)| first <= read && count <= last)
    }

    fn has_room(&self, count: u64) -> bool {
        BITS * count <= self.words.len() as u64 * 64
    }

    fn add(&mut self, key: u64) {
        for bit in bits(key) {
            let word = self.place(bit);
            if let Some(word) = self.words.get_mut(word) {
                *word |= 1 << (bit % 64);
            }
        }
    }

    fn may_hold(&self, key: u64) -> bool {
        bits(key).all(|bit| {
            let word = self.words.get(self.place(bit));
            word.is_some_and(|word| (word >> (bit % 64)) & 1 == 1)
        })
    }

    fn place(&self, bit: u64) -> usize {
        usize::try_from(bit / 64).unwrap_or(usize::MAX) & (self.words.len() - 1)
    }
}

fn begin(tag: &Key) -> u64 {
    let bytes = tag.iter().take(6);
    bytes.fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// The bits that stand for the first 48 of a tag. A tag is random already; the finaliser of SplitMix64
/// spreads those 48 over 64, and two halves of that make as many places as are wanted (Kirsch and
/// Mitzenmacher, "Less Hashing, Same Performance").
fn bits(key: u64) -> impl Iterator<Item = u64> {
    let mut mixed = key.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    let step = mixed.rotate_left(32) | 1;
    (0..LOOKED_AT).map(move |n| mixed.wrapping_add(n.wrapping_mul(step)))
}

/// How many tags were ever added to the file.
pub(super) fn added(connection: &Connection) -> Result<u64> {
    let mut count = connection.prepare_cached("SELECT n FROM pile_count WHERE kind = 1")?;
    let count = count.query_row([], |row| col(row, 0)).optional()?;
    Ok(count.unwrap_or(0))
}

/// Counts tags that are added.
pub(super) fn count(transaction: &Transaction<'_>, new: usize) -> Result<()> {
    let new = i64::try_from(new).map_err(StoreError::corrupt)?;
    transaction
        .prepare_cached(
            "INSERT INTO pile_count (kind, n) VALUES (1, ?1)
             ON CONFLICT (kind) DO UPDATE SET n = n + excluded.n",
        )?
        .execute([new])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(number: u64) -> Key {
        let mut tag = [0; crate::rows::kept::KEPT];
        for (byte, of) in tag
            .iter_mut()
            .zip(number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes())
        {
            *byte = of;
        }
        tag
    }

    fn tags(numbers: std::ops::Range<u64>) -> Vec<(Key, Place)> {
        numbers.map(|number| (tag(number), (1, number))).collect()
    }

    fn file(count: u64) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE pile (key INTEGER PRIMARY KEY, entries BLOB);
                 CREATE TABLE pile_count (kind INTEGER PRIMARY KEY, n INTEGER)",
            )
            .unwrap();
        let row = "INSERT INTO pile_count VALUES (1, ?1)";
        connection
            .execute(row, [i64::try_from(count).unwrap()])
            .unwrap();
        connection
    }

    fn may(sieve: &Sieve, count: u64, tag: Key) -> bool {
        !sieve.may_hold(count, &[tag]).is_empty()
    }

    fn filled(count: u64) -> Sieve {
        let sieve = Sieve::default();
        sieve.fill(&file(count), || false).unwrap();
        sieve
    }

    #[test]
    fn an_empty_sieve_answers_for_nothing() {
        assert!(may(&Sieve::default(), 0, tag(1)));
        assert!(!may(&filled(0), 0, tag(1)));
    }

    #[test]
    fn what_was_added_is_found_and_little_else() {
        let sieve = filled(0);
        sieve.adding(0, &tags(0..4_000));
        sieve.ending(|| Ok(4_000));
        sieve.durable();
        assert!((0..4_000).all(|number| may(&sieve, 4_000, tag(number))));
        let seems = (4_000..14_000).filter(|number| may(&sieve, 4_000, tag(*number)));
        assert!(seems.count() < 200);
    }

    #[test]
    fn it_does_not_answer_for_what_others_added() {
        let sieve = filled(0);
        sieve.adding(100, &tags(100..200));
        sieve.ending(|| Ok(200));
        sieve.durable();
        assert!(may(&sieve, 200, tag(50)), "it does not know those before");
        assert!(!may(&sieve, 0, tag(50)), "an older moment had none");
        sieve.fill(&file(200), || false).unwrap();
        assert!(!may(&sieve, 200, tag(50)), "no pile has it");
    }

    #[test]
    fn a_transaction_that_was_undone_counts_nothing() {
        let sieve = filled(0);
        sieve.adding(0, &tags(0..100));
        sieve.undone();
        sieve.adding(70, &tags(100..200));
        sieve.ending(|| Ok(170));
        sieve.durable();
        assert!(may(&sieve, 170, tag(500)), "seventy came from elsewhere");
    }
}
