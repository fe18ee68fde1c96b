//! Finding a page of the list by its number.
//!
//! Rows are counted in blocks of neighbours, and blocks in larger blocks ([`FULL`]), in each range of an
//! index by itself. Where the page with the row number `n` begins is found from the large to the small:
//! at each level only the blocks around that row are looked at, and in the end the rows of a few small
//! blocks. So a page in the midst of ten million names costs no more than some thousand small rows.

use std::ops::Range;

/// So many rows are in a block of each level before it is divided; blocks of the upper level hold about
/// fifty of the lower. With ten million rows the upper level has about a thousand.
pub(crate) const FULL: [u64; 2] = [256, 16_384];

/// The levels, the lower first.
pub(crate) const LEVELS: [u8; 2] = [0, 1];

/// A place in the order of one range: the sort key (empty in the order of signing) and the leaf.
pub(crate) type Spot = (Vec<u8>, i64);

/// In front of everything: where the first block of a range begins.
pub(crate) const FIRST: (&[u8], i64) = (&[], -1);

/// Rows of one range that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Which range.
    pub(crate) range: usize,
    /// Where it begins; it ends where the next of its range begins.
    pub(crate) start: Spot,
    /// How many rows.
    pub(crate) n: u64,
}

/// Around some rows of the ranges merged in one order: what must be read to find them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Of each range, where to begin; nothing of it where there is nothing.
    pub(crate) from: Vec<Option<Spot>>,
    /// Of what is read from there, which rows are wanted.
    pub(crate) wanted: Range<u64>,
    /// Where all can end.
    pub(crate) until: Option<Spot>,
}

impl Cut {
    /// Everything of so many ranges, of which some rows are wanted.
    pub(crate) fn whole(ranges: usize, wanted: Range<u64>) -> Self {
        Self {
            from: vec![Some((FIRST.0.to_vec(), FIRST.1)); ranges],
            wanted,
            until: None,
        }
    }

    /// A narrower cut, by the blocks of one level that begin within this one.
    pub(crate) fn narrowed(&self, mut blocks: Vec<Block>) -> Self {
        blocks.sort_by(|one, other| one.start.cmp(&other.start));
        let mut passed = Passed::new(self.from.len());
        // As long as all rows of the blocks that begin before a place are not too many, the wanted rows
        // are behind that place, and so are those of the last block of each range to be read whole.
        let mut blocks = blocks.iter().peekable();
        while let Some(block) = blocks.next_if(|block| passed.begun + block.n <= self.wanted.start)
        {
            passed.begin(block);
        }
        let mut from: Vec<Option<Spot>> = passed.spots();
        let skipped = passed.ended;
        let mut until = self.until.clone();
        for block in blocks {
            if passed.ended >= self.wanted.end {
                until = Some(block.start.clone());
                break;
            }
            let first = &mut from[block.range];
            first.get_or_insert_with(|| block.start.clone());
            passed.begin(block);
        }
        Self {
            from,
            wanted: self.wanted.start - skipped..self.wanted.end - skipped,
            until,
        }
    }
}

/// The blocks up to a place.
struct Passed<'b> {
    /// Of each range, the last that began.
    last: Vec<Option<&'b Block>>,
    /// Rows of those that began.
    begun: u64,
    /// Rows of those that ended: another of the same range began behind them.
    ended: u64,
}

impl<'b> Passed<'b> {
    fn new(ranges: usize) -> Self {
        Self {
            last: vec![None; ranges],
            begun: 0,
            ended: 0,
        }
    }

    fn begin(&mut self, block: &'b Block) {
        if let Some(before) = self.last[block.range].replace(block) {
            self.ended += before.n;
        }
        self.begun += block.n;
    }

    fn spots(&self) -> Vec<Option<Spot>> {
        let last = self.last.iter();
        last.map(|block| block.map(|block| block.start.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Ranges of rows, cut into blocks of so many.
    fn blocks(ranges: &[Vec<i64>], size: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (range, rows) in ranges.iter().enumerate() {
            for (number, rows) in rows.chunks(size).enumerate() {
                blocks.push(Block {
                    range,
                    start: (Vec::new(), if number == 0 { FIRST.1 } else { rows[0] }),
                    n: rows.len() as u64,
                });
            }
        }
        blocks
    }

    fn within(cut: &Cut, range: usize, spot: &Spot) -> bool {
        let from = cut.from[range].as_ref();
        from.is_some_and(|from| from <= spot) && cut.until.as_ref().is_none_or(|until| spot < until)
    }

    proptest! {
        #[test]
        fn every_page_is_found_and_little_is_read(
            shares in proptest::collection::vec(0_usize..4, 0..600),
            size in 1_usize..20,
            start in 0_u64..600,
            length in 1_u64..30,
        ) {
            let mut ranges = vec![Vec::new(); 4];
            for (leaf, share) in shares.iter().enumerate() {
                ranges[*share].push(leaf as i64);
            }
            let total = shares.len() as u64;
            let wanted = start.min(total)..(start + length).min(total);
            let large = Cut::whole(4, wanted.clone()).narrowed(blocks(&ranges, size * 5));
            let small = blocks(&ranges, size);
            let small = small.into_iter().filter(|block| within(&large, block.range, &block.start));
            let cut = large.narrowed(small.collect());
            let mut read = Vec::new();
            for (range, rows) in ranges.iter().enumerate() {
                let rows = rows.iter().filter(|leaf| within(&cut, range, &(Vec::new(), **leaf)));
                read.extend(rows.copied());
            }
            read.sort_unstable();
            // In front of the wanted rows and behind them: what is open in each of the four ranges,
            // and one block that would have been too many.
            prop_assert!(read.len() as u64 <= length + 2 * 5 * size as u64);
            let found: Vec<i64> = read
                .into_iter()
                .skip(cut.wanted.start as usize)
                .take((cut.wanted.end - cut.wanted.start) as usize)
                .collect();
            let expected: Vec<i64> = (wanted.start as i64..wanted.end as i64).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
