//! Marks in a text: `{figure:killed}`, a demands section (`## We demand {.demands}`) and the demand
//! identifiers at the end of its items (`{#free-prisoners}`).

use std::collections::BTreeSet;
use std::fmt;

use thiserror::Error;

use super::Text;

/// A place in a text; line and column from 1, columns and lengths in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// How many characters are meant.
    pub length: usize,
}

/// The name of a figure or a demand inside a declaration: like a slug, stable over revisions and
/// languages.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MarkId(String);

impl MarkId {
    /// Parses an identifier; answers nothing where it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        crate::slug::Slug::parse(text)
            .ok()
            .map(|slug| Self(slug.as_str().to_owned()))
    }

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MarkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A figure mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FigureMark {
    /// Which figure.
    pub id: MarkId,
    /// Where the mark stands.
    pub place: Place,
}

/// One demand as marked in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DemandMark {
    /// Which demand.
    pub id: MarkId,
    /// Its words in this language, unwrapped, without the mark.
    pub words: String,
    /// Where the item stands.
    pub place: Place,
}

/// What the marks of a text say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outline {
    /// Figure marks in the order of the text; one figure may stand in several places.
    pub figures: Vec<FigureMark>,
    /// The demands in the order of the text.
    pub demands: Vec<DemandMark>,
}

/// What is wrong with a mark.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OutlineError {
    /// `{figure:` without an end, or with something that is no identifier.
    #[error("`{{figure:…}}` needs an identifier of a-z, 0-9 and hyphens")]
    FigureMark(Place),
    /// An item of the demands section without `{#identifier}`.
    #[error("this demand has no identifier such as {{#free-prisoners}} at its end")]
    DemandWithoutId(Place),
    /// The same identifier on two demands.
    #[error("two demands are called `{id}`")]
    DemandTwice {
        /// The identifier.
        id: MarkId,
        /// The second one.
        place: Place,
    },
    /// A second section flagged as demands.
    #[error("a text has one section of demands; this is another")]
    SecondSection(Place),
    /// A flagged section without items.
    #[error("the section of demands has no items")]
    EmptySection(Place),
}

impl OutlineError {
    /// Where in the text.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::FigureMark(place)
            | Self::DemandWithoutId(place)
            | Self::DemandTwice { place, .. }
            | Self::SecondSection(place)
            | Self::EmptySection(place) => *place,
        }
    }
}

impl Outline {
    /// Reads the marks of a text.
    pub(super) fn read(text: &Text) -> Result<Self, Vec<OutlineError>> {
        let mut reader = Reader::default();
        for (i, line) in text.as_str().lines().enumerate() {
            reader.line(i + 1, line);
        }
        reader.finish()
    }

    /// The figures named, each once, in the order of their identifiers.
    #[must_use]
    pub fn figure_ids(&self) -> BTreeSet<&MarkId> {
        self.figures.iter().map(|mark| &mark.id).collect()
    }

    /// The demands named, in the order of their identifiers.
    #[must_use]
    pub fn demand_ids(&self) -> BTreeSet<&MarkId> {
        self.demands.iter().map(|mark| &mark.id).collect()
    }
}

#[derive(Default)]
struct Reader {
    outline: Outline,
    errors: Vec<OutlineError>,
    /// The heading of the demands section, while inside it or after it.
    section: Option<Place>,
    inside: bool,
    /// The item being collected: its words so far and where it began.
    item: Option<(String, Place)>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let place = Place {
            line: number,
            column: 1,
            length: line.chars().count().max(1),
        };
        self.figures(number, line);
        if line.starts_with('#') {
            self.end_item();
            self.inside = line
                .trim_start_matches('#')
                .trim_end()
                .ends_with("{.demands}");
            if self.inside && self.section.replace(place).is_some() {
                self.errors.push(OutlineError::SecondSection(place));
            }
        } else if self.inside && line.starts_with("- ") {
            self.end_item();
            self.item = Some((line[2..].trim().to_owned(), place));
        } else if line.trim().is_empty() {
            self.end_item();
        } else if let Some((words, _)) = &mut self.item {
            words.push(' ');
            words.push_str(line.trim());
        }
    }

    fn figures(&mut self, number: usize, line: &str) {
        const OPEN: &str = "{figure:";
        let mut from = 0;
        while let Some(start) = line[from..].find(OPEN).map(|found| found + from) {
            let rest = &line[start + OPEN.len()..];
            let id = rest.find('}').and_then(|end| MarkId::parse(&rest[..end]));
            let length = OPEN.len() + id.as_ref().map_or(0, |id| id.as_str().len() + 1);
            let place = Place {
                line: number,
                column: line[..start].chars().count() + 1,
                length,
            };
            match id {
                Some(id) => self.outline.figures.push(FigureMark { id, place }),
                None => self.errors.push(OutlineError::FigureMark(place)),
            }
            from = start + OPEN.len();
        }
    }

    fn end_item(&mut self) {
        let Some((words, place)) = self.item.take() else {
            return;
        };
        let marked = words
            .strip_suffix('}')
            .and_then(|rest| rest.rsplit_once("{#"))
            .and_then(|(words, id)| Some((words.trim_end().to_owned(), MarkId::parse(id)?)));
        let Some((words, id)) = marked else {
            self.errors.push(OutlineError::DemandWithoutId(place));
            return;
        };
        if self.outline.demands.iter().any(|demand| demand.id == id) {
            self.errors.push(OutlineError::DemandTwice { id, place });
        } else {
            self.outline.demands.push(DemandMark { id, words, place });
        }
    }

    fn finish(mut self) -> Result<Outline, Vec<OutlineError>> {
        self.end_item();
        if let Some(place) = self.section
            && self.outline.demands.is_empty()
            && self.errors.is_empty()
        {
            self.errors.push(OutlineError::EmptySection(place));
        }
        if self.errors.is_empty() {
            Ok(self.outline)
        } else {
            Err(self.errors)
        }
    }
}
