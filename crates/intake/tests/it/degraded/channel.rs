//! A bad scanner.

use std::ops::Range;

use intake::repair::Repair;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::strokes;

/// How bad it is: shares of the words.
#[derive(Clone, Copy)]
pub struct Noise {
    /// Of the letters with marks, those that lose them.
    marks: f64,
    /// Of the words, those of which a stroke is disturbed.
    strokes: f64,
    /// Of the words, those in which any letter stands for any other.
    random: f64,
}

impl Noise {
    /// A scan of a copy of a print.
    pub const SCAN: Self = Self {
        marks: 0.25,
        strokes: 0.04,
        random: 0.005,
    };
}

/// A word that was misread.
pub struct Fault {
    pub span: Range<usize>,
    pub meant: String,
}

/// A degraded text with its faults.
pub struct Degraded {
    pub text: String,
    pub faults: Vec<Fault>,
    pub words: usize,
}

impl Degraded {
    pub fn of(clean: &str, tag: &str, noise: Noise, seed: u64) -> Self {
        let is_cyrillic = matches!(tag, "ru" | "kk");
        let mut scanner = Scanner {
            noise,
            is_cyrillic,
            dice: Dice(seed),
        };
        let mut degraded = Self {
            text: String::new(),
            faults: Vec::new(),
            words: 0,
        };
        let mut rest = clean;
        while let Some(at) = rest.find(char::is_alphabetic) {
            degraded.text.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len());
            let word = &rest[..end];
            let read = scanner.read(word);
            let start = degraded.text.len();
            degraded.text.push_str(&read);
            degraded.words += 1;
            if read != word {
                degraded.faults.push(Fault {
                    span: start..degraded.text.len(),
                    meant: word.to_owned(),
                });
            }
            rest = &rest[end..];
        }
        degraded.text.push_str(rest);
        degraded
    }

    /// The word of a fault with a repair made, which may cover a part of it or its neighbours.
    pub fn with(&self, fault: &Fault, repair: &Repair) -> String {
        let meant = repair.meant.as_deref().unwrap_or(&repair.seen);
        let before = self.text.get(fault.span.start..repair.span.start);
        let after = self.text.get(repair.span.end..fault.span.end);
        format!("{}{meant}{}", before.unwrap_or(""), after.unwrap_or(""))
    }
}

struct Scanner {
    noise: Noise,
    is_cyrillic: bool,
    dice: Dice,
}

impl Scanner {
    /// A word of one letter is not struck: what it was cannot be told from the word alone.
    fn read(&mut self, word: &str) -> String {
        if word.chars().count() < 2 {
            return word.to_owned();
        }
        let mut read = self.without_marks(word);
        if self.dice.falls(self.noise.strokes) {
            read = self.disturbed(&read);
        }
        if self.dice.falls(self.noise.random) {
            read = self.any_other(&read);
        }
        read
    }

    fn without_marks(&mut self, word: &str) -> String {
        word.chars()
            .map(|c| {
                let base = match c {
                    'ı' => 'i',
                    'қ' => 'к',
                    'ғ' => 'г',
                    'ң' => 'н',
                    'ү' | 'ұ' => 'у',
                    'ө' => 'о',
                    'ё' => c,
                    c => c.nfd().find(|part| !is_combining_mark(*part)).unwrap_or(c),
                };
                if base != c && self.dice.falls(self.noise.marks) {
                    base
                } else {
                    c
                }
            })
            .collect()
    }

    /// One stroke of a small letter is taken for another, and it or it with its neighbour is read anew.
    fn disturbed(&mut self, word: &str) -> String {
        let letters: Vec<char> = word.chars().collect();
        for _ in 0..12 {
            let from = self.dice.below(letters.len());
            let until = (from + 1 + self.dice.below(2)).min(letters.len());
            let drawn: Option<String> = letters[from..until]
                .iter()
                .map(|letter| strokes::strokes(*letter, self.is_cyrillic))
                .collect();
            let Some(drawn) = drawn else { continue };
            let at = self.dice.below(drawn.len());
            let stroke = drawn[at..].chars().next().unwrap_or(' ');
            let taken = strokes::noise(stroke);
            let taken = taken.get(self.dice.below(taken.len().max(1))).copied();
            // Now and then nothing is disturbed, and only the letters are parted elsewhere.
            let taken = taken.filter(|_| self.dice.falls(0.8));
            let taken = taken.map_or_else(|| stroke.to_string(), str::to_owned);
            let drawn = format!("{}{taken}{}", &drawn[..at], &drawn[at + 1..]);
            let readings = strokes::readings(&drawn, self.is_cyrillic, 4);
            let before: String = letters[from..until].iter().collect();
            let others: Vec<&String> = readings.iter().filter(|read| **read != before).collect();
            if !others.is_empty() {
                let read = others[self.dice.below(others.len())];
                let head: String = letters[..from].iter().collect();
                let tail: String = letters[until..].iter().collect();
                return format!("{head}{read}{tail}");
            }
        }
        word.to_owned()
    }

    fn any_other(&mut self, word: &str) -> String {
        let alphabet: Vec<char> = if self.is_cyrillic {
            ('а'..='я').collect()
        } else {
            ('a'..='z').collect()
        };
        let at = self.dice.below(word.chars().count());
        let other = alphabet[self.dice.below(alphabet.len())];
        let put = |(index, c)| if index == at { other } else { c };
        word.chars().enumerate().map(put).collect()
    }
}

/// A generator of its own, so that the same seed gives the same text for ever (xorshift64*).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % bound.max(1)
    }

    fn falls(&mut self, share: f64) -> bool {
        (self.next() >> 40) as f64 / f64::from(1 << 24) < share
    }
}
