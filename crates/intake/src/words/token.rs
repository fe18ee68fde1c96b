//! Words and numbers of a text, with their places.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::fold::{fold, is_decimal};

/// One word or number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    /// Bytes in the text.
    pub(crate) span: Range<usize>,
    /// As compared: lower case, without marks.
    pub(crate) folded: String,
}

impl Token {
    /// Whether it is a number in digits.
    pub(crate) fn is_digits(&self) -> bool {
        self.folded.starts_with(|c: char| c.is_ascii_digit())
            && !self.folded.contains(char::is_alphabetic)
    }

    /// The words of the text it stands for.
    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span.clone()]
    }
}

/// The words and numbers of a text. Thousands marks and decimal points stay inside numbers, the
/// marks of inclusive plurals, apostrophes and hyphens inside words.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut start: Option<usize> = None;
    let mut last = ' ';
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        if is_letter(c) || (start.is_some() && joins(last, c, next)) {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            tokens.push(token(text, start..at));
        }
        last = c;
    }
    tokens.extend(start.map(|start| token(text, start..text.len())));
    tokens
}

fn token(text: &str, span: Range<usize>) -> Token {
    let folded = fold(&text[span.clone()]);
    Token { span, folded }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn joins(before: char, c: char, after: char) -> bool {
    let numeric = is_decimal(before) && is_decimal(after);
    match c {
        '.' | ',' | '\u{a0}' | '\u{202f}' | '\u{66b}' | '\u{66c}' => numeric,
        ':' => numeric || (is_letter(before) && after.is_alphabetic()),
        '\'' | '’' | '-' | '*' | '_' => {
            (is_letter(before) && is_letter(after)) && !(c == '-' && numeric)
        }
        '\u{ad}' | '\u{200c}' | '\u{200d}' => is_letter(before) && is_letter(after),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn words_and_numbers_are_found_whole() {
        let text = "Über 8.000 Fahrer:innen, d'Arc und 12:30 (1,5%). Ende";
        let found: Vec<String> = tokens(text).into_iter().map(|t| t.folded).collect();
        assert_eq!(
            found,
            [
                "uber",
                "8.000",
                "fahrer:innen",
                "d'arc",
                "und",
                "12:30",
                "1,5",
                "ende"
            ]
        );
    }
}
