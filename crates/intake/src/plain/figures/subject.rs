//! What a number counts.

use domain::figure::{Measure, Unit};

use super::Candidate;
use crate::numbers::Said;
use crate::words::token::Token;
use crate::words::{Topic, Words};

/// How far after a number the people may stand whom it counts: "160 friedliche junge Menschen".
const PEOPLE_WITHIN: usize = 3;
/// How far after a number the word may stand that says what happened to them.
const TOPIC_WITHIN: usize = 14;
/// The same where neither a qualifier nor people confirm that it is a count.
const TOPIC_BESIDE: usize = 2;

/// What happened, and the word that says so.
#[derive(Clone, Copy)]
struct Happening {
    topic: Topic,
    /// The word.
    index: usize,
    /// How many words lie between it and the number, where it stands behind it.
    distance: usize,
}

/// The figure that a number is, if it is one.
pub(super) fn candidate(
    text: &str,
    tokens: &[Token],
    said: &Said,
    words: &Words,
) -> Option<Candidate> {
    let people = people(text, tokens, said.after, words);
    let behind = happening(text, tokens, said.after, words);
    let found = behind
        .filter(|found| found.topic.measure != Measure::Other)
        .or_else(|| happened_before(text, tokens, said.first, words))
        .or(behind);
    let is_count = people.is_some()
        || found.is_some_and(|found| {
            found.topic.measure != Measure::Other
                && (said.is_qualified || found.distance < TOPIC_BESIDE)
        });
    if !is_count || (said.looks_like_year && people.is_none()) {
        return None;
    }
    // "14 dead": the word that says what happened is not also a population.
    let population = people
        .filter(|index| !words.is_casualty(text, &tokens[*index]))
        .map(|index| tokens[index].of(text).to_owned());
    let is_family =
        people.is_some_and(|index| words.has_any(&tokens[index].folded, words.families));
    let beside = found.filter(|found| found.distance < PEOPLE_WITHIN);
    let last = people.or_else(|| beside.map(|found| found.index));
    Some(Candidate {
        span: said.span.clone(),
        verbatim: said.span.start..last.map_or(said.span.end, |index| tokens[index].span.end),
        bounds: said.bounds,
        measure: found.map_or(Measure::Other, |found| found.topic.measure),
        unit: if is_family {
            Unit::Families
        } else {
            Unit::Persons
        },
        population,
        id: name(text, tokens, people, found),
    })
}

/// The words beside the number that say who was counted and what happened to them.
fn name(text: &str, tokens: &[Token], people: Option<usize>, found: Option<Happening>) -> String {
    let happened = found.filter(|f| f.topic.measure != Measure::Other || people.is_none());
    let happened = happened
        .map(|found| found.index)
        .filter(|index| Some(*index) != people);
    let words = people.into_iter().chain(happened);
    let words: Vec<&str> = words.map(|index| tokens[index].of(text)).collect();
    words.join(" ")
}

/// The people who follow a number.
fn people(text: &str, tokens: &[Token], after: usize, words: &Words) -> Option<usize> {
    (after..(after + PEOPLE_WITHIN).min(tokens.len()))
        .take_while(|index| {
            let gap = &text[tokens[index - 1].span.end..tokens[*index].span.start];
            !gap.contains(['.', '!', '?', ';', ':', ',', '(', '\u{2013}'])
                && !tokens[*index].is_digits()
        })
        .find(|index| {
            let token = &tokens[*index];
            words.is_people(token.of(text), &token.folded)
                || words.has_any(&token.folded, words.families)
        })
}

/// How far before a number the word may stand that says what happened: "verhaftet wurden 300".
const TOPIC_BEFORE: usize = 3;

/// What happened to them, where that stands directly before the number.
fn happened_before(text: &str, tokens: &[Token], first: usize, words: &Words) -> Option<Happening> {
    let indices = (first.saturating_sub(TOPIC_BEFORE)..first).rev();
    let beside = indices.take_while(|index| {
        text[tokens[*index].span.end..tokens[index + 1].span.start]
            .trim()
            .is_empty()
            && !["und", "and", "et", "y", "и", "ve"].contains(&tokens[*index].folded.as_str())
    });
    let mut found = beside.filter_map(|index| {
        Some(Happening {
            topic: words.topic(text, &tokens[index])?,
            index,
            distance: PEOPLE_WITHIN,
        })
    });
    found
        .next()
        .filter(|found| found.topic.measure != Measure::Other)
}

/// What happened to them: the first word that says so, in the same sentence and before the next
/// number, with its distance.
fn happening(text: &str, tokens: &[Token], after: usize, words: &Words) -> Option<Happening> {
    let until = (after + TOPIC_WITHIN).min(tokens.len());
    let mut other = None;
    for index in after..until {
        let gap = &text[tokens[index - 1].span.end..tokens[index].span.start];
        if gap.contains(['.', '!', '?', ';']) || tokens[index].is_digits() {
            break;
        }
        let found = words.topic(text, &tokens[index]).map(|topic| Happening {
            topic,
            index,
            distance: index - after,
        });
        match found {
            Some(found) if found.topic.measure != Measure::Other => return Some(found),
            Some(_) if other.is_none() => other = found,
            _ => {}
        }
    }
    // "3.000 soldiers were sent": what they are says what is counted if nothing happened to them.
    other.filter(|found: &Happening| found.distance < PEOPLE_WITHIN)
}
