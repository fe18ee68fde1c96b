//! Charts of counts over time: drawn on the server, without scripts or inline styles, beside a table that says the
//! same.
//!
//! A bound is drawn as a bound (REQ-152): "at least" and "more than" are open upwards, "up to" and "fewer than"
//! downwards, a range is a bar; only a number that was said as it is, or as being near, is a point. Claimants differ
//! by shape and by line, not by colour; beside a bound the shape is small, hollow, and at the height of the end that
//! was named. Nothing is averaged, and no line crosses a change of definition (REQ-158).
//! Time runs with the reading direction of the page, because the dates below it are read in that direction.

mod mark;
mod scale;
mod svg;

use domain::figure::{Bounds, Qualifier};
use jiff::civil::Date;

use crate::html::Html;
use crate::words::Words;
use scale::Scale;

/// The counts of one claimant.
#[derive(Clone, Debug)]
pub struct Line {
    /// The claimant; nothing where the source is missing.
    pub claimed_by: Option<String>,
    /// Points that may be joined, oldest first; between two of these lists nothing is drawn.
    pub segments: Vec<Vec<Point>>,
}

/// One count.
#[derive(Clone, Debug)]
pub struct Point {
    /// The day it refers to.
    pub day: Date,
    /// The number as said.
    pub bounds: Bounds,
    /// The same in words, see [`crate::figure::phrase`].
    pub phrase: String,
    /// Whether something is counted otherwise from here on.
    pub breaks: bool,
}

/// A chart, ready to be put into a page.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The picture.
    pub svg: Html,
    /// The claimants, each with its shape.
    pub legend: Vec<(Html, Option<String>)>,
    /// One example of each kind of mark, with its words.
    pub marks: Vec<(Html, String)>,
    /// The first day drawn.
    pub from: Date,
    /// The last day drawn.
    pub until: Date,
}

/// Draws counts; nothing where none of them has both a day and a number. `label` is what a screen reader says instead
/// of the picture, given its first and last day.
#[must_use]
pub fn draw(
    lines: &[Line],
    words: &Words,
    label: impl Fn(Date, Date) -> String,
) -> Option<Drawing> {
    let points = || lines.iter().flat_map(|line| line.segments.iter().flatten());
    let drawn = || points().filter(|point| top(&point.bounds).is_some());
    let from = drawn().map(|point| point.day).min()?;
    let until = drawn().map(|point| point.day).max()?;
    let most = drawn().filter_map(|point| top(&point.bounds)).max()?;
    let scale = Scale::new((from, until), most, words.dir() == "rtl");
    Some(Drawing {
        svg: svg::picture(lines, &scale, words, &label(from, until)),
        legend: legend(lines),
        marks: examples(drawn()),
        from,
        until,
    })
}

/// Where a line passes: at the number said, or at the lower end that was named. It leaves out a ceiling and a word,
/// because a line to them would show a course that nobody claimed.
fn course(bounds: &Bounds) -> Option<u64> {
    bounds.value().or(bounds.lower())
}

/// What a word such as "hundreds" means: from the least of it to where the next word begins.
const fn meant(bounds: &Bounds) -> Option<(u64, u64)> {
    match bounds.qualifier() {
        Qualifier::Tens => Some((20, 99)),
        Qualifier::Dozens => Some((24, 99)),
        Qualifier::Hundreds => Some((200, 999)),
        Qualifier::Thousands => Some((2_000, 9_999)),
        _ => None,
    }
}

/// The highest number that was named or meant; nothing where there is nothing to draw.
fn top(bounds: &Bounds) -> Option<u64> {
    let meant = meant(bounds).map(|(_, to)| to);
    bounds.upper().or(course(bounds)).or(meant)
}

fn legend(lines: &[Line]) -> Vec<(Html, Option<String>)> {
    let lines = lines.iter().enumerate();
    lines
        .map(|(index, line)| (svg::key(index), line.claimed_by.clone()))
        .collect()
}

/// The kinds of marks that occur, each once, in the order in which people meet them.
fn examples<'p>(points: impl Iterator<Item = &'p Point>) -> Vec<(Html, String)> {
    let mut seen: Vec<Qualifier> = Vec::new();
    let mut examples = Vec::new();
    for point in points {
        let kind = point.bounds.qualifier();
        if !seen.contains(&kind) {
            seen.push(kind);
            examples.push((svg::example(kind), point.phrase.clone()));
        }
    }
    examples
}

#[cfg(test)]
mod tests;
