//! The openings of shown names, read one by one: however many a file holds, one is in memory.

use std::fmt;
use std::ops::Range;

use domain::log::{Body, Commitment, Entry};
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

use super::bundle::Piece;
use super::{MAX_PROBLEMS, Problem};
use crate::log::OPENINGS;
use crate::opening::OpeningJson;

/// The largest file of openings that is read: 256 times three shown fields of some hundred
/// characters, each written as twelve bytes at most, and all salts and hashes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Which of the entries of a bundle have a right opening shown, a bit for each.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Opened([u64; 4]);

impl Opened {
    /// Whether it was not there before.
    pub(super) fn insert(&mut self, place: usize) -> bool {
        let Some(word) = self.0.get_mut(place / 64) else {
            return false;
        };
        let bit = 1 << (place % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// The places, in ascending order.
    pub(super) fn places(self) -> impl Iterator<Item = u64> {
        (0..OPENINGS).filter(move |place| {
            let word = self.0[usize::try_from(place / 64).unwrap_or(0)];
            word >> (place % 64) & 1 == 1
        })
    }
}

/// Checks the openings of one bundle against its entries. `range` begins with the first entry of
/// the bundle and ends with the log: a name confirmed after the checkpoint was taken belongs to the
/// next recount, and is in this file only if its entry will be in this bundle.
pub(super) fn check(
    path: &str,
    bytes: &[u8],
    range: Range<u64>,
    entries: &[&[u8]],
    piece: &mut Piece,
) {
    let read = each(bytes, &mut |opening| {
        let place = opening.leaf.checked_sub(range.start);
        let place = place.filter(|place| *place < OPENINGS);
        if place.is_some() && opening.leaf >= range.end {
            return piece.problems.len() <= MAX_PROBLEMS;
        }
        let place = place.and_then(|place| usize::try_from(place).ok());
        let opened = opening.opening().map(|opening| opening.commitment());
        let belongs = place.is_some_and(|place| {
            let commitment = commitment(entries, place);
            commitment.is_some() && commitment == opened && piece.opened.insert(place)
        });
        if !belongs {
            piece.found(Problem::Name(opening.leaf));
        }
        piece.problems.len() <= MAX_PROBLEMS
    });
    if let Err(problem) = read.map_err(|why| Problem::Malformed(path.to_owned(), why)) {
        piece.found(problem);
    }
}

/// The commitment at a place, where a signature stands there.
fn commitment(entries: &[&[u8]], place: usize) -> Option<Commitment> {
    match Entry::decode(entries.get(place)?).ok()?.body {
        Body::Signature { commitment, .. } => Some(commitment),
        _ => None,
    }
}

/// The leaves that a file of openings names.
pub(super) fn leaves(bytes: &[u8]) -> Result<Vec<u64>, String> {
    let mut leaves = Vec::new();
    each(bytes, &mut |opening| {
        leaves.push(opening.leaf);
        true
    })?;
    Ok(leaves)
}

/// Goes through the openings of a file, as long as it is told to go on.
fn each(bytes: &[u8], look: &mut dyn FnMut(OpeningJson) -> bool) -> Result<(), String> {
    if bytes.len() > MAX_BYTES {
        return Err("it is larger than 256 openings can be".to_owned());
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = Each(look)
        .deserialize(&mut reader)
        .and_then(|()| reader.end());
    read.map_err(|error| super::state::place(&error))
}

struct Each<'l>(&'l mut dyn FnMut(OpeningJson) -> bool);

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of openings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut goes_on = true;
        while let Some(opening) = list.next_element::<OpeningJson>()? {
            goes_on = goes_on && (self.0)(opening);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_opened_once() {
        let mut opened = Opened::default();
        for place in [0, 63, 64, 255] {
            assert!(opened.insert(place));
            assert!(!opened.insert(place), "{place} twice");
        }
        assert!(!opened.insert(256), "there is no such place");
        assert_eq!(opened.places().collect::<Vec<_>>(), [0, 63, 64, 255]);
    }

    #[test]
    fn what_is_no_list_of_openings_is_refused_by_its_place() {
        let check = |text: &str, expected: Result<usize, &str>| {
            let read = leaves(text.as_bytes()).map(|leaves| leaves.len());
            match (read, expected) {
                (Err(why), Err(expected)) => assert!(why.contains(expected), "{text}: {why}"),
                (read, expected) => assert_eq!(read.ok(), expected.ok(), "{text}"),
            }
        };
        check("[]", Ok(0));
        check(r#"[{"leaf":4,"fields":[]}]"#, Ok(1));
        check("[] x", Err("line 1, column 4"));
        check("{}", Err("line 1"));
        check(r#"[{"leaf":-1,"fields":[]}]"#, Err("line 1"));
        check("", Err("line 1"));
        check(&" ".repeat(MAX_BYTES + 1), Err("larger"));
    }
}
