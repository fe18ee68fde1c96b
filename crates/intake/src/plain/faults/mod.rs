//! Probable scanning faults in German: letters that a reader of images got wrong.
//!
//! Nothing is repaired here. Each fault has its place and, where one is likely, the word that was
//! probably meant; a person decides.

mod quotes;
mod stems;

use std::collections::BTreeMap;
use std::ops::Range;

use super::Context;
use super::passage::Passage;
use crate::finding::Finding;
use crate::fold::fold;
use crate::words::token::{Token, tokens};

/// A probable fault in a passage.
struct Fault {
    span: Range<usize>,
    message: String,
    meant: Option<String>,
}

/// Whether every passage is expected to close the quotations it opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Balance {
    /// Each does.
    EachPassage,
    /// A quotation may go on in the next.
    Whole,
}

/// Finds faults in all passages of a document. The document's own words, where they have their
/// umlauts, tell against the same words without.
///
/// A report may quote over several paragraphs, so it is not expected to balance its quotation marks
/// in each.
pub(super) fn check(passages: &[&Passage], balance: Balance, context: &mut Context<'_>) {
    let is_german = context.language.primary() == "de";
    let vocabulary = vocabulary(passages);
    for passage in passages {
        let mut faults = digits_in_words(&passage.text);
        if is_german {
            faults.extend(sharp_s(&passage.text));
            for token in tokens(&passage.text) {
                faults.extend(fault_of(&passage.text, &token, &vocabulary));
            }
            faults.extend(quotes::faults(&passage.text));
            if balance == Balance::EachPassage {
                faults.extend(quotes::unbalanced(&passage.text));
            }
        }
        // Of two faults in one word the first kind stands: it corrects the other as well.
        faults.sort_by_key(|fault| fault.span.start);
        faults.dedup_by(|later, first| later.span.start < first.span.end);
        for fault in faults {
            let finding = Finding::warning("scan-fault", fault.message);
            let finding = match fault.meant {
                Some(meant) => finding.help(format!("probably `{meant}`")),
                None => finding.help("compare with the source"),
            };
            let place = passage.place(context.file, &fault.span);
            context.findings.push(finding.at(place));
        }
    }
    if is_german {
        let mixed = quotes::mixture(passages.iter().map(|passage| passage.text.as_str()));
        context.findings.extend(mixed);
    }
}

/// The words of the document that have umlauts, by their folded form.
fn vocabulary(passages: &[&Passage]) -> BTreeMap<String, String> {
    passages
        .iter()
        .flat_map(|passage| {
            tokens(&passage.text)
                .into_iter()
                .map(|t| t.of(&passage.text))
        })
        .filter(|word| word.chars().count() >= 6 && word.contains(['ä', 'ö', 'ü']))
        .map(|word| (fold(word), word.to_owned()))
        .filter(|(folded, _)| !stems::LEGITIMATE.contains(&folded.as_str()))
        .collect()
}

fn fault_of(text: &str, token: &Token, vocabulary: &BTreeMap<String, String>) -> Option<Fault> {
    let word = token.of(text);
    let lower = word.to_lowercase();
    let fault = |message: String, meant: Option<String>| {
        Some(Fault {
            span: token.span.clone(),
            message,
            meant,
        })
    };
    if let Some(meant) = stems::meant(&lower) {
        let message = format!("`{word}`: a letter was probably lost or misread");
        return fault(message, Some(in_case_of(word, &meant)));
    }
    if !lower.contains(['ä', 'ö', 'ü'])
        && lower.is_ascii()
        && let Some(known) = vocabulary.get(&token.folded)
    {
        let message = format!("`{word}` stands elsewhere with an umlaut");
        return fault(message, Some(known.clone()));
    }
    if has_double_i(&lower) {
        return fault(format!("`{word}`: `ii` is probably an `ü`"), None);
    }
    if let Some(letter) = foreign_letter(word) {
        return fault(format!("`{word}`: `{letter}` is foreign to German"), None);
    }
    None
}

/// The meant word with the capitals of the word as written: letter by letter where both are of one
/// length, otherwise at the beginning.
fn in_case_of(written: &str, meant: &str) -> String {
    let is_same_length = written.chars().count() == meant.chars().count();
    let capitals = written.chars().map(char::is_uppercase);
    let capitals = capitals
        .enumerate()
        .map(|(i, capital)| capital && (i == 0 || is_same_length));
    meant
        .chars()
        .zip(capitals.chain(std::iter::repeat(false)))
        .flat_map(|(c, capital)| {
            if capital {
                c.to_uppercase().collect()
            } else {
                vec![c]
            }
        })
        .collect()
}

/// `ii` stands in German only at the end of foreign names and before `e` ("assoziiert").
fn has_double_i(lower: &str) -> bool {
    lower.match_indices("ii").any(|(at, pair)| {
        lower[at + pair.len()..].starts_with(|c: char| c.is_alphabetic() && c != 'e')
    })
}

/// Letters with accents inside small words; at the end of a word they are loans ("Café"), in
/// capitalised words often names.
fn foreign_letter(word: &str) -> Option<char> {
    let is_name = word.starts_with(char::is_uppercase);
    let inner = word.trim_end_matches(['s', 'e', 'n']);
    inner
        .chars()
        .rev()
        .skip(1)
        .find(|c| "éèêëáàâåîíìôóòûúùñ".contains(*c))
        .filter(|_| !is_name)
}

/// `ß` read as `fS`, `lS`, `lR`, `fR` or `{S`: a capital inside a word after `f`, `l` or a brace.
fn sharp_s(text: &str) -> Vec<Fault> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut faults = Vec::new();
    for window in characters.windows(3) {
        let [(_, before), (_, mark), (at, capital)] = window else {
            continue;
        };
        let is_pattern = before.is_lowercase()
            && matches!(mark, 'f' | 'l' | '{' | '[')
            && matches!(capital, 'S' | 'R' | 'B');
        if is_pattern && !text[*at + 1..].starts_with(char::is_uppercase) {
            let span = word_around(text, *at);
            let word = &text[span.clone()];
            let read: String = [*mark, *capital].iter().collect();
            faults.push(Fault {
                message: format!("`{word}`: `{read}` is probably an `ß`"),
                meant: Some(repaired(word, &read)),
                span,
            });
        }
    }
    faults
}

/// The word with its `ß`, and with what else is wrong in it.
fn repaired(word: &str, read: &str) -> String {
    let sharp = word.replacen(read, "ß", 1);
    match stems::meant(&sharp.to_lowercase()) {
        Some(meant) => in_case_of(&sharp, &meant),
        None => sharp,
    }
}

fn word_around(text: &str, at: usize) -> Range<usize> {
    let is_end = |c: char| !(c.is_alphanumeric() || matches!(c, '{' | '['));
    let start = text[..at].rfind(is_end).map_or(0, |end| {
        end + text[end..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[at..].find(is_end).map_or(text.len(), |end| at + end);
    start..end
}

/// A digit between letters, in any language: `so1idarity`.
fn digits_in_words(text: &str) -> Vec<Fault> {
    tokens(text)
        .into_iter()
        .filter(|token| {
            let characters: Vec<char> = token.of(text).chars().collect();
            characters.windows(3).any(|window| {
                window[0].is_alphabetic()
                    && matches!(window[1], '0' | '1' | '6')
                    && window[2].is_lowercase()
            })
        })
        .map(|token| Fault {
            message: format!("`{}`: a digit stands inside a word", token.of(text)),
            meant: None,
            span: token.span,
        })
        .collect()
}

#[cfg(test)]
mod tests;
