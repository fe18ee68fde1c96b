//! Days and months in running text, as people write them.

use std::ops::Range;

use jiff::civil::Date;

use crate::words::Words;
use crate::words::token::Token;

/// A day as it stands in a text; a missing year is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct WrittenDate {
    pub(super) span: Range<usize>,
    pub(super) day: i8,
    pub(super) month: i8,
    pub(super) year: Option<i16>,
}

impl WrittenDate {
    /// The day, where the year stands.
    pub(super) fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }
}

/// Every day in a text: `14. Januar 2021`, `14 January`, `January 14, 2021`, `14.01.2021`,
/// `2021-01-14`, `14 de enero de 2021`.
pub(super) fn dates(text: &str, tokens: &[Token], words: &Words) -> Vec<WrittenDate> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        match written(tokens, index, words).or_else(|| numeric(text, tokens, index)) {
            Some((date, used)) => {
                found.push(date);
                index += used;
            }
            None => index += 1,
        }
    }
    found
}

fn number(token: Option<&Token>, bounds: std::ops::RangeInclusive<i16>) -> Option<i16> {
    let number: i16 = token?.folded.parse().ok()?;
    bounds.contains(&number).then_some(number)
}

fn written(tokens: &[Token], index: usize, words: &Words) -> Option<(WrittenDate, usize)> {
    let is_link = |token: &Token| ["de", "of"].contains(&token.folded.as_str());
    let month = |at: usize| tokens.get(at).and_then(|token| words.month(&token.folded));
    let (day, month, mut next) = if let Some(month) = month(index) {
        (number(tokens.get(index + 1), 1..=31)?, month, index + 2)
    } else {
        let day = number(tokens.get(index), 1..=31)?;
        let at = index + 1 + usize::from(tokens.get(index + 1).is_some_and(is_link));
        (day, month(at)?, at + 1)
    };
    let skip = usize::from(tokens.get(next).is_some_and(is_link));
    let year = number(tokens.get(next + skip), 1900..=2100);
    if year.is_some() {
        next += skip + 1;
    }
    let date = WrittenDate {
        span: tokens[index].span.start..tokens[next - 1].span.end,
        day: i8::try_from(day).ok()?,
        month,
        year,
    };
    Some((date, next - index))
}

/// `14.01.2021` is one token, `2021-01-14` three.
fn numeric(text: &str, tokens: &[Token], index: usize) -> Option<(WrittenDate, usize)> {
    let token = &tokens[index];
    let (parts, used, end) = if token.folded.matches('.').count() == 2 {
        let parts: Vec<&str> = token.folded.split('.').rev().collect();
        (parts, 1, token.span.end)
    } else {
        let rest = tokens.get(index + 1).zip(tokens.get(index + 2));
        let (month, day) = rest.filter(|(month, day)| {
            text[token.span.end..month.span.start] == *"-"
                && text[month.span.end..day.span.start] == *"-"
        })?;
        let parts = vec![token.folded.as_str(), &month.folded, &day.folded];
        (parts, 3, day.span.end)
    };
    let [year, month, day] = parts[..] else {
        return None;
    };
    let year: i16 = year
        .parse()
        .ok()
        .filter(|year| (1900..=2100).contains(year))?;
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    let written = WrittenDate {
        span: token.span.start..end,
        day: date.day(),
        month: date.month(),
        year: Some(year),
    };
    Some((written, used))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::token::tokens;

    #[test]
    fn days_are_read_as_people_write_them() {
        let check = |language: &str, text: &str, expected: (i8, i8, Option<i16>)| {
            let found = dates(text, &tokens(text), Words::of(language));
            let found: Vec<_> = found.iter().map(|d| (d.day, d.month, d.year)).collect();
            assert_eq!(found, [expected], "{text}");
        };
        check("de", "Rundbrief 7, 14. März 2021", (14, 3, Some(2021)));
        check("de", "am 12.\u{20}Januar erstmalig", (12, 1, None));
        check("de", "vom 03.02.2020 an", (3, 2, Some(2020)));
        check("en", "on January 14, 2021.", (14, 1, Some(2021)));
        check("en", "on 14 January", (14, 1, None));
        check("es", "el 14 de enero de 2021", (14, 1, Some(2021)));
        check("fr", "le 14 août 2021", (14, 8, Some(2021)));
        check("ru", "14 мая 2021 года", (14, 5, Some(2021)));
        check("xx", "2021-01-14", (14, 1, Some(2021)));
        assert!(
            dates(
                "32. Januar 8.000",
                &tokens("32. Januar 8.000"),
                Words::of("de")
            )
            .is_empty()
        );
    }
}
