//! What changed between two wordings, word by word.

use std::collections::HashMap;
use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// What became of some words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Change {
    /// They stayed.
    Kept,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// Some words in a row that shared their fate. All that were kept or removed, put together, are the old
/// wording; all that were kept or added the new one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// What became of them.
    pub change: Change,
    /// The words, with the space around them.
    pub words: String,
}

/// How fine a comparison is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grain {
    /// Word by word.
    Words,
    /// Sentence by sentence: by words it would have cost too much.
    Sentences,
    /// What lies between the first change and the last counts as changed.
    Whole,
}

/// What changed from one wording to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changes {
    /// The pieces, in the order of reading.
    pub pieces: Vec<Piece>,
    /// How fine they are.
    pub grain: Grain,
}

/// The work that may still be done for somebody who asks for a comparison: anybody may, and texts may be
/// a megabyte long.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effort(usize);

impl Effort {
    /// For all paragraphs of a page together. One step is a step of the search for the shortest way from one
    /// wording to the other; three pages of print that have not a word in common take four million.
    pub const PAGE: Self = Self(6_000_000);

    /// Takes from what is left; a price that is too high takes nothing.
    fn affords(&mut self, price: usize) -> bool {
        let left = self.0.checked_sub(price);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }

    /// The same for a search between so many parts and so many others. Its way has at most as many steps
    /// as there are parts, and each step looks at as many places as there were steps before it.
    fn affords_search(&mut self, old: usize, new: usize) -> bool {
        let parts = old.saturating_add(new);
        self.affords(parts.saturating_mul(parts) / 2)
    }
}

/// What finding the bounds of words costs, in steps for each byte.
const PARTING: usize = 8;

/// Compares two wordings by words, as Unicode parts them (UAX 29), or less finely where that would cost
/// more than is left. White space alone between two changes counts as changed with them: a sentence that
/// was rewritten reads better whole than in shreds.
#[must_use]
pub fn word_diff(old: &str, new: &str, effort: &mut Effort) -> Changes {
    let mut diff = Diff::default();
    if old == new {
        diff.keep(old);
        return diff.finish(Grain::Words);
    }
    if !effort.affords(PARTING.saturating_mul(old.len().saturating_add(new.len()))) {
        diff.change(old, new);
        return diff.finish(Grain::Whole);
    }
    let parts = Parts::new(old.split_word_bounds(), new.split_word_bounds());
    let (left, right) = parts.between();
    if effort.affords_search(left.len(), right.len()) {
        parts.search(&mut diff);
        return diff.finish(Grain::Words);
    }
    diff.keep(&parts.before().concat());
    let (gone, came) = (left.concat(), right.concat());
    let sentences = Parts::new(gone.split_sentence_bounds(), came.split_sentence_bounds());
    let (left, right) = sentences.between();
    let grain = if effort.affords_search(left.len(), right.len()) {
        sentences.search(&mut diff);
        Grain::Sentences
    } else {
        diff.change(&gone, &came);
        Grain::Whole
    };
    diff.keep(&parts.after().concat());
    diff.finish(grain)
}

/// Two wordings in parts, and how many parts at both ends are the same.
struct Parts<'t> {
    old: Vec<&'t str>,
    new: Vec<&'t str>,
    begin: usize,
    end: usize,
}

impl<'t> Parts<'t> {
    fn new(old: impl Iterator<Item = &'t str>, new: impl Iterator<Item = &'t str>) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.collect(), new.collect());
        let (begin, end) = common_ends(&old, &new);
        Self {
            old,
            new,
            begin,
            end,
        }
    }

    fn before(&self) -> &[&'t str] {
        &self.old[..self.begin]
    }

    fn after(&self) -> &[&'t str] {
        &self.old[self.old.len() - self.end..]
    }

    fn between(&self) -> (&[&'t str], &[&'t str]) {
        let (old, new) = (self.old.len() - self.end, self.new.len() - self.end);
        (&self.old[self.begin..old], &self.new[self.begin..new])
    }

    fn search(&self, diff: &mut Diff) {
        let (left, right) = self.between();
        diff.keep(&self.before().concat());
        let mut numbers = Numbers::default();
        let (old, new) = (
            numbers.of(left.iter().copied()),
            numbers.of(right.iter().copied()),
        );
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (removed, added) = (
                left[op.old_range()].concat(),
                right[op.new_range()].concat(),
            );
            if matches!(op, DiffOp::Equal { .. }) {
                diff.keep(&removed);
            } else {
                diff.change(&removed, &added);
            }
        }
        diff.keep(&self.after().concat());
    }
}

/// How many items at the beginning and at the end of two lists are the same, none counted twice.
pub(super) fn common_ends<T: PartialEq>(old: &[T], new: &[T]) -> (usize, usize) {
    let same = |(a, b): &(&T, &T)| a == b;
    let begin = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[begin..], &new[begin..]);
    let end = old.iter().rev().zip(new.iter().rev());
    (begin, end.take_while(same).count())
}

/// A number for each thing, the same for equal things: numbers are compared in no time.
pub(super) struct Numbers<T>(HashMap<T, u32>);

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Eq + Hash> Numbers<T> {
    pub(super) fn of(&mut self, things: impl IntoIterator<Item = T>) -> Vec<u32> {
        let number = |thing: T| {
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            *self.0.entry(thing).or_insert(next)
        };
        things.into_iter().map(number).collect()
    }
}

#[derive(Default)]
struct Diff {
    pieces: Vec<Piece>,
    removed: String,
    added: String,
    /// White space kept behind a change, until it is known what follows.
    space: String,
}

impl Diff {
    fn keep(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let changing = !self.removed.is_empty() || !self.added.is_empty();
        if changing && words.trim().is_empty() {
            self.space.push_str(words);
            return;
        }
        self.flush();
        self.push(Change::Kept, words.to_owned());
    }

    fn change(&mut self, removed: &str, added: &str) {
        let space = std::mem::take(&mut self.space);
        self.removed.push_str(&space);
        self.added.push_str(&space);
        self.removed.push_str(removed);
        self.added.push_str(added);
    }

    fn flush(&mut self) {
        let (removed, added) = (
            std::mem::take(&mut self.removed),
            std::mem::take(&mut self.added),
        );
        self.push(Change::Removed, removed);
        self.push(Change::Added, added);
        let space = std::mem::take(&mut self.space);
        self.push(Change::Kept, space);
    }

    fn push(&mut self, change: Change, words: String) {
        if words.is_empty() {
            return;
        }
        match self.pieces.last_mut().filter(|last| last.change == change) {
            Some(last) => last.words.push_str(&words),
            None => self.pieces.push(Piece { change, words }),
        }
    }

    fn finish(mut self, grain: Grain) -> Changes {
        self.flush();
        Changes {
            pieces: self.pieces,
            grain,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn diff(old: &str, new: &str) -> Changes {
        word_diff(old, new, &mut Effort::PAGE.clone())
    }

    fn shown(changes: Changes) -> String {
        let pieces = changes.pieces.into_iter();
        pieces
            .map(|piece| match piece.change {
                Change::Kept => piece.words,
                Change::Removed => format!("[-{}-]", piece.words),
                Change::Added => format!("[+{}+]", piece.words),
            })
            .collect()
    }

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        assert_eq!(shown(diff(old, new)), expected);
    }

    #[test]
    fn words_that_changed_stand_out_and_the_others_stay() {
        check("We ask you.", "We ask you.", "We ask you.");
        check(
            "We ask for clean water.",
            "We ask for clean rivers and water.",
            "We ask for clean [+rivers and +]water.",
        );
        check("forty days", "sixty days", "[-forty-][+sixty+] days");
        check("", "new", "[+new+]");
        check(
            "كل القياسات منذ",
            "كل القراءات منذ",
            "كل [-القياسات-][+القراءات+] منذ",
        );
    }

    #[test]
    fn a_rewritten_run_of_words_is_one_change() {
        check(
            "they let it in at night",
            "they dumped oil there at night",
            "they [-let it in-][+dumped oil there+] at night",
        );
    }

    /// Sentences in one direction of writing, so many of them, with so many words each.
    fn long(word: &str, full_stop: &str, sentences: usize, words: usize) -> String {
        let sentence = |number: usize| {
            let words = (0..words).map(|at| format!("{word}{number}x{at}"));
            format!("{}{full_stop} ", words.collect::<Vec<_>>().join(" "))
        };
        (0..sentences).map(sentence).collect()
    }

    #[test]
    fn a_text_too_long_for_words_is_compared_by_sentences_in_both_directions_of_writing() {
        for (word, other, end) in [("Fluss", "Wehr", "."), ("نهر", "سد", "۔")] {
            let kept = long(word, end, 1, 4);
            let (gone, came) = (long(word, end, 100, 40), long(other, end, 100, 40));
            let old = format!("{kept}{gone}{kept}{word} alt{end}");
            let new = format!("{kept}{came}{kept}{word} neu{end}");
            let changes = diff(&old, &new);
            assert_eq!(changes.grain, Grain::Sentences);
            let kept = changes.pieces.iter().filter(|p| p.change == Change::Kept);
            let kept: Vec<&str> = kept.map(|piece| piece.words.trim()).collect();
            assert_eq!(kept.len(), 3, "{kept:?}");
            check_parts(&changes.pieces, &old, &new);
        }
    }

    #[test]
    fn one_word_changed_in_a_very_long_text_is_found_as_one_word() {
        for (word, other, end) in [("Fluss", "Wehr", "."), ("نهر", "سد", "۔")] {
            let text = long(word, end, 60, 50);
            let changes = diff(
                &format!("{text}{word} {text}"),
                &format!("{text}{other} {text}"),
            );
            assert_eq!(changes.grain, Grain::Words);
            let changed = changes.pieces.iter().filter(|p| p.change != Change::Kept);
            let changed: Vec<&str> = changed.map(|piece| piece.words.as_str()).collect();
            assert_eq!(changed, [word, other]);
        }
    }

    #[test]
    fn a_page_costs_no_more_however_many_long_paragraphs_it_has() {
        let mut effort = Effort::PAGE.clone();
        let (old, new) = (long("a", ".", 40, 20), long("b", ".", 40, 20));
        let grains: Vec<Grain> = (0..20)
            .map(|_| word_diff(&old, &new, &mut effort).grain)
            .collect();
        assert!(grains.is_sorted(), "the first are the finest: {grains:?}");
        assert_eq!(grains[0], Grain::Words);
        assert_eq!(grains[19], Grain::Whole);
        let huge = "x".repeat(1024 * 1024);
        assert_eq!(diff(&huge, "y").grain, Grain::Whole);
    }

    #[track_caller]
    fn check_parts(pieces: &[Piece], old: &str, new: &str) {
        let without = |gone: Change| -> String {
            let left = pieces.iter().filter(|p| p.change != gone);
            left.map(|piece| piece.words.as_str()).collect()
        };
        assert_eq!(without(Change::Added), old);
        assert_eq!(without(Change::Removed), new);
    }

    proptest! {
        #[test]
        fn both_wordings_can_be_read_out_of_the_pieces(old in "[a-c \u{e9}\u{645}.]{0,40}", new in "[a-c \u{e9}\u{645}.]{0,40}", steps in 0..2_000_usize) {
            let mut effort = Effort(steps);
            let pieces = word_diff(&old, &new, &mut effort).pieces;
            let without = |gone: Change| -> String {
                pieces.iter().filter(|p| p.change != gone).map(|p| p.words.as_str()).collect()
            };
            prop_assert_eq!(without(Change::Added), old);
            prop_assert_eq!(without(Change::Removed), new);
            prop_assert!(pieces.windows(2).all(|pair| pair[0].change != pair[1].change));
        }
    }
}
