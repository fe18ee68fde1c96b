//! Numbers that count nobody: days, years beside months, references, times, spans of time,
//! percentages, money, ordinals, telephone numbers, notes.

use super::Reading;
use crate::words::NEWSLETTERS;

impl Reading<'_> {
    /// Whether the number from token `at` to before token `after` is no count.
    pub(super) fn is_something_else(&self, at: usize, after: usize) -> bool {
        self.is_dated(at, after)
            || self.is_named(at)
            || self.is_measure(after)
            || self.is_signed(at, after)
            || self.is_ordinal(at, after)
            || self.is_telephone(at, after)
    }

    fn is_in_digits(&self, at: usize) -> bool {
        self.tokens[at].is_digits()
    }

    fn gap_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or_else(
            || &self.text[..self.tokens[at].span.start],
            |before| self.gap(before),
        )
    }

    /// The day or the year of a date; "5 de enero" and its like have a word between.
    pub(super) fn is_dated(&self, at: usize, after: usize) -> bool {
        let is_month = |at: Option<usize>| {
            let folded = at.and_then(|at| self.folded(at));
            // "Ocak’ta".
            let bare = folded.and_then(|word| word.split(['\'', '’']).next());
            bare.is_some_and(|word| self.words.month(word).is_some())
        };
        let is_joined = matches!(self.folded(after), Some("de" | "من"));
        let is_day = is_day(&self.tokens[at].folded) || self.looks_like_year(at);
        let is_beside =
            is_month(Some(after + usize::from(is_joined))) || is_month(at.checked_sub(1));
        is_beside && is_day
    }

    /// "Article 9", "no. 12", "Infomail 1175".
    fn is_named(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let word = self.folded(before).unwrap_or_default();
        // "l'article".
        let word = word.rsplit(['\'', '’']).next().unwrap_or_default();
        let is_joined = |reference: &&&str| {
            self.words.compounds && reference.len() > 4 && word.ends_with(**reference)
        };
        let is_reference = self.words.references.contains(&word)
            || NEWSLETTERS.contains(&word)
            || self
                .words
                .references
                .iter()
                .any(|reference| is_joined(&reference));
        is_reference && !self.gap(before).contains([';', '!', '?'])
    }

    /// Years, hours, percentages, money; a word may stand between, as in "ten long years".
    fn is_measure(&self, after: usize) -> bool {
        let counting = self.words.counting;
        let Some(next) = self.folded(after) else {
            return false;
        };
        if self.gap(after - 1).contains(['.', ';', '!', '?', ',', ':']) {
            return false;
        }
        let is_people = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                let is_people = self.words.is_people(token.of(self.text), &token.folded);
                is_people || self.words.is_casualty(self.text, token)
            })
        };
        let is_later_span = || {
            let later = self.folded(after + 1);
            later.is_some_and(|word| counting.is_span(word))
                && self.gap(after).trim().is_empty()
                && !is_people(after)
        };
        self.words.other_units.contains(&next) || counting.is_span(next) || is_later_span()
    }

    /// What stands directly beside it makes it money, a percentage, a part of something longer, or
    /// the sign of a note.
    fn is_signed(&self, at: usize, after: usize) -> bool {
        let (before, behind) = (self.gap_before(at), self.gap(after - 1));
        let is_noted = before.ends_with('(') && behind.starts_with(')')
            || before.ends_with('[') && behind.starts_with(']');
        let continues = before.ends_with(['/', '-', '–', '—', '+', '='])
            && at > 0
            && self.is_in_digits(at)
            && !before.contains(char::is_whitespace);
        is_noted && self.is_in_digits(at)
            || continues
            || before.ends_with(['$', '€', '£', '§', '№', '#', '+', '₸', '₺', '₽', '~', '='])
            || before.trim_end().ends_with(['§', '№'])
            || behind
                .trim_start()
                .starts_with(['%', '‰', '٪', '€', '$', '£', '°', '₸', '₺', '₽'])
            || behind.starts_with(['/', '-', '–'])
    }

    /// "the 5." where ordinals are written so, and the number of an item of a list.
    fn is_ordinal(&self, at: usize, after: usize) -> bool {
        let behind = self.gap(after - 1);
        if !self.is_in_digits(at) || !behind.starts_with(['.', ')']) {
            return false;
        }
        let before = self.gap_before(at);
        let begins_line = before.trim_matches(' ').is_empty() && at == 0 || before.ends_with('\n');
        let goes_on = after < self.tokens.len() && !behind.contains('\n');
        let is_small = self.tokens[at].folded.len() <= 2;
        let is_ordinal =
            behind.starts_with('.') && self.words.counting.ordinal_dot && is_small && goes_on;
        begins_line && goes_on || is_ordinal
    }

    /// Digits in several groups that are no thousands, or with a zero before them.
    fn is_telephone(&self, at: usize, after: usize) -> bool {
        let folded = &self.tokens[at].folded;
        let is_joint = |gap: &str| matches!(gap, " " | "-" | "/" | " / " | ") " | " (" | "\u{a0}");
        let follows = self.tokens.get(after).is_some_and(|next| {
            next.is_digits() && is_joint(self.gap(after - 1)) && self.is_in_digits(after - 1)
        });
        let precedes = at.checked_sub(1).is_some_and(|before| {
            self.is_in_digits(before) && is_joint(self.gap(before)) && self.is_in_digits(at)
        });
        folded.len() > 1 && folded.starts_with('0') || follows || precedes
    }
}

fn is_day(folded: &str) -> bool {
    let figures = folded.split(['\'', '’', '-']).next().unwrap_or_default();
    (1..=2).contains(&figures.len())
}
