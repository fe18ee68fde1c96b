//! REQ-150: a number of victims in a text is a figure, so it stands behind a mark.

use super::blocks::{Block, blocks};
use super::locate::Lines;
use crate::finding::Finding;
use crate::numbers::{Said, all};
use crate::words::Words;
use crate::words::token::{Token, tokens};

/// How many words may lie between a number and what makes it a number of victims.
const NEAR: usize = 4;
/// The same behind a number that counts people: "300 striking workers of the harbour were killed".
const NEAR_PEOPLE: usize = 8;
/// Words of all languages that stand before years.
const BEFORE_YEARS: [&str; 23] = [
    "in", "since", "until", "by", "from", "im", "seit", "bis", "von", "en", "depuis", "de",
    "desde", "в", "с", "до", "от", "في", "منذ", "عام", "در", "از", "تا",
];
/// How far behind a number the people may stand whom it counts.
const PEOPLE_WITHIN: usize = 3;

/// Warns of numbers, in digits or in words, next to words of killing, injury or arrest.
pub(super) fn check(text: &str, language: &str, lines: &Lines, findings: &mut Vec<Finding>) {
    let words = Words::of(language);
    for block in blocks(text) {
        check_block(&block, words, lines, findings);
    }
}

fn check_block(block: &Block<'_>, words: &Words, lines: &Lines, findings: &mut Vec<Finding>) {
    let masked = block.masked();
    let tokens = tokens(&masked);
    let sentence = Sentence {
        text: &masked,
        tokens: &tokens,
        words,
    };
    for number in all(&masked, &tokens, words) {
        if let Some(victims) = sentence.victims(&number) {
            let message = format!(
                "`{}` beside `{}` is a figure without a source",
                masked[number.span.clone()].replace('\n', " "),
                victims.of(&masked)
            );
            findings.push(
                Finding::warning("bare-number", message)
                    .at(block.place(lines, &number.span))
                    .help("put it into `figures.toml` and write `{figure:…}` here (REQ-150)"),
            );
        }
    }
}

/// A block with its words.
struct Sentence<'s> {
    text: &'s str,
    tokens: &'s [Token],
    words: &'s Words,
}

impl Sentence<'_> {
    /// The word near a number that makes it a number of victims.
    fn victims(&self, number: &Said) -> Option<&Token> {
        let people = self.people(number);
        if !number.is_qualified
            && (number.looks_like_year && self.is_year(number, people)
                || people.is_none() && self.counts_places(number))
        {
            return None;
        }
        let reach = if people.is_some() { NEAR_PEOPLE } else { NEAR };
        let is_victim = |index: &usize| self.words.is_casualty(self.text, &self.tokens[*index]);
        let until = (number.after + reach).min(self.tokens.len());
        let behind = (number.after..until).take_while(|index| self.continues(*index));
        let from = number.first.saturating_sub(NEAR);
        let before = (from..number.first).rev();
        let before = before.take_while(|index| self.continues(index + 1));
        let found = behind.chain(before).find(is_victim)?;
        self.tokens.get(found)
    }

    /// "In 2022 killed strikers were buried", and not "2000 people were killed".
    fn is_year(&self, number: &Said, people: Option<usize>) -> bool {
        let before = number
            .first
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at));
        let is_timed = before.is_some_and(|word| BEFORE_YEARS.contains(&word.folded.as_str()));
        is_timed || people != Some(number.after)
    }

    /// "Arrests in 17 towns".
    fn counts_places(&self, number: &Said) -> bool {
        let counting = self.words.counting;
        let Some(next) = self.tokens.get(number.after) else {
            return false;
        };
        let is_beside = self.continues(number.after)
            && self.text[number.span.end..next.span.start]
                .trim()
                .is_empty();
        let before = number
            .first
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at));
        let is_led = before.is_some_and(|word| counting.places.contains(&word.folded.as_str()));
        let is_placed = counting
            .locatives
            .iter()
            .any(|end| next.folded.ends_with(end));
        is_beside && (is_led || is_placed) && !self.words.is_casualty(self.text, next)
    }

    /// The people whom a number counts.
    fn people(&self, number: &Said) -> Option<usize> {
        let until = (number.after + PEOPLE_WITHIN).min(self.tokens.len());
        let mut behind = (number.after..until).take_while(|index| self.continues(*index));
        behind.find(|index| {
            let token = &self.tokens[*index];
            self.words.is_people(token.of(self.text), &token.folded)
        })
    }

    /// Whether a word is of the same sentence as the one before it.
    fn continues(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else {
            return true;
        };
        let end = self.tokens[before].span.end;
        let gap = &self.text[end..self.tokens[index].span.start];
        let ends = gap.starts_with('.') && gap.len() > 1;
        !ends && !gap.contains(['!', '?', ';', '{', '؟', '؛', '۔'])
    }
}
