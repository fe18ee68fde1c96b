//! What changed between two wordings, word by word.

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

/// The most cells a comparison may look at: 2,000 words and spaces on each side, three pages of print.
/// Longer paragraphs are shown as replaced, so that no text costs a visitor seconds.
const MAX_CELLS: usize = 4_000_000;

/// Compares two wordings by words, as Unicode parts them (UAX 29). White space alone between two
/// changes counts as changed with them: a sentence that was rewritten reads better whole than in shreds.
#[must_use]
pub fn word_diff(old: &str, new: &str) -> Vec<Piece> {
    let (left, right): (Vec<&str>, Vec<&str>) = (
        old.split_word_bounds().collect(),
        new.split_word_bounds().collect(),
    );
    let mut diff = Diff::default();
    if left.len().saturating_mul(right.len()) > MAX_CELLS {
        diff.change(old, new);
        return diff.finish();
    }
    for op in capture_diff_slices(Algorithm::Myers, &left, &right) {
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
    diff.finish()
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

    fn finish(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(old: &str, new: &str) -> String {
        word_diff(old, new)
            .into_iter()
            .map(|piece| match piece.change {
                Change::Kept => piece.words,
                Change::Removed => format!("[-{}-]", piece.words),
                Change::Added => format!("[+{}+]", piece.words),
            })
            .collect()
    }

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        assert_eq!(shown(old, new), expected);
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

    #[test]
    fn a_paragraph_too_long_to_compare_is_replaced_as_a_whole() {
        let (old, new) = ("a ".repeat(5_000), "b ".repeat(5_000));
        let changes: Vec<Change> = word_diff(&old, &new).iter().map(|p| p.change).collect();
        assert_eq!(changes, [Change::Removed, Change::Added]);
    }

    proptest! {
        #[test]
        fn both_wordings_can_be_read_out_of_the_pieces(old in "[a-c \u{e9}\u{645}.]{0,40}", new in "[a-c \u{e9}\u{645}.]{0,40}") {
            let pieces = word_diff(&old, &new);
            let without = |gone: Change| -> String {
                pieces.iter().filter(|p| p.change != gone).map(|p| p.words.as_str()).collect()
            };
            prop_assert_eq!(without(Change::Added), old);
            prop_assert_eq!(without(Change::Removed), new);
            prop_assert!(pieces.windows(2).all(|pair| pair[0].change != pair[1].change));
        }
    }
}
