//! The survey of a document: its words, then its habits, then a verdict on each word.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};

use domain::locale::Language;

use super::confusion::Rules;
use super::judge::{BUDGET, Case, Judge, Verdict};
use super::lexicon::{Knowledge, Lexicon};
use super::rates::{Misreading, Rates};
use super::words::Word;

/// What is known of a document once all its words were judged.
pub(super) struct Survey<'t, 'l> {
    pub(super) judge: Judge<'l>,
    pub(super) verdicts: BTreeMap<Case<'t>, Verdict>,
}

/// A repair this sure teaches what else a scan does.
const SURE: f64 = 0.85;
/// A word this long may be recognised by what it is without one letter.
const LONG: usize = 10;
/// More long words than a book has are not all compared.
const MAX_LONG: usize = 20_000;
/// More different words than a long book has are no text; those that come later are not judged.
const MAX_DIFFERENT: usize = 50_000;

impl<'t, 'l> Survey<'t, 'l> {
    /// Surveys the words of a document. What it teaches of its scanner in the first round decides in
    /// the second.
    pub(super) fn of(words: &'t [Word], language: &'l Language, lexicon: &'l Lexicon) -> Self {
        let rules = Rules::of(language.primary());
        let rates = Rates::unknown(&rules);
        let mut cases: BTreeMap<Case<'t>, u32> = BTreeMap::new();
        let mut counts: HashMap<String, u32> = HashMap::new();
        for word in words {
            if cases.len() < MAX_DIFFERENT || cases.contains_key(&case(word)) {
                *cases.entry(case(word)).or_default() += 1;
            }
            *counts.entry(word.text.clone()).or_default() += 1;
        }
        let mut judge = Judge {
            language: language.primary(),
            knowledge: Knowledge::of(language, lexicon),
            rates,
            rules,
            total: u32::try_from(words.len()).unwrap_or(u32::MAX),
            shortened: HashMap::new(),
            counts,
            faulty: HashSet::new(),
            budget: Cell::new(BUDGET),
        };
        if judge.knowledge.has_all_forms() {
            judge.shortened = shortened(&judge);
        }
        let first = verdicts(&judge, &cases);
        learn(&mut judge, &first, &cases);
        judge.budget.set(BUDGET);
        let verdicts = verdicts(&judge, &cases);
        Self { judge, verdicts }
    }

    /// The verdict on a word of the document.
    pub(super) fn verdict(&self, word: &'t Word) -> Option<&Verdict> {
        self.verdicts.get(&case(word))
    }
}

fn case(word: &Word) -> Case<'_> {
    let is_capital = word.text.starts_with(char::is_uppercase);
    let is_shouted = word.text.chars().filter(|c| c.is_uppercase()).count() > 2;
    Case {
        word: &word.text,
        is_capital_inside: is_capital && !is_shouted && !word.begins,
    }
}

fn verdicts<'t>(judge: &Judge<'_>, cases: &BTreeMap<Case<'t>, u32>) -> BTreeMap<Case<'t>, Verdict> {
    let verdict = |case: &Case<'t>| (*case, judge.verdict(*case));
    cases.keys().map(verdict).collect()
}

/// Takes from a first round what the document teaches of its scanner.
fn learn(
    judge: &mut Judge<'_>,
    verdicts: &BTreeMap<Case<'_>, Verdict>,
    cases: &BTreeMap<Case<'_>, u32>,
) {
    for (case, verdict) in verdicts {
        let times = f64::from(cases.get(case).copied().unwrap_or_default());
        match &verdict.best {
            Some(best) if best.share >= SURE => {
                let fault = Misreading {
                    seen: case.word,
                    meant: &best.text,
                    rules: &best.rules,
                    times,
                };
                judge.rates.add_faulty(&judge.rules, &fault);
                judge.faulty.insert(case.word.to_owned());
            }
            _ => judge.rates.add_whole(&judge.rules, case.word, times),
        }
    }
}

/// The long words of a document by what they are without one inner letter.
fn shortened(judge: &Judge<'_>) -> HashMap<String, String> {
    let mut long: Vec<&String> = judge.counts.keys().collect();
    long.retain(|word| word.chars().count() >= LONG);
    if long.len() > MAX_LONG {
        return HashMap::new();
    }
    long.sort();
    let mut shortened = HashMap::new();
    for word in long
        .into_iter()
        .filter(|word| judge.knowledge.frequency(word).is_some())
    {
        let inner: Vec<(usize, char)> = word.char_indices().collect();
        // Without its first letter or one of its last it may be another form of the word.
        for (at, c) in &inner[1..inner.len() - 2] {
            let short = format!("{}{}", &word[..*at], &word[at + c.len_utf8()..]);
            shortened.insert(short, word.clone());
        }
    }
    shortened
}
