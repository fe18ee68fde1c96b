//! Why something is probably a fault, in one sentence.

use super::confusion::is_foreign;
use super::german;
use super::judge::{Candidate, Judge, Verdict, Witness};
use super::words::Word;

/// Why another word was probably meant.
pub(super) fn of(seen: &str, best: &Candidate, verdict: &Verdict, judge: &Judge<'_>) -> String {
    let meant = &best.text;
    let misread = misread(best, judge);
    match best.witness {
        Witness::Document if best.rules.is_empty() => {
            format!("a letter is missing: the document has `{meant}` elsewhere")
        }
        Witness::Document => format!("{misread}: the document has `{meant}` elsewhere"),
        Witness::Form => {
            format!("no word has this form; a letter was lost or misread in `{meant}`")
        }
        Witness::List if best.rules.is_empty() => {
            format!("the dictionary has `{meant}`, which differs in one letter, and not `{seen}`")
        }
        Witness::List if verdict.is_known => format!(
            "{misread} throughout this document, and `{meant}` is likelier here than `{seen}`"
        ),
        Witness::List => {
            let list = if judge.knowledge.has_dictionary() {
                "the dictionary has"
            } else {
                "a list of common words has"
            };
            format!("{misread}: {list} `{meant}`, not `{seen}`")
        }
    }
}

fn misread(best: &Candidate, judge: &Judge<'_>) -> String {
    let mut pairs: Vec<String> = Vec::new();
    for rule in &best.rules {
        let rule = judge.rules.get(*rule);
        let pair = format!("`{}` for `{}`", rule.seen, rule.meant);
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    format!("scans read {}", pairs.join(" and "))
}

/// Why a word is wrong that nothing else is likely for, if it is.
pub(super) fn of_violation(word: &Word, verdict: &Verdict, judge: &Judge<'_>) -> Option<String> {
    if verdict.is_known {
        return None;
    }
    if judge.language == "de"
        && let Some(why) = german::violation(&word.text)
    {
        return Some(why);
    }
    stray(word, judge).or_else(|| of_absence(word, judge))
}

fn stray(word: &Word, judge: &Judge<'_>) -> Option<String> {
    let characters: Vec<char> = word.text.chars().collect();
    let inner = characters.windows(3).find(|window| {
        let is_stray = window[1].is_ascii_digit() || !window[1].is_alphanumeric();
        let is_between = window[0].is_lowercase() && window[2].is_lowercase();
        is_stray && is_between && is_foreign(window[1], judge.language)
    })?;
    Some(format!("`{}` stands inside a word", inner[1]))
}

/// A word below this mean logarithm of the probability of its letters is unlike the language: loans
/// and new words lie above -3, words with a misread letter around -3.5.
const UNLIKE: f64 = -3.2;

/// A word without a capital is no name. One that stands again is a term of the document, and a short
/// one an abbreviation.
fn of_absence(word: &Word, judge: &Judge<'_>) -> Option<String> {
    let is_lower = word.text.chars().all(char::is_lowercase);
    let length = u32::try_from(word.text.chars().count()).unwrap_or(u32::MAX);
    let mean = judge.knowledge.letters(&word.text) / f64::from(length.saturating_add(1));
    let is_long = length >= 4 && mean < UNLIKE;
    let stands_once = judge.counts.get(&word.text).copied().unwrap_or_default() < 2;
    let is_suspect = is_lower && is_long && stands_once && judge.knowledge.has_all_forms();
    is_suspect.then(|| {
        "the dictionary has nothing like it, and its letters do not go together".to_owned()
    })
}
