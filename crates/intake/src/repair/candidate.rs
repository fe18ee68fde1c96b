//! The words that may have been meant: every way back through the confusions of a language, the
//! most probable first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::confusion::{At, Rules};

/// The most confusions undone in one word. Three lost umlauts and a lost `ß` stand in German
/// compounds of law.
const MAX_PICKS: usize = 4;

/// A rule at a place in a word, with what it costs.
#[derive(Clone, Debug)]
struct Match {
    start: usize,
    end: usize,
    rule: usize,
    cost: f64,
}

/// A word that may have been meant.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Way {
    pub(super) text: String,
    /// The confusions undone, as places in the rules.
    pub(super) rules: Vec<usize>,
    /// How improbable the confusions are together: the negative natural logarithm.
    pub(super) cost: f64,
}

/// The ways back from a word, cheapest first, without end but that of combinations.
pub(super) struct Ways<'a> {
    word: &'a str,
    rules: &'a Rules,
    matches: Vec<Match>,
    heap: BinaryHeap<Reverse<State>>,
}

/// Some matches taken, in the order of their cost.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct State {
    /// In millionths, so that states have an order.
    cost: u64,
    picks: Vec<usize>,
}

impl<'a> Ways<'a> {
    /// Prepares the ways back. `cost` says what a rule costs, or that it is out of the question.
    pub(super) fn new(
        word: &'a str,
        rules: &'a Rules,
        cost: impl Fn(usize) -> Option<f64>,
    ) -> Self {
        let mut matches = Vec::new();
        let mut before = None;
        for (start, c) in word.char_indices() {
            let may_be_capital = before.is_none_or(char::is_uppercase);
            for (index, rule) in rules.beginning_with(c) {
                let fits = match rule.at {
                    At::Any => true,
                    At::Start => may_be_capital,
                    At::Inside => before.is_some(),
                };
                if fits && word[start..].starts_with(&rule.seen) {
                    let end = start + rule.seen.len();
                    matches.extend(cost(index).map(|cost| Match {
                        start,
                        end,
                        rule: index,
                        cost,
                    }));
                }
            }
            before = Some(c);
        }
        matches.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut ways = Self {
            word,
            rules,
            matches,
            heap: BinaryHeap::new(),
        };
        ways.push(vec![0]);
        ways
    }

    fn push(&mut self, picks: Vec<usize>) {
        if picks.last().is_some_and(|last| *last < self.matches.len()) && picks.len() <= MAX_PICKS {
            let cost = picks.iter().map(|pick| self.matches[*pick].cost).sum();
            let cost = millionths(cost);
            self.heap.push(Reverse(State { cost, picks }));
        }
    }

    fn way(&self, state: &State) -> Option<Way> {
        let mut taken: Vec<&Match> = state
            .picks
            .iter()
            .map(|pick| &self.matches[*pick])
            .collect();
        taken.sort_by_key(|found| found.start);
        if taken.windows(2).any(|pair| pair[0].end > pair[1].start) {
            return None;
        }
        let mut text = String::with_capacity(self.word.len() + 4);
        let mut from = 0;
        for found in &taken {
            text.push_str(&self.word[from..found.start]);
            text.push_str(&self.rules.get(found.rule).meant);
            from = found.end;
        }
        text.push_str(&self.word[from..]);
        Some(Way {
            text,
            rules: taken.iter().map(|found| found.rule).collect(),
            cost: taken.iter().map(|found| found.cost).sum(),
        })
    }
}

impl Iterator for Ways<'_> {
    /// A combination whose parts overlap gives no way, but was looked at.
    type Item = Option<Way>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse(state) = self.heap.pop()?;
        // Every set of matches has one parent here: the set without its dearest match, or with the
        // next cheaper one in its place. So each comes up once, and none before a cheaper one.
        if let Some(last) = state.picks.last().copied() {
            let mut replaced = state.picks.clone();
            replaced.pop();
            replaced.push(last + 1);
            self.push(replaced);
            let mut longer = state.picks.clone();
            longer.push(last + 1);
            self.push(longer);
        }
        Some(self.way(&state))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "costs are positive and below a thousand"
)]
fn millionths(cost: f64) -> u64 {
    (cost * 1e6) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(word: &str) -> Vec<Way> {
        let rules = Rules::of("de");
        let cost = |rule| Some(-rules.get(rule).prior.ln());
        Ways::new(word, &rules, cost).flatten().take(400).collect()
    }

    #[test]
    fn one_and_several_confusions_are_undone() {
        let check = |word: &str, meant: &str| {
            assert!(ways(word).iter().any(|way| way.text == meant), "{word}");
        };
        check("fiir", "für");
        check("Uber", "Über");
        check("Aufkldrung", "Aufklärung");
        check("VerhaltnismalRigkeit", "Verhältnismäßigkeit");
        check("gro{Sen", "großen");
    }

    #[test]
    fn the_cheapest_way_comes_first_and_each_comes_once() {
        let ways = ways("Gefuhl");
        assert!(
            ways.windows(2)
                .all(|pair| pair[0].cost <= pair[1].cost + 1e-5)
        );
        let mut rules: Vec<_> = ways.iter().map(|way| (&way.text, &way.rules)).collect();
        let before = rules.len();
        rules.sort();
        rules.dedup();
        assert_eq!(rules.len(), before);
    }

    #[test]
    fn a_word_without_confusions_has_no_ways() {
        assert_eq!(ways("ßßß").len(), 0);
    }
}
