//! The marks of bounds and the shapes of claimants.

use std::fmt::Write as _;

use domain::figure::{Bounds, Qualifier};

use super::meant;
use super::scale::Scale;

/// Half the width of the bar at an end that was named.
const CAP: i32 = 6;
/// How far the arrow of an open end reaches.
const STEM: i32 = 20;
/// Half the size of a claimant's shape.
const SHAPE: i32 = 5;

/// How many claimants have a shape and a line of their own; more begin again.
const SHAPES: usize = 6;

const WRITES: &str = "writing to a String cannot fail";

/// The dashes of a claimant's line.
pub(super) const fn dashes(index: usize) -> &'static str {
    ["", "7 3", "2 3", "9 3 2 3", "4 4", "12 4"][index % SHAPES]
}

/// Draws one count of the claimant with this number: where its ends lie, which of them are open, and who says it.
pub(super) fn push(out: &mut String, (x, scale): (i32, &Scale), bounds: &Bounds, index: usize) {
    let y = |number: Option<u64>| number.map(|number| scale.y(number));
    let ends = Ends {
        value: y(bounds.value()),
        lower: y(bounds.lower()),
        upper: y(bounds.upper()),
        word: meant(bounds).map(|(from, to)| (scale.y(from), scale.y(to))),
    };
    ends.push(out, (x, scale.beside(x)), bounds.qualifier(), Some(index));
}

/// Where the numbers of a count lie.
#[derive(Default)]
pub(super) struct Ends {
    pub(super) value: Option<i32>,
    pub(super) lower: Option<i32>,
    pub(super) upper: Option<i32>,
    /// What a word such as "hundreds" spans.
    pub(super) word: Option<(i32, i32)>,
}

impl Ends {
    /// Draws a count at the first of two places, with its claimant's shape: at a number that was said as it is, hollow
    /// where it is only near; else small and hollow at the second place, at the height of an end that was named; for
    /// a word, at the foot of its bar.
    pub(super) fn push(
        &self,
        out: &mut String,
        (x, beside): (i32, i32),
        qualifier: Qualifier,
        who: Option<usize>,
    ) {
        if let Some(y) = self.value {
            let look = match qualifier {
                Qualifier::About => Look::Near,
                _ => Look::Said,
            };
            return shape(out, (x, y), who, look);
        }
        self.bar(out, x, qualifier);
        let named = self.lower.or(self.upper);
        if let Some(y) = named.or(self.word.map(|(from, _)| from)) {
            shape(out, (beside, y), who, Look::Beside);
        }
    }

    fn bar(&self, out: &mut String, x: i32, qualifier: Qualifier) {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) => {
                line(out, &format!("M{x} {lower}V{upper}"), false);
                cap(out, (x, lower), true);
                cap(out, (x, upper), true);
            }
            (Some(y), None) => {
                arrow(out, (x, y), -1);
                cap(out, (x, y), qualifier != Qualifier::MoreThan);
            }
            (None, Some(y)) => {
                arrow(out, (x, y), 1);
                cap(out, (x, y), qualifier != Qualifier::FewerThan);
            }
            (None, None) => {
                if let Some((from, to)) = self.word {
                    line(out, &format!("M{x} {from}V{to}"), true);
                }
            }
        }
    }
}

/// How a claimant's shape looks.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// At a number that was said as it is.
    Said,
    /// At a number that is only near.
    Near,
    /// Beside a bound, telling no number.
    Beside,
}

fn line(out: &mut String, path: &str, is_dashed: bool) {
    let dashes = if is_dashed {
        " stroke-dasharray=\"3 3\""
    } else {
        ""
    };
    write!(out, "<path d=\"{path}\"{dashes}/>").expect(WRITES);
}

/// The bar at an end: whole where its number is included, in two pieces where it is not.
fn cap(out: &mut String, (x, y): (i32, i32), is_included: bool) {
    let (left, right) = (x - CAP, x + CAP);
    let path = if is_included {
        format!("M{left} {y}H{right}")
    } else {
        format!("M{left} {y}h4M{right} {y}h-4")
    };
    line(out, &path, false);
}

/// An arrow from an end into the open: upwards with -1, downwards with 1.
fn arrow(out: &mut String, (x, y): (i32, i32), way: i32) {
    let tip = y + way * STEM;
    line(out, &format!("M{x} {y}V{tip}"), false);
    let back = tip - way * 5;
    let head = format!("M{} {back}L{x} {tip}L{} {back}", x - 4, x + 4);
    line(out, &head, false);
}

/// The shape of a claimant; without one a shape that none of them has.
pub(super) fn shape(out: &mut String, (x, y): (i32, i32), who: Option<usize>, look: Look) {
    let (class, s) = match look {
        Look::Said => ("full", SHAPE),
        Look::Near => ("open", SHAPE),
        Look::Beside => ("open", SHAPE - 1),
    };
    // The points of the shapes reach a little further, so that all look equally large.
    let (r, h, w, arm) = (s + 1, 2 * s + 1, 2 * s, s - 1);
    let path = match who.map(|index| index % SHAPES) {
        Some(0) => format!("M{} {y}a{s} {s} 0 1 0 {w} 0a{s} {s} 0 1 0 -{w} 0z", x - s),
        Some(1) => format!("M{} {}h{w}v{w}h-{w}z", x - s, y - s),
        Some(2) => format!("M{x} {}l{r} {r}-{r} {r}-{r}-{r}z", y - r),
        Some(3) => format!("M{x} {}l{r} {h}h-{}z", y - r, 2 * r),
        Some(4) => format!("M{x} {}l{r}-{h}h-{}z", y + r, 2 * r),
        Some(_) => format!(
            "M{} {}h{arm}v{arm}h{arm}v{arm}h-{arm}v{arm}h-{arm}v-{arm}h-{arm}v-{arm}h{arm}z",
            x - arm / 2,
            y - 3 * arm / 2
        ),
        None => format!("M{} {y}l3-{s}h{s}l3 {s}-3 {s}h-{s}z", x - 3 - s / 2),
    };
    write!(out, "<path class=\"{class}\" d=\"{path}\"/>").expect(WRITES);
}
