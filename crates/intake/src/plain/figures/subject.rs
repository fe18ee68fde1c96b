//! What a number counts.

use domain::figure::{Measure, Unit};

use super::Candidate;
use super::number::{Said, ago_unit, is_ago};
use crate::words::token::Token;
use crate::words::{Topic, Words};

/// How far after a number the people may stand whom it counts: "160 friedliche junge Menschen".
const PEOPLE_WITHIN: usize = 3;
/// How far after a number the word may stand that says what happened to them.
const TOPIC_WITHIN: usize = 14;
/// The same where neither a qualifier nor people confirm that it is a count.
const TOPIC_BESIDE: usize = 2;

/// The figure that a number is, if it is one.
pub(super) fn candidate(
    text: &str,
    tokens: &[Token],
    said: &Said,
    words: &Words,
) -> Option<Candidate> {
    if let Some(candidate) = ago(tokens, said, words) {
        return Some(candidate);
    }
    let people = people(text, tokens, said.after, words);
    let topic = topic(text, tokens, said.after, words)
        .filter(|(topic, _)| topic.measure != Measure::Other)
        .or_else(|| topic_before(text, tokens, said.first, words))
        .or_else(|| topic(text, tokens, said.after, words));
    let is_count = people.is_some()
        || topic.is_some_and(|(topic, distance)| {
            topic.measure != Measure::Other && (said.is_qualified || distance < TOPIC_BESIDE)
        });
    if !is_count || (said.looks_like_year && people.is_none()) {
        return None;
    }
    let noun = people.map(|index| tokens[index].of(text));
    // "14 dead": the word that says what happened is not also a population.
    let population = people
        .filter(|index| !words.is_casualty(&tokens[*index].folded))
        .map(|index| tokens[index].of(text).to_owned());
    let is_family =
        people.is_some_and(|index| words.has_any(&tokens[index].folded, words.families));
    let beside = topic.filter(|(_, distance)| *distance < PEOPLE_WITHIN);
    let last = people.or_else(|| beside.map(|(_, distance)| said.after + distance));
    Some(Candidate {
        span: said.span.clone(),
        verbatim: said.span.start..last.map_or(said.span.end, |index| tokens[index].span.end),
        bounds: said.bounds,
        measure: topic.map_or(Measure::Other, |(topic, _)| topic.measure),
        unit: if is_family {
            Unit::Families
        } else {
            Unit::Persons
        },
        population,
        id: topic.map_or_else(
            || noun.unwrap_or("figure").to_owned(),
            |(topic, _)| topic.id.to_owned(),
        ),
    })
}

/// "ten years ago".
fn ago(tokens: &[Token], said: &Said, words: &Words) -> Option<Candidate> {
    let unit = ago_unit(tokens, said.after, words)?;
    let is_before = is_ago(tokens, said.first, said.after, words);
    if !is_before {
        return None;
    }
    let after = tokens
        .get(said.after + 1)
        .filter(|token| words.ago.after.contains(&token.folded.as_str()));
    let start = match said.first.checked_sub(1).map(|index| &tokens[index]) {
        Some(before) if words.ago.before.contains(&before.folded.as_str()) => before.span.start,
        _ => said.span.start,
    };
    let end = after.map_or(tokens[said.after].span.end, |after| after.span.end);
    Some(Candidate {
        span: said.span.clone(),
        verbatim: start..end,
        bounds: said.bounds,
        measure: Measure::Other,
        unit: Unit::Other,
        population: Some(unit.to_owned()),
        id: format!("{unit}-before"),
    })
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
fn topic_before(
    text: &str,
    tokens: &[Token],
    first: usize,
    words: &Words,
) -> Option<(Topic, usize)> {
    (first.saturating_sub(TOPIC_BEFORE)..first)
        .rev()
        .take_while(|index| {
            text[tokens[*index].span.end..tokens[index + 1].span.start]
                .trim()
                .is_empty()
                && !["und", "and", "et", "y", "и", "ve"].contains(&tokens[*index].folded.as_str())
        })
        .find_map(|index| words.topic(&tokens[index].folded))
        .filter(|topic| topic.measure != Measure::Other)
        .map(|topic| (topic, PEOPLE_WITHIN))
}

/// What happened to them: the first word that says so, in the same sentence and before the next
/// number, with its distance.
fn topic(text: &str, tokens: &[Token], after: usize, words: &Words) -> Option<(Topic, usize)> {
    let until = (after + TOPIC_WITHIN).min(tokens.len());
    let mut other = None;
    for index in after..until {
        let gap = &text[tokens[index - 1].span.end..tokens[index].span.start];
        if gap.contains(['.', '!', '?', ';']) || tokens[index].is_digits() {
            break;
        }
        match words.topic(&tokens[index].folded) {
            Some(found) if found.measure != Measure::Other => return Some((found, index - after)),
            Some(found) if other.is_none() => other = Some((found, index - after)),
            _ => {}
        }
    }
    // "3.000 soldiers were sent": what they are says what is counted if nothing happened to them.
    other.filter(|(_, distance)| *distance < PEOPLE_WITHIN)
}
