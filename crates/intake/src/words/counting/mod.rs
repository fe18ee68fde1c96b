//! How a language says numbers: its number words, what it puts before and behind them, and what
//! makes a number something else than a count. Compared after [`crate::fold::fold`].

mod ar;
mod de;
mod en;
mod es;
mod fa;
mod fr;
mod kk;
mod ru;
mod tr;

use std::ops::Range;

use domain::figure::Qualifier;

/// A phrase as words, with what it says of the number beside it.
pub(crate) type Phrase = (&'static [&'static str], Qualifier);

/// How numbers are said in one language.
pub(crate) struct Counting {
    /// Phrases before a number, longer ones first. They hold every phrase of the reviewed tables
    /// that pages are written with (`crates/render/messages/figures`).
    pub(crate) before: &'static [Phrase],
    /// Phrases behind a number, longer ones first.
    pub(crate) after: &'static [Phrase],
    /// "between … and …"; the second word may stand behind both numbers instead.
    pub(crate) between: (&'static str, &'static str),
    /// Numbers in words; scales from 1000 multiply what stands before them.
    pub(crate) numbers: &'static [(&'static str, u64)],
    /// "quarantaine": about as many.
    pub(crate) rounded: &'static [(&'static str, u64)],
    /// "dozens", "hundreds".
    pub(crate) collectives: &'static [(&'static str, Qualifier)],
    /// "and" inside a number, "of" between two collectives.
    pub(crate) links: &'static [&'static str],
    /// "a" before "thousand".
    pub(crate) articles: &'static [&'static str],
    /// Endings that a number takes, behind an apostrophe or hyphen where it is in digits.
    pub(crate) endings: &'static [&'static str],
    /// Letters that are written together with the word that follows.
    pub(crate) prefixes: &'static [char],
    /// Whether number words are joined into one.
    pub(crate) joined: bool,
    /// Whether "5." is "the fifth".
    pub(crate) ordinal_dot: bool,
    /// Years of a calendar of its own that people write about.
    pub(crate) years: Range<u64>,
    /// Words that say where something is, before a number of places.
    pub(crate) places: &'static [&'static str],
    /// Endings of a word that do.
    pub(crate) locatives: &'static [&'static str],
    /// Units of time: a word of up to three letters is meant whole, a longer one is a stem.
    pub(crate) spans: &'static [&'static str],
}

/// A language whose numbers are known in digits alone.
const NONE: Counting = Counting {
    before: &[],
    after: &[],
    between: ("", ""),
    numbers: &[],
    rounded: &[],
    collectives: &[],
    links: &[],
    articles: &[],
    endings: &[],
    prefixes: &[],
    joined: false,
    ordinal_dot: false,
    years: 0..0,
    places: &[],
    locatives: &[],
    spans: &[],
};

impl Counting {
    /// How numbers are said in a language, by its primary subtag.
    pub(crate) const fn of(language: &str) -> &'static Self {
        match language.as_bytes() {
            b"ar" => &ar::COUNTING,
            b"de" => &de::COUNTING,
            b"en" => &en::COUNTING,
            b"es" => &es::COUNTING,
            b"fa" => &fa::COUNTING,
            b"fr" => &fr::COUNTING,
            b"kk" => &kk::COUNTING,
            b"ru" => &ru::COUNTING,
            b"tr" => &tr::COUNTING,
            _ => &NONE,
        }
    }

    /// The number that one folded word is.
    pub(crate) fn number(&self, folded: &str) -> Option<u64> {
        let found = self.numbers.iter().find(|(word, _)| *word == folded);
        found.map(|(_, number)| *number)
    }

    /// Whether a folded word is a unit of time.
    pub(crate) fn is_span(&self, folded: &str) -> bool {
        self.spans.iter().any(|unit| match unit.chars().count() {
            ..=3 => folded == *unit,
            _ => folded.starts_with(unit),
        })
    }
}
