//! Numbers as said: with their qualifier, in digits or in words.

use std::ops::Range;

use domain::figure::{Bounds, Qualifier};

use super::bounds;
use crate::words::token::Token;
use crate::words::{NEWSLETTERS, Words};

/// A number as said.
pub(super) struct Said {
    /// Qualifier and number in the text.
    pub(super) span: Range<usize>,
    pub(super) bounds: Bounds,
    /// Whether a word such as "more than" or "dozens" makes it an estimate.
    pub(super) is_qualified: bool,
    /// Whether it could as well be a year.
    pub(super) looks_like_year: bool,
    /// The token the qualifier or number begins with.
    pub(super) first: usize,
    /// The token after the number.
    pub(super) after: usize,
}

enum Value {
    Number(u64),
    Collective(Qualifier),
}

/// The number said at a token, if one begins there.
pub(super) fn said(text: &str, tokens: &[Token], first: usize, words: &Words) -> Option<Said> {
    if let Some(said) = between(text, tokens, first, words) {
        return Some(said);
    }
    let phrase = words.qualifiers.iter().find(|(phrase, _)| {
        tokens.len() > first + phrase.len()
            && phrase
                .iter()
                .zip(&tokens[first..])
                .all(|(word, token)| *word == token.folded)
    });
    let (qualifier, at) = match phrase {
        Some((phrase, qualifier)) => (Some(*qualifier), first + phrase.len()),
        None => (None, first),
    };
    let (value, after) = value(text, tokens, at, words)?;
    if is_something_else(text, tokens, at, after, words) {
        return None;
    }
    let written = tokens[at].of(text);
    let bounds = match value {
        Value::Number(number) => {
            bounds(qualifier.unwrap_or(Qualifier::Exactly), Some(number), None)
        }
        Value::Collective(collective) => bounds(collective, None, None),
    }?;
    Some(Said {
        span: tokens[first].span.start..tokens[after - 1].span.end,
        is_qualified: qualifier.is_some() || bounds.value().is_none(),
        looks_like_year: written.len() == 4
            && written
                .parse()
                .is_ok_and(|number: u64| (1900..2100).contains(&number)),
        bounds,
        first,
        after,
    })
}

fn between(text: &str, tokens: &[Token], first: usize, words: &Words) -> Option<Said> {
    let (open, middle) = words.between;
    if open.is_empty() || tokens.get(first)?.folded != open {
        return None;
    }
    let (Value::Number(lower), at) = value(text, tokens, first + 1, words)? else {
        return None;
    };
    if tokens.get(at)?.folded != middle {
        return None;
    }
    let (Value::Number(upper), after) = value(text, tokens, at + 1, words)? else {
        return None;
    };
    let years = 1900..2100;
    if is_something_else(text, tokens, at + 1, after, words)
        || (years.contains(&lower) && years.contains(&upper))
    {
        return None;
    }
    Some(Said {
        span: tokens[first].span.start..tokens[after - 1].span.end,
        bounds: bounds(Qualifier::Between, Some(lower), Some(upper))?,
        is_qualified: true,
        looks_like_year: false,
        first,
        after,
    })
}

fn value(text: &str, tokens: &[Token], at: usize, words: &Words) -> Option<(Value, usize)> {
    let token = tokens.get(at)?;
    if let Some((_, collective)) = words
        .collectives
        .iter()
        .find(|(word, _)| *word == token.folded)
    {
        return Some((Value::Collective(*collective), at + 1));
    }
    if let Some((_, number)) = words.numbers.iter().find(|(word, _)| *word == token.folded) {
        return Some((Value::Number(*number), at + 1));
    }
    let mut number = digits(&token.folded, words.thousands)?;
    let mut after = at + 1;
    // "8 000": groups of three behind single spaces.
    while words.thousands == ' '
        && number < 1_000_000_000
        && tokens.get(after).is_some_and(|next| {
            next.folded.len() == 3
                && next.is_digits()
                && text[tokens[after - 1].span.end..next.span.start] == *" "
        })
    {
        number = number * 1000 + tokens[after].folded.parse::<u64>().ok()?;
        after += 1;
    }
    if let Some(factor) = tokens
        .get(after)
        .and_then(|next| multiplier(&next.folded, words))
    {
        number = number.checked_mul(factor)?;
        after += 1;
    }
    Some((Value::Number(number), after))
}

fn multiplier(folded: &str, words: &Words) -> Option<u64> {
    if folded.starts_with("million") || folded.starts_with("миллион") {
        return Some(1_000_000);
    }
    let is_thousand = words
        .numbers
        .iter()
        .any(|(word, n)| *n == 1000 && *word == folded)
        || folded.starts_with("тысяч");
    is_thousand.then_some(1000)
}

/// Digits with the thousands mark of the language; an apostrophe or a fixed space is one everywhere.
fn digits(folded: &str, thousands: char) -> Option<u64> {
    let is_mark = |c: char| c == thousands || matches!(c, '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}');
    let groups: Vec<&str> = folded.split(is_mark).collect();
    let is_grouped = groups.len() == 1
        || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let is_plain = groups
        .iter()
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    (is_grouped && is_plain)
        .then(|| groups.concat().parse().ok())
        .flatten()
}

/// Days, references, times, percentages, amounts of money.
fn is_something_else(text: &str, tokens: &[Token], at: usize, after: usize, words: &Words) -> bool {
    let before = at.checked_sub(1).map(|i| &tokens[i]);
    let next = tokens.get(after);
    let gap_before = before.map_or("", |before| &text[before.span.end..tokens[at].span.start]);
    let gap_after = &text[tokens[after - 1].span.end..next.map_or(text.len(), |n| n.span.start)];
    let is_month =
        |token: Option<&Token>| token.is_some_and(|token| words.month(&token.folded).is_some());
    let is_reference = before.is_some_and(|before| {
        words.references.contains(&before.folded.as_str())
            || NEWSLETTERS.contains(&before.folded.as_str())
    });
    let is_other_unit = next.is_some_and(|next| words.other_units.contains(&next.folded.as_str()));
    is_month(next)
        || (is_month(before) && is_day_or_year(&tokens[at].folded))
        || is_reference
        || is_other_unit && !is_ago(tokens, at, after, words)
        || gap_before.ends_with(['$', '€', '£', '§', '№', '#'])
        || gap_after.trim_start().starts_with(['%', '‰', '€', '$', '£', '°'])
        || gap_after.starts_with(['/', '-', '–'])
        // An ordinal, or a number that ends its sentence and counts nothing that follows.
        || (gap_after.starts_with('.') && tokens[at].is_digits())
}

fn is_day_or_year(folded: &str) -> bool {
    folded.len() <= 2
        || (folded.len() == 4 && (folded.starts_with("19") || folded.starts_with("20")))
}

/// Whether the number at `at`, ending before `after`, is that of "ten years ago".
pub(super) fn is_ago(tokens: &[Token], at: usize, after: usize, words: &Words) -> bool {
    ago_unit(tokens, after, words).is_some()
        && (before_ago(tokens, at, words)
            || tokens
                .get(after + 1)
                .is_some_and(|token| words.ago.after.contains(&token.folded.as_str())))
}

/// "vor mehr als zehn Jahren": a qualifier may stand between.
fn before_ago(tokens: &[Token], at: usize, words: &Words) -> bool {
    (1..=3).any(|back| {
        let Some(index) = at.checked_sub(back) else {
            return false;
        };
        words.ago.before.contains(&tokens[index].folded.as_str())
            && (back == 1
                || words.qualifiers.iter().any(|(phrase, _)| {
                    phrase.len() == back - 1
                        && phrase
                            .iter()
                            .zip(&tokens[index + 1..])
                            .all(|(w, t)| *w == t.folded)
                }))
    })
}

/// The English name of the unit at a token.
pub(super) fn ago_unit(tokens: &[Token], at: usize, words: &Words) -> Option<&'static str> {
    let token = tokens.get(at)?;
    words
        .ago
        .units
        .iter()
        .find(|(stem, _)| token.folded.starts_with(stem))
        .map(|(_, name)| *name)
}
