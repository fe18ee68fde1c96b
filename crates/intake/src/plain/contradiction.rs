//! An issue whose date contradicts its own text: printed years, days, and known events.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Deserialize;

use super::Context;
use super::dates::dates;
use super::head::Origin;
use super::passage::Passage;
use crate::finding::{Finding, Place};
use crate::fold::fold;
use crate::words::Words;
use crate::words::token::{Token, tokens};

/// An event with a known day.
struct Event {
    name: String,
    on: Date,
    words: Vec<Vec<String>>,
    source: String,
}

/// The same as it stands in the table.
#[derive(Deserialize)]
struct Row {
    name: String,
    on: toml::value::Datetime,
    words: Vec<Vec<String>>,
    source: String,
}

#[derive(Deserialize)]
struct Table {
    event: Vec<Row>,
}

/// A reason to doubt the date of an issue, and the year it points to.
struct Doubt {
    evidence: String,
    year: i16,
    place: Place,
}

/// The years a text points to that contradict the date of its issue.
#[derive(Default)]
pub(super) struct Contradiction {
    /// The years, in order.
    pub(super) years: Vec<i16>,
}

/// Compares the date of the issue with everything the passages say.
pub(super) fn check(
    origin: &Origin,
    passages: &[&Passage],
    context: &mut Context<'_>,
) -> Contradiction {
    let Some(issued) = origin.date.date() else {
        return Contradiction::default();
    };
    let mut doubts = Vec::new();
    for passage in passages {
        doubts.extend(later_days(passage, issued, context));
    }
    for event in events() {
        doubts.extend(not_yet(&event, passages, issued, context));
        for passage in passages {
            doubts.extend(spans_of_years(&event, passage, issued, context));
        }
    }
    let mut years: Vec<i16> = doubts.iter().map(|doubt| doubt.year).collect();
    years.sort_unstable();
    years.dedup();
    if !doubts.is_empty() {
        let finding = finding(origin, &doubts, &years, context);
        context.findings.push(finding);
    }
    Contradiction { years }
}

fn finding(origin: &Origin, doubts: &[Doubt], years: &[i16], context: &Context<'_>) -> Finding {
    let issued = &origin.passage.text[origin.date.span.clone()];
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let message = format!(
        "the issue is dated {issued}, but the text points to {}",
        years.join(" and ")
    );
    let mut help = String::from("a person must decide; it rests on");
    for (index, doubt) in doubts.iter().enumerate() {
        let separator = if index == 0 { ": " } else { "; " };
        let _ = write!(
            help,
            "{separator}{}, {}",
            context.pages.say(doubt.place.line),
            doubt.evidence
        );
    }
    let place = origin.passage.place(context.file, &origin.date.span);
    Finding::warning("issue-year-contradicts", message)
        .at(place)
        .help(help)
}

fn events() -> Vec<Event> {
    let table: Table = toml::from_str(include_str!("events.toml"))
        .expect("the table of events is compiled in and read by a test");
    let event = |row: Row| {
        Some(Event {
            on: day(&row.on)?,
            name: row.name,
            words: row.words,
            source: row.source,
        })
    };
    table.event.into_iter().filter_map(event).collect()
}

fn day(moment: &toml::value::Datetime) -> Option<Date> {
    let date = moment.date?;
    Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
    .ok()
}

/// Days and years in the text that lie after the date of the issue.
fn later_days(passage: &Passage, issued: Date, context: &Context<'_>) -> Vec<Doubt> {
    let tokens = tokens(&passage.text);
    let days = dates(&passage.text, &tokens, context.words);
    let later = days.iter().filter_map(|written| {
        let date = written.date().filter(|date| *date > issued)?;
        Some(Doubt {
            evidence: format!("`{}` lies after that", &passage.text[written.span.clone()]),
            year: date.year(),
            place: passage.place(context.file, &written.span),
        })
    });
    let years = tokens.iter().filter_map(|token| {
        let in_day = days.iter().any(|day| day.span.contains(&token.span.start));
        let year = year(token).filter(|year| !in_day && *year > issued.year())?;
        Some(Doubt {
            evidence: format!("the year {year} lies after that"),
            year,
            place: passage.place(context.file, &token.span),
        })
    });
    later.chain(years).collect()
}

/// A plain number of four digits that can only be a year of our time.
fn year(token: &Token) -> Option<i16> {
    let year: i16 = token.folded.parse().ok()?;
    (token.folded.len() == 4 && (1980..2100).contains(&year)).then_some(year)
}

/// An event the text speaks of that had not happened when the issue says it was written.
fn not_yet(
    event: &Event,
    passages: &[&Passage],
    issued: Date,
    context: &Context<'_>,
) -> Option<Doubt> {
    let on = event.on;
    if on <= issued {
        return None;
    }
    let words: Vec<(usize, Token)> = passages
        .iter()
        .enumerate()
        .flat_map(|(index, passage)| tokens(&passage.text).into_iter().map(move |t| (index, t)))
        .collect();
    let mut last = None;
    for group in &event.words {
        last = Some(
            words
                .iter()
                .find(|(_, token)| matches(&token.folded, group))?,
        );
    }
    let (index, token) = last?;
    Some(Doubt {
        evidence: format!("{} was on {on} ({})", event.name, event.source),
        year: on.year(),
        place: passages[*index].place(context.file, &token.span),
    })
}

/// "ten years ago" beside an event, where ten years is not what lies between.
fn spans_of_years(
    event: &Event,
    passage: &Passage,
    issued: Date,
    context: &Context<'_>,
) -> Vec<Doubt> {
    let tokens = tokens(&passage.text);
    let mut doubts = Vec::new();
    for sentence in sentences(&passage.text, &tokens) {
        let is_told = event
            .words
            .iter()
            .all(|group| sentence.iter().any(|token| matches(&token.folded, group)));
        let told = is_told
            .then(|| years_ago(sentence, context.words))
            .flatten();
        let Some((years, token)) = told else { continue };
        // Told years are rounded: half a year to either side is the same number.
        let between = (issued - event.on).get_days();
        if (f64::from(between) / 365.25 - f64::from(years)).abs() <= 0.5 {
            continue;
        }
        // The end of December and the days after it are the same time to whoever tells it.
        let turn = i16::from(event.on.month() == 12);
        let told = token.of(&passage.text);
        doubts.push(Doubt {
            evidence: format!(
                "{} was on {} ({}), told as `{told}` years before",
                event.name, event.on, event.source
            ),
            year: event.on.year().saturating_add(years).saturating_add(turn),
            place: passage.place(context.file, &token.span),
        });
    }
    doubts
}

fn years_ago<'t>(sentence: &'t [Token], words: &Words) -> Option<(i16, &'t Token)> {
    sentence.windows(2).enumerate().find_map(|(index, pair)| {
        let is_years = words
            .ago
            .units
            .iter()
            .any(|(stem, name)| *name == "years" && pair[1].folded.starts_with(stem));
        let number = match words.counting.number(&pair[0].folded) {
            Some(number) => i16::try_from(number).ok()?,
            None => pair[0].folded.parse().ok()?,
        };
        let before = index.checked_sub(1).map(|i| sentence[i].folded.as_str());
        let after = sentence.get(index + 2).map(|token| token.folded.as_str());
        let is_ago = before.is_some_and(|word| words.ago.before.contains(&word))
            || after.is_some_and(|word| words.ago.after.contains(&word));
        (is_years && is_ago && (1..200).contains(&number)).then_some((number, &pair[0]))
    })
}

fn sentences<'t>(text: &str, tokens: &'t [Token]) -> Vec<&'t [Token]> {
    tokens
        .chunk_by(|a, b| {
            let gap = &text[a.span.end..b.span.start];
            !gap.contains(['!', '?']) && (!gap.contains(". ") || a.is_digits())
        })
        .collect()
}

fn matches(folded: &str, group: &[String]) -> bool {
    group
        .iter()
        .any(|stem| folded.starts_with(fold(stem).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_events_can_be_read() {
        let events = events();
        assert_eq!(events.len(), 13);
        for event in &events {
            assert!(!event.source.is_empty(), "{}", event.name);
            assert!(event.words.iter().all(|group| !group.is_empty()));
        }
    }
}
