//! How probable a row of letters is in a language, learned from its words.

use std::collections::HashMap;

/// Letter triples counted over many words.
#[derive(Debug, Default)]
pub(in crate::repair) struct Letters {
    triples: HashMap<[char; 3], u32>,
    pairs: HashMap<[char; 2], u32>,
    singles: HashMap<char, u32>,
    total: u32,
}

/// Stands before the first letter and after the last.
const EDGE: char = '\u{2}';
/// Of each letter's probability, what rests on the two letters before it, on one, on none; what is
/// left is for letters never seen.
const WEIGHTS: [f64; 3] = [0.6, 0.28, 0.1];
/// The chance of a letter that was never seen, a foreign or a false one.
const NEVER_SEEN: f64 = 1e-5;

impl Letters {
    /// Learns from words in lower case.
    pub(super) fn learn<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut letters = Self::default();
        for word in words {
            letters.add(word);
        }
        letters
    }

    fn add(&mut self, word: &str) {
        let mut before = [EDGE, EDGE];
        for c in word.chars().chain([EDGE]) {
            let [first, second] = before;
            *self.triples.entry([first, second, c]).or_default() += 1;
            *self.pairs.entry([second, c]).or_default() += 1;
            *self.singles.entry(c).or_default() += 1;
            self.total += 1;
            before = [second, c];
        }
    }

    /// The natural logarithm of the probability of a word in lower case, its end included.
    pub(super) fn probability(&self, word: &str) -> f64 {
        let mut before = [EDGE, EDGE];
        let mut sum = 0.0;
        for c in word.chars().chain([EDGE]) {
            sum += self.next(before, c).ln();
            before = [before[1], c];
        }
        sum
    }

    fn next(&self, [first, second]: [char; 2], c: char) -> f64 {
        let single = |c: char| self.singles.get(&c).copied().unwrap_or_default();
        let pair = |a: char, b: char| self.pairs.get(&[a, b]).copied().unwrap_or_default();
        let triple = self.triples.get(&[first, second, c]).copied();
        let pair_before = if first == EDGE && second == EDGE {
            single(EDGE)
        } else {
            pair(first, second)
        };
        WEIGHTS[0] * ratio(triple.unwrap_or_default(), pair_before)
            + WEIGHTS[1] * ratio(pair(second, c), single(second))
            + WEIGHTS[2] * ratio(single(c), self.total)
            + NEVER_SEEN
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_a_usual_order_are_more_probable() {
        let letters = Letters::learn(["bread", "broad", "board", "bead", "read", "road"]);
        assert!(letters.probability("broad") > letters.probability("brxad"));
        assert!(letters.probability("bread") > letters.probability("dbear"));
        assert!(letters.probability("").is_finite());
    }
}
