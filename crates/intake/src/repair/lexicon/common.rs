//! The most common words of some languages: lists of our own, so that something is known where no
//! dictionary is installed, and so that `für` weighs more than a rare word of the same letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::letters::Letters;

/// The list of one language.
pub(in crate::repair) struct Common {
    ranks: HashMap<&'static str, usize>,
    pub(super) letters: Letters,
}

/// The natural logarithm of how often a word of each rank stands in a text: about one in 100, in
/// 2,500, in 25,000 words.
const FREQUENCIES: [f64; 3] = [-4.6, -7.8, -10.1];

macro_rules! list {
    ($name:literal) => {
        LazyLock::new(|| Common::read(include_str!(concat!("../../../data/words/", $name, ".txt"))))
    };
}

static GERMAN: LazyLock<Common> = list!("de");
static ENGLISH: LazyLock<Common> = list!("en");
static SPANISH: LazyLock<Common> = list!("es");
static FRENCH: LazyLock<Common> = list!("fr");
static KAZAKH: LazyLock<Common> = list!("kk");
static RUSSIAN: LazyLock<Common> = list!("ru");
static TURKISH: LazyLock<Common> = list!("tr");
static NONE: LazyLock<Common> = LazyLock::new(|| Common::read(""));

impl Common {
    /// The list of a language by its primary subtag; empty where we have none.
    pub(super) fn of(language: &str) -> &'static Self {
        match language {
            "de" => &GERMAN,
            "en" => &ENGLISH,
            "es" => &SPANISH,
            "fr" => &FRENCH,
            "kk" => &KAZAKH,
            "ru" => &RUSSIAN,
            "tr" => &TURKISH,
            _ => &NONE,
        }
    }

    /// Reads lines that begin with the rank of their words, 1 to 3. A word stands in lower case.
    fn read(text: &'static str) -> Self {
        let mut ranks = HashMap::new();
        for line in text.lines() {
            let mut words = line.split_whitespace();
            let rank = words.next().and_then(|rank| rank.parse::<usize>().ok());
            let Some(rank) = rank.filter(|rank| (1..=FREQUENCIES.len()).contains(rank)) else {
                continue;
            };
            for word in words {
                ranks.entry(word).or_insert(rank);
            }
        }
        let letters = Letters::learn(ranks.keys().copied());
        Self { ranks, letters }
    }

    /// The natural logarithm of how often a word in lower case stands in a text.
    pub(super) fn frequency(&self, lower: &str) -> Option<f64> {
        self.ranks.get(lower).map(|rank| FREQUENCIES[rank - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_written_in_its_own_letters_and_without_repeats() {
        for (language, text) in [
            ("de", include_str!("../../../data/words/de.txt")),
            ("en", include_str!("../../../data/words/en.txt")),
            ("es", include_str!("../../../data/words/es.txt")),
            ("fr", include_str!("../../../data/words/fr.txt")),
            ("kk", include_str!("../../../data/words/kk.txt")),
            ("ru", include_str!("../../../data/words/ru.txt")),
            ("tr", include_str!("../../../data/words/tr.txt")),
        ] {
            let mut seen = std::collections::BTreeSet::new();
            for line in text.lines() {
                let (rank, words) = line.split_once(' ').unwrap();
                assert!(["1", "2", "3"].contains(&rank), "{language}: {line}");
                for word in words.split(' ') {
                    assert!(word.chars().all(char::is_alphabetic), "{language}: {word}");
                    assert!(seen.insert(word), "{language}: {word} stands twice");
                }
            }
            assert!(Common::of(language).ranks.len() == seen.len());
        }
    }
}
