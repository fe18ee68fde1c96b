//! Whether a word is one, and which was meant: the noisy channel. Each word that may have been meant
//! weighs as much as it is common, times how probable it is that a scan made of it what was seen; and
//! so does the word as it was seen.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::any_letter;
use super::candidate::Ways;
use super::confusion::{LOST, Rules, is_foreign};
use super::german;
use super::lexicon::Knowledge;
use super::rates::Rates;

/// What speaks for a word that may have been meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Witness {
    /// A list of words has it.
    List,
    /// The document has it elsewhere.
    Document,
    /// What was seen has a form that no word of the language has.
    Form,
}

/// A word that may have been meant.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) text: String,
    pub(super) rules: Vec<usize>,
    pub(super) witness: Witness,
    /// The natural logarithm of its weight.
    weight: f64,
    /// Its share among all that may have been meant, the word as seen included.
    pub(super) share: f64,
}

/// The judgement on one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// The heaviest that is not the word as seen.
    pub(super) best: Option<Candidate>,
    /// Whether a list has the word as it was seen.
    pub(super) is_known: bool,
}

/// A word as it stands in the document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Case<'t> {
    pub(super) word: &'t str,
    /// It has a capital that its place does not ask for.
    pub(super) is_capital_inside: bool,
}

/// Judges the words of one document.
pub(super) struct Judge<'l> {
    pub(super) language: &'l str,
    pub(super) knowledge: Knowledge<'l>,
    pub(super) rules: Rules,
    pub(super) rates: Rates,
    /// How often each word stands in the document.
    pub(super) counts: HashMap<String, u32>,
    /// How many words it has.
    pub(super) total: u32,
    /// Words known to be faulty: they are no witnesses.
    pub(super) faulty: HashSet<String>,
    /// Long words of the document by what they are without one inner letter.
    pub(super) shortened: HashMap<String, String>,
    pub(super) budget: Cell<u32>,
}

/// How many ways back are looked at for one unknown word, and for a known one.
const WAYS: usize = 160;
const WAYS_OF_KNOWN: usize = 24;
/// How many ways back are looked at in one document: a few seconds' work. Four megabytes of prose need
/// fewer; a text of nothing but unknown words is judged only as far as they reach.
pub(super) const BUDGET: u32 = 100_000;
/// The commonest word of a language is one in about twenty.
const COMMONEST: f64 = -3.0;
/// A candidate lighter than the heaviest by this factor's logarithm changes nothing.
const NEGLIGIBLE: f64 = 7.0;
/// What a form that no word has says for the form it stands for.
const FORM: f64 = -9.0;
/// The cost of the confusions behind such a form, where they are not known one by one.
const FORM_COST: f64 = 4.0;
/// A letter left out is rarer than any confusion of letters.
const OMISSION: f64 = 9.0;
/// A German verb with a capital inside a sentence is a noun made of it, about once in twenty times.
const NO_NOUN: f64 = -3.0;
/// A list speaks for forms, the document for words: only longer ones are names.
const SHORTEST_WITNESS: usize = 6;

impl Judge<'_> {
    /// Judges one word.
    pub(super) fn verdict(&self, case: Case<'_>) -> Verdict {
        let known = self.knowledge.frequency(case.word);
        let stays = self.weight_as_seen(case, known);
        let mut candidates = self.by_confusion(case, known, stays);
        if known.is_none() {
            candidates.extend(self.by_omission(case.word));
            if candidates.iter().all(|candidate| candidate.weight < stays) {
                candidates.extend(self.by_any_letter(case.word));
            }
        }
        candidates.extend(self.by_form(case.word, known.is_some()));
        Verdict {
            best: heaviest(candidates, stays),
            is_known: known.is_some(),
        }
    }

    fn weight_as_seen(&self, case: Case<'_>, known: Option<f64>) -> f64 {
        match known {
            Some(frequency) if case.is_capital_inside && self.knowledge.is_no_noun(case.word) => {
                frequency + NO_NOUN
            }
            Some(frequency) => frequency,
            None => self.knowledge.unknown(case.word),
        }
    }

    fn by_confusion(&self, case: Case<'_>, known: Option<f64>, stays: f64) -> Vec<Candidate> {
        let cost = |rule| {
            let is_open = known.is_none() || self.rates.is_habit(&self.rules, rule);
            is_open.then(|| self.rates.cost(&self.rules, rule))
        };
        if self.budget.get() == 0 {
            return Vec::new();
        }
        let limit = if known.is_some() { WAYS_OF_KNOWN } else { WAYS };
        let mut heaviest = stays;
        let mut candidates = Vec::new();
        for way in Ways::new(case.word, &self.rules, cost).take(limit) {
            self.budget.set(self.budget.get().saturating_sub(1));
            if self.budget.get() == 0 {
                break;
            }
            let Some(way) = way else { continue };
            if COMMONEST - way.cost < heaviest - NEGLIGIBLE {
                break;
            }
            if let Some((frequency, witness)) = self.witness(case.word, &way.text, &way.rules) {
                let weight = frequency - way.cost;
                heaviest = heaviest.max(weight);
                candidates.push(Candidate {
                    text: way.text,
                    rules: way.rules,
                    witness,
                    weight,
                    share: 0.0,
                });
            }
        }
        candidates
    }

    /// What speaks for a word, and how common it is.
    fn witness(&self, seen: &str, meant: &str, rules: &[usize]) -> Option<(f64, Witness)> {
        let has_debris = meant.chars().any(|c| is_foreign(c, self.language));
        if has_debris {
            return None;
        }
        let by_list = self.knowledge.frequency(meant);
        let by_list = by_list.map(|frequency| (frequency, Witness::List));
        let by_document = self.in_document(seen, meant, rules);
        let by_document = by_document.map(|frequency| (frequency, Witness::Document));
        match (by_list, by_document) {
            (Some(list), Some(document)) if document.0 > list.0 => Some(document),
            (list, document) => list.or(document),
        }
    }

    /// How common a word is by its other places in the document. Where only shapes differ, the
    /// document must have it oftener than what was seen: either could be the other.
    fn in_document(&self, seen: &str, meant: &str, rules: &[usize]) -> Option<f64> {
        let times = *self.counts.get(meant)?;
        let is_short = meant.chars().count() < SHORTEST_WITNESS;
        if is_short || self.faulty.contains(meant) {
            return None;
        }
        if self.language == "de" && german::is_one_of_a_pair(seen) {
            return None;
        }
        let is_mark_lost = rules.iter().all(|rule| self.rules.get(*rule).prior >= LOST);
        let of_seen = self.counts.get(seen).copied().unwrap_or_default();
        let is_oftener = times >= 2 * of_seen.max(1);
        (is_mark_lost || is_oftener).then(|| self.frequency_of(times))
    }

    fn frequency_of(&self, times: u32) -> f64 {
        (0.3 * f64::from(times) / (f64::from(self.total) + 100.0)).ln()
    }

    /// A form that no German word has. A few of them are words by chance (`schiefen`); those are
    /// doubted only where the document has lost its `ß`.
    fn by_form(&self, seen: &str, is_known: bool) -> Option<Candidate> {
        if self.language != "de" {
            return None;
        }
        let meant = german::meant(seen)?;
        if is_known && !(meant.contains('ß') && self.has_habit_of("ß")) {
            return None;
        }
        let frequency = self.knowledge.frequency(&meant).unwrap_or(FORM).max(FORM);
        Some(Candidate {
            text: meant,
            rules: Vec::new(),
            witness: Witness::Form,
            weight: frequency - FORM_COST,
            share: 0.0,
        })
    }

    fn has_habit_of(&self, meant: &str) -> bool {
        (0..self.rules.len()).any(|rule| {
            self.rules.get(rule).meant == meant && self.rates.is_habit(&self.rules, rule)
        })
    }

    /// What a dictionary has that differs in any one letter: faults that no table foresees.
    fn by_any_letter(&self, seen: &str) -> Vec<Candidate> {
        let is_exhausted = self.budget.get() < any_letter::EFFORT;
        if is_exhausted || !self.knowledge.has_all_forms() {
            return Vec::new();
        }
        self.budget.set(self.budget.get() - any_letter::EFFORT);
        let is_name = seen.starts_with(char::is_uppercase);
        let cost = any_letter::COST + if is_name { any_letter::NAME } else { 0.0 };
        any_letter::nearest(seen, self.language, |word| self.knowledge.promise(word))
            .into_iter()
            .filter_map(|text| {
                let frequency = self.knowledge.frequency(&text)?;
                Some(Candidate {
                    text,
                    rules: Vec::new(),
                    witness: Witness::List,
                    weight: frequency - cost,
                    share: 0.0,
                })
            })
            .collect()
    }

    fn by_omission(&self, seen: &str) -> Option<Candidate> {
        let meant = self.shortened.get(seen)?;
        if self.faulty.contains(meant) {
            return None;
        }
        let times = self.counts.get(meant).copied().unwrap_or_default();
        Some(Candidate {
            text: meant.clone(),
            rules: Vec::new(),
            witness: Witness::Document,
            weight: self.frequency_of(times) - OMISSION,
            share: 0.0,
        })
    }
}

/// The heaviest candidate with its share of all weights.
fn heaviest(candidates: Vec<Candidate>, stays: f64) -> Option<Candidate> {
    let mut by_text: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match by_text
            .iter_mut()
            .find(|other| other.text == candidate.text)
        {
            Some(other) if other.weight < candidate.weight => other.weight = candidate.weight,
            Some(_) => {}
            None => by_text.push(candidate),
        }
    }
    let top = by_text
        .iter()
        .map(|candidate| candidate.weight)
        .fold(stays, f64::max);
    let sum: f64 = by_text
        .iter()
        .map(|candidate| candidate.weight)
        .chain([stays])
        .map(|weight| (weight - top).exp())
        .sum();
    let best = by_text
        .into_iter()
        .max_by(|a, b| a.weight.total_cmp(&b.weight))?;
    let share = (best.weight - top).exp() / sum;
    Some(Candidate { share, ..best })
}
