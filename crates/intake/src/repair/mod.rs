//! Scanning faults: words that a reader of images got wrong, found with what was probably meant.
//!
//! [`propose`] judges every word of a text by what may have been meant and by how scans misread;
//! [`apply`] puts in what is sure enough, and nothing else. Nothing is repaired unless a person asks
//! for it, and each repair is listed with its reason and its confidence.
//!
//! Where a [`Lexicon`] has a dictionary, words are judged by it; the document's own words, the
//! spelling of the language and its most common words are judged by always. What a document lost
//! throughout (its umlauts, say) is learned from the document itself, so that in a damaged copy even
//! a right word may be found to stand for another, and in a whole one is not.

mod any_letter;
mod candidate;
mod confusion;
mod german;
mod judge;
mod lexicon;
mod markup;
mod quotes;
mod rates;
mod reason;
mod report;
mod survey;
mod words;

use std::ops::Range;

use domain::locale::Language;

use judge::Verdict;
pub use lexicon::{DICTIONARIES, Lexicon, LexiconError};
pub use markup::{InFile, fix_markdown, propose_in_folder, propose_in_markdown};
pub(crate) use report::finding;
pub use report::{applied_findings, findings};
use survey::Survey;
use words::Word;

/// A probable fault, with what was probably meant.
#[derive(Clone, PartialEq, Debug)]
pub struct Repair {
    /// Bytes in the text.
    pub span: Range<usize>,
    /// What stands there.
    pub seen: String,
    /// What was probably meant; absent where something is wrong and nothing is likely. It has as many
    /// line ends as `seen`.
    pub meant: Option<String>,
    /// Why, in one sentence without a full stop.
    pub reason: String,
    /// How sure it is that `meant` was meant, from 0 to 1; without `meant`, how sure the fault is.
    pub confidence: f64,
}

/// From this confidence on, a fault is worth a person's look.
const WORTH_A_LOOK: f64 = 0.55;
/// How sure a fault is where nothing is likely in its place.
const FAULT_WITHOUT_MEANING: f64 = 0.6;
/// How often repairs are proposed and applied anew by [`fix`]: a repaired word may tell against
/// another, hardly ever a third.
const ROUNDS: usize = 5;

/// Finds probable faults in a text, in the order of their places; no two overlap. In a language we
/// know nothing of, without a dictionary, nothing is found.
#[must_use]
pub fn propose(text: &str, language: &Language, lexicon: &Lexicon) -> Vec<Repair> {
    let words = words::words(text);
    let survey = Survey::of(&words, language, lexicon);
    let mut repairs = quotes::repairs(text, language.primary());
    for word in &words {
        let verdict = survey.verdict(word);
        repairs.extend(verdict.and_then(|verdict| repair(text, word, verdict, &survey)));
    }
    repairs.sort_by_key(|repair| (repair.span.start, repair.span.end));
    repairs.dedup_by(|later, first| later.span.start < first.span.end);
    repairs
}

/// Puts in what was meant wherever the confidence reaches the threshold, and answers the text with the
/// repairs that were made. Only the proposed places are touched; a repair whose place does not hold
/// what was seen is left out.
#[must_use]
pub fn apply(text: &str, repairs: &[Repair], threshold: f64) -> (String, Vec<Repair>) {
    let mut repaired = String::with_capacity(text.len());
    let mut applied = Vec::new();
    let mut from = 0;
    for repair in repairs {
        let Some(meant) = &repair.meant else { continue };
        let stands = text.get(repair.span.clone()) == Some(repair.seen.as_str());
        if !stands || repair.span.start < from || repair.confidence < threshold {
            continue;
        }
        repaired.push_str(&text[from..repair.span.start]);
        repaired.push_str(meant);
        from = repair.span.end;
        applied.push(repair.clone());
    }
    repaired.push_str(&text[from..]);
    (repaired, applied)
}

/// A text with everything repaired that is sure enough.
#[derive(Clone, PartialEq, Debug)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// What was repaired; the places are those in the text of the round it was found in, so lines are
    /// right and columns may be off by the repairs before it on its line.
    pub applied: Vec<Repair>,
}

/// Proposes and applies until nothing is left that is sure enough. Fixing a fixed text changes
/// nothing.
#[must_use]
pub fn fix(text: &str, language: &Language, lexicon: &Lexicon, threshold: f64) -> Fixed {
    let propose = |text: &str| propose(text, language, lexicon);
    markup::until_nothing_is_left(text, threshold, propose)
}

fn repair(text: &str, word: &Word, verdict: &Verdict, survey: &Survey<'_, '_>) -> Option<Repair> {
    let seen = text[word.span.clone()].to_owned();
    let likely = verdict.best.as_ref();
    let likely = likely.filter(|best| best.share >= WORTH_A_LOOK);
    if let Some(best) = likely {
        return Some(Repair {
            span: word.span.clone(),
            meant: Some(with_break(word, &seen, &best.text)),
            reason: reason::of(&word.text, best, verdict, &survey.judge),
            confidence: best.share,
            seen,
        });
    }
    let reason = reason::of_violation(word, verdict, &survey.judge)?;
    Some(Repair {
        span: word.span.clone(),
        seen,
        meant: None,
        reason,
        confidence: FAULT_WITHOUT_MEANING,
    })
}

/// What was meant with the break of a broken word: where it was if the part before or after it is
/// whole, otherwise after the word, so that no line is lost.
fn with_break(word: &Word, seen: &str, meant: &str) -> String {
    let Some(at) = word.broken else {
        return meant.to_owned();
    };
    let (head, tail) = word.text.split_at(at);
    let gap = &seen[head.len()..seen.len() - tail.len()];
    if let Some(rest) = meant.strip_prefix(head) {
        return format!("{head}{gap}{rest}");
    }
    if let Some(rest) = meant.strip_suffix(tail) {
        return format!("{rest}{gap}{tail}");
    }
    format!("{meant}\n")
}

#[cfg(test)]
mod tests;
