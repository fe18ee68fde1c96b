//! Words in the letters of identifiers.

/// A word in Latin letters, as people of its language write it where they have no others; marks stay
/// and are lost later. What is in no table stays as it is.
pub(crate) fn latin(word: &str, language: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        // Signs inside plurals that name all genders part no words.
        if matches!(c, ':' | '*' | '_' | '\u{ad}' | '\u{200c}' | '\u{200d}') {
            continue;
        }
        let own = if language == "de" { german(c) } else { None };
        match own.or_else(|| letters(c)) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    latin
}

const fn german(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        _ => return None,
    })
}

/// Cyrillic much as in passports (ICAO Doc 9303, part 3, section 6) with the Kazakh letters of 2021;
/// Arabic and Persian as in newspapers, without the vowels that are not written.
const fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' | 'и' | 'й' | 'і' | 'ی' | 'ي' | 'ى' | 'ئ' => "i",
        'а' | 'ә' | 'ا' | 'أ' | 'إ' | 'آ' | 'ع' => "a",
        'б' | 'ب' => "b",
        'в' | 'و' | 'ؤ' => "v",
        'г' | 'گ' => "g",
        'ғ' | 'غ' | 'ق' => "gh",
        'д' | 'د' | 'ض' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' | 'ژ' => "zh",
        'з' | 'ز' | 'ذ' | 'ظ' => "z",
        'к' | 'ك' | 'ک' => "k",
        'қ' => "q",
        'л' | 'ل' => "l",
        'м' | 'م' => "m",
        'н' | 'ن' => "n",
        'ң' => "ng",
        'о' | 'ө' => "o",
        'п' | 'پ' => "p",
        'р' | 'ر' => "r",
        'с' | 'س' | 'ص' | 'ث' => "s",
        'т' | 'ت' | 'ط' => "t",
        'у' | 'ұ' | 'ү' => "u",
        'ф' | 'ف' => "f",
        'х' | 'خ' => "kh",
        'һ' | 'ه' | 'ح' | 'ة' => "h",
        'ц' => "ts",
        'ч' | 'چ' => "ch",
        'ш' | 'ش' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' | 'ء' => "",
        'ы' => "y",
        'ю' => "iu",
        'я' => "ia",
        'ج' => "j",
        'ß' => "ss",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ł' => "l",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use domain::slug::Slug;

    use super::latin;

    #[test]
    fn words_of_nine_languages_become_identifiers() {
        let check = |language: &str, word: &str, expected: &str| {
            let slug = Slug::from_title(&latin(word, language), "figure");
            assert_eq!(slug.as_str(), expected);
        };
        check("de", "Getötete", "getoetete");
        check("de", "Fahrer:innen", "fahrerinnen");
        check("fr", "blessés", "blesses");
        check("tr", "yaralı", "yarali");
        check("ru", "демонстрантов", "demonstrantov");
        check("kk", "шеруші", "sherushi");
        check("ar", "متظاهر", "mtzahr");
        check("fa", "کشته\u{200c}شدگان", "kshthshdgan");
        check("el", "νεκροί", "figure");
    }
}
