//! The marks of bounds and the shapes of claimants.

use std::fmt::Write as _;

use domain::figure::{Bounds, Qualifier};

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

/// Draws one count of the claimant with this number: where its ends lie, and which of them are open.
pub(super) fn push(out: &mut String, (x, scale): (i32, &Scale), bounds: &Bounds, index: usize) {
    let y = |number: Option<u64>| number.map(|number| scale.y(number));
    let ends = Ends {
        value: y(bounds.value()),
        lower: y(bounds
            .lower()
            .or_else(|| bounds.least().filter(|_| bounds.value().is_none()))),
        upper: y(bounds.upper()),
    };
    ends.push(out, x, bounds.qualifier());
    if let Some((y, is_filled)) = ends.beside(bounds.qualifier()) {
        shape(out, (x, y), index, is_filled);
    }
}

/// Where the numbers of a count lie.
pub(super) struct Ends {
    pub(super) value: Option<i32>,
    pub(super) lower: Option<i32>,
    pub(super) upper: Option<i32>,
}

impl Ends {
    /// Draws the ends of a count; a number that was said as it is, or as being near, has none.
    pub(super) fn push(&self, out: &mut String, x: i32, qualifier: Qualifier) {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) => {
                line(out, &format!("M{x} {lower}V{upper}"), false);
                cap(out, (x, lower), true);
                cap(out, (x, upper), true);
            }
            (Some(y), None) => {
                let is_word = !matches!(qualifier, Qualifier::AtLeast | Qualifier::MoreThan);
                arrow(out, (x, y), -1, is_word);
                cap(out, (x, y), qualifier != Qualifier::MoreThan);
            }
            (None, Some(y)) => {
                arrow(out, (x, y), 1, false);
                cap(out, (x, y), qualifier != Qualifier::FewerThan);
            }
            (None, None) => {}
        }
    }

    /// Where the claimant's shape stands, and whether it is filled: at a number that was said as it is, hollow where it
    /// is only near; else beyond the ends, so that it does not look like a number.
    pub(super) fn beside(&self, qualifier: Qualifier) -> Option<(i32, bool)> {
        if let Some(y) = self.value {
            return Some((y, qualifier != Qualifier::About));
        }
        let top = match (self.lower, self.upper) {
            (_, Some(upper)) => upper,
            (lower, None) => lower? - STEM,
        };
        Some((top - SHAPE - 5, true))
    }
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
fn arrow(out: &mut String, (x, y): (i32, i32), way: i32, is_dashed: bool) {
    let tip = y + way * STEM;
    line(out, &format!("M{x} {y}V{tip}"), is_dashed);
    let back = tip - way * 5;
    line(
        out,
        &format!("M{} {back}L{x} {tip}L{} {back}", x - 4, x + 4),
        false,
    );
}

/// The shape of a claimant, filled or not.
pub(super) fn shape(out: &mut String, (x, y): (i32, i32), index: usize, is_filled: bool) {
    let s = SHAPE;
    let path = match index % SHAPES {
        0 => format!(
            "M{} {y}a{s} {s} 0 1 0 {w} 0a{s} {s} 0 1 0 -{w} 0z",
            x - s,
            w = 2 * s
        ),
        1 => format!("M{} {}h{w}v{w}h-{w}z", x - s, y - s, w = 2 * s),
        2 => format!("M{x} {}l{r} {r}-{r} {r}-{r}-{r}z", y - s - 1, r = s + 1),
        3 => format!(
            "M{x} {}l{r} {h}h-{w}z",
            y - s - 1,
            r = s + 1,
            h = 2 * s + 1,
            w = 2 * s + 2
        ),
        4 => format!(
            "M{x} {}l{r}-{h}h-{w}z",
            y + s + 1,
            r = s + 1,
            h = 2 * s + 1,
            w = 2 * s + 2
        ),
        _ => format!("M{} {}h4v4h4v4h-4v4h-4v-4h-4v-4h4z", x - 2, y - 6),
    };
    let class = if is_filled { "full" } else { "open" };
    write!(out, "<path class=\"{class}\" d=\"{path}\"/>").expect(WRITES);
}
