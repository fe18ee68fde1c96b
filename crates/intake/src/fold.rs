//! Comparing words without regard to case and marks: a scan that lost its umlauts must still match
//! a table that has them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Lower case, without marks (`Überführung` and `Uberfuhrung` both give `uberfuhrung`); `ß` becomes
/// `ss`, the Turkish dotless `ı` becomes `i`, a decimal digit of any script
/// the ASCII one. Cyrillic `й` and `ё` lose their marks too.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'ı' => folded.push('i'),
            'ø' => folded.push('o'),
            c if is_combining_mark(c) => {}
            c => folded.push(decimal(c).unwrap_or(c)),
        }
    }
    folded
}

/// The ASCII digit of the same value, for the decimal digits of all scripts (general category Nd).
///
/// Every script has its ten digits in a row from its zero on, and rows that touch are whole (Unicode
/// Standard, section 4.6), so the place in the run of digits tells the value.
fn decimal(c: char) -> Option<char> {
    if c.is_ascii() || !is_decimal(c) {
        return None;
    }
    let before = (0..u32::from(c)).rev();
    let before = before.take_while(|code| char::from_u32(*code).is_some_and(is_decimal));
    let place = u32::try_from(before.count()).ok()?;
    char::from_digit(place % 10, 10)
}

/// Whether a character is a decimal digit of any script.
pub(crate) fn is_decimal(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && c.general_category() == GeneralCategory::DecimalNumber)
}

/// The number of single-character insertions, deletions, replacements and swaps of neighbours
/// between two short words.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1)
                .min(rows[i][j - 1] + 1)
                .min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

/// The known word that was probably meant, if one is near enough: a third of its length may differ.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // A key of a kilobyte is no slip of the hand, and the table grows with the square.
    if word.len() > 64 {
        return None;
    }
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_and_marks() {
        assert_eq!(fold("Überführung"), "uberfuhrung");
        assert_eq!(fold("GROẞ Straße"), "gross strasse");
        assert_eq!(fold("Kadıköy"), "kadikoy");
    }

    #[test]
    fn digits_of_every_script_are_the_same_numbers() {
        for digits in [
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "०१२३४५६७८९",
            "෦෧෨෩෪෫෬෭෮෯",
            "０１２３４５６７８９",
            "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡",
        ] {
            assert_eq!(fold(digits), "0123456789", "{digits}");
        }
        let all = ('\u{80}'..=char::MAX).filter(|c| is_decimal(*c));
        for c in all {
            let folded = fold(&c.to_string());
            assert!(
                folded.len() == 1 && folded.as_bytes()[0].is_ascii_digit(),
                "{c}"
            );
        }
    }

    #[test]
    fn the_nearest_word_is_offered_and_nothing_far_fetched() {
        let known = ["controller", "closes", "slug"];
        assert_eq!(nearest("controler", known), Some("controller"));
        assert_eq!(nearest("lsug", known), Some("slug"));
        assert_eq!(nearest("banana", known), None);
    }
}
