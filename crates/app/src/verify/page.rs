//! The count as the page of a declaration shows it.

/// The attribute that holds the size of the log, and the one behind it with the count. No text of a
/// page can imitate them: quotation marks in text are written as references.
const SIZE: &str = "data-size=\"";
const COUNT: &str = "\" data-count=\"";
/// What stands between the attribute and the number that people see, as every page of ours has it.
const SEEN: &str = "\"><a href=\"#signatures\"><strong>";
const LANGUAGE: &str = "<html lang=\"";

/// What a page shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) language: String,
    /// Entries in the log when the page was made. It may be older than the checkpoint.
    pub(super) size: u64,
    /// Signatures that counted then, as programs are told.
    pub(super) count: u64,
    /// The same as people see it.
    pub(super) seen: u64,
}

/// Reads a page; nothing where it shows no count that a program can read, as a mirror's own page may
/// not.
pub(super) fn read(html: &[u8]) -> Option<Page> {
    let html = std::str::from_utf8(html).ok()?;
    let (_, language) = html.split_once(LANGUAGE)?;
    let (language, rest) = language.split_once('"').filter(|(tag, _)| is_tag(tag))?;
    let (_, size) = rest.split_once(SIZE)?;
    let (size, count) = size.split_once(COUNT)?;
    let (count, seen) = count.split_once(SEEN)?;
    let (seen, _) = seen.split_once('<')?;
    Some(Page {
        language: language.to_owned(),
        size: size.parse().ok()?,
        count: count.parse().ok()?,
        seen: number(seen)?,
    })
}

/// A whole number in the digits and grouping of any language that we know of.
fn number(shown: &str) -> Option<u64> {
    let digits: Option<String> = shown
        .trim()
        .chars()
        .filter(|character| !is_between(*character))
        .map(|character| digit(character).and_then(|value| char::from_digit(value, 10)))
        .collect();
    digits?.parse().ok()
}

/// The value of a decimal digit in the scripts whose digits CLDR gives a language by default.
fn digit(character: char) -> Option<u32> {
    const ZEROS: [char; 11] = [
        '0',
        '\u{660}',
        '\u{6f0}',
        '\u{966}',
        '\u{9e6}',
        '\u{f20}',
        '\u{1040}',
        '\u{1c50}',
        '\u{abf0}',
        '\u{11136}',
        '\u{1e950}',
    ];
    let values = ZEROS
        .iter()
        .map(|zero| u32::from(character).wrapping_sub(u32::from(*zero)));
    values.into_iter().find(|value| *value < 10)
}

/// Whether a character only groups digits, or only says in which direction they run.
fn is_between(character: char) -> bool {
    matches!(
        character,
        ',' | '.'
            | '\''
            | '’'
            | '٬'
            | '،'
            | ' '
            | '\u{a0}'
            | '\u{2009}'
            | '\u{202f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// Whether a text can be a language tag in an address.
pub(super) fn is_tag(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=35).contains(&text.len()) && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_page_reads_or_not_and_names_a_language(
            parts in prop::collection::vec(
                prop_oneof![
                    prop::sample::select(vec![LANGUAGE, SIZE, COUNT, SEEN, "\"", "de", "7", "-", "ß"]),
                    prop::sample::select(vec!["99999999999999999999", " ", "<", "\0"]),
                ],
                0..24,
            ),
            tail in prop::collection::vec(any::<u8>(), 0..8),
        ) {
            let html = [parts.concat().as_bytes(), &tail].concat();
            if let Some(page) = read(&html) {
                prop_assert!(is_tag(&page.language));
            }
        }
    }

    #[test]
    fn the_count_is_read_from_where_it_stands() {
        let check = |html: &str, expected: Option<(&str, u64, u64, u64)>| {
            let page = expected.map(|(language, size, count, seen)| Page {
                language: language.to_owned(),
                size,
                count,
                seen,
            });
            assert_eq!(read(html.as_bytes()), page, "{html}");
        };
        let page = r##"<html lang="de" dir="ltr"><p class="count" data-size="12" data-count="9"><a href="#signatures"><strong>8</strong>"##;
        check(page, Some(("de", 12, 9, 8)));
        check(&page.replace(">8<", ">nine<"), None);
        check(&page.replace(">8<", "><"), None);
        check(&page.replace("<strong>", "<b>"), None);
        check(&page.replace("12", "-1"), None);
        check(&page.replace("data-count", "title"), None);
        check(&page.replace("\"de\"", "\"../x\""), None);
        check("", None);
    }

    #[test]
    fn a_number_is_read_as_every_language_writes_it() {
        let tags = [
            "en", "de", "fr", "es", "ru", "kk", "tr", "ar", "ar-EG", "fa", "ku", "ckb", "de-CH",
            "hi", "mr", "bn", "my",
        ];
        for tag in tags {
            let words = render::words::Words::for_language(tag);
            for amount in [0, 7, 1_234, 98_765_432, u64::MAX] {
                let shown = words.number(amount);
                assert_eq!(number(&shown), Some(amount), "{tag}: {shown}");
            }
        }
        for (shown, expected) in [
            ("١٬٢٣٤", Some(1_234)),
            ("۱٬۲۳۴", Some(1_234)),
            ("1\u{202f}234", Some(1_234)),
            ("", None),
            ("-1", None),
            ("1/2", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(number(shown), expected, "{shown}");
        }
    }
}
