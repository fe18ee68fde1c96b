//! Words of the organisers around a text: said in the language of the original, and in others where
//! somebody translated them.
//!
//! The log holds the words of the original alone. A translation of them can be added and corrected
//! later, like the page on how figures are chosen, and changes no record.

use std::collections::BTreeMap;

use crate::locale::Language;

/// Something said in the language of the original and, perhaps, in others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Multilingual<T> {
    original: T,
    translations: BTreeMap<Language, T>,
}

/// Free text.
pub type Prose = Multilingual<String>;

impl<T> Multilingual<T> {
    /// Said in the language of the original alone.
    #[must_use]
    pub const fn new(original: T) -> Self {
        Self {
            original,
            translations: BTreeMap::new(),
        }
    }

    /// The same with a translation, which takes the place of one in the same language.
    #[must_use]
    pub fn and(mut self, language: Language, words: T) -> Self {
        self.translations.insert(language, words);
        self
    }

    /// In the language of the original.
    #[must_use]
    pub const fn original(&self) -> &T {
        &self.original
    }

    /// In every other language, by language.
    #[must_use]
    pub const fn translations(&self) -> &BTreeMap<Language, T> {
        &self.translations
    }

    /// For a reader of a language, with the language it comes in: that one, a relative of it (`pt` for
    /// `pt-BR`), or `original`, which is the language of the original.
    #[must_use]
    pub fn said<'s>(&'s self, wanted: &Language, original: &'s Language) -> (&'s T, &'s Language) {
        if wanted != original
            && let Some(own) = self.translations.get_key_value(wanted)
        {
            return (own.1, own.0);
        }
        let is_related = |language: &Language| language.primary() == wanted.primary();
        if is_related(original) {
            return (&self.original, original);
        }
        let mut translations = self.translations.iter();
        translations
            .find(|(language, _)| is_related(language))
            .map_or((&self.original, original), |(language, words)| {
                (words, language)
            })
    }
}

impl<T> From<T> for Multilingual<T> {
    fn from(original: T) -> Self {
        Self::new(original)
    }
}

impl From<&str> for Prose {
    fn from(original: &str) -> Self {
        Self::new(original.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    #[test]
    fn a_reader_gets_their_own_language_then_a_relative_of_it_then_the_original() {
        let prose = Prose::from("river").and(language("de"), "Fluss".into());
        let prose = prose.and(language("pt-BR"), "rio".into());
        let original = language("en");
        let check = |wanted: &str, expected: (&str, &str)| {
            let (words, found) = prose.said(&language(wanted), &original);
            assert_eq!((words.as_str(), found.as_str()), expected, "for {wanted}");
        };
        check("de", ("Fluss", "de"));
        check("de-AT", ("Fluss", "de"));
        check("pt", ("rio", "pt-BR"));
        check("pt-BR", ("rio", "pt-BR"));
        check("en-GB", ("river", "en"));
        check("fa", ("river", "en"));
    }
}
