//! Numbers as said: with their qualifier, in digits of any script or in words.
//!
//! Years, days, times, spans of time, percentages, amounts of money, references, ordinals and
//! telephone numbers are no counts and are not found.

mod elsewhere;
mod spoken;

use std::ops::Range;

use domain::figure::{Bounds, Qualifier};

use crate::words::Words;
use crate::words::counting::Phrase;
use crate::words::token::Token;

/// Years that people write about.
const YEARS: Range<u64> = 1900..2100;

/// A number as said.
pub(crate) struct Said {
    /// Qualifier and number in the text.
    pub(crate) span: Range<usize>,
    /// What it says.
    pub(crate) bounds: Bounds,
    /// Whether a word such as "more than" or "dozens" makes it an estimate.
    pub(crate) is_qualified: bool,
    /// Whether it could as well be a year.
    pub(crate) looks_like_year: bool,
    /// The token the qualifier or number begins with.
    pub(crate) first: usize,
    /// The token after the number.
    pub(crate) after: usize,
}

enum Value {
    Number(u64),
    /// "quarantaine".
    Rounded(u64),
    Collective(Qualifier),
}

/// The text with its words, and the language it is in.
#[derive(Clone, Copy)]
struct Reading<'r> {
    text: &'r str,
    tokens: &'r [Token],
    words: &'r Words,
}

/// The numbers of a text, one behind the other.
pub(crate) fn all<'t>(
    text: &'t str,
    tokens: &'t [Token],
    words: &'t Words,
) -> impl Iterator<Item = Said> + 't {
    let mut next = 0;
    std::iter::from_fn(move || {
        let said = (next..tokens.len()).find_map(|first| said(text, tokens, first, words))?;
        next = said.after;
        Some(said)
    })
}

/// The number said at a token, if one begins there.
pub(crate) fn said(text: &str, tokens: &[Token], first: usize, words: &Words) -> Option<Said> {
    let reading = Reading {
        text,
        tokens,
        words,
    };
    let both = reading.between(first).or_else(|| reading.range(first));
    both.or_else(|| reading.one(first))
}

/// The longest of these phrases that begins at a token; phrases stand longer ones first.
pub(crate) fn phrase_at(tokens: &[Token], at: usize, phrases: &[Phrase]) -> Option<Phrase> {
    let rest = tokens.get(at..).unwrap_or_default();
    let is_here = |phrase: &[&str]| {
        rest.len() >= phrase.len() && phrase.iter().zip(rest).all(|(w, t)| *w == t.folded)
    };
    phrases.iter().copied().find(|(phrase, _)| is_here(phrase))
}

/// The bounds that a qualifier gives to a number.
fn bounds(qualifier: Qualifier, number: Option<u64>, upper: Option<u64>) -> Option<Bounds> {
    use Qualifier as Q;
    let (value, lower, upper) = match qualifier {
        Q::Exactly | Q::About => (number, None, None),
        Q::AtLeast | Q::MoreThan => (None, number, None),
        Q::UpTo | Q::FewerThan => (None, None, number),
        Q::Between => (None, number, upper),
        Q::Tens | Q::Dozens | Q::Hundreds | Q::Thousands | Q::UnknownNumber => (None, None, None),
    };
    Bounds::new(qualifier, value, lower, upper).ok()
}

impl Reading<'_> {
    /// What stands between two tokens that follow each other.
    fn gap(&self, before: usize) -> &str {
        let end = self.tokens[before].span.end;
        let next = self.tokens.get(before + 1);
        &self.text[end..next.map_or(self.text.len(), |next| next.span.start)]
    }

    fn folded(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).map(|token| token.folded.as_str())
    }

    fn one(&self, first: usize) -> Option<Said> {
        let counting = self.words.counting;
        let before = phrase_at(self.tokens, first, counting.before);
        let at = first + before.map_or(0, |(phrase, _)| phrase.len());
        let (value, end) = self.value(at)?;
        if self.is_something_else(at, end) {
            return None;
        }
        let behind = phrase_at(self.tokens, end, counting.after).filter(|(phrase, qualifier)| {
            let is_beside = (end - 1..end + phrase.len() - 1).all(|i| is_blank(self.gap(i)));
            before.is_none() && is_beside && *qualifier != Qualifier::Between
        });
        let after = end + behind.map_or(0, |(phrase, _)| phrase.len());
        let qualifier = before.or(behind).map(|(_, qualifier)| qualifier);
        let bounds = match value {
            Value::Number(number) => {
                bounds(qualifier.unwrap_or(Qualifier::Exactly), Some(number), None)
            }
            Value::Rounded(number) => {
                bounds(qualifier.unwrap_or(Qualifier::About), Some(number), None)
            }
            Value::Collective(collective) => bounds(collective, None, None),
        }?;
        Some(Said {
            span: self.span(first, after),
            is_qualified: qualifier.is_some() || bounds.value().is_none(),
            looks_like_year: self.looks_like_year(at),
            bounds,
            first,
            after,
        })
    }

    /// "between 40 and 60".
    fn between(&self, first: usize) -> Option<Said> {
        let (open, middle) = self.words.counting.between;
        if open.is_empty() || self.folded(first)? != open {
            return None;
        }
        let (Value::Number(lower), at) = self.value(first + 1)? else {
            return None;
        };
        // "between 40 and60": Arabic writes the word together with what follows.
        let joined = self.folded(at)?.strip_prefix(middle);
        let (upper, after) = match joined {
            Some("") => match self.value(at + 1)? {
                (Value::Number(upper), after) => (upper, after),
                _ => return None,
            },
            Some(rest) => (digits(rest, self.words.thousands)?, at + 1),
            None => return None,
        };
        self.both((first, after), (lower, upper))
    }

    /// "40–60".
    fn range(&self, first: usize) -> Option<Said> {
        let is_dash = |gap: &str| matches!(gap, "-" | "–" | "—");
        let number = |at| digits(self.folded(at)?, self.words.thousands);
        let (lower, upper) = (number(first)?, number(first + 1)?);
        let leads = |at: usize| {
            self.folded(at)
                .is_some_and(|folded| folded.starts_with('0'))
        };
        let is_alone = !is_dash(self.gap(first + 1))
            && first
                .checked_sub(1)
                .is_none_or(|before| !is_dash(self.gap(before)));
        if lower >= upper || !is_dash(self.gap(first)) || leads(first) || !is_alone {
            return None;
        }
        self.both((first, first + 2), (lower, upper))
    }

    fn both(&self, (first, after): (usize, usize), (lower, upper): (u64, u64)) -> Option<Said> {
        let are_years = self.is_year(lower) && self.is_year(upper);
        let is_date = self.is_dated(after - 1, after);
        if are_years || is_date || self.is_something_else(first, after) {
            return None;
        }
        Some(Said {
            span: self.span(first, after),
            bounds: bounds(Qualifier::Between, Some(lower), Some(upper))?,
            is_qualified: true,
            looks_like_year: false,
            first,
            after,
        })
    }

    fn span(&self, first: usize, after: usize) -> Range<usize> {
        self.tokens[first].span.start..self.tokens[after - 1].span.end
    }

    fn looks_like_year(&self, at: usize) -> bool {
        let folded = self.folded(at).unwrap_or_default();
        let figures = folded.split(['\'', '’', '-']).next().unwrap_or_default();
        figures.len() == 4 && figures.parse().is_ok_and(|year: u64| self.is_year(year))
    }

    fn is_year(&self, number: u64) -> bool {
        YEARS.contains(&number) || self.words.counting.years.contains(&number)
    }

    /// The number at a token, with the token after it.
    fn value(&self, at: usize) -> Option<(Value, usize)> {
        if let Some((collective, after)) = self.collective(at) {
            return Some((Value::Collective(collective), after));
        }
        if let Some((number, after)) = self.rounded(at) {
            return Some((Value::Rounded(number), after));
        }
        if let Some((number, after)) = self.spoken(at) {
            return Some((Value::Number(number), after));
        }
        let token = self.tokens.get(at)?;
        let counting = self.words.counting;
        let figures = match token.folded.split_once(['\'', '’', '-']) {
            Some((figures, ending)) if counting.endings.contains(&ending) => figures,
            _ => counting
                .prefixes
                .iter()
                .fold(token.folded.as_str(), |word, prefix| {
                    word.strip_prefix(*prefix).unwrap_or(word)
                }),
        };
        let mut number = digits(figures, self.words.thousands)?;
        let mut after = at + 1;
        // "8 000": groups of three behind single spaces.
        while self.words.thousands == ' ' && number < 1_000_000_000 && self.is_group(after) {
            number = number * 1000 + self.folded(after)?.parse::<u64>().ok()?;
            after += 1;
        }
        if let Some(scale) = self.folded(after).and_then(|next| counting.number(next))
            && scale >= 1000
        {
            number = number.checked_mul(scale)?;
            after += 1;
        }
        Some((Value::Number(number), after))
    }

    /// "une quarantaine".
    fn rounded(&self, at: usize) -> Option<(u64, usize)> {
        let counting = self.words.counting;
        let is_article = counting.articles.contains(&self.folded(at)?);
        let word = at + usize::from(is_article);
        let known = counting.rounded.iter();
        let mut found = known.filter(|(name, _)| Some(*name) == self.folded(word));
        found.next().map(|(_, number)| (*number, word + 1))
    }

    /// Whether a token is a group of three digits that continues the number before it.
    fn is_group(&self, at: usize) -> bool {
        let folded = self.folded(at).unwrap_or_default();
        folded.len() == 3
            && folded.bytes().all(|byte| byte.is_ascii_digit())
            && self.gap(at - 1) == " "
    }

    /// "dozens", "tens of thousands".
    fn collective(&self, at: usize) -> Option<(Qualifier, usize)> {
        let counting = self.words.counting;
        let here = |at| {
            let folded = self.folded(at)?;
            let bare = folded.strip_prefix(counting.prefixes).unwrap_or(folded);
            let mut known = counting.collectives.iter();
            let found = known.find(|(word, _)| *word == folded || *word == bare);
            found.map(|(_, collective)| *collective)
        };
        let mut collective = here(at)?;
        let mut after = at + 1;
        let link = self
            .folded(after)
            .is_some_and(|w| counting.links.contains(&w));
        let next = after + usize::from(link);
        let scale = || self.folded(next).and_then(|word| counting.number(word));
        if here(next).is_some() || scale().is_some_and(|scale| scale >= 1000) {
            collective = Qualifier::Thousands;
            after = next + 1;
        }
        Some((collective, after))
    }
}

fn is_blank(gap: &str) -> bool {
    gap.chars().all(char::is_whitespace) || matches!(gap, "\u{2019} " | "' ")
}

/// Digits with the thousands mark of the language; an apostrophe, a fixed space and the Arabic mark
/// are one everywhere.
fn digits(folded: &str, thousands: char) -> Option<u64> {
    let is_mark = |c: char| {
        c == thousands || matches!(c, '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{66c}')
    };
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

#[cfg(test)]
mod tests;
