//! What organisers say of a figure in words of their own.

use super::Figure;
use crate::multilingual::Prose;

impl Figure {
    /// Everything that organisers say of it in free text, each with its name in public data.
    #[must_use]
    pub fn prose(&self) -> Vec<(&'static str, &Prose)> {
        let method = self.method.as_ref();
        let breakdown = self.breakdown.as_ref();
        let said = [
            ("population", self.population.as_ref()),
            ("place", self.place.as_ref().map(|place| &place.label)),
            ("note", self.note.as_ref()),
            ("actor", self.actor.as_ref()),
            (
                "confidence_reason",
                self.confidence.as_ref().map(|one| &one.reason),
            ),
            ("method_note", method.and_then(|one| one.note.as_ref())),
            (
                "breakdown_note",
                breakdown.and_then(|one| one.note.as_ref()),
            ),
            ("series_break", self.series_break.as_ref()),
            (
                "retraction",
                self.retraction.as_ref().map(|one| &one.reason),
            ),
        ];
        let said = said.into_iter();
        said.filter_map(|(name, prose)| Some((name, prose?)))
            .collect()
    }
}
