//! The words of a text as a scan leaves them: with signs and digits inside, and broken at line ends.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::confusion::DEBRIS;

/// One word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// Bytes in the text; of a broken word both parts and what lies between.
    pub(super) span: Range<usize>,
    /// The word, without the break.
    pub(super) text: String,
    /// Of a broken word, how many bytes of `text` stand before the break.
    pub(super) broken: Option<usize>,
    /// Whether a capital is due because a sentence, a line after an empty one or an item begins.
    pub(super) begins: bool,
}

/// The longest word looked at, in bytes. Whatever is longer is no word.
const MAX_WORD: usize = 120;

/// The words of a text, in order. Addresses are left out.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for chunk in chunks(text) {
        let chunk_text = &text[chunk.clone()];
        if is_address(chunk_text) {
            continue;
        }
        for span in runs(chunk_text) {
            let span = chunk.start + span.start..chunk.start + span.end;
            match words.last_mut() {
                Some(last) if goes_on(text, last, &span) => {
                    last.broken = Some(last.text.len());
                    last.text.push_str(&text[span.clone()]);
                    last.span.end = span.end;
                }
                _ => words.push(Word {
                    text: text[span.clone()].to_owned(),
                    broken: None,
                    begins: begins(&text[..span.start]),
                    span,
                }),
            }
        }
    }
    words.retain(|word| is_judged(&word.text));
    words
}

/// Whether a span is the second part of a word that was broken at the end of a line.
fn goes_on(text: &str, last: &Word, span: &Range<usize>) -> bool {
    let between = &text[last.span.end..span.start];
    let Some(rest) = between.strip_prefix(['-', '\u{ad}', '¬']) else {
        return false;
    };
    let is_one_break = rest.trim_matches([' ', '\t', '\r']) == "\n";
    last.broken.is_none() && is_one_break && text[span.clone()].starts_with(char::is_lowercase)
}

fn is_judged(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let others = word.chars().filter(|c| !is_letter(*c)).count();
    letters >= 2 && letters > others && word.len() <= MAX_WORD
}

fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |chunk| {
        let at = chunk.as_ptr() as usize - start;
        at..at + chunk.len()
    })
}

fn is_address(chunk: &str) -> bool {
    let has = |part| chunk.contains(part);
    has("://") || has("@") || chunk.starts_with("www.") || chunk.starts_with("mailto:")
}

/// Runs of letters, with signs and digits between them.
fn runs(chunk: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    let mut before = ' ';
    let mut characters = chunk.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        if is_letter(c) || is_inside(before, c, next) {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            runs.push(start..at);
        }
        before = c;
    }
    runs.extend(start.map(|start| start..chunk.len()));
    runs
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// A digit or a sign that stands for a letter: between letters, or a digit beside one. Two signs in
/// a row are none (`{[`), two digits are a number (`G20`).
fn is_inside(before: char, c: char, next: char) -> bool {
    if c.is_ascii_digit() {
        let is_number = before.is_ascii_digit() || next.is_ascii_digit();
        return !is_number && (before.is_alphabetic() || next.is_alphabetic());
    }
    DEBRIS.contains(c) && before.is_alphabetic() && next.is_alphabetic()
}

/// Whether a sentence, a paragraph or an item begins after this text.
fn begins(before: &str) -> bool {
    let head = before.trim_end_matches(|c: char| {
        c == ' ' || c == '\t' || "\"'„“”«»‚‘’([{*_#>•·-–—…".contains(c)
    });
    let is_new_line = before.len() == head.len() || head.ends_with('\n');
    head.is_empty()
        || head.ends_with(['.', '!', '?', ':', ';'])
        || (is_new_line && head.trim_end_matches([' ', '\r']).ends_with("\n\n"))
        || (head.ends_with('\n') && (head.len() < before.len() || ends_line(head)))
}

/// Whether what stands before a line is an empty line or the end of a sentence.
fn ends_line(head: &str) -> bool {
    let above = head.trim_end_matches(['\n', '\r', ' ', '\t']);
    let between = &head[above.len()..];
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ':' | '“' | '”' | '"');
    above.is_empty() || between.matches('\n').count() > 1 || above.ends_with(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn signs_and_digits_stay_inside_words_and_numbers_outside() {
        let check = |text: &str, expected: &[&str]| assert_eq!(found(text), expected, "{text}");
        check("gro{Sen so1idarity 5ie", &["gro{Sen", "so1idarity", "5ie"]);
        check("8.000 im Jahr 2022, N7 und G20", &["im", "Jahr", "und"]);
        check(
            "l’homme d'Arc: Demonstrant:innen",
            &["homme", "Arc", "Demonstrant", "innen"],
        );
        check(
            "sieh https://a.example/fiir oder a@b.example",
            &["sieh", "oder"],
        );
    }

    #[test]
    fn a_word_broken_at_a_line_end_is_one() {
        let text = "die Gewerk-\n  schaft und Nord-\nSüd-Bahn";
        let words = words(text);
        let word = words.iter().find(|word| word.broken.is_some()).unwrap();
        assert_eq!((word.text.as_str(), word.broken), ("Gewerkschaft", Some(6)));
        assert_eq!(&text[word.span.clone()], "Gewerk-\n  schaft");
        assert!(found(text).contains(&"Nord".to_owned()));
    }

    #[test]
    fn capitals_are_due_where_something_begins() {
        let due = |text: &str| words(text).last().unwrap().begins;
        for text in [
            "Wort",
            "Ende. Wort",
            "Ende.\nWort",
            "Titel\n\nWort",
            "Liste:\n» Wort",
            "# Wort",
        ] {
            assert!(due(text), "{text}");
        }
        for text in ["ein Wort", "eine,\nWort", "aller Harte", "ein „Wort"] {
            assert!(!due(text), "{text}");
        }
    }
}
