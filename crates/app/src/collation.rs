//! The order and the search of names.
//!
//! Names are sorted by the collation of the page's language (REQ-105), with no guess at which word
//! is a family name; the sort keys are kept beside each shown name, one for each language of the
//! interface. Search folds case and marks and finds the beginning of any word of a name.

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu::locale::Locale;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most words of one name that can be searched by their beginning.
const MAX_WORDS: usize = 12;

/// The longest part of a word that is searched.
const MAX_WORD: usize = 24;

static COLLATORS: LazyLock<Vec<(String, CollatorBorrowed<'static>)>> = LazyLock::new(|| {
    render::words::Words::all()
        .iter()
        .filter_map(|words| {
            let locale: Locale = words.lang().parse().ok()?;
            let preferences = CollatorPreferences::from(&locale);
            let collator = Collator::try_new(preferences, CollatorOptions::default()).ok()?;
            Some((words.lang().to_owned(), collator))
        })
        .collect()
});

/// The sort keys of a name, one for each language of the interface.
#[must_use]
pub fn sort_keys(name: &str) -> Vec<(String, Vec<u8>)> {
    COLLATORS
        .iter()
        .map(|(locale, collator)| (locale.clone(), sort_key(collator, name)))
        .collect()
}

/// The languages there are sort keys for.
pub(crate) fn locales() -> impl Iterator<Item = &'static str> {
    COLLATORS.iter().map(|(locale, _)| locale.as_str())
}

/// The sort keys of names in one of these languages, by leaf; none in any other.
pub(crate) fn sort_keys_in(locale: &str, names: &[(u64, &str)]) -> Vec<(u64, Vec<u8>)> {
    let found = COLLATORS.iter().find(|(known, _)| known == locale);
    let Some((_, collator)) = found else {
        return Vec::new();
    };
    let keys = names.iter();
    keys.map(|(leaf, name)| (*leaf, sort_key(collator, name)))
        .collect()
}

/// Tells one collation from another: which languages there are, and how each orders letters on
/// which languages differ.
#[must_use]
pub fn fingerprint() -> [u8; 32] {
    let probe = "Aa Zz Ää Åå Ææ Çç Ğğ İı Ññ Öö Şş ß Üü Ёё Әә Ғғ Ққ Ңң Өө Һһ Іі ا آ پ چ ژ ک گ ة ی";
    let mut hash = Sha256::new();
    for (locale, key) in sort_keys(probe) {
        for part in [locale.as_bytes(), &key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    hash.finalize().into()
}

fn sort_key(collator: &CollatorBorrowed<'static>, name: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(name.len() * 2);
    collator
        .write_sort_key_to(name, &mut key)
        .expect("a Vec takes any number of bytes");
    key
}

/// The words of a name as they are searched: lower case, without marks.
#[must_use]
pub fn search_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = folded(name)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.truncate(MAX_WORDS);
    words.sort();
    words.dedup();
    words
}

/// What somebody typed into the search field, folded like the words of a name; only its first word
/// counts. Nothing where no letter or digit was typed.
#[must_use]
pub fn search_prefix(typed: &str) -> Option<String> {
    let folded = folded(typed);
    folded
        .split(' ')
        .find(|word| !word.is_empty())
        .map(str::to_owned)
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for c in text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\u{200c}' | '\u{200d}'))
    {
        if !c.is_alphanumeric() {
            folded.push(' ');
            length = 0;
        } else if length < MAX_WORD {
            folded.extend(c.to_lowercase());
            length += 1;
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_the_beginning_of_each_word_however_it_is_marked() {
        assert_eq!(
            search_words("Zoë d'Arc-Müller Zoe"),
            ["arc", "d", "muller", "zoe"]
        );
        assert_eq!(search_prefix(" MÜL "), Some("mul".to_owned()));
        assert_eq!(search_prefix(" -'"), None);
        assert_eq!(search_words("علی\u{200c}رضا"), ["علیرضا"]);
    }

    #[test]
    fn german_names_are_sorted_as_germans_expect() {
        let key = |name| {
            sort_keys(name)
                .into_iter()
                .find(|(l, _)| l == "de")
                .unwrap()
                .1
        };
        assert!(key("Ärmel") < key("Arzt"));
        assert!(key("Zoë") > key("Öl"));
    }
}
