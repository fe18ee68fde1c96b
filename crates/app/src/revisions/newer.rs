//! What is newer than the text that somebody signed.

use domain::locale::Language;
use domain::log::RevisionRole;
use domain::revision::{Changes, Wording};
use store::RevisionRow;

use crate::declarations::Published;

/// A text in the same language that came after the one somebody signed.
#[derive(Debug)]
pub struct Newer<'p> {
    /// The newest of them.
    pub revision: &'p RevisionRow,
    /// Whether one of the changes since is material: then the signer is offered to sign it instead.
    pub material: bool,
    /// What those who revised say of the changes, the oldest first.
    pub said: Vec<Said>,
}

/// What those who revised say of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Their words; paragraphs apart by an empty line.
    pub words: String,
    /// The language of the words.
    pub language: Language,
}

impl Published {
    /// A revision as it was published, with what stood around its text: from the folder where it still
    /// has this text, otherwise from the file that was published. Nothing for a text that came without
    /// one, as in a log that is carried.
    #[must_use]
    pub fn wording(&self, revision: &RevisionRow) -> Option<Wording> {
        self.wording_of(revision).cloned().or_else(|| {
            let original = &self.declaration.language;
            let read = intake::folder::read_wording(&revision.language, &revision.source, original);
            read.filter(|wording| wording.text.digest() == revision.digest)
        })
    }

    /// What is newer than a revision, in its language.
    #[must_use]
    pub fn newer(&self, signed: &RevisionRow) -> Option<Newer<'_>> {
        let newest = self
            .current(&signed.language)
            .filter(|newest| newest.number > signed.number && newest.digest != signed.digest)?;
        let own = self
            .history(&signed.language)
            .filter(|revision| revision.number > signed.number);
        let mut said = self.said(own);
        // A translation that followed its original followed what was said of it there, too.
        let originals = self.revisions.iter().filter(|revision| {
            revision.role == RevisionRole::Original
                && revision.leaf > signed.renders
                && revision.leaf <= newest.renders
        });
        let of_originals = if signed.role == RevisionRole::Translation {
            self.said(originals)
        } else {
            Vec::new()
        };
        let material = said
            .iter()
            .chain(&of_originals)
            .any(|(changes, _)| changes.material);
        if said.is_empty() {
            said = of_originals;
        }
        Some(Newer {
            revision: newest,
            material,
            said: said
                .into_iter()
                .map(|(changes, language)| Said {
                    words: changes.words,
                    language,
                })
                .collect(),
        })
    }

    fn said<'p>(
        &self,
        revisions: impl Iterator<Item = &'p RevisionRow>,
    ) -> Vec<(Changes, Language)> {
        let found = revisions.filter_map(|revision| {
            let changes = self.wording(revision)?.changes?;
            Some((changes, revision.language.clone()))
        });
        found.collect()
    }
}
