//! What is known of a language's words: an installed dictionary, and a short list of our own.

mod common;
mod hunspell;
mod letters;

use std::path::PathBuf;

use domain::locale::Language;

use common::Common;
use hunspell::Dictionary;
pub use hunspell::LexiconError;
use letters::Letters;

/// Where Debian and its relatives install Hunspell dictionaries.
pub const DICTIONARIES: [&str; 3] = [
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell",
];

/// The dictionary a text is judged by, or none.
///
/// Without one there are still the document's own words, what the spelling of a language allows, and
/// a list of its most common words.
#[derive(Debug, Default)]
pub struct Lexicon(Option<Dictionary>);

impl Lexicon {
    /// No dictionary.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    /// The Hunspell dictionary of a language in the first of these folders that has one, or none. Of
    /// several countries' dictionaries the one of the tag is taken, then that of the country the
    /// language is named after, then the first by name.
    ///
    /// # Errors
    /// [`LexiconError`] when a dictionary is there and cannot be read.
    pub fn installed(language: &Language, folders: &[PathBuf]) -> Result<Self, LexiconError> {
        for folder in folders {
            if let Some(path) = hunspell::find(language, folder) {
                return Dictionary::read(&path, language.primary()).map(|found| Self(Some(found)));
            }
        }
        Ok(Self::none())
    }

    /// The name of the dictionary (`de_DE`), if there is one.
    #[must_use]
    pub fn dictionary(&self) -> Option<&str> {
        self.0.as_ref().map(Dictionary::name)
    }
}

/// The share of the words of a text that a dictionary does not have: names, mostly; in German, where
/// every noun has a capital, fewer of those that have one.
const UNKNOWN_NAMES: f64 = 0.04;
const UNKNOWN_NOUNS: f64 = 0.02;
/// The same of words without a capital.
const UNKNOWN_OTHERS: f64 = 0.003;
/// The same in a language whose dictionaries lack many forms.
const UNKNOWN_FORMS: f64 = 0.12;
/// The same without a dictionary, when only the most common words are known.
const UNKNOWN_WITHOUT: f64 = 0.6;
/// The natural logarithm of how often a word of a dictionary stands in a text: a text of a few
/// hundred words uses few of its hundred thousand, so each is rarer than one in a hundred thousand.
const STEM: f64 = -13.5;
/// The same for a form that follows from a dictionary by inflection or joining.
const DERIVED: f64 = -14.5;
/// Joining and inflecting go on without end, and dictionaries allow more of it than people do; so a
/// long derived word is rarer, nearly as its letters are.
const DERIVED_BY_LETTERS: f64 = 0.75;

/// All that is known of one language while a text is judged.
pub(super) struct Knowledge<'l> {
    dictionary: Option<&'l Dictionary>,
    common: &'static Common,
    letters: &'l Letters,
    language: &'l str,
}

impl<'l> Knowledge<'l> {
    pub(super) fn of(language: &'l Language, lexicon: &'l Lexicon) -> Self {
        let primary = language.primary();
        let common = Common::of(primary);
        let dictionary = lexicon.0.as_ref();
        Self {
            letters: dictionary.map_or(&common.letters, Dictionary::letters),
            dictionary,
            common,
            language: primary,
        }
    }

    /// Whether a dictionary stands behind what is known.
    pub(super) const fn has_dictionary(&self) -> bool {
        self.dictionary.is_some()
    }

    /// Whether there is a dictionary that has nearly every form of its words, so that a word it does
    /// not have is suspect for that alone. Kazakh adds endings to endings, and its dictionary follows
    /// only some of them.
    pub(super) fn has_all_forms(&self) -> bool {
        self.has_dictionary() && self.language != "kk"
    }

    /// The natural logarithm of how often a known word stands in a text; absent for others.
    pub(super) fn frequency(&self, word: &str) -> Option<f64> {
        let lower = lower(word, self.language);
        let common = self.common.frequency(&lower);
        common.or_else(|| self.in_dictionary(word, &lower))
    }

    fn in_dictionary(&self, word: &str, lower: &str) -> Option<f64> {
        let dictionary = self.dictionary?;
        if dictionary.has_stem(word) || dictionary.has_stem(lower) {
            return Some(STEM);
        }
        let plain = without_inner_capital(word);
        let is_derived = dictionary.accepts(&plain);
        is_derived.then(|| DERIVED.min(DERIVED_BY_LETTERS * self.letters.probability(lower)))
    }

    /// How promising a word is before it is looked up in a dictionary, as a natural logarithm: a
    /// common one by its rank, any other by its letters.
    pub(super) fn promise(&self, word: &str) -> f64 {
        let common = self.common.frequency(&lower(word, self.language));
        common.unwrap_or_else(|| self.letters(word))
    }

    /// How probable a row of letters is, as a natural logarithm.
    pub(super) fn letters(&self, word: &str) -> f64 {
        self.letters.probability(&lower(word, self.language))
    }

    /// The natural logarithm of how probable a word is that no list has, by its letters.
    pub(super) fn unknown(&self, word: &str) -> f64 {
        let has_capital = word.starts_with(char::is_uppercase);
        let share = match (self.has_dictionary(), has_capital) {
            (false, _) => UNKNOWN_WITHOUT,
            (true, _) if !self.has_all_forms() => UNKNOWN_FORMS,
            (true, false) => UNKNOWN_OTHERS,
            (true, true) if self.language == "de" => UNKNOWN_NOUNS,
            (true, true) => UNKNOWN_NAMES,
        };
        share.ln() + self.letters(word)
    }

    /// Whether a capital inside a sentence speaks against a German word: it has no noun of this
    /// form, but a verb or an adjective.
    pub(super) fn is_no_noun(&self, word: &str) -> bool {
        let Some(dictionary) = self.dictionary.filter(|_| self.language == "de") else {
            return false;
        };
        let lower = lower(word, self.language);
        !dictionary.has_stem(word) && dictionary.accepts(&lower)
    }
}

/// Lower case, where Turkish has two letters for `i`.
pub(super) fn lower(word: &str, language: &str) -> String {
    if language == "tr" || language == "az" {
        let dotted = word.replace('İ', "i").replace('I', "ı");
        return dotted.to_lowercase();
    }
    word.to_lowercase()
}

/// German plurals that name all genders have a capital inside (`ArbeiterInnen`); dictionaries have
/// the plain word.
fn without_inner_capital(word: &str) -> String {
    match word.find("Innen").or_else(|| word.find("In")) {
        Some(at) if word[..at].ends_with(char::is_lowercase) => {
            format!("{}i{}", &word[..at], &word[at + 1..])
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_that_name_all_genders_are_looked_up_without_their_capital() {
        assert_eq!(without_inner_capital("ArbeiterInnen"), "Arbeiterinnen");
        assert_eq!(without_inner_capital("Innenstadt"), "Innenstadt");
    }

    #[test]
    fn turkish_has_two_letters_for_i() {
        assert_eq!(lower("IŞIK İŞÇİ", "tr"), "ışık işçi");
        assert_eq!(lower("INN", "de"), "inn");
    }

    #[test]
    fn without_a_dictionary_only_common_words_are_known() {
        let language = Language::parse("de").unwrap();
        let none = Lexicon::none();
        let knowledge = Knowledge::of(&language, &none);
        assert!(knowledge.frequency("Für") > knowledge.frequency("Gewerkschaft"));
        assert_eq!(knowledge.frequency("fiir"), None);
        assert!(knowledge.unknown("hallend") > knowledge.unknown("hqllxnd"));
    }

    #[test]
    fn no_dictionary_in_no_folder_is_no_error() {
        let language = Language::parse("de").unwrap();
        let lexicon = Lexicon::installed(&language, &[PathBuf::from("does/not/exist")]).unwrap();
        assert_eq!(lexicon.dictionary(), None);
    }
}
