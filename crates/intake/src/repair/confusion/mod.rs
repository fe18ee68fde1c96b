//! What a scan makes of letters: tables of what was seen and what was meant.

mod cyrillic;
mod latin;

use std::collections::HashMap;

/// Where in a word a confusion happens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum At {
    /// Anywhere.
    Any,
    /// At the beginning, and in a word of capitals.
    Start,
    /// Anywhere but at the beginning.
    Inside,
}

/// One confusion.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) seen: String,
    pub(super) meant: String,
    pub(super) at: At,
    /// The share of the meant letters that a scan reads so, before anything is known of the document.
    pub(super) prior: f64,
}

/// A row of a table: what was seen, what may have been meant, and the share.
type Row = (&'static str, &'static [&'static str], f64);

/// A mark above or below a letter is lost: the commonest fault, since a reader of images that was set
/// to English knows no marks.
pub(super) const LOST: f64 = 0.02;
/// Letters read as others of one shape where the meant one has a mark or is a ligature.
pub(super) const MISREAD: f64 = 0.004;
/// Letters of one shape.
const SHAPE: f64 = 0.000_5;
/// Shapes that are confused, but seldom.
const SELDOM: f64 = 0.000_1;

/// The confusions of a language.
pub(super) struct Rules {
    rules: Vec<Rule>,
    by_first_letter: HashMap<char, Vec<usize>>,
}

impl Rules {
    /// The confusions of a language, by its primary subtag, each once; none where we know none.
    pub(super) fn of(language: &str) -> Self {
        let mut rules = Vec::new();
        for (seen, meant, prior) in tables(language).iter().copied().flatten() {
            for meant in *meant {
                add(&mut rules, rule(seen, meant, *prior));
            }
        }
        let mut by_first_letter: HashMap<char, Vec<usize>> = HashMap::new();
        for (index, rule) in rules.iter().enumerate() {
            if let Some(first) = rule.seen.chars().next() {
                by_first_letter.entry(first).or_default().push(index);
            }
        }
        Self {
            rules,
            by_first_letter,
        }
    }

    pub(super) fn get(&self, index: usize) -> &Rule {
        &self.rules[index]
    }

    pub(super) fn len(&self) -> usize {
        self.rules.len()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Rule> {
        self.rules.iter()
    }

    /// The rules whose seen letters begin with one, each with its index.
    pub(super) fn beginning_with(&self, first: char) -> impl Iterator<Item = (usize, &Rule)> {
        let indices = self.by_first_letter.get(&first);
        indices
            .into_iter()
            .flatten()
            .map(|index| (*index, &self.rules[*index]))
    }
}

fn tables(language: &str) -> &'static [&'static [Row]] {
    match language {
        "ru" => &[cyrillic::SHAPES, cyrillic::LATIN, cyrillic::RUSSIAN],
        "kk" => &[cyrillic::SHAPES, cyrillic::LATIN, cyrillic::KAZAKH],
        "de" => &[latin::GERMAN, latin::SHAPES],
        "fr" => &[latin::FRENCH, latin::SHAPES],
        "es" => &[latin::SPANISH, latin::SHAPES],
        "tr" => &[latin::TURKISH, latin::SHAPES],
        "en" => &[latin::SHAPES],
        _ => &[],
    }
}

/// A row that holds for small letters holds for capitals where both sides are one letter with a mark.
fn add(rules: &mut Vec<Rule>, rule: Rule) {
    let is_known = |rules: &[Rule], new: &Rule| {
        rules
            .iter()
            .any(|rule| rule.seen == new.seen && rule.meant == new.meant)
    };
    let capital = Rule {
        seen: rule.seen.to_uppercase(),
        meant: rule.meant.to_uppercase(),
        ..rule.clone()
    };
    let is_marked = rule.prior >= LOST && rule.meant.chars().count() == 1;
    if !is_known(rules, &rule) {
        rules.push(rule);
    }
    let is_change = capital.meant.chars().count() == 1 && capital.seen != capital.meant;
    if is_marked && is_change && !is_known(rules, &capital) {
        rules.push(capital);
    }
}

fn rule(seen: &str, meant: &str, prior: f64) -> Rule {
    let is_capital = |text: &str| text.chars().all(char::is_uppercase);
    let at = match (is_capital(seen), is_capital(meant)) {
        (_, true) => At::Start,
        (true, false) => At::Inside,
        (false, false) => At::Any,
    };
    Rule {
        seen: seen.to_owned(),
        meant: meant.to_owned(),
        at,
        prior,
    }
}

/// What, besides letters, a scan leaves inside words.
pub(super) const DEBRIS: &str = "{[|§$£€¢!";

/// The small letters of a language's words, loans included; empty where we know nothing.
pub(super) fn alphabet(language: &str) -> &'static str {
    match language {
        "de" => "abcdefghijklmnopqrstuvwxyzäöüß",
        "en" => "abcdefghijklmnopqrstuvwxyz",
        "fr" => "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüÿœæ",
        "es" => "abcdefghijklmnopqrstuvwxyzáéíóúüñ",
        "tr" => "abcçdefgğhıijklmnoöprsştuüvyzâîûqwx",
        "ru" => "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "kk" => "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        _ => "",
    }
}

/// Whether a letter cannot be one of the language's words, whatever the word: a digit, a sign, a
/// letter of another script.
pub(super) fn is_foreign(c: char, language: &str) -> bool {
    let letters = alphabet(language);
    // The lower case of the Turkish `İ` is two characters, the second of them a dot above.
    let is_own = |c| letters.contains(c) || c == '\u{307}';
    !letters.is_empty() && !c.to_lowercase().all(is_own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_changes_something_and_stands_once() {
        for language in ["de", "en", "es", "fr", "kk", "ru", "tr"] {
            let rules: Vec<Rule> = Rules::of(language).iter().cloned().collect();
            assert!(!rules.is_empty());
            for (index, rule) in rules.iter().enumerate() {
                assert_ne!(rule.seen, rule.meant, "{language}");
                assert!(rule.prior > 0.0 && rule.prior < 0.5);
                let is_again = rules[..index]
                    .iter()
                    .any(|other| other.seen == rule.seen && other.meant == rule.meant);
                assert!(!is_again, "{language}: {} for {}", rule.seen, rule.meant);
            }
        }
        assert_eq!(Rules::of("ja").len(), 0);
    }

    #[test]
    fn what_a_word_is_repaired_to_is_written_in_the_letters_of_the_language() {
        for language in ["de", "en", "es", "fr", "kk", "ru", "tr"] {
            for rule in Rules::of(language).iter() {
                let foreign = rule.meant.chars().find(|c| is_foreign(*c, language));
                assert_eq!(foreign, None, "{language}: {rule:?}");
            }
        }
    }

    #[test]
    fn lost_marks_are_lost_from_capitals_too() {
        let rules = Rules::of("de");
        let has = |seen: &str, meant: &str| {
            rules
                .iter()
                .any(|rule| rule.seen == seen && rule.meant == meant)
        };
        assert!(has("u", "ü") && has("U", "Ü") && has("ii", "ü"));
    }
}
