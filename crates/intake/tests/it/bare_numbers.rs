//! Numbers of victims without a mark: which are found, and which other numbers are left alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use intake::folder::{Files, inspect};

const LABELLED: &str = include_str!("fixtures/bare-numbers.tsv");

/// What was right and wrong in one language.
#[derive(Default)]
struct Rates {
    sentences: usize,
    victims: usize,
    found: usize,
    flagged: usize,
}

impl Rates {
    fn row(&self, language: &str) -> String {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        format!(
            "| {language} | {} | {} | {:.1} | {:.1} |\n",
            self.sentences,
            self.victims,
            share(self.found, self.flagged),
            share(self.found, self.victims)
        )
    }
}

/// The sentence without its labels, and the columns and lengths of what is labelled.
fn labelled(sentence: &str) -> (String, Vec<(usize, usize)>) {
    let mut plain = String::new();
    let mut labels = Vec::new();
    let (mut column, mut begin) = (1, 1);
    for c in sentence.chars() {
        match c {
            '⟦' => begin = column,
            '⟧' => labels.push((begin, column - begin)),
            c => {
                plain.push(c);
                column += 1;
            }
        }
    }
    (plain, labels)
}

/// The places of bare numbers in a text of one paragraph.
fn flagged(language: &str, sentence: &str) -> Vec<(usize, usize)> {
    let mut files = Files::new();
    let settings = format!("slug = \"a\"\nlanguage = \"{language}\"\n");
    files.insert("declaration.toml", settings);
    files.insert(
        format!("text/{language}.md"),
        format!("# T\n\n{sentence}\n"),
    );
    let findings = inspect(&files).findings.into_iter();
    let bare = findings.filter(|finding| finding.code == "bare-number");
    let places = bare.filter_map(|finding| finding.place);
    places.map(|place| (place.column, place.length)).collect()
}

#[test]
fn numbers_of_victims_are_found_and_others_left_alone() {
    let mut rates: BTreeMap<&str, Rates> = BTreeMap::new();
    let mut wrong = String::new();
    for line in LABELLED.lines().filter(|line| !line.starts_with('#')) {
        let (part, sentence) = line.split_once('\t').unwrap();
        let language = part.trim_end_matches(['2', '3']);
        let (plain, labels) = labelled(sentence);
        let found = flagged(language, &plain);
        let rate = rates.entry(language).or_default();
        rate.sentences += 1;
        rate.victims += labels.len();
        rate.flagged += found.len();
        rate.found += found.iter().filter(|place| labels.contains(place)).count();
        if found != labels {
            writeln!(wrong, "{part}: {sentence}\n    {found:?}").unwrap();
        }
    }
    let rows: String = rates
        .iter()
        .map(|(language, rate)| rate.row(language))
        .collect();
    println!("{rows}\n{wrong}");
    for (language, rate) in &rates {
        assert!(rate.found * 100 >= rate.flagged * 90, "{language}\n{wrong}");
        assert!(rate.found * 100 >= rate.victims * 90, "{language}\n{wrong}");
    }
}

#[test]
fn a_number_is_found_over_the_end_of_a_line_and_not_in_marks_links_and_code() {
    let check = |text: &str, expected: &[(usize, usize)]| {
        assert_eq!(flagged("en", text), expected, "{text}");
    };
    check("They killed more than\na thousand people.", &[(13, 9)]);
    check(
        "Killed: {figure:killed-12} of `12`, see [arrests](https://e.org/12/dead).",
        &[],
    );
    check("- 12 were killed\n- 14 roads", &[(3, 2)]);
    check("1. Killed nobody.\n2. Arrested nobody.", &[]);
}
