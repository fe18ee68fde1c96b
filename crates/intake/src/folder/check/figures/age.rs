//! Figures that somebody has to look at again (REQ-161).

use std::collections::{BTreeMap, BTreeSet};

use domain::figure::{Claims, Figure, Series, Staleness};
use domain::text::MarkId;
use jiff::civil::Date;

use super::super::locate::{self, Step};
use super::{Subject, uses};
use crate::finding::Finding;
use crate::folder::FIGURES;

/// Warns of figures that texts or reports use, or a series names as the one to use, and that are old
/// on a day. Of what was replaced the count that stands now is looked at.
pub(in crate::folder) fn check(subject: &Subject<'_>, today: Date, findings: &mut Vec<Finding>) {
    let uses = uses(subject);
    let named = subject
        .series
        .iter()
        .filter_map(|series| series.primary.as_ref());
    let used: BTreeSet<&MarkId> = uses.keys().chain(named).collect();
    let claims = Claims::by_series(subject.figures);
    let current: BTreeSet<&MarkId> = subject
        .figures
        .iter()
        .filter(|figure| used.contains(&figure.id))
        .filter_map(|figure| claims.get(&figure.series)?.current_of(figure))
        .map(|figure| &figure.id)
        .collect();
    let described: BTreeMap<&MarkId, &Series> = subject
        .series
        .iter()
        .map(|series| (&series.id, series))
        .collect();
    for (index, figure) in subject.figures.iter().enumerate() {
        if !current.contains(&figure.id) {
            continue;
        }
        let series = described.get(&figure.series);
        let most = series.and_then(|series| series.max_age_days);
        if let Some(staleness) = figure.staleness(today, most) {
            let path = [Step::Key("figure"), Step::Entry(index), Step::Key("as-of")];
            let place = locate::value(&subject.files, FIGURES, &path);
            findings.push(stale(figure, staleness).at(place));
        }
    }
}

fn stale(figure: &Figure, staleness: Staleness) -> Finding {
    let id = &figure.id;
    let message = match staleness {
        Staleness::Due(day) => format!("`{id}` was to be reviewed by {day}"),
        Staleness::Aged(days) => format!("`{id}` was counted {days} days ago"),
    };
    Finding::warning("figure-stale", message).help(
        "look for a newer count and add it as a figure that supersedes this one; if there is none, \
         set `due` under `[figure.review]` to the day of the next look",
    )
}
