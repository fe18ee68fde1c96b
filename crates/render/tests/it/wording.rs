//! What each language asks of its messages: the forms of its numbers, its marks, and whom it addresses.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use render::words::Words;

use crate::catalogues::{parsed, sources};

/// The forms that whole numbers take beside `other`, as Fluent tells them apart (CLDR 37).
///
/// Later CLDR knows a form for exact millions in French and Spanish, which Fluent does not choose yet.
fn forms(language: &str) -> &'static [&'static str] {
    match language {
        "ar" => &["zero", "one", "two", "few", "many"],
        "ru" => &["one", "few", "many"],
        _ => &["one"],
    }
}

/// Languages in which a noun does not change behind a number, so that a sentence needs no forms.
const NOUNS_STAY: [&str; 3] = ["kk", "tr", "fa"];

/// The keys of the variants of every choice in a message, by the argument that it chooses by.
fn choices(text: &Pattern<String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for element in &text.elements {
        let PatternElement::Placeable {
            expression: Expression::Select { selector, variants },
        } = element
        else {
            continue;
        };
        let InlineExpression::VariableReference { id } = selector else {
            panic!("a choice is made by an argument");
        };
        let keys = variants.iter().map(|variant| match &variant.key {
            VariantKey::Identifier { name } => name.clone(),
            VariantKey::NumberLiteral { value } => value.clone(),
        });
        found.insert(id.name.clone(), keys.collect());
    }
    found
}

fn is_by_number(keys: &BTreeSet<String>) -> bool {
    ["one", "few", "many", "0", "1"]
        .iter()
        .any(|key| keys.contains(*key))
}

#[test]
fn a_choice_by_number_has_every_form_of_its_language() {
    for words in Words::all() {
        let expected: BTreeSet<_> = forms(words.lang())
            .iter()
            .chain(&["other"])
            .map(|form| (*form).to_owned())
            .collect();
        for (key, text) in parsed(words.lang()) {
            for (argument, keys) in choices(&text) {
                let named = keys.iter().filter(|key| key.parse::<u64>().is_err());
                let named: BTreeSet<_> = named.cloned().collect();
                if is_by_number(&keys) {
                    assert_eq!(named, expected, "{} {key} by {argument}", words.lang());
                }
            }
        }
    }
}

#[test]
fn what_english_counts_with_forms_every_language_does_that_has_them() {
    let english = parsed("en");
    for words in Words::all() {
        if NOUNS_STAY.contains(&words.lang()) {
            continue;
        }
        let own = parsed(words.lang());
        for (key, text) in &english {
            let own = choices(&own[key]);
            for (argument, keys) in choices(text) {
                let chosen = own.contains_key(&argument) || !is_by_number(&keys);
                assert!(chosen, "{} {key} by {argument}", words.lang());
            }
        }
    }
}

#[test]
fn what_english_tells_field_by_field_every_language_does() {
    for words in Words::all() {
        let own = parsed(words.lang());
        for (key, text) in parsed("en") {
            let of_fields = choices(&text).remove("field");
            assert_eq!(
                of_fields,
                choices(&own[&key]).remove("field"),
                "{} {key}",
                words.lang()
            );
        }
    }
}

/// What never stands in a message of the language, by its typography.
fn wrong_marks(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &["„", "«"],
        "de" => &["“%", "«"],
        "fr" => &[" :", " ;", " ?", " !", "« ", " »", "\u{201c}", "\u{201e}"],
        "es" | "ru" | "kk" => &["\u{201c}", " ;", " :"],
        "tr" => &["\u{201e}", "«"],
        "ar" => &[", ", ";", "?", "ی", "ک"],
        "fa" => &[", ", ";", "?", "ي", "ك", " ها ", " می "],
        _ => &[],
    }
}

#[test]
fn typography_is_that_of_each_language() {
    for words in Words::all() {
        for (key, text) in sources(words.lang()) {
            let everywhere = ["\'", "...", " - ", "  ", "\""].iter();
            for mark in everywhere.chain(wrong_marks(words.lang())) {
                assert!(
                    !text.contains(mark),
                    "{} {key}, `{mark}`: {text}",
                    words.lang()
                );
            }
        }
    }
}

#[test]
fn spanish_questions_and_cries_begin_as_they_end() {
    for (key, text) in sources("es") {
        for (start, end) in [('¿', '?'), ('¡', '!')] {
            assert_eq!(
                text.matches(start).count(),
                text.matches(end).count(),
                "{key}: {text}"
            );
        }
    }
}

/// Words that would speak to or of men only, or too familiarly, or with a word the glossary does not have.
fn wrong_words(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &["petition", "campaign", "supporter"],
        "de" => &[
            "Unterzeichner ",
            "Unterzeichner.",
            "Bürger ",
            "Nutzer ",
            "Benutzer",
            "Petition",
        ],
        "fr" => &["utilisateur", "citoyen", "pétition", " tu ", " ton "],
        "es" => &[
            "usuario",
            "ciudadano",
            "los firmantes",
            "petición de firmas",
            " tu ",
            " tus ",
        ],
        "ru" => &["пользовател", "петици", " ты ", "вы подписал ", "гражданин"],
        "kk" => &["петиция", " сен "],
        "tr" => &["dilekçe", "kullanıcı", " sen "],
        "ar" => &["عريضة", "المستخدم", "اضغط "],
        "fa" => &["کاربر", "طومار", " تو "],
        _ => &[],
    }
}

#[test]
fn everybody_is_addressed_alike_and_politely() {
    for words in Words::all() {
        for (key, text) in sources(words.lang()) {
            for word in wrong_words(words.lang()) {
                assert!(
                    !text.contains(word),
                    "{} {key}, `{word}`: {text}",
                    words.lang()
                );
            }
        }
    }
}

#[test]
fn every_consent_names_the_controller_and_signing_names_what_it_shows() {
    let opinion = [
        ("en", "political opinion"),
        ("de", "politische Meinung"),
        ("fr", "opinion politique"),
        ("es", "opinión política"),
        ("ru", "политические взгляды"),
        ("kk", "саяси көзқарас"),
        ("tr", "siyasi bir görüş"),
        ("ar", "رأيًا سياسيًا"),
        ("fa", "عقیدهٔ سیاسی"),
    ];
    assert_eq!(opinion.map(|(tag, _)| tag).as_slice(), tags());
    for (tag, opinion) in opinion {
        let sources = sources(tag);
        assert!(sources["sign-consent-count"].contains(opinion), "{tag}");
        assert!(sources["sign-risk"].contains(opinion), "{tag}");
        for (key, text) in &sources {
            let names = !key.starts_with("sign-consent-") || text.contains("{ $controller }");
            assert!(names, "{tag} {key}");
        }
    }
}

fn tags() -> Vec<&'static str> {
    Words::all().iter().map(Words::lang).collect()
}
