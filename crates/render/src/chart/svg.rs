//! The picture put together. Words stand in it only as numbers and dates; everything else is said beside it.

use std::fmt::Write as _;

use domain::figure::Qualifier;
use jiff::civil::Date;

use super::mark::{self, Ends, Look};
use super::scale::{ABOVE, BELOW, HEIGHT, LINE, START, Scale, WIDTH};
use super::{Line, Point, course, top};
use crate::html::{Html, push_escaped};
use crate::words::Words;

const WRITES: &str = "writing to a String cannot fail";

/// The picture; `label` is what a screen reader says instead.
pub(super) fn picture(lines: &[Line], scale: &Scale, words: &Words, label: &str) -> Html {
    let mut below = String::new();
    let rows = days(&mut below, lines, scale, words);
    let height = HEIGHT + (rows - 1) * LINE;
    let mut out =
        format!("<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"");
    push_escaped(&mut out, label);
    out.push_str("\">");
    grid(&mut out, scale, words);
    out.push_str(&below);
    for (index, line) in lines.iter().enumerate() {
        joined(&mut out, line, scale, index);
    }
    for (index, line) in lines.iter().enumerate() {
        for point in line.segments.iter().flatten() {
            mark::push(&mut out, (scale.x(point.day), scale), &point.bounds, index);
        }
    }
    out.push_str("</svg>");
    Html::trusted(out)
}

/// The shape of a claimant on a piece of its line.
pub(super) fn key(index: usize) -> Html {
    let mut out = small(34);
    write!(
        out,
        "<path class=\"way\" stroke-dasharray=\"{}\" d=\"M1 10H33\"/>",
        mark::dashes(index)
    )
    .expect(WRITES);
    mark::shape(&mut out, (17, 10), Some(index), Look::Said);
    out.push_str("</svg>");
    Html::trusted(out)
}

/// One kind of mark, with a shape that no claimant has.
pub(super) fn example(qualifier: Qualifier) -> Html {
    use Qualifier as Q;
    let mut out = small(30);
    let ends = match qualifier {
        Q::Exactly | Q::About => Ends {
            value: Some(10),
            ..Ends::default()
        },
        Q::UpTo | Q::FewerThan => Ends {
            upper: Some(1),
            ..Ends::default()
        },
        Q::Between => Ends {
            lower: Some(18),
            upper: Some(1),
            ..Ends::default()
        },
        Q::AtLeast | Q::MoreThan => Ends {
            lower: Some(18),
            ..Ends::default()
        },
        Q::Tens | Q::Dozens | Q::Hundreds | Q::Thousands | Q::UnknownNumber => Ends {
            word: Some((18, 1)),
            ..Ends::default()
        },
    };
    ends.push(&mut out, (9, 22), qualifier, None);
    out.push_str("</svg>");
    Html::trusted(out)
}

fn small(width: i32) -> String {
    format!(
        "<svg class=\"chart\" viewBox=\"0 -3 {width} 26\" width=\"{width}\" height=\"26\" aria-hidden=\"true\">"
    )
}

/// The numbers at the side with their lines.
fn grid(out: &mut String, scale: &Scale, words: &Words) {
    let (start, end) = (scale.across(START), scale.end());
    for tick in scale.ticks() {
        let y = scale.y(tick);
        write!(out, "<path class=\"grid\" d=\"M{start} {y}H{end}\"/>").expect(WRITES);
        // The anchor is logical: its end is on the left where the page runs from right to left.
        let x = scale.across(START - 8);
        write!(
            out,
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            y + 5,
            words.number(tick)
        )
        .expect(WRITES);
    }
}

/// A tick for each day with a count, the first and the last with their dates, and a line where something is counted
/// otherwise from then on. Answers in how many rows the longer of the dates is written.
fn days(out: &mut String, lines: &[Line], scale: &Scale, words: &Words) -> i32 {
    let points = lines.iter().flat_map(|line| line.segments.iter().flatten());
    let points: Vec<&Point> = points
        .filter(|point| top(&point.bounds).is_some())
        .collect();
    let mut days: Vec<_> = points.iter().map(|point| point.day).collect();
    days.sort_unstable();
    days.dedup();
    let base = HEIGHT - BELOW;
    for day in &days {
        write!(
            out,
            "<path class=\"grid\" d=\"M{} {base}v5\"/>",
            scale.x(*day)
        )
        .expect(WRITES);
    }
    for point in points.iter().filter(|point| point.breaks) {
        let x = scale.before(point.day);
        write!(out, "<path class=\"break\" d=\"M{x} {ABOVE}V{base}\"/>").expect(WRITES);
    }
    match days[..] {
        [] => 1,
        [only] => date(out, ("middle", scale.x(only)), only, words),
        [first, .., last] => {
            let begun = date(out, ("start", scale.across(START)), first, words);
            begun.max(date(out, ("end", scale.end()), last, words))
        }
    }
}

/// A date below the picture. Where it is said in two calendars each has a row of its own: two such dates do not
/// fit beside each other. Answers with the number of rows.
fn date(out: &mut String, (anchor, x): (&str, i32), day: Date, words: &Words) -> i32 {
    let said = words.date(day);
    let (first, second) = match said.find(" (") {
        Some(at) => (&said[..at], Some(&said[at + 1..])),
        None => (said.as_str(), None),
    };
    let mut y = HEIGHT - BELOW + 24;
    for row in std::iter::once(first).chain(second) {
        write!(
            out,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{row}</text>"
        )
        .expect(WRITES);
        y += LINE;
    }
    1 + i32::from(second.is_some())
}

/// The line through the counts that may be joined.
fn joined(out: &mut String, line: &Line, scale: &Scale, index: usize) {
    for segment in &line.segments {
        let pieces = segment.split(|point| course(&point.bounds).is_none());
        for piece in pieces.filter(|piece| piece.len() > 1) {
            let places = piece
                .iter()
                .filter_map(|point| Some((scale.x(point.day), scale.y(course(&point.bounds)?))));
            let dashes = mark::dashes(index);
            let path = format!("<path class=\"way\" stroke-dasharray=\"{dashes}\" d=\"");
            out.push_str(&path);
            for (number, (x, y)) in places.enumerate() {
                let step = if number == 0 { 'M' } else { 'L' };
                write!(out, "{step}{x} {y}").expect(WRITES);
            }
            out.push_str("\"/>");
        }
    }
}
