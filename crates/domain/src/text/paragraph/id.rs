//! Names of paragraphs: anchors that survive edits.

use std::collections::BTreeSet;
use std::fmt;

use super::{Paragraph, ParagraphKind};
use crate::text::TextDigest;

/// The name of a paragraph in a declaration, as it stands behind `#` in an address: `p-title`,
/// `demand-` with the demand's identifier, or `p-` with the beginning of the digest of the words with
/// which the paragraph first appeared.
///
/// A paragraph keeps its name through revisions that edit it, and a translation has the names of the
/// original it renders, so that a link to a paragraph leads to it in every language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ParagraphId(String);

impl ParagraphId {
    /// The name as text: letters, digits and hyphens.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ParagraphId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Digits of the digest in a name: 32 bits tell the paragraphs of one text apart, and the rare pair
/// that they do not is told apart by a number.
const DIGITS: usize = 8;

/// Names the paragraphs of one revision. `kept` has, at the place of each, the name of the paragraph it
/// was aligned with.
#[must_use]
pub fn name_paragraphs(
    paragraphs: &[Paragraph<'_>],
    kept: &[Option<ParagraphId>],
) -> Vec<ParagraphId> {
    let kept = |at: usize| kept.get(at).cloned().flatten();
    // Kept names are given out first: a new paragraph with old words must not take one away.
    let mut names: Vec<Option<ParagraphId>> = paragraphs
        .iter()
        .enumerate()
        .map(|(at, paragraph)| {
            own(paragraph).or_else(|| kept(at).filter(|id| id.0.starts_with("p-") && id.0 != TITLE))
        })
        .collect();
    let mut taken = BTreeSet::new();
    for name in &mut names {
        *name = name.take().filter(|id| taken.insert(id.clone()));
    }
    names
        .into_iter()
        .zip(paragraphs)
        .map(|(name, paragraph)| name.unwrap_or_else(|| fresh(paragraph, &mut taken)))
        .collect()
}

const TITLE: &str = "p-title";

/// The name that a paragraph has by what it is.
fn own(paragraph: &Paragraph<'_>) -> Option<ParagraphId> {
    match (&paragraph.demand, paragraph.kind) {
        (Some(demand), _) => Some(ParagraphId(format!("demand-{demand}"))),
        (None, ParagraphKind::Title) => Some(ParagraphId(TITLE.to_owned())),
        (None, _) => None,
    }
}

fn fresh(paragraph: &Paragraph<'_>, taken: &mut BTreeSet<ParagraphId>) -> ParagraphId {
    let digest = TextDigest::of(paragraph.source.as_bytes()).to_string();
    let name = format!("p-{}", &digest[..DIGITS]);
    let others = (2_u32..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone())
        .chain(others)
        .map(ParagraphId)
        .find(|id| !taken.contains(id))
        .expect("a text has fewer paragraphs than there are numbers");
    taken.insert(free.clone());
    free
}
