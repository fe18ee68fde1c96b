//! Numbers in words: "three hundred and sixty", "dreihundertsechzig", "ثلاثمئة وستين".

use super::Reading;

/// A number on the way from its words.
#[derive(Clone, Copy)]
struct Sum {
    /// What is multiplied already: "two thousand".
    total: u64,
    /// What comes below the last scale.
    current: u64,
    /// The last scale; the next one is smaller.
    scale: u64,
}

impl Sum {
    const START: Self = Self {
        total: 0,
        current: 0,
        scale: u64::MAX,
    };

    const fn value(self) -> u64 {
        self.total.saturating_add(self.current)
    }

    /// The sum with one more word; nothing where that word begins another number. `linked` tells
    /// that "and" or nothing but a hyphen stands before it.
    const fn and(mut self, word: u64, linked: bool) -> Option<Self> {
        let tail = self.current % 100;
        match word {
            1000.. => {
                if word >= self.scale {
                    return None;
                }
                let times = if self.current == 0 { 1 } else { self.current };
                self.total = self.total.saturating_add(times.saturating_mul(word));
                self.current = 0;
                self.scale = word;
            }
            100 if self.current > 0 && self.current < 10 => self.current *= 100,
            100..1000 if self.current == 0 => self.current = word,
            // "two dozen".
            12 if tail > 1 && tail < 10 && self.current < 10 => self.current *= 12,
            // "soixante-dix-sept"; "drei und zwanzig".
            11..20 if tail == 0 || tail == 60 || tail == 80 => self.current += word,
            // In Arabic "seven ten" is seventeen, in Turkic languages "ten seven".
            10 if tail == 60 || tail == 80 || (tail > 2 && tail < 10) => self.current += word,
            10..100 if tail == 0 || (linked && tail < 10) => self.current += word,
            1..10 if tail.is_multiple_of(10) => self.current += word,
            _ => return None,
        }
        Some(self)
    }
}

impl Reading<'_> {
    /// The number in words that begins at a token, with the token after it.
    pub(super) fn spoken(&self, first: usize) -> Option<(u64, usize)> {
        let counting = self.words.counting;
        let mut at = first;
        let is_article = |at: usize| {
            let folded = self.folded(at);
            folded.is_some_and(|word| counting.articles.contains(&word))
        };
        // "a thousand", and not "a two".
        if is_article(first)
            && self
                .word(first + 1)?
                .first()
                .is_some_and(|word| *word >= 12)
        {
            at += 1;
        }
        let mut sum = Sum::START;
        for part in self.word(at)? {
            sum = sum.and(part, true)?;
        }
        at += 1;
        while let Some((further, next)) = self.further(sum, at) {
            sum = further;
            at = next;
        }
        // "One" is an article in most languages.
        (sum.value() > 1).then_some((sum.value(), at))
    }

    /// The sum with the word at a token, behind "and" where the language puts it.
    fn further(&self, sum: Sum, at: usize) -> Option<(Sum, usize)> {
        let links = self.words.counting.links;
        let is_linked = self.folded(at).is_some_and(|word| links.contains(&word));
        let next = at + usize::from(is_linked);
        let is_beside = (at..=next).all(|i| self.gap(i - 1).trim().is_empty());
        let mut further = sum;
        // What is joined to the word before it by a letter is linked, too.
        let written = self.folded(next)?;
        let is_prefixed = written.starts_with(self.words.counting.prefixes)
            && self.words.counting.number(written).is_none();
        for (index, part) in self.word(next)?.into_iter().enumerate() {
            further = further.and(part, is_linked || is_prefixed || index > 0)?;
        }
        is_beside.then_some((further, next + 1))
    }

    /// The numbers that one word is made of.
    fn word(&self, at: usize) -> Option<Vec<u64>> {
        let counting = self.words.counting;
        let folded = self.folded(at)?;
        if let Some(number) = counting.number(folded) {
            return Some(vec![number]);
        }
        let bare = folded.strip_prefix(counting.prefixes).unwrap_or(folded);
        if let Some(number) = counting.number(bare) {
            return Some(vec![number]);
        }
        let hyphened = || parts(folded, &|rest| counting.longest(rest, '-'));
        let joined = || {
            parts(folded, &|rest| {
                counting.joined.then(|| counting.longest(rest, ' '))?
            })
        };
        if folded.contains('-') {
            return hyphened();
        }
        joined().or_else(|| self.with_ending(at))
    }

    /// "binden fazla": an ending counts only where the phrase behind it needs one; without that
    /// it makes other words.
    fn with_ending(&self, at: usize) -> Option<Vec<u64>> {
        let counting = self.words.counting;
        super::phrase_at(self.tokens, at + 1, counting.after)?;
        let folded = self.folded(at)?;
        let stems = counting.endings.iter();
        let mut stems = stems.filter_map(|ending| folded.strip_suffix(ending));
        stems
            .find_map(|stem| counting.number(stem))
            .map(|number| vec![number])
    }
}

/// Takes a word apart with what takes one number from its front; nothing where something is left.
fn parts<'w>(
    mut rest: &'w str,
    take: &dyn Fn(&'w str) -> Option<(u64, &'w str)>,
) -> Option<Vec<u64>> {
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (number, left) = take(rest)?;
        found.push(number);
        rest = left;
    }
    (!found.is_empty()).then_some(found)
}

impl crate::words::counting::Counting {
    /// The longest number at the front of a word, with what is left behind it and `between`, or
    /// behind "and" where nothing stands between.
    fn longest<'w>(&self, word: &'w str, between: char) -> Option<(u64, &'w str)> {
        let mut numbers: Vec<(&str, u64)> = self.numbers.to_vec();
        if self.joined {
            numbers.push(("ein", 1));
        }
        let fitting = numbers.into_iter().filter_map(|(front, number)| {
            let rest = word.strip_prefix(front)?;
            let rest = if between == ' ' {
                let links = self.links.iter();
                let mut linked = links.filter_map(|link| rest.strip_prefix(link));
                linked.find(|rest| !rest.is_empty()).unwrap_or(rest)
            } else if rest.is_empty() {
                rest
            } else {
                rest.strip_prefix(between)?
            };
            Some((front.len(), number, rest))
        });
        let (_, number, rest) = fitting.max_by_key(|(length, ..)| *length)?;
        Some((number, rest))
    }
}
