//! Quotation marks that a scan took for something else.

use std::ops::Range;

use super::Repair;

/// A mark found, as characters from where on, what was meant, why, and how sure it is.
struct Mark {
    length: usize,
    meant: &'static str,
    reason: &'static str,
    confidence: f64,
}

/// Misread quotation marks of a text.
pub(super) fn repairs(text: &str, language: &str) -> Vec<Repair> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let german_closes = text.contains(['„', '“']) || text.contains(",,");
    let mut repairs = Vec::new();
    let mut index = 0;
    while index < characters.len() {
        let mark = match language {
            "de" => german(&characters, index, german_closes),
            "fr" | "ru" | "kk" | "es" => angled(&characters, index),
            _ => None,
        };
        let length = mark.as_ref().map_or(1, |mark| mark.length);
        if let Some(mark) = mark {
            let end = characters.get(index + length);
            let end = end.map_or(text.len(), |(at, _)| *at);
            repairs.push(repair(text, characters[index].0..end, &mark));
        }
        index += length;
    }
    repairs
}

fn repair(text: &str, span: Range<usize>, mark: &Mark) -> Repair {
    Repair {
        seen: text[span.clone()].to_owned(),
        span,
        meant: Some(mark.meant.to_owned()),
        reason: mark.reason.to_owned(),
        confidence: mark.confidence,
    }
}

fn german(characters: &[(usize, char)], index: usize, closes: bool) -> Option<Mark> {
    let at = |index: usize| characters.get(index).map_or(' ', |(_, c)| *c);
    let before = index.checked_sub(1).map_or(' ', at);
    let opens = before.is_whitespace() || matches!(before, '(' | '[' | '-' | '–');
    let next = at(index + 1);
    let mark = |length, meant, reason, confidence| {
        Some(Mark {
            length,
            meant,
            reason,
            confidence,
        })
    };
    match at(index) {
        ',' if next == ',' && at(index + 2) == ' ' && at(index + 3).is_alphabetic() && opens => {
            mark(3, "„", "two commas are probably an opening mark", 0.95)
        }
        ',' if next == ',' => mark(2, "„", "two commas are probably an opening mark", 0.97),
        ',' if before == ',' => None,
        ',' if opens && next.is_alphanumeric() => {
            mark(1, "„", "a comma is probably an opening mark", 0.93)
        }
        '®' | '©' | '™' if !opens => mark(1, "“", "this sign is probably a closing mark", 0.9),
        '“' | '”' if opens && next.is_alphanumeric() => mark(
            1,
            "„",
            "a closing mark stands where a quotation begins",
            0.95,
        ),
        '”' if !opens && closes => {
            mark(1, "“", "in German a quotation ends with this mark", 0.92)
        }
        _ => None,
    }
}

fn angled(characters: &[(usize, char)], index: usize) -> Option<Mark> {
    let at = |index: usize| characters.get(index).map(|(_, c)| *c);
    let is_alone = at(index + 2) != at(index) && index.checked_sub(1).and_then(at) != at(index);
    let (meant, reason) = match (at(index)?, at(index + 1)?) {
        ('<', '<') => ("«", "two signs are probably an opening mark"),
        ('>', '>') => ("»", "two signs are probably a closing mark"),
        _ => return None,
    };
    is_alone.then_some(Mark {
        length: 2,
        meant,
        reason,
        confidence: 0.9,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_read_as_commas_and_signs_are_found() {
        let check = |language: &str, text: &str, expected: &str| {
            let repairs = repairs(text, language);
            assert_eq!(super::super::apply(text, &repairs, 0.0).0, expected);
        };
        check(
            "de",
            "Er rief ,,halt“ und ,weiter” dazu.",
            "Er rief „halt“ und „weiter“ dazu.",
        );
        check(
            "de",
            "er hat ,, noch einmal® gesagt",
            "er hat „noch einmal“ gesagt",
        );
        check(
            "de",
            "Die “Organisation” von ihr,so",
            "Die „Organisation“ von ihr,so",
        );
        check(
            "de",
            "Er rief „halt“, und ging, so schnell.",
            "Er rief „halt“, und ging, so schnell.",
        );
        check("fr", "Il dit <<non>> et part.", "Il dit «non» et part.");
        check("en", "a ,,b“", "a ,,b“");
    }
}
