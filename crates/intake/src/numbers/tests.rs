use super::*;
use crate::words::token::tokens;

/// The numbers of a text, as `text=bounds`.
fn check(language: &str, text: &str, expected: &[&str]) {
    let words = Words::of(language);
    let tokens = tokens(text);
    let mut found = Vec::new();
    for said in all(text, &tokens, words) {
        let b = said.bounds;
        let numbers = [b.value(), b.lower(), b.upper()].into_iter().flatten();
        let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
        let word = b.qualifier().word();
        found.push(format!("{}={word} {}", &text[said.span], numbers.join("-")));
    }
    assert_eq!(found, expected, "{language}: {text}");
}

#[test]
fn numbers_in_words_are_read_in_latin_script() {
    check(
        "en",
        "more than a thousand; two hundred and sixty-five; three thousand; tens of thousands",
        &[
            "more than a thousand=more_than 1000",
            "two hundred and sixty-five=exactly 265",
            "three thousand=exactly 3000",
            "tens of thousands=thousands ",
        ],
    );
    check(
        "de",
        "dreihundert; zweitausendfünfhundertsechzig; einundzwanzig; über ein Dutzend; mehr als tausend; Hunderttausende",
        &[
            "dreihundert=exactly 300",
            "zweitausendfünfhundertsechzig=exactly 2560",
            "einundzwanzig=exactly 21",
            "über ein Dutzend=more_than 12",
            "mehr als tausend=more_than 1000",
            "Hunderttausende=thousands ",
        ],
    );
    check(
        "fr",
        "quatre-vingt-dix-sept; soixante et onze; deux cents; plus de mille",
        &[
            "quatre-vingt-dix-sept=exactly 97",
            "soixante et onze=exactly 71",
            "deux cents=exactly 200",
            "plus de mille=more_than 1000",
        ],
    );
    check(
        "es",
        "ciento treinta y cinco; quinientos; más de dos mil; cientos",
        &[
            "ciento treinta y cinco=exactly 135",
            "quinientos=exactly 500",
            "más de dos mil=more_than 2000",
            "cientos=hundreds ",
        ],
    );
}

#[test]
fn numbers_in_words_are_read_in_other_scripts_and_with_endings() {
    check(
        "ru",
        "более двух тысяч; сто шестьдесят пять; десятки тысяч",
        &[
            "более двух тысяч=more_than 2000",
            "сто шестьдесят пять=exactly 165",
            "десятки тысяч=thousands ",
        ],
    );
    check(
        "kk",
        "мыңнан астам; екі жүз елу; 160-тан астам; жүздеген",
        &[
            "мыңнан астам=more_than 1000",
            "екі жүз елу=exactly 250",
            "160-тан астам=more_than 160",
            "жүздеген=hundreds ",
        ],
    );
    check(
        "tr",
        "binden fazla; iki yüz elli; 160’tan fazla; yüzlerce; ondan sonra",
        &[
            "binden fazla=more_than 1000",
            "iki yüz elli=exactly 250",
            "160’tan fazla=more_than 160",
            "yüzlerce=hundreds ",
        ],
    );
    check(
        "ar",
        "أكثر من ألف؛ ثلاثمئة وخمسة وستين؛ ٨٬٠٠٠؛ مئات",
        &[
            "أكثر من ألف=more_than 1000",
            "ثلاثمئة وخمسة وستين=exactly 365",
            "٨٬٠٠٠=exactly 8000",
            "مئات=hundreds ",
        ],
    );
    check(
        "fa",
        "بیش از هزار؛ صد و شصت و پنج؛ ۵۰۰؛ ده‌ها",
        &[
            "بیش از هزار=more_than 1000",
            "صد و شصت و پنج=exactly 165",
            "۵۰۰=exactly 500",
            "ده‌ها=tens ",
        ],
    );
}

#[test]
fn what_is_no_count_is_no_number() {
    let check = |language: &str, text: &str| check(language, text, &[]);
    check(
        "en",
        "on 5 May, at 12:30, in section 12, § 7, 45 %, $300, 0800 123 456, +49 30 1234567",
    );
    check(
        "en",
        "ten years ago, for 30 long years, 12 hours, no. 7, the 5th, 1990s, (3), [4], 2026-01-06",
    );
    check(
        "de",
        "am 5. Mai, am 7. Tag, um 18 Uhr, vor zehn Jahren, Artikel 9, 12.30 Uhr, Tel. 030 123456",
    );
    check(
        "ru",
        "2 часа назад, десять лет, 5 января, статья 5, 5-й, 2022 г. и 90-х",
    );
    check("es", "el 5 de enero, hace diez años, artículo 12");
    check("tr", "5 Ocak, on yıl önce, madde 12, 5'inci, bin lira");
    check("kk", "5 қаңтарда, он жыл бұрын, 5-бап, 5-ші");
    check("ar", "5 كانون الثاني، قبل عشر سنوات، المادة 12");
    check("fa", "۵ ژانویه، ده سال پیش، ماده ۱۲");
}

#[test]
fn a_range_and_a_number_at_the_end_of_a_sentence_are_counts() {
    check(
        "de",
        "40–60 Tote. Es waren 300. Und 14.",
        &["40–60=between 40-60", "300=exactly 300", "14=exactly 14"],
    );
    check(
        "en",
        "between 40 and 60",
        &["between 40 and 60=between 40-60"],
    );
    check("en", "2011-2022", &[]);
    check("ar", "بين 40 و60", &["بين 40 و60=between 40-60"]);
}
