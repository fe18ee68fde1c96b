//! REQ-150: a number of victims in a text is a figure, so it stands behind a mark.

use super::locate::Lines;
use crate::finding::Finding;
use crate::words::{Words, token, token::Token};

/// How many words may lie between a number and what makes it a number of victims.
const NEAR: usize = 4;

/// Warns of bare digits next to words of killing, injury or arrest.
pub(super) fn check(text: &str, language: &str, lines: &Lines, findings: &mut Vec<Finding>) {
    let words = Words::of(language);
    for (index, line) in text.lines().enumerate() {
        let tokens = token::tokens(line);
        for (position, number) in tokens.iter().enumerate() {
            if !number.is_digits() || is_marked(line, number) || is_date(&tokens, position, words) {
                continue;
            }
            let from = position.saturating_sub(NEAR);
            let until = (position + 1 + NEAR).min(tokens.len());
            let near = tokens[from..until]
                .iter()
                .filter(|near| *near != number && same_sentence(line, number, near))
                .find(|near| words.is_casualty(&near.folded));
            let Some(near) = near else { continue };
            let message = format!(
                "`{}` beside `{}` is a figure without a source",
                &line[number.span.clone()],
                &line[near.span.clone()]
            );
            findings.push(
                Finding::warning("bare-number", message)
                    .at(lines.span(index + 1, line, &number.span))
                    .help("put it into `figures.toml` and write `{figure:…}` here (REQ-150)"),
            );
        }
    }
}

/// Digits inside a mark or an identifier are names.
fn is_marked(line: &str, number: &Token) -> bool {
    let open = line[..number.span.start].rfind('{');
    let closed = line[..number.span.start].rfind('}');
    open > closed
}

fn same_sentence(line: &str, a: &Token, b: &Token) -> bool {
    let (first, second) = if a.span.start < b.span.start {
        (a, b)
    } else {
        (b, a)
    };
    !line[first.span.end..second.span.start].contains(['!', '?', ';', '{'])
        && !line[first.span.end..second.span.start].contains(". ")
}

/// A year, or the day of a date.
fn is_date(tokens: &[Token], position: usize, words: &Words) -> bool {
    let number = &tokens[position].folded;
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let beside =
        |other: Option<&Token>| other.is_some_and(|other| words.month(&other.folded).is_some());
    let before = position.checked_sub(1).and_then(|i| tokens.get(i));
    is_year || beside(tokens.get(position + 1)) || (number.len() <= 2 && beside(before))
}
