//! Which language a text is written in, guessed from its letters and their sequences.

use domain::locale::Language;
use whatlang::Lang;

use crate::finding::{Finding, Place};

/// How much of a text is looked at: more does not make a guess better.
const SAMPLE: usize = 64 * 1024;
/// Of a thousand letters, how many must be such as of all written languages only Kazakh has; the
/// letters of its names stand in Russian texts too.
const KAZAKH: usize = 10;

/// A guess.
pub(crate) struct Guess {
    language: Language,
    confidence: f64,
    is_reliable: bool,
}

/// The language that a document will have, and what there is to say about it. Nothing where nobody
/// named one and the guess is not reliable.
pub(crate) fn settle(
    name: &str,
    text: &str,
    told: Option<&Language>,
) -> (Option<Language>, Vec<Finding>) {
    let guess = guess(text);
    let place = || Place::beginning(name);
    match (told, guess) {
        (Some(told), Some(guess)) if guess.contradicts(told) => {
            let message = format!(
                "`{told}` was named, but the text is probably in {}",
                guess.said()
            );
            let finding = Finding::warning("language-differs", message)
                .at(place())
                .help("numbers, dates and demands are found by the words of the language: name the right one");
            (Some(told.clone()), vec![finding])
        }
        (Some(told), _) => (Some(told.clone()), Vec::new()),
        (None, Some(guess)) if guess.is_reliable => {
            let message = format!("the text is probably in {}", guess.said());
            let finding = Finding::note("language-guessed", message)
                .at(place())
                .help("if it is not, name the language with `--lang`");
            (Some(guess.language), vec![finding])
        }
        (None, guess) => {
            let perhaps = guess.map_or_else(String::new, |guess| {
                format!("; perhaps it is {}", guess.said())
            });
            let message = format!("the language cannot be told from the text{perhaps}");
            let finding = Finding::error("language-unclear", message)
                .at(place())
                .help("name it with `--lang`, as a tag such as `de` or `pt-BR`");
            (None, vec![finding])
        }
    }
}

impl Guess {
    fn said(&self) -> String {
        format!(
            "`{}` (confidence {:.0} %)",
            self.language,
            self.confidence * 100.0
        )
    }

    /// Whether another language was named, of which this guess could have been one.
    fn contradicts(&self, told: &Language) -> bool {
        let told = told.primary();
        let is_known = KNOWN.iter().any(|(_, tag)| *tag == told) || told == "kk";
        // Tags for the same: Norwegian in general and its Bokmål.
        let is_same =
            told == self.language.primary() || (told == "no" && self.language.primary() == "nb");
        self.is_reliable && is_known && !is_same
    }
}

fn guess(text: &str) -> Option<Guess> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    if is_kazakh(sample) {
        return Some(Guess {
            language: Language::parse("kk").ok()?,
            confidence: 1.0,
            is_reliable: true,
        });
    }
    let info = whatlang::detect(sample)?;
    Some(Guess {
        language: Language::parse(tag(info.lang())?).ok()?,
        confidence: info.confidence(),
        is_reliable: info.is_reliable(),
    })
}

/// The detector does not know Kazakh in its Cyrillic letters and takes it for a neighbour.
fn is_kazakh(sample: &str) -> bool {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let own = sample
        .chars()
        .filter(|c| matches!(c, 'ә' | 'қ' | 'ғ' | 'ң' | 'ұ' | 'Ә' | 'Қ' | 'Ғ' | 'Ң' | 'Ұ'))
        .count();
    own > 2 && own * 1000 > letters * KAZAKH
}

fn tag(lang: Lang) -> Option<&'static str> {
    let code = lang.code();
    KNOWN
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, tag)| *tag)
}

/// The languages the detector knows: ISO 639-3 with their tags (BCP 47).
#[rustfmt::skip]
const KNOWN: [(&str, &str); 70] = [
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"),
    ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"),
    ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"),
    ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"),
    ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"),
    ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"),
    ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_is_known_has_a_tag() {
        for lang in Lang::all() {
            let tag = tag(*lang).unwrap_or_default();
            assert!(Language::parse(tag).is_ok(), "{}", lang.code());
        }
    }

    #[test]
    fn a_language_is_told_or_asked_for() {
        let check = |text: &str, told: Option<&str>, language: Option<&str>, code: Option<&str>| {
            let told = told.map(|tag| Language::parse(tag).unwrap());
            let (found, findings) = settle("f", text, told.as_ref());
            assert_eq!(found.as_ref().map(Language::as_str), language, "{text}");
            assert_eq!(findings.first().map(|finding| finding.code), code, "{text}");
        };
        let german = "Wir fordern den Stadtrat auf, die Buslinie auch nachts fahren zu lassen, und zwar jede Nacht.";
        check(german, None, Some("de"), Some("language-guessed"));
        check(german, Some("de"), Some("de"), None);
        check(german, Some("de-CH"), Some("de-CH"), None);
        check(german, Some("ru"), Some("ru"), Some("language-differs"));
        // The detector does not know Upper Sorbian, so it has nothing to say against it.
        check(german, Some("hsb"), Some("hsb"), None);
        check("42", None, None, Some("language-unclear"));
        check(
            "Біз қала кеңесін түнгі автобусты сақтауға шақырамыз.",
            None,
            Some("kk"),
            Some("language-guessed"),
        );
    }
}
