//! How badly a document was scanned: for each confusion, the share of the meant letters it struck,
//! learned from the words that are surely faulty and those that are surely whole.

use super::confusion::{MISREAD, Rules};

/// The shares of one document.
pub(super) struct Rates {
    struck: Vec<f64>,
    /// Of the letters a rule means: how often they were misread at all, and how often read well.
    faulty: Vec<f64>,
    whole: Vec<f64>,
}

/// What is assumed before a document is known weighs as much as so many of its letters.
const ASSUMED: f64 = 30.0;
/// A document has a habit when a letter was misread this often,
const HABIT: f64 = 2.5;
/// and in this share of its places.
const HABIT_SHARE: f64 = 0.2;

impl Rates {
    /// Nothing is known yet.
    pub(super) fn unknown(rules: &Rules) -> Self {
        Self {
            struck: vec![0.0; rules.len()],
            faulty: vec![0.0; rules.len()],
            whole: vec![0.0; rules.len()],
        }
    }

    /// A word that was read well stands so many times.
    pub(super) fn add_whole(&mut self, rules: &Rules, word: &str, times: f64) {
        for (whole, rule) in self.whole.iter_mut().zip(rules.iter()) {
            if let Some(count) = occurrences(word, &rule.meant) {
                *whole += times * count;
            }
        }
    }

    /// A word was misread so many times, by these rules; those that are not known show in the letters.
    pub(super) fn add_faulty(&mut self, rules: &Rules, fault: &Misreading<'_>) {
        for rule in fault.rules {
            self.struck[*rule] += fault.times;
        }
        for (faulty, rule) in self.faulty.iter_mut().zip(rules.iter()) {
            let meant = occurrences(fault.meant, &rule.meant).unwrap_or_default();
            let seen = occurrences(fault.seen, &rule.meant).unwrap_or_default();
            *faulty += fault.times * (meant - seen).max(0.0);
        }
    }

    /// What undoing a rule costs: the negative natural logarithm of its share.
    pub(super) fn cost(&self, rules: &Rules, rule: usize) -> f64 {
        let all = self.faulty[rule] + self.whole[rule] + ASSUMED;
        -((self.struck[rule] + rules.get(rule).prior * ASSUMED) / all).ln()
    }

    /// Whether the document has the habit of misreading what this rule means, so that even a word
    /// that is one may stand for another.
    pub(super) fn is_habit(&self, rules: &Rules, rule: usize) -> bool {
        let (faulty, whole) = (self.faulty[rule], self.whole[rule]);
        let is_frequent = rules.get(rule).prior >= MISREAD;
        is_frequent && faulty >= HABIT && faulty / (faulty + whole) > HABIT_SHARE
    }
}

/// A word misread, and how often it stands.
pub(super) struct Misreading<'a> {
    pub(super) seen: &'a str,
    pub(super) meant: &'a str,
    pub(super) rules: &'a [usize],
    pub(super) times: f64,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a word has no more letters than a float counts"
)]
fn occurrences(word: &str, letters: &str) -> Option<f64> {
    let count = word.matches(letters).count();
    (count > 0).then_some(count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_lost_its_umlauts_has_a_habit_and_a_whole_one_has_none() {
        let rules = Rules::of("de");
        let lost = rules
            .iter()
            .position(|rule| rule.seen == "u" && rule.meant == "ü");
        let lost = lost.unwrap();
        let mut damaged = Rates::unknown(&rules);
        let before = damaged.cost(&rules, lost);
        let fault = Misreading {
            seen: "Gefuhl",
            meant: "Gefühl",
            rules: &[lost],
            times: 5.0,
        };
        damaged.add_faulty(&rules, &fault);
        assert!(damaged.is_habit(&rules, lost) && damaged.cost(&rules, lost) < before);
        let mut whole = Rates::unknown(&rules);
        whole.add_whole(&rules, "Gefühl", 50.0);
        assert!(!whole.is_habit(&rules, lost) && whole.cost(&rules, lost) > before);
    }
}
