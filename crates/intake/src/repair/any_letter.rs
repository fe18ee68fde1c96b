//! Words that differ from an unknown one in any one letter, for the faults that no table foresees.

use super::confusion::alphabet;

/// The cost of such a fault, as a negative natural logarithm: one word in a few hundred has one, and
/// it is one of some hundred possible ones.
pub(super) const COST: f64 = 10.5;
/// What is added for a word with a capital: an unknown one is more often a name.
pub(super) const NAME: f64 = 3.0;
/// How many words are looked up for one unknown word.
const LOOKUPS: usize = 24;
/// What the varieties of one word take of a document's budget: their letters are weighed too.
pub(super) const EFFORT: u32 = 80;
/// Words longer than this, in letters, are not varied: their varieties are too many.
const LONGEST: usize = 24;

/// The most promising words, the most promising first.
pub(super) fn nearest(seen: &str, language: &str, promise: impl Fn(&str) -> f64) -> Vec<String> {
    let length = seen.chars().count();
    if !(3..=LONGEST).contains(&length) {
        return Vec::new();
    }
    let mut varied: Vec<(f64, String)> = varieties(seen, alphabet(language))
        .into_iter()
        .map(|word| (promise(&word), word))
        .collect();
    varied.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    varied.dedup_by(|a, b| a.1 == b.1);
    varied.truncate(LOOKUPS);
    varied.into_iter().map(|(_, word)| word).collect()
}

/// The word with each letter replaced, left out, or with one put in beside it. Its first letter keeps
/// its case.
fn varieties(seen: &str, alphabet: &str) -> Vec<String> {
    let mut varieties = Vec::new();
    for (at, c) in seen.char_indices() {
        let (head, tail) = (&seen[..at], &seen[at + c.len_utf8()..]);
        if at > 0 {
            varieties.push(format!("{head}{tail}"));
        }
        for letter in alphabet.chars() {
            if at == 0 && c.is_uppercase() {
                let letter: String = letter.to_uppercase().collect();
                varieties.push(format!("{letter}{tail}"));
            } else if letter != c {
                varieties.push(format!("{head}{letter}{tail}"));
            }
            varieties.push(format!("{head}{c}{letter}{tail}"));
        }
    }
    varieties.retain(|word| word != seen);
    varieties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_one_letter_away_is_tried() {
        let varied = varieties("niht", alphabet("de"));
        for meant in ["nicht", "nit", "naht", "nihts"] {
            assert!(varied.iter().any(|word| word == meant), "{meant}");
        }
        assert!(varieties("Tat", alphabet("de")).contains(&"Rat".to_owned()));
    }

    #[test]
    fn only_the_most_probable_are_looked_up_and_long_words_not_at_all() {
        let found = nearest("niht", "de", |word| -(word.len() as f64));
        assert_eq!(found.len(), LOOKUPS);
        assert!(nearest(&"n".repeat(LONGEST + 1), "de", |_| 0.0).is_empty());
        assert!(
            nearest("word", "ja", |_| 0.0)
                .iter()
                .all(|word| word.len() == 3)
        );
    }
}
