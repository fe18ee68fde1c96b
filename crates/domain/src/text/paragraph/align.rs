//! Which paragraphs belong together.
//!
//! Two revisions are aligned by their words, an original and its translation by their build: kinds,
//! demands, figures and lengths, since their words have nothing in common. Both alignments keep the
//! order; a paragraph that was moved is one that went and one that came.

use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::super::diff::{Numbers, common_ends};
use super::{Paragraph, ParagraphKind};

/// Places of paragraphs that belong together; one of the two is missing where nothing belongs to it.
pub type Pair = (Option<usize>, Option<usize>);

/// The most pairs of paragraphs that are weighed against each other: 200 changed paragraphs on each
/// side. Beyond it, paragraphs are paired by their places, so that no text costs a visitor seconds.
const MAX_PAIRS: usize = 40_000;

/// The most paragraphs between the first change and the last among which equal ones are searched: a search
/// takes half the square of that in steps.
const MAX_CHANGING: usize = 3_000;

/// The most words that are compared to weigh pairs: the words of each paragraph count once for every one on
/// the other side.
const MAX_WORDS: usize = 8_000_000;

/// How alike, of 1000, two paragraphs must be to be one that was edited. Two sentences about the same
/// thing by chance share a fifth or a quarter of their words, mostly small ones.
const ALIKE: u32 = 350;

/// What is certain outweighs any number of guesses.
const CERTAIN: u32 = 1_000_000;

/// Aligns two revisions in one language, in the order of reading: what went before what came.
#[must_use]
pub fn align_revisions(old: &[Paragraph<'_>], new: &[Paragraph<'_>]) -> Vec<Pair> {
    let mut numbers = Numbers::default();
    let mut keys = |paragraphs: &[Paragraph<'_>]| -> Vec<u32> {
        let keys = paragraphs.iter().map(|p| (p.kind, p.source.to_owned()));
        numbers.of(keys)
    };
    let (left, right) = (keys(old), keys(new));
    let (begin, end) = common_ends(&left, &right);
    let (olds, news) = (begin..left.len() - end, begin..right.len() - end);
    let mut pairs: Vec<Pair> = (0..begin).map(|at| (Some(at), Some(at))).collect();
    if olds.len() + news.len() > MAX_CHANGING {
        pairs.extend(by_place((olds.start, olds.len()), (news.start, news.len())));
    } else {
        for op in capture_diff_slices(Algorithm::Myers, &left[olds.clone()], &right[news.clone()]) {
            let shifted = |range: Range<usize>| range.start + begin..range.end + begin;
            let (olds, news) = (shifted(op.old_range()), shifted(op.new_range()));
            if matches!(op, DiffOp::Equal { .. }) {
                pairs.extend(olds.zip(news).map(|(a, b)| (Some(a), Some(b))));
            } else {
                pairs.extend(edited((old, olds), (new, news)));
            }
        }
    }
    pairs.extend(
        (olds.end..left.len())
            .zip(news.end..)
            .map(|(a, b)| (Some(a), Some(b))),
    );
    pairs
}

/// Pairs what went with what came by the words they share.
fn edited(
    (old, olds): (&[Paragraph<'_>], Range<usize>),
    (new, news): (&[Paragraph<'_>], Range<usize>),
) -> Vec<Pair> {
    let (left, right) = (&old[olds.clone()], &new[news.clone()]);
    let places = by_place((olds.start, left.len()), (news.start, right.len()));
    if left.len().saturating_mul(right.len()) > MAX_PAIRS {
        return places;
    }
    let mut numbers = Numbers::default();
    let mut bags = |paragraphs: &[Paragraph<'_>]| -> Vec<Vec<u32>> {
        paragraphs
            .iter()
            .map(|p| bag(p.source, &mut numbers))
            .collect()
    };
    let (left_bags, right_bags) = (bags(left), bags(right));
    let words = |bags: &[Vec<u32>]| -> usize { bags.iter().map(Vec::len).sum() };
    if words(&left_bags) * right.len() + words(&right_bags) * left.len() > MAX_WORDS {
        return places;
    }
    let weigh = |a: usize, b: usize| {
        let shared = certain(&left[a], &right[b]);
        shared.unwrap_or_else(|| likeness(&left_bags[a], &right_bags[b]))
    };
    best((left.len(), right.len()), &weigh)
        .into_iter()
        .map(|(a, b)| (a.map(|a| a + olds.start), b.map(|b| b + news.start)))
        .collect()
}

/// Aligns an original with a translation of it, in the order of reading.
#[must_use]
pub fn align_translation(original: &[Paragraph<'_>], translation: &[Paragraph<'_>]) -> Vec<Pair> {
    let same_build = original.len() == translation.len()
        && original
            .iter()
            .zip(translation)
            .all(|(a, b)| a.kind == b.kind && a.demand == b.demand);
    if same_build || original.len().saturating_mul(translation.len()) > MAX_PAIRS {
        return by_place((0, original.len()), (0, translation.len()));
    }
    let figures = |paragraphs: &[Paragraph<'_>]| -> Vec<BTreeSet<String>> {
        paragraphs.iter().map(|p| figures_of(p.source)).collect()
    };
    let (left, right) = (figures(original), figures(translation));
    best((original.len(), translation.len()), &|a, b| {
        let shared = certain(&original[a], &translation[b]);
        shared.unwrap_or_else(|| {
            let same_figures = left[a] == right[b];
            let marks = match (same_figures, left[a].is_empty()) {
                (true, false) => 60,
                (true, true) => 20,
                (false, _) => 5,
            };
            marks + closeness(original[a].source.len(), translation[b].source.len())
        })
    })
}

/// The weight of a pair that needs no look at its words: the same demand, the titles, or what can never
/// be a pair.
fn certain(a: &Paragraph<'_>, b: &Paragraph<'_>) -> Option<u32> {
    if a.kind != b.kind || a.demand != b.demand {
        return Some(0);
    }
    (a.demand.is_some() || a.kind == ParagraphKind::Title).then_some(CERTAIN)
}

/// Each with the one at its place, as far as there is one.
fn by_place((old, olds): (usize, usize), (new, news): (usize, usize)) -> Vec<Pair> {
    (0..olds.max(news))
        .map(|at| {
            (
                (at < olds).then_some(old + at),
                (at < news).then_some(new + at),
            )
        })
        .collect()
}

/// The pairs in order whose weights add up to the most; a weight of zero is no pair.
fn best((olds, news): (usize, usize), weigh: &dyn Fn(usize, usize) -> u32) -> Vec<Pair> {
    let width = news + 1;
    let weights: Vec<u32> = (0..olds * news)
        .map(|cell| weigh(cell / news, cell % news))
        .collect();
    // The most that can be had from a place on, in both texts.
    let mut sums = vec![0_u64; (olds + 1) * width];
    for a in (0..olds).rev() {
        for b in (0..news).rev() {
            let weight = weights[a * news + b];
            let pair = if weight > 0 {
                u64::from(weight) + sums[(a + 1) * width + b + 1]
            } else {
                0
            };
            sums[a * width + b] = pair
                .max(sums[(a + 1) * width + b])
                .max(sums[a * width + b + 1]);
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < olds && b < news {
        let weight = weights[a * news + b];
        let here = sums[a * width + b];
        if weight > 0 && here == u64::from(weight) + sums[(a + 1) * width + b + 1] {
            pairs.push((Some(a), Some(b)));
            (a, b) = (a + 1, b + 1);
        } else if here == sums[(a + 1) * width + b] {
            pairs.push((Some(a), None));
            a += 1;
        } else {
            pairs.push((None, Some(b)));
            b += 1;
        }
    }
    pairs.extend((a..olds).map(|a| (Some(a), None)));
    pairs.extend((b..news).map(|b| (None, Some(b))));
    pairs
}

/// The words of a paragraph as numbers, in their order.
fn bag(source: &str, numbers: &mut Numbers<String>) -> Vec<u32> {
    let mut words = numbers.of(source.unicode_words().map(str::to_lowercase));
    words.sort_unstable();
    words
}

/// How much two bags share, of 1000 (the coefficient of Dice); zero below [`ALIKE`].
fn likeness(left: &[u32], right: &[u32]) -> u32 {
    let (mut a, mut b, mut shared) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (left.get(a), right.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, shared) = (a + 1, b + 1, shared + 1),
        }
    }
    let all = (left.len() + right.len()).max(1);
    let alike = u32::try_from(2_000 * shared / all).unwrap_or(1_000);
    if alike < ALIKE { 0 } else { alike }
}

/// How close two lengths are, of 10: a translation is rarely half or twice as long.
fn closeness(a: usize, b: usize) -> u32 {
    u32::try_from(10 * a.min(b) / a.max(b).max(1)).unwrap_or(10)
}

fn figures_of(source: &str) -> BTreeSet<String> {
    let marks = source.split("{figure:").skip(1);
    marks
        .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
        .collect()
}
