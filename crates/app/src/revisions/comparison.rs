//! A translation beside the newest original, paragraph by paragraph.

use std::collections::VecDeque;

use domain::text::{Pair, Paragraph, ParagraphId, paragraphs};
use store::RevisionRow;

use super::kept::Comparisons;
use crate::declarations::Published;

/// A translation beside the newest original.
#[derive(Debug)]
pub struct Comparison<'p> {
    /// The original it renders.
    pub rendered: &'p RevisionRow,
    /// The newest original.
    pub original: &'p RevisionRow,
    /// The paragraphs of both, in the order of reading.
    pub paragraphs: Vec<Compared<'p>>,
}

/// What became, in the original, of a paragraph since it was translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was.
    Same,
    /// Its words changed.
    Changed,
    /// It is new.
    New,
    /// It is gone.
    Gone,
    /// It never was there: it stands in the translation alone.
    Own,
}

/// One paragraph in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared<'p> {
    /// Its name.
    pub id: ParagraphId,
    /// What became of it in the original.
    pub fate: Fate,
    /// As it stands in the original now.
    pub original: Option<Paragraph<'p>>,
    /// As it stood in the original when it was translated.
    pub rendered: Option<Paragraph<'p>>,
    /// As it stands in the translation.
    pub translation: Option<Paragraph<'p>>,
}

impl Compared<'_> {
    /// Whether the translation has yet to follow.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        matches!(self.fate, Fate::Changed | Fate::New | Fate::Gone)
    }
}

impl Published {
    /// A translation beside the newest original; nothing for an original. `made` keeps what it costs.
    #[must_use]
    pub fn comparison<'p>(
        &'p self,
        translation: &'p RevisionRow,
        made: &Comparisons,
    ) -> Option<Comparison<'p>> {
        let rendered = self.revision_at(translation.renders)?;
        let original = self.original()?;
        if translation.leaf == rendered.leaf {
            return None;
        }
        let own = made.aligned(rendered, translation);
        let newest = made.aligned(rendered, original);
        let triples = merged(own.to_vec(), newest.to_vec());
        let [old, now, own] = [rendered, original, translation].map(|row| self.parts(row));
        let part = |of: &[Part<'p>], at: Option<usize>| at.and_then(|at| of.get(at).cloned());
        let compared = triples.into_iter().filter_map(|(was, is, own_at)| {
            let parts = (part(&old, was), part(&now, is), part(&own, own_at));
            compared(parts)
        });
        Some(Comparison {
            rendered,
            original,
            paragraphs: compared.collect(),
        })
    }

    /// The paragraphs of a revision with their names.
    pub(super) fn parts<'p>(&'p self, revision: &'p RevisionRow) -> Vec<Part<'p>> {
        let names = self.paragraphs.at(revision.leaf).iter().cloned();
        names.zip(paragraphs(&revision.text)).collect()
    }
}

/// A paragraph with its name.
pub(super) type Part<'p> = (ParagraphId, Paragraph<'p>);

fn compared<'p>(
    (was, is, own): (Option<Part<'p>>, Option<Part<'p>>, Option<Part<'p>>),
) -> Option<Compared<'p>> {
    let fate = match (&was, &is) {
        (Some((_, was)), Some((_, is))) if was.source == is.source => Fate::Same,
        (Some(_), Some(_)) => Fate::Changed,
        (None, Some(_)) => Fate::New,
        (Some(_), None) => Fate::Gone,
        (None, None) => Fate::Own,
    };
    let id = [&own, &is, &was]
        .into_iter()
        .flatten()
        .map(|(id, _)| id.clone())
        .next()?;
    let words = |part: Option<Part<'p>>| part.map(|(_, paragraph)| paragraph);
    Some(Compared {
        id,
        fate,
        original: words(is),
        rendered: words(was),
        translation: words(own),
    })
}

/// Where a paragraph stands in the original rendered, in the newest one, and in the translation.
type Triple = (Option<usize>, Option<usize>, Option<usize>);

/// Joins two alignments of the same original: each of its paragraphs stands once in both, in its order.
fn merged(translation: Vec<Pair>, newest: Vec<Pair>) -> Vec<Triple> {
    let (mut translation, mut newest) = (VecDeque::from(translation), VecDeque::from(newest));
    let mut triples = Vec::with_capacity(newest.len());
    loop {
        match (translation.front(), newest.front()) {
            (Some((None, own)), _) => {
                triples.push((None, None, *own));
                translation.pop_front();
            }
            (_, Some((None, is))) => {
                triples.push((None, *is, None));
                newest.pop_front();
            }
            (Some((was, own)), Some((_, is))) => {
                triples.push((*was, *is, *own));
                translation.pop_front();
                newest.pop_front();
            }
            _ => return triples,
        }
    }
}
