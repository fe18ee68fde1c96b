use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn bounds(qualifier: Qualifier) -> Bounds {
    let (value, lower, upper) = match qualifier {
        Qualifier::Exactly | Qualifier::About => (Some(160), None, None),
        Qualifier::AtLeast | Qualifier::MoreThan => (None, Some(160), None),
        Qualifier::UpTo | Qualifier::FewerThan => (None, None, Some(160)),
        Qualifier::Between => (None, Some(160), Some(8_000)),
        _ => (None, None, None),
    };
    Bounds::new(qualifier, value, lower, upper).unwrap()
}

fn check(language: &str, qualifier: Qualifier, expected: &str) {
    assert_eq!(
        phrase(&bounds(qualifier), language).as_deref(),
        Some(expected)
    );
}

#[test]
fn every_language_has_words_for_every_qualifier() {
    for language in languages() {
        for qualifier in Qualifier::ALL {
            let phrase = phrase(&bounds(qualifier), language).unwrap();
            assert!(
                !phrase.contains(['{', '$', '\u{2068}']),
                "{language}: {phrase}"
            );
        }
    }
}

#[test]
fn no_two_bounds_of_one_number_read_alike() {
    let numbered = &Qualifier::ALL[..7];
    for language in languages() {
        let phrases: HashSet<_> = numbered
            .iter()
            .map(|q| phrase(&bounds(*q), language))
            .collect();
        assert_eq!(phrases.len(), numbered.len(), "in {language}");
    }
}

#[test]
fn more_than_is_never_at_least() {
    check("en", Qualifier::MoreThan, "more than 160");
    check("en", Qualifier::AtLeast, "at least 160");
    check("de-AT", Qualifier::MoreThan, "mehr als 160");
    check("de", Qualifier::AtLeast, "mindestens 160");
    check("ru", Qualifier::MoreThan, "более 160");
    check("kk", Qualifier::MoreThan, "160-тан астам");
    check("tr", Qualifier::MoreThan, "160’tan fazla");
    check("ar", Qualifier::MoreThan, "أكثر من 160");
    check("fr", Qualifier::MoreThan, "plus de 160");
    check("fr", Qualifier::AtLeast, "au moins 160");
    check("es", Qualifier::MoreThan, "más de 160");
    check("es", Qualifier::AtLeast, "al menos 160");
    check("fa", Qualifier::MoreThan, "بیش از ۱۶۰");
    check("fa", Qualifier::AtLeast, "دست‌کم ۱۶۰");
}

#[test]
fn numbers_are_grouped_as_the_language_of_the_text_groups_them() {
    check("en", Qualifier::Between, "between 160 and 8,000");
    check("de", Qualifier::Between, "zwischen 160 und 8.000");
    check("ru", Qualifier::Between, "от 160 до 8\u{a0}000");
    check("fr", Qualifier::Between, "entre 160 et 8\u{202f}000");
    check("es", Qualifier::Between, "entre 160 y 8000");
    check("fa", Qualifier::Between, "بین ۱۶۰ و ۸٬۰۰۰");
}

#[test]
fn a_language_without_a_table_has_no_phrase() {
    assert_eq!(phrase(&bounds(Qualifier::About), "tlh"), None);
}

#[test]
fn capitals_follow_the_language() {
    assert_eq!(capitalised("more than 160", "en"), "More than 160");
    assert_eq!(capitalised("iki bin", "tr"), "İki bin");
    assert_eq!(capitalised("160’tan fazla", "tr"), "160’tan fazla");
    assert_eq!(capitalised("أكثر من 160", "ar"), "أكثر من 160");
}

proptest! {
    #[test]
    fn req_152_over_a_number_never_reads_as_the_number_or_at_least_the_number(number in 1_u64..10_000_000) {
        let said = |qualifier, language| {
            let (value, lower) = match qualifier {
                Qualifier::Exactly | Qualifier::About => (Some(number), None),
                _ => (None, Some(number)),
            };
            phrase(&Bounds::new(qualifier, value, lower, None).unwrap(), language).unwrap()
        };
        for language in languages() {
            let more = said(Qualifier::MoreThan, language);
            for other in [Qualifier::Exactly, Qualifier::AtLeast, Qualifier::About] {
                prop_assert_ne!(&more, &said(other, language), "in {}", language);
            }
        }
    }
}
