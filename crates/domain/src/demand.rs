//! Requests made by a declaration, with identities that outlive wording and language.

use crate::text::{MarkId, Outline};

/// A demand in one revision: its identity and its words there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Demand {
    /// The same over all revisions and languages.
    pub id: MarkId,
    /// Its words in the language of the revision.
    pub words: String,
}

/// The demands a translation lacks and those it has too many, compared with the original.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    /// Marked in the original only.
    pub missing: Vec<MarkId>,
    /// Marked in the translation only.
    pub surplus: Vec<MarkId>,
}

impl Difference {
    /// Whether both name the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.surplus.is_empty()
    }
}

/// The demands of an outline.
#[must_use]
pub fn demands(outline: &Outline) -> Vec<Demand> {
    outline
        .demands
        .iter()
        .map(|mark| Demand {
            id: mark.id.clone(),
            words: mark.words.clone(),
        })
        .collect()
}

/// How the demands of a translation differ from those of its original (REQ-109).
#[must_use]
pub fn demand_difference(original: &Outline, translation: &Outline) -> Difference {
    difference(&original.demand_ids(), &translation.demand_ids())
}

/// How the figures of a translation differ from those of its original (REQ-109).
#[must_use]
pub fn figure_difference(original: &Outline, translation: &Outline) -> Difference {
    difference(&original.figure_ids(), &translation.figure_ids())
}

type Ids<'a> = std::collections::BTreeSet<&'a MarkId>;

fn difference(original: &Ids<'_>, translation: &Ids<'_>) -> Difference {
    let only = |a: &Ids<'_>, b: &Ids<'_>| a.difference(b).map(|id| (*id).clone()).collect();
    Difference {
        missing: only(original, translation),
        surplus: only(translation, original),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn outline(text: &str) -> Outline {
        Text::parse(text).unwrap().outline().unwrap()
    }

    #[test]
    fn a_translation_names_what_it_lacks_and_what_it_has_too_many() {
        let original = outline("# T\n{figure:a}\n## D {.demands}\n- one {#one}\n- two {#two}\n");
        let translation =
            outline("# T\n{figure:b}\n## D {.demands}\n- eins {#one}\n- drei {#three}\n");
        let demands = demand_difference(&original, &translation);
        assert_eq!(demands.missing[0].as_str(), "two");
        assert_eq!(demands.surplus[0].as_str(), "three");
        let figures = figure_difference(&original, &translation);
        assert_eq!(
            (figures.missing[0].as_str(), figures.surplus[0].as_str()),
            ("a", "b")
        );
        assert!(demand_difference(&original, &original).is_empty());
    }
}
