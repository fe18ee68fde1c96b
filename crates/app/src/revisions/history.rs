//! The revisions of one language, how an address names one, and what changed from one to another.

use domain::locale::Language;
use domain::text::{Paragraph, ParagraphId};
use store::RevisionRow;
use thiserror::Error;

use super::kept::Comparisons;
use crate::declarations::Published;

/// The fewest digits by which a digest is named: by chance, two of a thousand texts share eight digits
/// once in eight thousand declarations, and then nothing is named.
const FEWEST_DIGITS: usize = 8;

/// Why nothing is named: too few digits of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a digest is named by at least {FEWEST_DIGITS} digits")]
pub struct TooShort;

/// A paragraph in two revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedParagraph<'p> {
    /// Its name.
    pub id: ParagraphId,
    /// As it stood; absent where it is new.
    pub old: Option<Paragraph<'p>>,
    /// As it stands; absent where it is gone.
    pub new: Option<Paragraph<'p>>,
}

impl ChangedParagraph<'_> {
    /// Whether anything is different.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let [old, new] = [&self.old, &self.new].map(|part| part.as_ref().map(|p| p.source));
        old != new
    }
}

impl Published {
    /// The revisions in one language, the oldest first.
    pub fn history(&self, language: &Language) -> impl DoubleEndedIterator<Item = &RevisionRow> {
        self.revisions
            .iter()
            .filter(move |revision| &revision.language == language)
    }

    /// The revision that an address names in a language: by its number, or by the first digits of its
    /// digest where no other begins with them.
    ///
    /// # Errors
    /// [`TooShort`] for what could be the beginning of a digest and is too short to name one.
    pub fn named(&self, language: &Language, name: &str) -> Result<Option<&RevisionRow>, TooShort> {
        let number = (name.len() < FEWEST_DIGITS).then(|| name.parse::<u32>().ok());
        if let Some(Some(number)) = number {
            let canonical = number.to_string() == name;
            let found = self.history(language).find(|r| r.number == number);
            return Ok(found.filter(|_| canonical));
        }
        let hexadecimal = name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !hexadecimal {
            return Ok(None);
        }
        if name.len() < FEWEST_DIGITS {
            return Err(TooShort);
        }
        let mut matching = self
            .history(language)
            .filter(|revision| revision.digest.to_string().starts_with(name));
        // The same words may have been published again: the newest of them is meant.
        let last = matching.next_back();
        let other = matching.any(|r| last.is_some_and(|last| last.digest != r.digest));
        Ok(last.filter(|_| !other))
    }

    /// The paragraphs of two revisions of one language, in the order of reading. `made` keeps what it costs.
    #[must_use]
    pub fn changes<'p>(
        &'p self,
        from: &'p RevisionRow,
        to: &'p RevisionRow,
        made: &Comparisons,
    ) -> Vec<ChangedParagraph<'p>> {
        let pairs = made.aligned(from, to);
        let (old, new) = (self.parts(from), self.parts(to));
        let changed = pairs.iter().filter_map(|&(was, is)| {
            let was = was.and_then(|at| old.get(at));
            let is = is.and_then(|at| new.get(at));
            Some(ChangedParagraph {
                id: is.or(was)?.0.clone(),
                old: was.map(|(_, paragraph)| paragraph.clone()),
                new: is.map(|(_, paragraph)| paragraph.clone()),
            })
        });
        changed.collect()
    }
}
