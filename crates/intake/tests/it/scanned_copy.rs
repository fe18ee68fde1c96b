//! How many faults of a real scan are found, and how many words of a clean text are doubted: on the
//! two real documents, where they lie beside the checkout, with and without a dictionary.

use std::path::PathBuf;

use intake::repair::{Lexicon, Repair, propose};

use crate::degraded::{installed, skip};
use crate::language;

/// The faults of the copy: line, what is seen, what was meant; single words and marks, written down
/// by hand.
const FAULTS: &str = include_str!("fixtures/scanned-copy-faults.tsv");

fn sample(name: &str, test: &str) -> Option<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    let found = std::fs::read_to_string(folder.join(name)).ok();
    if found.is_none() {
        skip("samples", test);
    }
    found
}

/// What was found of the labelled faults.
struct Score {
    faults: usize,
    found: usize,
    right: usize,
    /// What was flagged and is no fault.
    false_alarms: Vec<String>,
    missed: Vec<String>,
    wrong: Vec<String>,
    words: usize,
}

impl Score {
    fn of(text: &str, repairs: &[Repair]) -> Self {
        let mut open: Vec<(usize, &Repair)> = repairs
            .iter()
            .map(|repair| (text[..repair.span.start].matches('\n').count() + 1, repair))
            .collect();
        let mut score = Self {
            faults: FAULTS.lines().count(),
            found: 0,
            right: 0,
            false_alarms: Vec::new(),
            missed: Vec::new(),
            wrong: Vec::new(),
            words: text.split_whitespace().count(),
        };
        for fault in FAULTS.lines() {
            let [line, seen, meant] = fault.split('\t').collect::<Vec<_>>()[..] else {
                panic!("a label has three fields: {fault}");
            };
            let line: usize = line.parse().expect("a label begins with its line");
            let index = open
                .iter()
                .position(|(at, repair)| *at == line && repair.seen.trim() == seen);
            match index.map(|index| open.remove(index).1) {
                Some(repair) if repair.meant.as_deref() == Some(meant) => score.right += 1,
                Some(repair) => score.wrong.push(format!("{seen} → {:?}", repair.meant)),
                None => score.missed.push(format!("{line} {seen}")),
            }
        }
        score.found = score.faults - score.missed.len();
        score.false_alarms = open
            .into_iter()
            .map(|(line, repair)| format!("{line} {} → {:?}", repair.seen, repair.meant))
            .collect();
        score
    }

    fn percent(part: usize, whole: usize) -> f64 {
        100.0 * part as f64 / whole as f64
    }

    #[expect(clippy::print_stdout, reason = "the figures are what this test is for")]
    fn print(&self, with: &str) {
        println!(
            "{with}: {} faults, {:.1} % found, {:.1} % repaired right, {} of {} right words flagged ({:.1} %)",
            self.faults,
            Self::percent(self.found, self.faults),
            Self::percent(self.right, self.faults),
            self.false_alarms.len(),
            self.words - self.faults,
            Self::percent(self.false_alarms.len(), self.words - self.faults),
        );
        for (what, list) in [
            ("missed", &self.missed),
            ("wrong", &self.wrong),
            ("false alarm", &self.false_alarms),
        ] {
            for entry in list {
                println!("  {what}: {entry}");
            }
        }
    }

    fn assert_at_least(&self, found: f64, right: f64, flagged: f64) {
        assert!(Self::percent(self.found, self.faults) >= found);
        assert!(Self::percent(self.right, self.faults) >= right);
        assert!(Self::percent(self.false_alarms.len(), self.words - self.faults) <= flagged);
    }
}

#[test]
fn the_faults_of_the_circulated_copy_are_found_with_a_dictionary() {
    let test = "the_faults_of_the_circulated_copy_are_found_with_a_dictionary";
    let Some(text) = sample("declaration-circulated-copy.de.txt", test) else {
        return;
    };
    let Some(lexicon) = installed("de", test) else {
        return;
    };
    let score = Score::of(&text, &propose(&text, &language("de"), &lexicon));
    score.print("with a dictionary");
    score.assert_at_least(95.0, 90.0, 2.0);
}

#[test]
fn most_faults_of_the_circulated_copy_are_found_without_a_dictionary() {
    let test = "most_faults_of_the_circulated_copy_are_found_without_a_dictionary";
    let Some(text) = sample("declaration-circulated-copy.de.txt", test) else {
        return;
    };
    let score = Score::of(&text, &propose(&text, &language("de"), &Lexicon::none()));
    score.print("without a dictionary");
    score.assert_at_least(95.0, 90.0, 2.0);
}

#[test]
fn hardly_a_word_of_the_clean_report_is_doubted() {
    let test = "hardly_a_word_of_the_clean_report_is_doubted";
    let Some(text) = sample("report-with-quoted-statement.de.txt", test) else {
        return;
    };
    let mut lexicons = vec![Lexicon::none()];
    lexicons.extend(installed("de", test));
    for lexicon in lexicons {
        let flagged = propose(&text, &language("de"), &lexicon);
        assert!(flagged.len() <= 3, "{flagged:#?}");
    }
}
