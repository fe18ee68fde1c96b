//! The names of the paragraphs of every revision.

use std::collections::BTreeMap;

use domain::log::RevisionRole;
use domain::text::{
    Pair, ParagraphId, align_revisions, align_translation, name_paragraphs, paragraphs,
};
use store::RevisionRow;

/// The names of the paragraphs of every revision of a declaration, by the leaf of the revision.
///
/// Nothing of it is stored: an original takes its names from the original before it, a translation from
/// the original it renders, so that the same log gives the same names everywhere.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Paragraphs(BTreeMap<u64, Vec<ParagraphId>>);

impl Paragraphs {
    /// Names the paragraphs of revisions, which are in the order of the log.
    #[must_use]
    pub fn of(revisions: &[RevisionRow]) -> Self {
        let mut named = Self::default();
        for (at, revision) in revisions.iter().enumerate() {
            let source = match revision.role {
                RevisionRole::Original => revisions[..at]
                    .iter()
                    .rev()
                    .find(|before| before.role == RevisionRole::Original),
                RevisionRole::Translation => revisions[..at]
                    .iter()
                    .find(|original| original.leaf == revision.renders),
            };
            let names = named.names(revision, source);
            named.0.insert(revision.leaf, names);
        }
        named
    }

    /// The names in the revision at a leaf, in the order of its paragraphs.
    #[must_use]
    pub fn at(&self, leaf: u64) -> &[ParagraphId] {
        self.0.get(&leaf).map_or(&[], Vec::as_slice)
    }

    fn names(&self, revision: &RevisionRow, source: Option<&RevisionRow>) -> Vec<ParagraphId> {
        let now = paragraphs(&revision.text);
        let mut kept = vec![None; now.len()];
        if let Some(source) = source {
            let names = self.at(source.leaf);
            for (old, new) in aligned(source, revision) {
                if let (Some(old), Some(new)) = (old, new) {
                    kept[new] = names.get(old).cloned();
                }
            }
        }
        name_paragraphs(&now, &kept)
    }
}

/// Which paragraphs of two revisions belong together.
pub(super) fn aligned(source: &RevisionRow, revision: &RevisionRow) -> Vec<Pair> {
    let (old, new) = (paragraphs(&source.text), paragraphs(&revision.text));
    if source.language == revision.language {
        align_revisions(&old, &new)
    } else {
        align_translation(&old, &new)
    }
}
