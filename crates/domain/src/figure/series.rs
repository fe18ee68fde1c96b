//! A series: one question, and everybody's answers side by side (REQ-154 to REQ-160).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::words::Family;
use super::{Counting, Figure};
use crate::multilingual::Prose;
use crate::text::MarkId;

/// What the organisers say of a question that figures answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Series {
    /// Its name, which its figures bear.
    pub id: MarkId,
    /// The question in words.
    pub title: Option<Prose>,
    /// The claim that the texts use.
    pub primary: Option<MarkId>,
    /// Why that one.
    pub why: Option<Prose>,
    /// After how many days its figures are old; nothing for [`super::MAX_AGE_DAYS`].
    pub max_age_days: Option<u32>,
}

/// The figures of one series.
#[derive(Clone, Debug)]
pub struct Claims<'f> {
    /// In the order in which they were written down.
    all: Vec<&'f Figure>,
    /// By the claim that they replace, which claims.
    replacing: BTreeMap<&'f MarkId, Vec<&'f Figure>>,
}

/// One of the things that tell where a claim comes from: its claimant, or the primary source.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourceKey(u8, String);

/// The counts of one claimant over time, for a chart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line<'f> {
    /// The claimant; nothing where the source is missing.
    pub claimed_by: Option<&'f str>,
    /// Counts that a line may join, oldest first; between two of these lists none may be drawn
    /// (REQ-158).
    pub segments: Vec<Vec<&'f Figure>>,
}

impl<'f> Claims<'f> {
    /// The claims of a series, in the order in which they were written down.
    #[must_use]
    pub fn of(figures: impl IntoIterator<Item = &'f Figure>, series: &MarkId) -> Self {
        let figures = figures.into_iter();
        Self::new(figures.filter(|figure| &figure.series == series).collect())
    }

    /// The claims of every series, by series. Whoever looks at many series asks here once: their
    /// figures are gone through a single time.
    #[must_use]
    pub fn by_series(figures: impl IntoIterator<Item = &'f Figure>) -> BTreeMap<&'f MarkId, Self> {
        let mut groups: BTreeMap<&MarkId, Vec<&Figure>> = BTreeMap::new();
        for figure in figures {
            groups.entry(&figure.series).or_default().push(figure);
        }
        let groups = groups.into_iter();
        groups.map(|(id, claims)| (id, Self::new(claims))).collect()
    }

    fn new(all: Vec<&'f Figure>) -> Self {
        let mut replacing: BTreeMap<&MarkId, Vec<&Figure>> = BTreeMap::new();
        for figure in &all {
            if let Some(replaced) = &figure.supersedes {
                replacing.entry(replaced).or_default().push(figure);
            }
        }
        Self { all, replacing }
    }

    /// Whether nobody says anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every claim, in the order in which they were written down.
    #[must_use]
    pub fn all(&self) -> &[&'f Figure] {
        &self.all
    }

    /// The claims that stand now, from the lowest to the highest. What is pending or a forecast is
    /// not among them, see [`Claims::apart`].
    #[must_use]
    pub fn current(&self) -> Vec<&'f Figure> {
        self.standing(|figure| !figure.status.is_apart())
    }

    /// What stands now and is shown apart: cases under investigation and forecasts (REQ-153).
    #[must_use]
    pub fn apart(&self) -> Vec<&'f Figure> {
        self.standing(|figure| figure.status.is_apart())
    }

    fn standing(&self, is_meant: impl Fn(&Figure) -> bool) -> Vec<&'f Figure> {
        let claims = self.all.iter().copied();
        let mut standing: Vec<&Figure> = claims
            .filter(|figure| is_meant(figure) && self.stands(figure))
            .collect();
        standing.sort_by_key(|figure| figure.bounds.rank());
        standing
    }

    /// What was replaced or taken back, newest count first.
    #[must_use]
    pub fn history(&self) -> Vec<&'f Figure> {
        let claims = self.all.iter().copied();
        let mut history: Vec<&Figure> = claims.filter(|figure| !self.stands(figure)).collect();
        history.sort_by_key(|figure| Reverse(figure.as_of));
        history
    }

    /// Whether a claim is neither taken back nor replaced.
    #[must_use]
    pub fn stands(&self, figure: &Figure) -> bool {
        !figure.is_retracted()
            && self
                .find_successor(figure, &|other| !other.is_retracted())
                .is_none()
    }

    /// The figure that replaces another: the newest record that names it. One that was taken back
    /// replaces nothing.
    #[must_use]
    pub fn successor(&self, figure: &Figure) -> Option<&'f Figure> {
        let naming = self.replacing.get(&figure.id)?;
        let mut naming = naming.iter().rev().copied();
        naming.find(|other| !other.is_retracted())
    }

    /// The count that stands now in place of a figure: the figure itself, or the newest of what
    /// became known since. Nothing where it was taken back and nothing came after it.
    #[must_use]
    pub fn current_of(&self, figure: &'f Figure) -> Option<&'f Figure> {
        if self.stands(figure) {
            return Some(figure);
        }
        self.since(figure).pop()
    }

    /// The first of what replaces a figure, directly or through others, that is what is looked for.
    /// A circle ends where it began.
    fn find_successor(
        &self,
        figure: &Figure,
        is_meant: &dyn Fn(&Figure) -> bool,
    ) -> Option<&'f Figure> {
        let mut seen: BTreeSet<&MarkId> = BTreeSet::from([&figure.id]);
        let mut open = vec![&figure.id];
        while let Some(id) = open.pop() {
            for other in self.replacing.get(id).into_iter().flatten() {
                if !seen.insert(&other.id) {
                    continue;
                }
                if is_meant(other) {
                    return Some(other);
                }
                open.push(&other.id);
            }
        }
        None
    }

    /// The names of everything that replaces a figure.
    fn successors(&self, figure: &Figure) -> BTreeSet<&'f MarkId> {
        let mut found: BTreeSet<&MarkId> = BTreeSet::new();
        let mut open = vec![&figure.id];
        while let Some(id) = open.pop() {
            for other in self.replacing.get(id).into_iter().flatten() {
                if other.id != figure.id && found.insert(&other.id) {
                    open.push(&other.id);
                }
            }
        }
        found
    }

    /// What became known since: the claims that stand now and replace a figure, or were counted
    /// later by the same source; oldest first.
    #[must_use]
    pub fn since(&self, figure: &Figure) -> Vec<&'f Figure> {
        let successors = self.successors(figure);
        let is_later = |other: &Figure| {
            let same = independent_source(other) == independent_source(figure);
            let days = other.as_of.zip(figure.as_of);
            same && days.is_some_and(|(other, figure)| other > figure)
        };
        let family = figure.status.family();
        let claims = self.all.iter().copied();
        let mut since: Vec<&Figure> = claims
            .filter(|other| other.id != figure.id && other.status.family() == family)
            .filter(|other| successors.contains(&other.id) || is_later(other))
            .filter(|other| self.stands(other))
            .collect();
        since.sort_by_key(|other| other.as_of);
        since
    }

    /// How many sources independent of each other stand behind the claims that stand now (REQ-156):
    /// whoever passes on the count of another is not a second source.
    #[must_use]
    pub fn sources(&self) -> usize {
        let standing = self.all.iter().filter(|figure| self.stands(figure));
        let named = standing.filter(|figure| figure.has_source());
        let sources: BTreeSet<String> = named.map(|f| independent_source(f)).collect();
        sources.len()
    }

    /// The counts of each claimant over time: of the claims that are shown apart, or of all others.
    /// What was replaced stands among them, since it was true of its day; what was taken back does
    /// not, and neither does a count without a day.
    #[must_use]
    pub fn lines(&self, apart: bool) -> Vec<Line<'f>> {
        let mut dated: Vec<&Figure> = self.all.clone();
        dated.retain(|figure| {
            let is_drawn = figure.as_of.is_some() && !figure.is_retracted();
            is_drawn && figure.status.is_apart() == apart
        });
        dated.sort_by_key(|figure| figure.as_of);
        let mut lines: Vec<(String, Family, Line<'f>)> = Vec::new();
        for figure in dated {
            let (key, family) = (line_key(figure), figure.status.family());
            let known = lines.iter_mut().find(|(k, f, _)| *k == key && *f == family);
            match known {
                Some((_, _, line)) => line.add(figure),
                None => lines.push((key, family, Line::begin(figure))),
            }
        }
        lines.into_iter().map(|(_, _, line)| line).collect()
    }
}

impl<'f> Line<'f> {
    fn begin(figure: &'f Figure) -> Self {
        Self {
            claimed_by: figure.claimed_by.as_deref(),
            segments: vec![vec![figure]],
        }
    }

    fn add(&mut self, figure: &'f Figure) {
        let is_period = |figure: &Figure| matches!(figure.counting, Some(Counting::Period { .. }));
        let apart = figure.series_break.is_some() || is_period(figure);
        match self.segments.last_mut() {
            Some(segment) if !apart && !segment.iter().any(|f| is_period(f)) => {
                segment.push(figure);
            }
            _ => self.segments.push(vec![figure]),
        }
    }
}

/// What tells that claims go back to one source: those that have one of these in common do.
pub(super) fn source_keys(figure: &Figure) -> BTreeSet<SourceKey> {
    let claimant = figure.has_source().then(|| SourceKey(0, line_key(figure)));
    let primary = SourceKey(1, independent_source(figure));
    claimant.into_iter().chain([primary]).collect()
}

/// The key of the source that a claim goes back to.
fn independent_source(figure: &Figure) -> String {
    let group = figure.independence_group.as_deref().map(plain);
    group.unwrap_or_else(|| line_key(figure))
}

/// The key of the claimant; a claim without one is alone.
fn line_key(figure: &Figure) -> String {
    match &figure.claimed_by {
        Some(name) => plain(name),
        None => format!("#{}", figure.id),
    }
}

fn plain(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
